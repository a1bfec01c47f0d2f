package org.communitysupport.eligibility.domain.rule;

import java.util.Map;
import org.communitysupport.eligibility.domain.Codes.Step;

/**
 * One payer's figures for one program.
 *
 * @param demand whether the payer asks for an authorization at all
 * @param passThrough null where there is none
 * @param ladder a step that is absent is not offered
 * @param housing the figures while somebody pursues housing; null where there are none
 * @param reassessment null where the payer asks for none
 * @param tools the instruments that are asked for
 * @param bands the ages at which rules change
 * @param freeVisits so many visits need no authorization; null where the payer knows no such thing
 * @param silenceDenies a decision that is not made by the due day is a denial (ELG-13)
 */
public record AuthorizationRules(
        PackRef pack,
        Demand demand,
        Elg6PassThrough passThrough,
        Map<Step, Elg7Step> ladder,
        Elg7Step housing,
        Elg4LevelOfCare levels,
        Elg13DecisionClock clock,
        Elg8Reassessment reassessment,
        boolean silenceDenies,
        Elg3Tools tools,
        AgeBands bands,
        Integer freeVisits) {

    /** Whether a payer asks for an authorization. What is not on file is told to whoever decides, and never guessed. */
    public enum Demand {
        ASKED,
        NOT_ASKED,
        NOT_ON_FILE
    }

    public AuthorizationRules {
        ladder = Map.copyOf(ladder);
    }
}
