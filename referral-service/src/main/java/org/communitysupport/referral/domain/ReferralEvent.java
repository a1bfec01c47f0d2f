package org.communitysupport.referral.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/** What happened to a referral. */
public sealed interface ReferralEvent {
    String referral();

    record ReferralReceived(
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
            Instant responseDueAt,
            LocalDate dischargeOn,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Personal<ReferrerContact> referrer,
            Basis basis,
            List<Warning> warnings)
            implements ReferralEvent {

        /** The same content, held to be no Part 2 content. */
        ReferralReceived unprotected() {
            return with(person, memberIdHash, guardianFlagged, false, demographics, clinical, referrer);
        }

        /** The same content for another id of the person; null parts stay as they are. */
        ReferralReceived sealedFor(
                String as, Personal<Demographics> who, Personal<Clinical> what, Personal<ReferrerContact> by) {
            return sealedFor(as, memberIdHash, guardianFlagged, who, what, by);
        }

        ReferralReceived sealedFor(
                String as,
                String statingMemberId,
                boolean guardian,
                Personal<Demographics> who,
                Personal<Clinical> what,
                Personal<ReferrerContact> by) {
            return with(
                    as,
                    statingMemberId,
                    guardian,
                    part2,
                    who == null ? demographics : who,
                    what == null ? clinical : what,
                    by == null ? referrer : by);
        }

        private ReferralReceived with(
                String as,
                String statingMemberId,
                boolean guardian,
                boolean protectedContent,
                Personal<Demographics> who,
                Personal<Clinical> what,
                Personal<ReferrerContact> by) {
            return new ReferralReceived(
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
                    statingMemberId,
                    peerSupportWanted,
                    guardian,
                    protectedContent,
                    contentHash,
                    responseDueAt,
                    dischargeOn,
                    who,
                    what,
                    by,
                    basis,
                    warnings);
        }
    }

    /**
     * The same referral sent again with other data.
     *
     * @param person whose it is; a fresh id when it was another's referral that it had been taken for and who it is changed
     * @param changed names of the fields that differ, never their values
     * @param personWas the id it had before, when that changed; else null
     * @param memberIdHashWas the member id it stated before, when that changed; else null
     * @param identityChanged true when it has to be settled anew who it is; else null
     * @param said what the sender sent, where intake knows better and {@code demographics} keeps that; else null
     */
    record ReferralCorrected(
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
            Instant responseDueAt,
            LocalDate dischargeOn,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Personal<ReferrerContact> referrer,
            Basis basis,
            List<Warning> warnings,
            List<String> changed,
            String personWas,
            String memberIdHashWas,
            Boolean identityChanged,
            Personal<Demographics> said)
            implements ReferralEvent {

        /** The content as if it had come this way at first. */
        public ReferralReceived asReceived() {
            return new ReferralReceived(
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
                    peerSupportWanted,
                    guardianFlagged,
                    part2,
                    contentHash,
                    responseDueAt,
                    dischargeOn,
                    demographics,
                    clinical,
                    referrer,
                    basis,
                    warnings);
        }
    }

    /**
     * It is settled who this is.
     *
     * @param receivedAs the id under which the referral was sealed when it came; differs from {@code person} when the person was known
     * @param demographics with clinical and referrer: sealed anew for a known person, so that the key of the id it came under is needed no
     *     more; null for somebody new
     * @param keeps true when {@code receivedAs} was a person of its own before, so that its key stays; else null
     * @param keys what the person is found by; null in the events of the first years
     */
    record ReferralIdentified(
            String referral,
            String person,
            boolean known,
            String receivedAs,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Personal<ReferrerContact> referrer,
            Boolean keeps,
            Keys keys)
            implements ReferralEvent {}

    /** The person has an open referral or episode here (REF-2). Sealed anew as in {@link ReferralIdentified}. */
    record ReferralDuplicateDetected(
            String referral,
            String person,
            String duplicateOf,
            String receivedAs,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Personal<ReferrerContact> referrer,
            Boolean keeps,
            Keys keys)
            implements ReferralEvent {}

    /**
     * What is known of the person changed, by whose word soever: before acceptance by intake's, after it by every one. Who keeps a copy takes this
     * one instead.
     *
     * @param episode that it is known in; null before acceptance
     * @param changed names of the fields that differ, never their values
     * @param memberIdHashWas the member id it stated before, when that changed; else null
     * @param identityChanged true when it has to be settled anew who it is; else null
     * @param reason intake's; null when a sender corrected it
     */
    record DemographicsCorrected(
            String referral,
            String person,
            String episode,
            String program,
            Codes.CorrectedBy by,
            List<String> changed,
            boolean guardianFlagged,
            String memberIdHash,
            String memberIdHashWas,
            Boolean identityChanged,
            Personal<Demographics> demographics,
            Personal<String> reason)
            implements ReferralEvent {}

