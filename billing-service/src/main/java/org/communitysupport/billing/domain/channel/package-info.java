/** What goes to one payer: control numbers and batches. */
package org.communitysupport.billing.domain.channel;
