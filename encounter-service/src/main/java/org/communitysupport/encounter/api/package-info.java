/** The addresses of this service. */
package org.communitysupport.encounter.api;
