package org.communitysupport.referral.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.referral.domain.ReferralEvent;

/**
 * The FHIR R4 Task that stands for a referral, as far as we fill it; FHIR leaves out what is not there.
 *
 * @param restriction until when we answer (REF-4)
 * @param note what was odd and did not keep it from being received
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

    public record Identifier(String value) {}

    public record Text(String text) {}

    public record Restriction(Period period) {}

    public record Period(Instant end) {}

    static FhirTask of(Outcome.Done<ReferralEvent> done, String referral, String externalId) {
        var arrival = Arrival.of(done, referral, externalId);
        return new FhirTask(
                "Task",
                referral,
                "received",
                "order",
                List.of(new Identifier(externalId)),
                new Text(arrival.outcome()),
                arrival.responseDueAt() == null ? null : new Restriction(new Period(arrival.responseDueAt())),
                arrival.warnings().stream()
                        .map(w -> new Text(w.rule() + ": " + w.detail()))
                        .toList());
    }
}
