package org.communitysupport.referral.domain;

public sealed interface MemberIdEvent {
    record MemberIdClaimed(String memberIdHash, String person) implements MemberIdEvent {}
}
