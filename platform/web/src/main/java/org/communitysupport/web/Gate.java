package org.communitysupport.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** First in the line of every request: gives it an id, and turns it away at once when too many are being worked on. */
@ApplicationScoped
class Gate {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final WebConfig config;
    private final String service;
    private final MeterRegistry meters;
    private final long hardLimit;

    Gate(
            WebConfig config,
            @ConfigProperty(name = "cs.service") String service,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize hardLimit,
            MeterRegistry meters) {
        this.config = config;
        this.hardLimit = hardLimit.asLongValue();
        this.service = service;
        this.meters = meters;
        meters.gauge("cs_requests_in_flight", inFlight);
    }

    void first(@Observes Filters filters) {
        filters.register(this::enter, 1_000);
    }

    /** What fails before a resource is reached (a body over the hard limit, a token that cannot be read) is answered here. */
    void failures(@Observes Router router) {
        router.route().order(-1_000_000).failureHandler(this::failed);
    }

    private void enter(RoutingContext routing) {
        var info = RequestInfo.of(routing);
        var headers = routing.response().headers();
        headers.set("X-Request-Id", info.id());
        headers.set("X-Content-Type-Options", "nosniff");
        if (info.path().startsWith("/q/")) {
            routing.next();
            return;
        }
        headers.set("Cache-Control", "no-store");
        if (announced(routing) > hardLimit) {
            headers.set("Connection", "close");
            answer(
                    routing,
                    Problem.of(
                            413,
                            "body-too-large",
                            "The body is too large; no address accepts more than " + hardLimit + " bytes."));
            return;
        }
        if (inFlight.incrementAndGet() > config.maxInFlight()) {
            inFlight.decrementAndGet();
            meters.counter("cs_requests_shed_total").increment();
            answer(
                    routing,
                    Problem.of(
                                    503,
                                    "overloaded",
                                    "The service has too many requests at the moment. Send the request again after the "
                                            + "seconds in Retry-After.")
                            .header("Retry-After", "1"));
            return;
        }
        routing.addEndHandler(done -> {
            inFlight.decrementAndGet();
            int status = routing.response().getStatusCode();
            // By status alone: an address that a caller chose is no tag.
            if (status >= 400 && status < 500)
                meters.counter("cs_requests_refused_total", "status", Integer.toString(status))
                        .increment();
        });
        routing.next();
    }

    private static long announced(RoutingContext routing) {
        String length = routing.request().getHeader("Content-Length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private void failed(RoutingContext routing) {
        int status = routing.statusCode();
        if (routing.response().ended() || routing.response().headWritten() || status < 400 || status >= 500) {
            routing.next();
            return;
        }
        String code = status == 413 ? "body-too-large" : "http-" + status;
        answer(
                routing,
                Problem.of(
                        status, code, "The request is not well-formed HTTP, or is larger than the service accepts."));
    }

    private void answer(RoutingContext routing, Problem problem) {
        var info = RequestInfo.of(routing);
        var response = routing.response().setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        var no = No.of(service, problem, info, routing.request());
        response.putHeader("Content-Type", no.type()).end(no.text());
    }
}
