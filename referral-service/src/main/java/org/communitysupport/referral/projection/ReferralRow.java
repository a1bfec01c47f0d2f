package org.communitysupport.referral.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.CapacityProof;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.ReferrerContact;

/**
 * One referral as intake sees it; its sender sees a part of it, by consent.
 *
 * @param missedResponse nobody answered in time (REF-9)
 * @param changed the fields that the last correction changed
 * @param version of the referral, for If-Match
 */
public record ReferralRow(
        String tenant,
        String referral,
        String externalId,
        String sendingSystem,
        Codes.SourceType sourceType,
        String program,
        Codes.Urgency urgency,
        Codes.Channel channel,
        Stage stage,
        String person,
        boolean identified,
        Instant receivedAt,
        Instant responseDueAt,
        boolean missedResponse,
        LocalDate dischargeOn,
        boolean part2,
        boolean peerSupportWanted,
        boolean guardianFlagged,
        String referrerOrganisation,
        String county,
        String payer,
        Personal<Demographics> demographics,
        Personal<Clinical> clinical,
        Personal<ReferrerContact> referrer,
        List<Warning> warnings,
        List<String> changed,
        String team,
        String episode,
        Milestones milestones,
        Instant changedAt,
        long version) {

    /** What came of it, as far as it has come. Absent parts are null. */
    public record Milestones(
            List<Codes.InformationItem> asked,
            LocalDate lastContactTried,
            LocalDate acceptedOn,
            Integer caseload,
            Integer limit,
            Codes.DeclineReason declined,
            CapacityProof proof,
            String duplicateOf,
            LocalDate withdrawnOn,
            Codes.WithdrawalReason withdrawn,
            LocalDate openedOn,
            LocalDate closedOn,
            Codes.ClosureReason closed) {
        static final Milestones NONE =
                new Milestones(List.of(), null, null, null, null, null, null, null, null, null, null, null, null);

        Milestones asking(List<Codes.InformationItem> items) {
            return new Milestones(
                    items,
                    lastContactTried,
                    acceptedOn,
                    caseload,
                    limit,
                    declined,
                    proof,
                    duplicateOf,
                    withdrawnOn,
                    withdrawn,
                    openedOn,
                    closedOn,
                    closed);
        }

        Milestones tried(LocalDate on) {
            return new Milestones(
                    asked,
                    on,
                    acceptedOn,
                    caseload,
                    limit,
                    declined,
                    proof,
                    duplicateOf,
                    withdrawnOn,
                    withdrawn,
                    openedOn,
                    closedOn,
                    closed);
        }

        Milestones accepted(LocalDate on, int people, int most) {
            return new Milestones(
                    List.of(),
                    lastContactTried,
                    on,
                    people,
                    most,
                    declined,
                    proof,
                    duplicateOf,
                    withdrawnOn,
                    withdrawn,
                    openedOn,
                    closedOn,
                    closed);
        }

        Milestones declined(Codes.DeclineReason why, CapacityProof with) {
            return new Milestones(
                    asked,
                    lastContactTried,
                    acceptedOn,
                    caseload,
                    limit,
                    why,
                    with,
                    duplicateOf,
                    withdrawnOn,
                    withdrawn,
                    openedOn,
                    closedOn,
                    closed);
        }

        Milestones duplicating(String other) {
            return new Milestones(
                    asked,
                    lastContactTried,
                    acceptedOn,
                    caseload,
                    limit,
                    declined,
                    proof,
                    other,
                    withdrawnOn,
                    withdrawn,
                    openedOn,
                    closedOn,
                    closed);
        }

        Milestones withdrawn(LocalDate on, Codes.WithdrawalReason why) {
            return new Milestones(
                    asked,
                    lastContactTried,
                    acceptedOn,
                    caseload,
                    limit,
                    declined,
                    proof,
                    duplicateOf,
                    on,
                    why,
                    openedOn,
                    closedOn,
                    closed);
        }

        Milestones opened(LocalDate on) {
            return new Milestones(
                    asked,
                    lastContactTried,
                    acceptedOn,
                    caseload,
                    limit,
                    declined,
                    proof,
                    duplicateOf,
                    withdrawnOn,
                    withdrawn,
                    on,
                    closedOn,
                    closed);
        }

        Milestones closed(LocalDate on, Codes.ClosureReason why) {
            return new Milestones(
                    asked,
                    lastContactTried,
                    acceptedOn,
                    caseload,
                    limit,
                    declined,
                    proof,
                    duplicateOf,
                    withdrawnOn,
                    withdrawn,
                    openedOn,
                    on,
                    why);
        }
    }

    static ReferralRow received(ReferralReceived e, Envelope envelope) {
        return new ReferralRow(
                envelope.tenant(),
                e.referral(),
                e.externalId(),
                e.sendingSystem(),
                e.sourceType(),
                e.program(),
                e.urgency(),
                e.channel(),
                Stage.RECEIVED,
                e.person(),
                false,
                envelope.at(),
                e.responseDueAt(),
                false,
                e.dischargeOn(),
                e.part2(),
                e.peerSupportWanted(),
                e.guardianFlagged(),
                e.referrerOrganisation(),
                e.county(),
                e.payer(),
                e.demographics(),
                e.clinical(),
                e.referrer(),
                e.warnings(),
                List.of(),
                null,
                null,
                Milestones.NONE,
                envelope.at(),
                envelope.version());
    }

    ReferralRow corrected(ReferralReceived e, List<String> fields, Envelope envelope) {
        return new ReferralRow(
                tenant,
                referral,
                externalId,
                sendingSystem,
                e.sourceType(),
                e.program(),
                e.urgency(),
                e.channel(),
                stage,
                person,
                identified,
                receivedAt,
                responseDueAt,
                missedResponse,
                e.dischargeOn(),
                e.part2(),
                e.peerSupportWanted(),
                e.guardianFlagged(),
                e.referrerOrganisation(),
                e.county(),
                e.payer(),
                e.demographics(),
                e.clinical(),
                e.referrer(),
                e.warnings(),
                fields,
                team,
                episode,
                milestones,
                envelope.at(),
                envelope.version());
    }

    /** Null parts stay as they are. */
    ReferralRow known(
            String as,
            boolean sure,
            Personal<Demographics> who,
            Personal<Clinical> what,
            Personal<ReferrerContact> by,
            Envelope envelope) {
        return new ReferralRow(
                tenant,
                referral,
                externalId,
                sendingSystem,
                sourceType,
                program,
                urgency,
                channel,
                stage,
                as,
                sure,
                receivedAt,
                responseDueAt,
                missedResponse,
                dischargeOn,
                part2,
                peerSupportWanted,
                guardianFlagged,
                referrerOrganisation,
                county,
                payer,
                who == null ? demographics : who,
                what == null ? clinical : what,
                by == null ? referrer : by,
                warnings,
                changed,
                team,
                episode,
                milestones,
                envelope.at(),
                envelope.version());
    }

    ReferralRow triaged(Codes.Urgency as, Envelope envelope) {
        return next(Stage.TRIAGED, person, identified, as, missedResponse, team, episode, milestones, envelope);
    }

    ReferralRow late(Envelope envelope) {
        return next(stage, person, identified, urgency, true, team, episode, milestones, envelope);
    }

    ReferralRow accepted(String by, String into, Milestones reached, Envelope envelope) {
        return next(Stage.ACCEPTED, person, identified, urgency, missedResponse, by, into, reached, envelope);
    }

    ReferralRow at(Stage now, Milestones reached, Envelope envelope) {
        return next(now, person, identified, urgency, missedResponse, team, episode, reached, envelope);
    }

    private ReferralRow next(
            Stage now,
            String who,
            boolean sure,
            Codes.Urgency as,
            boolean late,
            String byTeam,
            String inEpisode,
            Milestones reached,
            Envelope envelope) {
        return new ReferralRow(
                tenant,
                referral,
                externalId,
                sendingSystem,
                sourceType,
                program,
                as,
                channel,
                now,
                who,
                sure,
                receivedAt,
                responseDueAt,
                late,
                dischargeOn,
                part2,
                peerSupportWanted,
                guardianFlagged,
                referrerOrganisation,
                county,
                payer,
                demographics,
                clinical,
                referrer,
                warnings,
                changed,
                byTeam,
                inEpisode,
                reached,
                envelope.at(),
                envelope.version());
    }
}
