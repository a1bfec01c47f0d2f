package org.communitysupport.eligibility.domain.rule;

import java.util.Map;
import org.communitysupport.eligibility.domain.Codes.Step;

/**
 * One payer's figures for one program.
 *
 * @param required false where the payer asks for no authorisation
 * @param passThrough null where there is none
 * @param ladder a step that is absent is not offered
 * @param housing the figures while somebody pursues housing; null where there are none
 */
public record AuthorizationRules(
        PackRef pack,
        boolean required,
        Elg6PassThrough passThrough,
        Map<Step, Elg7Step> ladder,
        Elg7Step housing,
        Elg4LevelOfCare levels,
        Elg13DecisionClock clock) {
    public AuthorizationRules {
        ladder = Map.copyOf(ladder);
    }
}
