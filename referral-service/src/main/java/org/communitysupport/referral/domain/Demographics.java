package org.communitysupport.referral.domain;

import java.time.LocalDate;

/** Who the person is. Only ever sealed. Absent parts are null. */
public record Demographics(
        String familyName,
        String givenName,
        String preferredName,
        LocalDate birthDate,
        String sex,
        String addressLine,
        String city,
        String state,
        String zip,
        String county,
        String phone,
        String safeContactNote,
        String language,
        String memberId,
        String guardianName,
        String guardianRelationship) {

    Demographics withSafeContactNote(String note) {
        return new Demographics(
                familyName,
                givenName,
                preferredName,
                birthDate,
                sex,
                addressLine,
                city,
                state,
                zip,
                county,
                phone,
                safeContactNote == null ? note : safeContactNote,
                language,
                memberId,
                guardianName,
                guardianRelationship);
    }
}
