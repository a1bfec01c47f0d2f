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
import org.communitysupport.referral.projection.ReferralRow;

/**
 * A referral as its sender reads it back. {@code RECEIVED} and no more unless the person consents, or the law lets a professional referrer
 * of an ordinary referral see the status (REF-10).
 *
 * @param status RECEIVED where no more may be said
 * @param withheld what a consent would open
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
        Set<ConsentScope> withheld)
        implements ReferralAnswer {

    static SenderView of(ReferralRow row, Set<ConsentScope> readable, Supplier<Clinical> clinical) {
        boolean status = readable.contains(ConsentScope.STATUS);
        var withheld = EnumSet.allOf(ConsentScope.class);
        withheld.removeAll(readable);
        var m = row.course().progress();
        return new SenderView(
                row.receipt().referral(),
                row.receipt().externalId(),
                row.receivedAt(),
                row.responseDueAt(),
                status ? row.stage().name() : "RECEIVED",
                status && m.refusal() != null ? m.refusal().reason() : null,
                status && m.acceptance() != null ? m.acceptance().on() : null,
                status ? m.asked() : List.of(),
                readable.contains(ConsentScope.TEAM) ? row.team() : null,
                readable.contains(ConsentScope.APPOINTMENT) ? m.openedOn() : null,
                readable.contains(ConsentScope.CLINICAL) ? clinical.get() : null,
                withheld);
    }
}
