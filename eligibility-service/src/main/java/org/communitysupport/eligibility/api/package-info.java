/** The HTTP door: requests in, problems and answers out. */
package org.communitysupport.eligibility.api;
