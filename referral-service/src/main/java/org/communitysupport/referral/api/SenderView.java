package org.communitysupport.referral.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Codes.ConsentScope;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.rule.Ref10Part2.Ground;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.web.Redisclosure;

/**
 * A referral as its sender reads it back. {@code RECEIVED} and no more unless the person consents, or the law lets a professional referrer
 * of an ordinary referral see the status (REF-10).
 *
 * @param responseDueAt as it was told on arrival, whatever intake found more urgent since
 * @param status RECEIVED where no more may be said; DUPLICATE only under a consent to Part 2 content, else as it was before that was found
 * @param withheld what a consent would open
 * @param notice goes with Part 2 content (42 CFR 2.32); null when there is none
 */
public record SenderView(
        String referral,
        String externalId,
        Instant receivedAt,
        Instant responseDueAt,
        String status,
        Codes.DeclineReason declined,
        LocalDate acceptedOn,
        List<Codes.InformationItem> asked,
        String team,
        LocalDate openedOn,
        Clinical clinical,
        Set<ConsentScope> withheld,
        String notice)
        implements ReferralAnswer {

    static SenderView of(ReferralRow row, Ground ground, Supplier<Clinical> clinical) {
        var readable = ground.scopes();
        var withheld = EnumSet.allOf(ConsentScope.class);
        withheld.removeAll(readable);
        var m = row.course().progress();
        return new SenderView(
                row.receipt().referral(),
                row.receipt().externalId(),
                row.receivedAt(),
                row.content().toldDueAt(),
                stage(row, ground).name(),
                declined(row, ground),
                ground.status() && m.acceptance() != null ? m.acceptance().on() : null,
                ground.status() ? m.asked() : List.of(),
                readable.contains(ConsentScope.TEAM) ? row.team() : null,
                readable.contains(ConsentScope.APPOINTMENT) ? m.openedOn() : null,
                readable.contains(ConsentScope.CLINICAL) ? clinical.get() : null,
                withheld,
                Redisclosure.notice(part2(row, ground)));
    }

    private static boolean part2(ReferralRow row, Ground ground) {
        if (row.content().part2()) return !ground.scopes().isEmpty();
        return ground.status() && ground.others() && row.stage() != row.course().told();
    }

    static Stage stage(ReferralRow row, Ground ground) {
        if (!ground.status()) return Stage.RECEIVED;
        return ground.others() ? row.stage() : row.course().told();
    }

    private static Codes.DeclineReason declined(ReferralRow row, Ground ground) {
        var refusal = row.course().progress().refusal();
        if (refusal == null || !ground.status()) return null;
        return refusal.reason() == Codes.DeclineReason.DUPLICATE && !ground.others() ? null : refusal.reason();
    }
}
