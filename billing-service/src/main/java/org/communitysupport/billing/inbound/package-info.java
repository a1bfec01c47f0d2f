/** What other services publish, as far as billing reads it; unknown fields are ignored. */
package org.communitysupport.billing.inbound;
