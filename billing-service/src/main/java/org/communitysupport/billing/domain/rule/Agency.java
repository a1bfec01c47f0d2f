package org.communitysupport.billing.domain.rule;

/**
 * The provider as claims name it.
 *
 * @param zip nine digits: payers want ZIP+4 of the billing provider
 * @param submitterId how the agency is named in the envelope
 */
public record Agency(
        String name,
        String npi,
        String taxonomy,
        String taxId,
        String addressLine,
        String city,
        String state,
        String zip,
        String submitterId,
        String contactName,
        String contactPhone) {}
