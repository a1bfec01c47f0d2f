package org.communitysupport.referral.domain;

public sealed interface OpenEpisodeEvent {
    record OpenReferralRegistered(String person, String program, String referral) implements OpenEpisodeEvent {}

    /** It turned out to be another person's. */
    record OpenReferralMoved(String person, String program, String referral) implements OpenEpisodeEvent {}

    /** It had ended by mistake. */
    record OpenReferralReopened(String person, String program, String referral) implements OpenEpisodeEvent {}

    record OpenReferralEnded(String person, String program, String referral) implements OpenEpisodeEvent {}
}
