package org.communitysupport.referral.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.CapacityProof;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferrerContact;
import org.communitysupport.referral.projection.Progress;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.web.Redisclosure;

/**
 * A referral as the agency's own people read it.
 *
 * @param demographics null on the board and when erased, like the other personal parts
 * @param notice goes with Part 2 content (42 CFR 2.32); null when it is none
 * @param mayBe others who may be the same person by name and birth date; empty on lists
 * @param stale an event of this referral waits for somebody to look at it; what is shown is true but not the newest
 */
public record ReferralDetail(
        String referral,
        String externalId,
        String sendingSystem,
        Codes.SourceType sourceType,
        String referrerOrganisation,
        String program,
        Codes.Urgency urgency,
        Codes.Channel channel,
        String stage,
        String person,
        boolean identified,
        Instant receivedAt,
        Instant responseDueAt,
        boolean missedResponse,
        LocalDate dischargeOn,
        boolean part2,
        boolean peerSupportWanted,
        boolean guardianFlagged,
        String county,
        String payer,
        String team,
        String episode,
        Milestones milestones,
        List<Warning> warnings,
        List<String> changed,
        Demographics demographics,
        Clinical clinical,
        ReferrerContact referrer,
        String notice,
        List<MayBe> mayBe,
        long version,
        boolean stale)
        implements ReferralAnswer {

    /** Somebody who may be the same person: name and birth date are alike. Compare before you accept. */
    public record MayBe(String person, String referral, String stage) {}

    /**
     * What came of it, as far as it has come. Absent parts are null.
     *
     * @param contactAttempts to reach the person, in the order in which they were recorded
     * @param senderHeard the sender said something that was not asked for
     * @param takenBackOn day on which the sender wanted it back after intake was over: somebody has to decide
     */
    public record Milestones(
            List<Codes.InformationItem> asked,
            LocalDate lastContactTried,
            List<Progress.Attempt> contactAttempts,
            boolean senderHeard,
            LocalDate takenBackOn,
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

        static Milestones of(Progress m) {
            var acceptance = m.acceptance();
            var refusal = m.refusal();
            var withdrawal = m.withdrawal();
            var closure = m.closure();
            return new Milestones(
                    m.asked(),
                    m.attempts().isEmpty() ? null : m.attempts().getLast().on(),
                    m.attempts(),
                    m.senderHeard(),
                    m.takenBackOn(),
                    acceptance == null ? null : acceptance.on(),
                    acceptance == null ? null : acceptance.caseload(),
                    acceptance == null ? null : acceptance.limit(),
                    refusal == null ? null : refusal.reason(),
                    refusal == null ? null : refusal.proof(),
                    m.duplicateOf(),
                    withdrawal == null ? null : withdrawal.on(),
                    withdrawal == null ? null : withdrawal.reason(),
                    m.openedOn(),
                    closure == null ? null : closure.on(),
                    closure == null ? null : closure.reason());
        }
    }

    static ReferralDetail of(
            ReferralRow r, boolean stale, Demographics demographics, Clinical clinical, ReferrerContact referrer) {
        return of(r, stale, demographics, clinical, referrer, List.of());
    }

    static ReferralDetail of(
            ReferralRow r,
            boolean stale,
            Demographics demographics,
            Clinical clinical,
            ReferrerContact referrer,
            List<MayBe> mayBe) {
        return new ReferralDetail(
                r.receipt().referral(),
                r.receipt().externalId(),
                r.sendingSystem(),
                r.sourceType(),
                r.content().referrerOrganisation(),
                r.program(),
                r.urgency(),
                r.content().channel(),
                r.stage().name(),
                r.person(),
                r.course().identified(),
                r.receivedAt(),
                r.responseDueAt(),
                r.course().missedResponse(),
                r.content().dischargeOn(),
                r.content().part2(),
                r.content().peerSupportWanted(),
                r.content().guardianFlagged(),
                r.content().county(),
                r.content().payer(),
                r.team(),
                r.episode(),
                Milestones.of(r.course().progress()),
                r.content().warnings(),
                r.content().changed(),
                demographics,
                clinical,
                referrer,
                Redisclosure.notice(r.content().part2()),
                mayBe,
                r.version(),
                stale);
    }
}
