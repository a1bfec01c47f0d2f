package org.communitysupport.referral.domain;

public sealed interface OpenEpisodeCommand {
    record RegisterOpenReferral(String person, String program, String referral) implements OpenEpisodeCommand {}

    /** The referral turned out to be another person's: it leaves this place and may come back. */
    record MoveOpenReferral(String person, String program, String referral) implements OpenEpisodeCommand {}

    /** It ended by mistake and is open again. */
    record ReopenReferral(String person, String program, String referral) implements OpenEpisodeCommand {}

    record EndOpenReferral(String person, String program, String referral) implements OpenEpisodeCommand {}
}
