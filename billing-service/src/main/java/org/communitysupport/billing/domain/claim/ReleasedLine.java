package org.communitysupport.billing.domain.claim;

import java.util.List;

/**
 * One unit line of a member's day as it was released for billing, drawn from one pool.
 *
 * @param line {@code <date>_<staff>_<code>-<modifiers>}
 * @param staff who served
 * @param staffNpi null when not on file
 * @param staffName how a claim names who served; null when not on file
 * @param modifiers in the pack's order
 * @param place place of service, two digits
 * @param authorization the pool it was drawn from; null when the payer wants none
 * @param authorizationNumber the payer's number of it; null for a pass-through
 * @param authorizationKind PASS_THROUGH, AUTHORIZATION or NOT_REQUIRED; null when the release did not say
 */
public record ReleasedLine(
        String line,
        String staff,
        String staffNpi,
        String staffName,
        String code,
        List<String> modifiers,
        String place,
        int minutes,
        int units,
        String authorization,
        String authorizationNumber,
        String authorizationKind,
        List<String> encounters) {

    public ReleasedLine {
        modifiers = modifiers == null ? List.of() : List.copyOf(modifiers);
        encounters = encounters == null ? List.of() : List.copyOf(encounters);
    }

    /** What BIL-1 allows on one live claim only. */
    public String key() {
        return line + '@' + pool();
    }

    /** e.g. {@code H2015-HT-U1}. */
    public String service() {
        return modifiers.isEmpty() ? code : code + '-' + String.join("-", modifiers);
    }

    /** The pool's id, or {@code none}. */
    public String pool() {
        return authorization == null ? "none" : authorization;
    }
}
