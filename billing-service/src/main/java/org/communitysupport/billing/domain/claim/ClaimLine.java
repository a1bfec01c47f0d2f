package org.communitysupport.billing.domain.claim;

import java.util.List;

/**
 * One line of a claim: everything of one member, day, code with modifiers and authorization (amendment 4).
 *
 * @param number from 1
 * @param place place of service
 * @param chargeCents what the agency charges, above what the payer pays (amendment 6)
 * @param expectedCents what the payer should pay
 * @param renderingNpi null where the payer wants the agency
 * @param sources the released lines in it
 */
public record ClaimLine(
        int number,
        String code,
        List<String> modifiers,
        int units,
        String place,
        long chargeCents,
        long expectedCents,
        String renderingNpi,
        String renderingName,
        List<String> sources) {

    public ClaimLine {
        modifiers = List.copyOf(modifiers);
        sources = List.copyOf(sources);
    }

    /** e.g. {@code H2015-HT-U1}. */
    public String service() {
        return modifiers.isEmpty() ? code : code + '-' + String.join("-", modifiers);
    }
}
