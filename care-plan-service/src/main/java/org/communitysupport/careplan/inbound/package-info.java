/** Other services' events, as far as this service reads them. */
package org.communitysupport.careplan.inbound;
