package org.communitysupport.encounter.domain;

/**
 * What the staff member wrote about the contact.
 *
 * @param purpose why, tied to a goal
 * @param intervention what was done
 * @param response how the member took it
 * @param symptomRating as the member rates it; null when not asked
 * @param medicationAdherence in plain words; null when not asked
 */
public record Note(
        String purpose, String intervention, String response, Integer symptomRating, String medicationAdherence) {

    /** Null when there is no such element. */
    public String element(String name) {
        return switch (name) {
            case "purpose" -> purpose;
            case "intervention" -> intervention;
            case "response" -> response;
            default -> null;
        };
    }
}
