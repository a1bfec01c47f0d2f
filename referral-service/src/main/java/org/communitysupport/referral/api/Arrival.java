package org.communitysupport.referral.api;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.ReferralCorrected;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.web.Answers;

/**
 * What a sender is told on arrival.
 *
 * @param outcome RECEIVED, CORRECTED (with the fields that changed) or UNCHANGED (a resend, REF-1)
 */
public record Arrival(
        String referral,
        String externalId,
        String outcome,
        Instant responseDueAt,
        List<String> changed,
        List<Warning> warnings) {

    /** @param stands asked for what a resend without change is told: the same as the first time */
    static Arrival of(
            Outcome.Done<ReferralEvent> done, String referral, String externalId, Supplier<ReferralReceived> stands) {
        if (!done.events().isEmpty()) return of(done, referral, externalId);
        var content = stands.get();
        return new Arrival(referral, externalId, "UNCHANGED", content.responseDueAt(), List.of(), content.warnings());
    }

    static Arrival of(Outcome.Done<ReferralEvent> done, String referral, String externalId) {
        for (var event : done.events()) {
            if (event instanceof ReferralReceived e)
                return new Arrival(referral, externalId, "RECEIVED", e.responseDueAt(), List.of(), e.warnings());
            if (event instanceof ReferralCorrected e)
                return new Arrival(referral, externalId, "CORRECTED", e.responseDueAt(), e.changed(), e.warnings());
        }
        return new Arrival(referral, externalId, "UNCHANGED", null, List.of(), List.of());
    }

    /** 201 the first time, 200 for what was here already. */
    static Response answer(
            Outcome<ReferralEvent> outcome, String referral, Function<Outcome.Done<ReferralEvent>, Object> body) {
        boolean first = outcome instanceof Outcome.Done<ReferralEvent> done
                && !done.events().isEmpty()
                && done.events().getFirst() instanceof ReferralReceived;
        return first ? Answers.created(outcome, address(referral), body) : Answers.ok(outcome, body);
    }

    static URI address(String referral) {
        return URI.create("/v1/referrals/" + referral);
    }
}
