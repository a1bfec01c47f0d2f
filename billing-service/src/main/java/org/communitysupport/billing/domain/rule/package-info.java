/** The rules of billing as pure predicates and figures, named after their ids. */
package org.communitysupport.billing.domain.rule;
