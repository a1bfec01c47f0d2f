package org.communitysupport.careplan.domain;

import java.time.LocalDate;

/** Who the person is, as the referral brought it. */
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
        String guardianRelationship) {}
