package org.communitysupport.referral.infrastructure;

import org.communitysupport.codec.EventTypes;
import org.communitysupport.referral.domain.ConsentEvent;
import org.communitysupport.referral.domain.MemberIdEvent;
import org.communitysupport.referral.domain.OpenEpisodeEvent;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.StaffEvent;
import org.communitysupport.referral.domain.TeamEvent;

/** The names under which events are stored and published. A name never changes. */
public final class ReferralEvents {
    private ReferralEvents() {}

    public static EventTypes types() {
        return EventTypes.of("referral")
                .event("StaffRegistered", StaffEvent.StaffRegistered.class)
                .event("CredentialRecorded", StaffEvent.CredentialRecorded.class)
                .event("CredentialEnded", StaffEvent.CredentialEnded.class)
                .event("TeamEstablished", TeamEvent.TeamEstablished.class)
                .event("StaffAssigned", TeamEvent.StaffAssigned.class)
                .event("StaffUnassigned", TeamEvent.StaffUnassigned.class)
                .event("TeamSlotReserved", TeamEvent.TeamSlotReserved.class)
                .event("TeamSlotReleased", TeamEvent.TeamSlotReleased.class)
                .event("ReferralReceived", ReferralEvent.ReferralReceived.class, e -> part2(e.part2()))
                .event("ReferralCorrected", ReferralEvent.ReferralCorrected.class, e -> part2(e.part2()))
                .event("ReferralIdentified", ReferralEvent.ReferralIdentified.class)
                .event("ReferralDuplicateDetected", ReferralEvent.ReferralDuplicateDetected.class)
                .event("DemographicsCorrected", ReferralEvent.DemographicsCorrected.class)
                .event("ReferralIndexed", ReferralEvent.ReferralIndexed.class)
                .event("ReferralSeparated", ReferralEvent.ReferralSeparated.class)
                .event("IdentityQuestionRaised", ReferralEvent.IdentityQuestionRaised.class)
                .event("IdentityQuestionAnswered", ReferralEvent.IdentityQuestionAnswered.class)
                .event("ReferralTriaged", ReferralEvent.ReferralTriaged.class)
                .event("ReferralInformationRequested", ReferralEvent.ReferralInformationRequested.class)
                .event("ReferralInformationReceived", ReferralEvent.ReferralInformationReceived.class)
                .event("ReferralSenderHeard", ReferralEvent.ReferralSenderHeard.class)
                .event("ReferralWithdrawalAsked", ReferralEvent.ReferralWithdrawalAsked.class)
                .event("ReferralContactAttempted", ReferralEvent.ReferralContactAttempted.class)
                .event("ReferralAccepted", ReferralEvent.ReferralAccepted.class, e -> part2(e.part2()))
                .event("ReferralDeclined", ReferralEvent.ReferralDeclined.class)
                .event("ReferralWithdrawn", ReferralEvent.ReferralWithdrawn.class)
                .event("ReferralOutcomeCorrected", ReferralEvent.ReferralOutcomeCorrected.class)
                .event("ReferralResponseDeadlineMissed", ReferralEvent.ReferralResponseDeadlineMissed.class)
                .event("ReferralPart2Lifted", ReferralEvent.ReferralPart2Lifted.class, e -> part2(true))
                .event("EpisodeOpened", ReferralEvent.EpisodeOpened.class)
                .event("EpisodeClosed", ReferralEvent.EpisodeClosed.class)
                .event("EpisodeReopened", ReferralEvent.EpisodeReopened.class)
                .event("MemberIdClaimed", MemberIdEvent.MemberIdClaimed.class)
                .event("MemberIdContested", MemberIdEvent.MemberIdContested.class)
                .event("MemberIdReleased", MemberIdEvent.MemberIdReleased.class)
                .event("OpenReferralMoved", OpenEpisodeEvent.OpenReferralMoved.class)
                .event("OpenReferralRegistered", OpenEpisodeEvent.OpenReferralRegistered.class)
                .event("OpenReferralReopened", OpenEpisodeEvent.OpenReferralReopened.class)
                .event("OpenReferralEnded", OpenEpisodeEvent.OpenReferralEnded.class)
                .event("ConsentGiven", ConsentEvent.ConsentGiven.class)
                .event("ConsentRevoked", ConsentEvent.ConsentRevoked.class);
    }

    private static String part2(boolean content) {
        return content ? "part2" : "";
    }
}
