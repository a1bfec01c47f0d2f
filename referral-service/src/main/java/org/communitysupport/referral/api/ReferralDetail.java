package org.communitysupport.referral.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferrerContact;
import org.communitysupport.referral.projection.ReferralRow;

/**
 * A referral as the agency's own people read it.
 *
 * @param demographics null on the board and when erased, like the other personal parts
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
        ReferralRow.Milestones milestones,
        List<Warning> warnings,
        List<String> changed,
        Demographics demographics,
        Clinical clinical,
        ReferrerContact referrer,
        long version,
        boolean stale)
        implements ReferralAnswer {

    static ReferralDetail of(
            ReferralRow r, boolean stale, Demographics demographics, Clinical clinical, ReferrerContact referrer) {
        return new ReferralDetail(
                r.referral(),
                r.externalId(),
                r.sendingSystem(),
                r.sourceType(),
                r.referrerOrganisation(),
                r.program(),
                r.urgency(),
                r.channel(),
                r.stage().name(),
                r.person(),
                r.identified(),
                r.receivedAt(),
                r.responseDueAt(),
                r.missedResponse(),
                r.dischargeOn(),
                r.part2(),
                r.peerSupportWanted(),
                r.guardianFlagged(),
                r.county(),
                r.payer(),
                r.team(),
                r.episode(),
                r.milestones(),
                r.warnings(),
                r.changed(),
                demographics,
                clinical,
                referrer,
                r.version(),
                stale);
    }
}
