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

    public ClaimSubject {
        diagnoses = diagnoses == null ? List.of() : List.copyOf(diagnoses);
    }
}
