package org.communitysupport.eligibility.domain;

import java.time.LocalDate;

/** Who the person is, as the referral said; what a payer's form asks for. Only ever sealed. */
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
        String memberId,
        String guardianName,
        String guardianRelationship) {}
