/** What this service does because of other services' events. */
package org.communitysupport.careplan.process;
