package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import org.communitysupport.billing.domain.account.MemberAccount;
import org.communitysupport.billing.domain.rule.Agency;
import org.communitysupport.billing.domain.rule.BillingRules;

/**
 * What the claims of a day are judged with.
 *
 * @param rules of the payer on the date of service
 * @param account what is known about the person
 * @param today in the state's time zone
 */
public record ClaimFacts(BillingRules rules, Agency agency, MemberAccount account, LocalDate today) {

    /** For commands that only note what happened. */
    public static final ClaimFacts NONE = new ClaimFacts(null, null, null, null);
}
