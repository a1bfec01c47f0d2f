package org.communitysupport.referral.domain;

public sealed interface MemberIdCommand {
    /**
     * A referral of this person states the member id.
     *
     * @param memberIdHash keyed hash; the member id itself never stands in a key
     */
    record ClaimMemberId(String memberIdHash, String person, String referral) implements MemberIdCommand {}

    /** The referral does not state it any more: it was corrected, or intake found it to be another's. */
    record ReleaseMemberId(String memberIdHash, String person, String referral) implements MemberIdCommand {}
}
