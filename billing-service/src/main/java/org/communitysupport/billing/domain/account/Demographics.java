package org.communitysupport.billing.domain.account;

/** What a claim needs of the referral's demographics; whatever is not on file is null. */
public record Demographics(
        String familyName,
        String givenName,
        String birthDate,
        String sex,
        String addressLine,
        String city,
        String state,
        String zip) {}
