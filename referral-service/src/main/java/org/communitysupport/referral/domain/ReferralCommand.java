package org.communitysupport.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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

        ReceiveReferral withoutMemberId() {
            return stating(person, null, demographics.withMemberId(null));
        }

        ReceiveReferral under(String freshId, String memberId) {
            return stating(freshId, memberId, demographics);
        }

        /** Only what the sender did not say before is new. */
        ReceiveReferral onTopOf(Demographics known, Demographics said, String knownMemberId) {
            if (known == null || said == null) return this;
            boolean same = Objects.equals(said.memberId(), demographics.memberId());
            return stating(person, same ? knownMemberId : memberIdHash, known.said(said, demographics));
        }

        /** A guardian who is known is taken off by intake alone. */
        ReceiveReferral guarded(boolean known) {
            return stating(person, memberIdHash, demographics, known || guardianFlagged);
        }

        private ReceiveReferral stating(String as, String hash, Demographics who) {
            return stating(as, hash, who, guardianFlagged);
        }

        ReceiveReferral keeping(boolean peerSupport, Demographics who, Clinical health) {
            return with(person, memberIdHash, who, guardianFlagged, peerSupport, health);
        }

        private ReceiveReferral stating(String as, String hash, Demographics who, boolean guardian) {
            return with(as, hash, who, guardian, peerSupportWanted, clinical);
        }

        private ReceiveReferral with(
                String as, String hash, Demographics who, boolean guardian, boolean peerSupport, Clinical health) {
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
                    as,
                    county,
                    state,
                    payer,
                    hash,
                    peerSupport,
                    guardian,
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
    record IdentifyReferral(String person, boolean known, Keys keys) implements ReferralCommand {
        public IdentifyReferral(String person, boolean known) {
            this(person, known, null);
        }
    }

    record DetectDuplicate(String person, String duplicateOf, Keys keys) implements ReferralCommand {
        public DetectDuplicate(String person, String duplicateOf) {
            this(person, duplicateOf, null);
        }
    }

    /** What the person is found by has changed, or was never kept. */
    record IndexReferral(Keys keys) implements ReferralCommand {}

    /**
     * The member id says that the referral is about somebody we know, and name or birth date do not: for intake to decide (REF-2).
     *
     * @param otherPerson whose member id it is so far
     * @param otherReferral where the other side is read
     * @param differs the fields that do not agree; empty when all do and the referral is accepted already
     */
    record RaiseIdentityQuestion(
            String question, String otherPerson, String otherReferral, String memberIdHash, List<String> differs)
            implements ReferralCommand {}

    /** @param otherOpen the referral that holds the other person's place in the program; null when it is free, or this one's */
    record AnswerIdentityQuestion(String question, Codes.IdentityAnswer answer, String reason, String otherOpen)
            implements ReferralCommand {
        public AnswerIdentityQuestion(String question, Codes.IdentityAnswer answer, String reason) {
            this(question, answer, reason, null);
        }
    }

    /** The other side gave the member id up: what was asked about it needs no answer any more. */
    record DropIdentityQuestions() implements ReferralCommand {}

    /**
     * Intake knows better: by telephone, from a card, from the person.
     *
     * @param what the parts that change; null parts stay
     * @param absent names of parts that are to be empty
     * @param guardianFlagged null when it stays
     * @param memberIdHash of the member id in {@code what}; null when there is none
     */
    record CorrectDemographics(
            Demographics what, List<String> absent, Boolean guardianFlagged, String memberIdHash, String reason)
            implements ReferralCommand {}

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

    /**
     * @param is the outcome it should have had, among those that ended it (REF-12); or RECEIVED, for a referral that was no duplicate
     * @param anotherPerson the id to mint when it was no duplicate because it is about somebody else; null when it is the same person, who
     *     has no other referral open any more
     */
    record CorrectOutcome(ReferralState.Stage is, Codes.CorrectionReason reason, String anotherPerson)
            implements ReferralCommand {}

    /** @param reason why the privacy officer holds that it is no Part 2 content */
    record LiftPart2(String by, String reason) implements ReferralCommand {}

    record MissResponse(Instant dueAt) implements ReferralCommand {}

    record OpenEpisode(String payer, LocalDate openedOn) implements ReferralCommand {}

    /** @param destination null when it was not said */
    record CloseEpisode(LocalDate closedOn, Codes.ClosureReason reason, Codes.Destination destination)
            implements ReferralCommand {}

    /** The discharge happened, but otherwise than was recorded. */
    record CorrectClosure(
            LocalDate closedOn, Codes.ClosureReason reason, Codes.Destination destination, Codes.CorrectionReason why)
            implements ReferralCommand {}

    /**
     * The discharge was a mistake: the episode goes on.
     *
     * @param openReferral the referral of the person that is open in the program; null when none is
     */
    record ReopenEpisode(Codes.CorrectionReason why, String openReferral) implements ReferralCommand {}
}
