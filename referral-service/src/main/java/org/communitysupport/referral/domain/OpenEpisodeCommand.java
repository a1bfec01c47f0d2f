package org.communitysupport.referral.domain;

public sealed interface OpenEpisodeCommand {
    record RegisterOpenReferral(String person, String program, String referral) implements OpenEpisodeCommand {}

    record EndOpenReferral(String person, String program, String referral) implements OpenEpisodeCommand {}
}
