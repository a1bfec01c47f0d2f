package org.communitysupport.referral.domain;

public sealed interface MemberIdEvent {
    /** @param referral that states it; null in the events of the first years */
    record MemberIdClaimed(String memberIdHash, String person, String referral) implements MemberIdEvent {}

    /** A referral of somebody else states it too: whose it is has to be compared. @param holder whose it is so far */
    record MemberIdContested(String memberIdHash, String holder, String person, String referral)
            implements MemberIdEvent {}

    record MemberIdReleased(String memberIdHash, String person, String referral) implements MemberIdEvent {}
}
