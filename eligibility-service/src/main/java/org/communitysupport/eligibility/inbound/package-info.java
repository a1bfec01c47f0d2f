/** Tolerant readers of other services' events: only the fields that matter here. */
package org.communitysupport.eligibility.inbound;
