package org.communitysupport.referral.domain;

import java.util.List;

/**
 * What a person is found by, without their name standing anywhere: keyed hashes of the words of their name, of their birth date, member id and
 * telephone, and of what two people who may be one have in common.
 *
 * @param search words to look for
 * @param likeness who shares one of them may be the same person
 */
public record Keys(List<String> search, List<String> likeness) {}
