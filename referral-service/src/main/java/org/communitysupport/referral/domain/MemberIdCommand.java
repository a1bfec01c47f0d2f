package org.communitysupport.referral.domain;

public sealed interface MemberIdCommand {
    /** @param memberIdHash keyed hash; the member id itself never stands in a key */
    record ClaimMemberId(String memberIdHash, String person) implements MemberIdCommand {}
}
