package org.communitysupport.referral.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.application.ReferralBundles.Number;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralState.Stage;

/**
 * The FHIR R4 Task that stands for a referral, as far as we fill it; FHIR leaves out what is not there.
 *
 * @param statusReason why it was declined
 * @param businessStatus on arrival what became of it, when read back the stage that may be told
 * @param restriction until when we answer (REF-4)
 * @param note what was odd, not carried over or asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FhirTask(
        String resourceType,
        String id,
        List<Identifier> identifier,
        String status,
        Text statusReason,
        Text businessStatus,
        String intent,
        Instant authoredOn,
        Restriction restriction,
        List<Text> note) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Identifier(String system, String value) {}

    public record Text(String text) {}

    public record Restriction(Period period) {}

    public record Period(Instant end) {}

    static FhirTask of(Outcome.Done<ReferralEvent> done, String referral, Number number) {
        var arrival = Arrival.of(done, referral, number.externalId());
        return arrived(referral, "received", number, arrival.outcome(), arrival.responseDueAt(), arrival.warnings());
    }

    /** The same words whatever became of the referral: a sender that may not read its stage does not learn it here. */
    static FhirTask takenBack(String referral, Number number) {
        return arrived(referral, "cancelled", number, "WITHDRAWAL_RECEIVED", null, List.of());
    }

    /** As its sender reads it back. */
    static FhirTask of(SenderView view) {
        return new FhirTask(
                "Task",
                view.referral(),
                List.of(identifier(Number.of(view.externalId()))),
                status(Stage.valueOf(view.status())),
                view.declined() == null ? null : new Text(view.declined().name()),
                new Text(view.status()),
                "order",
                view.receivedAt(),
                until(view.responseDueAt()),
                view.asked().stream()
                        .map(a -> new Text("Asked for: " + a.name()))
                        .toList());
    }

    /** R4's words for our stages. */
    static String status(Stage stage) {
        return switch (stage) {
            case NONE, RECEIVED, TRIAGED, AWAITING_INFORMATION -> "received";
            case ACCEPTED -> "accepted";
            case EPISODE_OPEN -> "in-progress";
            case DUPLICATE, DECLINED -> "rejected";
            case WITHDRAWN -> "cancelled";
            case CLOSED -> "completed";
        };
    }

    private static FhirTask arrived(
            String referral, String status, Number number, String outcome, Instant due, List<Warning> warnings) {
        return new FhirTask(
                "Task",
                referral,
                List.of(identifier(number)),
                status,
                null,
                new Text(outcome),
                "order",
                null,
                until(due),
                warnings.stream()
                        .map(w -> new Text(w.rule().isEmpty() ? w.detail() : w.rule() + ": " + w.detail()))
                        .toList());
    }

    private static Identifier identifier(Number number) {
        return new Identifier(number.system(), number.value());
    }

    private static Restriction until(Instant due) {
        return due == null ? null : new Restriction(new Period(due));
    }
}
