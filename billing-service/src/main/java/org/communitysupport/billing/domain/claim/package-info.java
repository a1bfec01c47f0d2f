/** The claims of one person's day: built from released lines, scrubbed, sent, answered, settled. */
package org.communitysupport.billing.domain.claim;
