/** What other services publish, as far as this one needs it, and the names of all they publish. */
package org.communitysupport.encounter.inbound;
