/** Addresses of this service. */
package org.communitysupport.careplan.api;