    /**
     * Intake is asked whether two are one person. Nothing is sealed under the other's key meanwhile.
     *
     * @param person whose referral it is while nobody has answered
     * @param otherReferral where the other side is read; null when it stands in {@code other}
     * @param other what came again under the sender's number, sealed under the id {@code otherPerson}; null for the other kind
     */
    record IdentityQuestionRaised(
            String referral,
            String question,
            Codes.IdentityQuestion kind,
            String person,
            String otherPerson,
            String otherReferral,
            String memberIdHash,
            List<String> differs,
            Personal<Demographics> other)
            implements ReferralEvent {}

    /**
     * @param reason why, in the words of who answered; null when nobody did
     * @param memberIdHashWas the member id that the referral stated before and does not any more; null when the answer changes nothing of it
     * @param demographics what holds from now on, when the answer changes it: without the member id that is another's, or as it came again;
     *     else null
     */
    record IdentityQuestionAnswered(
            String referral,
            String question,
            Codes.IdentityQuestion kind,
            Codes.IdentityAnswer answer,
            String person,
            String otherPerson,
            String memberIdHash,
            String memberIdHashWas,
            Personal<String> reason,
            Personal<Demographics> demographics)
            implements ReferralEvent {}

    /**
     * It was taken for another's and is not: sealed anew under an id of its own, without the member id, which is the other's.
     *
     * @param memberIdHash of the id that was taken off; null when there was none
     */
    record ReferralSeparated(
            String referral,
            String person,
            String personWas,
            String memberIdHash,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Personal<ReferrerContact> referrer)
            implements ReferralEvent {}

    /** What its person is found by, where that is not told by how it was identified. */
    record ReferralIndexed(String referral, String person, Keys keys) implements ReferralEvent {}

    /** @param responseDueAt by this urgency, counted from the first receipt (REF-9); null in older events, and where it has no clock */
    record ReferralTriaged(String referral, Codes.Urgency urgency, Personal<String> note, Instant responseDueAt)
            implements ReferralEvent {}

    record ReferralInformationRequested(String referral, List<Codes.InformationItem> items) implements ReferralEvent {}

    /**
     * @param answer null when it came with a correction
     * @param items what it answers of that which was asked; none named means all of it
     */
    record ReferralInformationReceived(String referral, Personal<String> answer, List<Codes.InformationItem> items)
            implements ReferralEvent {

        /** What is still waited for after this. */
        public List<Codes.InformationItem> left(List<Codes.InformationItem> asked) {
            return items == null || items.isEmpty()
                    ? List.of()
                    : asked.stream().filter(item -> !items.contains(item)).toList();
        }
    }

    /** Something its sender said without having been asked, or when intake was over. */
    record ReferralSenderHeard(String referral, Personal<String> said) implements ReferralEvent {}

    /** Its sender wants it back, and it is past intake: for intake to look at. */
    record ReferralWithdrawalAsked(String referral, Codes.WithdrawalReason reason, LocalDate askedOn)
            implements ReferralEvent {}

    record ReferralContactAttempted(String referral, LocalDate on, Codes.ContactOutcome outcome)
            implements ReferralEvent {}

    record ReferralAccepted(
            String referral,
            String person,
            String episode,
            String program,
            String payer,
            String team,
            Codes.SourceType sourceType,
            String sendingSystem,
            LocalDate acceptedOn,
            String acceptedBy,
            int caseload,
            int limit,
            boolean part2,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Basis basis,
            List<Warning> warnings)
            implements ReferralEvent {}

    record ReferralDeclined(
            String referral, String person, Codes.DeclineReason reason, CapacityProof proof, Basis basis)
            implements ReferralEvent {}

    /** @param team where a slot was held; null when none was */
    record ReferralWithdrawn(
            String referral,
            String person,
            String program,
            String episode,
            String team,
            Codes.WithdrawalReason reason,
            LocalDate withdrawnOn)
            implements ReferralEvent {}

    record ReferralOutcomeCorrected(
            String referral, ReferralState.Stage was, ReferralState.Stage is, Codes.CorrectionReason reason)
            implements ReferralEvent {}

    /** A privacy officer decided that what came as Part 2 content is none (REF-10). */
    record ReferralPart2Lifted(String referral, String person, String liftedBy, Personal<String> reason)
            implements ReferralEvent {}

    record ReferralResponseDeadlineMissed(String referral, Instant dueAt) implements ReferralEvent {}

    record EpisodeOpened(
            String referral,
            String person,
            String episode,
            String program,
            String payer,
            String team,
            LocalDate openedOn)
            implements ReferralEvent {}

    /** @param destination null when it was not said, and in events that were stored before it was asked */
    record EpisodeClosed(
            String referral,
            String person,
            String episode,
            String program,
            String team,
            LocalDate closedOn,
            Codes.ClosureReason reason,
            Codes.Destination destination)
            implements ReferralEvent {}

    /** The end of the episode is taken back: it goes on as if it had not ended. @param closedOn the day that is its end no more */
    record EpisodeReopened(
            String referral,
            String person,
            String episode,
            String program,
            String team,
            LocalDate closedOn,
            Codes.CorrectionReason reason)
            implements ReferralEvent {}
}
