/** The short number under which a payer knows a claim. */
package org.communitysupport.billing.domain.number;
