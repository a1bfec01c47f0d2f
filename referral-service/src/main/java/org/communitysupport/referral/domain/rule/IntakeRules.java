package org.communitysupport.referral.domain.rule;

import java.time.Duration;
import java.util.Map;
import org.communitysupport.referral.domain.Codes;

/**
 * A program's figures for intake.
 *
 * @param state the two letters of the state the program serves
 * @param responseWithin REF-9; an urgency without a figure has no clock
 * @param identifiers how much a wrong NPI or Medicaid id weighs (REF-4)
 * @param memberIdPattern of the state's Medicaid id (REF-4); null when unknown
 * @param minimumAge maximumAge in years, both included (REF-11); null when the pack gives none
 */
public record IntakeRules(
        PackRef pack,
        String state,
        Map<Codes.Urgency, Duration> responseWithin,
        Enforcement identifiers,
        String memberIdPattern,
        Integer minimumAge,
        Integer maximumAge) {
    public IntakeRules {
        responseWithin = Map.copyOf(responseWithin);
    }
}
