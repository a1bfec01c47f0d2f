/** Wiring, names of stored events, and the adapters of ports. Nothing imports it. */
package org.communitysupport.eligibility.infrastructure;
