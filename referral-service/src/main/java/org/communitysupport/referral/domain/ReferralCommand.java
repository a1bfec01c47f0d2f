package org.communitysupport.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;

/** What can be asked of a referral. */
public sealed interface ReferralCommand {

    /**
     * A referral as it came, first or again.
     *
     * @param person the id to mint if this is the first time; ignored when the referral is known
     * @param contentHash keyed hash of everything the sender said, so that a resend is told from a correction (REF-1)
     * @param part2 the sender says so; SUD content makes it so anyway (REF-10)
     * @param remarks what the door noticed and did not refuse
     */
    record ReceiveReferral(
            String referral,
            String externalId,
            String sendingSystem,
            Codes.SourceType sourceType,
            String referrerOrganisation,
            String referrerNpi,
            String program,
            Codes.Urgency urgency,
            Codes.Channel channel,
            String person,
            String county,
            String state,
            String payer,
            String memberIdHash,
            boolean peerSupportWanted,
            boolean guardianFlagged,
            boolean part2,
            String contentHash,
            LocalDate dischargeOn,
            Demographics demographics,
            Clinical clinical,
            ReferrerContact referrer,
            List<Warning> remarks)
            implements ReferralCommand {

        ReceiveReferral keeping(boolean peerSupport, Demographics who, Clinical health) {
            return new ReceiveReferral(
                    referral,
                    externalId,
                    sendingSystem,
                    sourceType,
                    referrerOrganisation,
                    referrerNpi,
                    program,
                    urgency,
                    channel,
                    person,
                    county,
                    state,
                    payer,
                    memberIdHash,
                    peerSupport,
                    guardianFlagged,
                    part2,
                    contentHash,
                    dischargeOn,
                    who,
                    health,
                    referrer,
                    remarks);
        }
    }

    /** @param known true when the member id led to a person we had before */
    record IdentifyReferral(String person, boolean known) implements ReferralCommand {}

    record DetectDuplicate(String person, String duplicateOf) implements ReferralCommand {}

    record TriageReferral(Codes.Urgency urgency, String note) implements ReferralCommand {}

    record RequestInformation(List<Codes.InformationItem> items) implements ReferralCommand {}

    record SupplyInformation(String answer) implements ReferralCommand {}

    record RecordContactAttempt(LocalDate on, Codes.ContactOutcome outcome) implements ReferralCommand {}

    /**
     * The slot is reserved already: caseload, with this referral, and limit are what the team said then (REF-6).
     *
     * @param hasPeer somebody of the team is a peer that day (REF-7)
     */
    record AcceptReferral(
            String team,
            String episode,
            int caseload,
            int limit,
            boolean hasPeer,
            LocalDate acceptedOn,
            String acceptedBy)
            implements ReferralCommand {}

    /** @param proof the team's answer; needed for NO_CAPACITY, null otherwise */
    record DeclineReferral(Codes.DeclineReason reason, CapacityProof proof) implements ReferralCommand {}

    record WithdrawReferral(Codes.WithdrawalReason reason, LocalDate on) implements ReferralCommand {}

    /** Whatever the sender says of its referral later; taken in every stage, so that the answer tells none. */
    record HearSender(String answer) implements ReferralCommand {}

    /** The sender takes its referral back: done while it is in intake, a message to intake after that. */
    record TakeBack(Codes.WithdrawalReason reason, LocalDate on) implements ReferralCommand {}

    /** @param is the outcome it should have had; only among outcomes that ended it (REF-12) */
    record CorrectOutcome(ReferralState.Stage is, Codes.CorrectionReason reason) implements ReferralCommand {}

    /** @param reason why the privacy officer holds that it is no Part 2 content */
    record LiftPart2(String by, String reason) implements ReferralCommand {}

    record MissResponse(Instant dueAt) implements ReferralCommand {}

    record OpenEpisode(String payer, LocalDate openedOn) implements ReferralCommand {}

    record CloseEpisode(LocalDate closedOn, Codes.ClosureReason reason) implements ReferralCommand {}
}
