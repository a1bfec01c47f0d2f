package org.communitysupport.referral.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.application.ReferralBundles.Number;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.ReferralWithdrawn;

/**
 * The FHIR R4 Task that stands for a referral, as far as we fill it; FHIR leaves out what is not there.
 *
 * @param restriction until when we answer (REF-4)
 * @param note what was odd or not carried over, and did not keep it from being received
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FhirTask(
        String resourceType,
        String id,
        String status,
        String intent,
        List<Identifier> identifier,
        Text businessStatus,
        Restriction restriction,
        List<Text> note) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Identifier(String system, String value) {}

    public record Text(String text) {}

    public record Restriction(Period period) {}

    public record Period(Instant end) {}

    static FhirTask of(Outcome.Done<ReferralEvent> done, String referral, Number number) {
        var arrival = Arrival.of(done, referral, number.externalId());
        return task(referral, "received", number, arrival.outcome(), arrival.responseDueAt(), arrival.warnings());
    }

    /** For what its sender took back, now or before. */
    static FhirTask takenBack(Outcome.Done<ReferralEvent> done, String referral, Number number) {
        boolean now = done.events().stream().anyMatch(ReferralWithdrawn.class::isInstance);
        return task(referral, "cancelled", number, now ? "WITHDRAWN" : "UNCHANGED", null, List.of());
    }

    private static FhirTask task(
            String referral, String status, Number number, String outcome, Instant due, List<Warning> warnings) {
        return new FhirTask(
                "Task",
                referral,
                status,
                "order",
                List.of(new Identifier(number.system(), number.value())),
                new Text(outcome),
                due == null ? null : new Restriction(new Period(due)),
                warnings.stream()
                        .map(w -> new Text(w.rule().isEmpty() ? w.detail() : w.rule() + ": " + w.detail()))
                        .toList());
    }
}
