/** One payment of a payer and what became of it. */
package org.communitysupport.billing.domain.remittance;
