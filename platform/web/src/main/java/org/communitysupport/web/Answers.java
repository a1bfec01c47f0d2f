package org.communitysupport.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Rejection;

/** Renders what became of a command. Everything that is not {@link Outcome.Done} leaves as a {@link Problem}. */
public final class Answers {
    public static final String POSITION = "Cs-Position";
    public static final String REPLAYED = "Idempotency-Replayed";

    private Answers() {}

    /** 201 with Location, ETag and Cs-Position. A repeat gets the same, marked as such. */
    public static <E> Response created(Outcome<E> outcome, URI location, Function<Outcome.Done<E>, Object> body) {
        var done = done(outcome);
        return headed(Response.created(location), done).entity(body.apply(done)).build();
    }

    /** As {@link #created(Outcome, URI, Function)}, where the address follows from what was stored. */
    public static <E> Response created(
            Outcome<E> outcome, Function<Outcome.Done<E>, URI> location, Function<Outcome.Done<E>, Object> body) {
        var done = done(outcome);
        return headed(Response.created(location.apply(done)), done)
                .entity(body.apply(done))
                .build();
    }

    /** 200 with ETag and Cs-Position. */
    public static <E> Response ok(Outcome<E> outcome, Function<Outcome.Done<E>, Object> body) {
        var done = done(outcome);
        return headed(Response.ok(), done).entity(body.apply(done)).build();
    }

    /** 200 with a body that says only where it stands: {@code {"position", "version", "events"}} (names of what was stored). */
    public static <E> Response ok(Outcome<E> outcome) {
        return ok(
                outcome,
                done -> new Stands(
                        done.position().toString(),
                        done.version(),
                        done.events().stream()
                                .map(e -> e.getClass().getSimpleName())
                                .toList()));
    }

    /**
     * For a change of what its address names: as {@link #ok(Outcome)}, and a "no" to what does not exist is 404, so that a thing of another
     * tenant's reads like one that never was, and the try is audited.
     */
    public static <E> Response changed(Outcome<E> outcome) {
        if (outcome instanceof Outcome.Refused<E> refused && refused.version() == 0) throw Problem.notFound("thing");
        return ok(outcome);
    }

    /** One thing that was read, with the version a change of it must name. */
    public static Response found(long version, Object body) {
        return Response.ok(body).header(HttpHeaders.ETAG, tag(version)).build();
    }

    /** What was stored; a {@link Problem} for everything else. For use cases of more than one command. */
    public static <E> Outcome.Done<E> done(Outcome<E> outcome) {
        return switch (outcome) {
            case Outcome.Done<E> done -> done;
            case Outcome.Refused<E> refused -> throw refused(refused.rejection());
            case Outcome.VersionConflict<E> conflict ->
                throw Problem.of(
                                412,
                                "version-conflict",
                                "It has changed since the version in If-Match. Read it again, and send the change with "
                                        + "the new ETag.")
                        .facts(Map.of(
                                "expected", Long.toString(conflict.expected()),
                                "actual", Long.toString(conflict.actual())));
            case Outcome.KeyReused<E> reused ->
                throw Problem.of(
                                422,
                                "idempotency-key-reused",
                                "This Idempotency-Key was was used before with another request. Use a new key for a new "
                                        + "request, and the same body for a repeat.")
                        .at("header:Idempotency-Key", "was used before with another request");
        };
    }

    /** A business "no": 422 when the content is at fault, 409 when the state is. */
    public static Problem refused(Rejection rejection) {
        var facts = new HashMap<>(rejection.facts());
        String field = facts.remove("field");
        var problem = Problem.of(rejection.content() ? 422 : 409, rejection.code(), rejection.detail())
                .rule(rejection.rule())
                .facts(facts);
        return field == null ? problem : problem.at(field, rejection.detail());
    }

    /** Where a change stands. @param events names of what was stored */
    public record Stands(String position, long version, List<String> events) {}

    private static Response.ResponseBuilder headed(Response.ResponseBuilder builder, Outcome.Done<?> done) {
        builder.header(POSITION, done.position().toString()).header(HttpHeaders.ETAG, tag(done.version()));
        return done.replayed() ? builder.header(REPLAYED, "true") : builder;
    }

    private static String tag(long version) {
        return "\"" + version + '"';
    }
}
