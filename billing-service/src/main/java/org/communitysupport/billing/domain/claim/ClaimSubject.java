package org.communitysupport.billing.domain.claim;

import java.util.List;

/** The person as the claim names them. Whatever is not on file is null, and the scrub says so. */
public record ClaimSubject(
        String familyName,
        String givenName,
        String birthDate,
        String sex,
        String addressLine,
        String city,
        String state,
        String zip,
        String memberId,
        List<String> diagnoses) {

    /** As a payer tells people apart; what they suffer from is another matter. */
    boolean samePerson(ClaimSubject other) {
        return List.of(text(familyName), text(givenName), text(birthDate), text(sex), text(memberId), address())
                .equals(List.of(
                        text(other.familyName),
                        text(other.givenName),
                        text(other.birthDate),
                        text(other.sex),
                        text(other.memberId),
                        other.address()));
    }

    private List<String> address() {
        return List.of(text(addressLine), text(city), text(state), text(zip));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    public ClaimSubject {
        diagnoses = diagnoses == null ? List.of() : List.copyOf(diagnoses);
    }
}
