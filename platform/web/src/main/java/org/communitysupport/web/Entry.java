package org.communitysupport.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jboss.logging.MDC;

/** After the token was checked: every caller has a tenant and keeps to the rate. */
@Provider
@ApplicationScoped // and so made when first used: configuration is not there yet when providers are collected
@Priority(Priorities.AUTHORIZATION)
class Entry implements ContainerRequestFilter {
    private final Caller caller;
    private final RoutingContext routing;
    private final Rates rates;

    Entry(Caller caller, RoutingContext routing, WebConfig config) {
        this.caller = caller;
        this.routing = routing;
        this.rates = new Rates(config.ratePerSecond(), config.burst());
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MDC.put("requestId", RequestInfo.of(routing).id());
        if (caller.isAnonymous()) return;
        caller.tenant();
        overTheRate().ifPresent(problem -> {
            throw problem;
        });
    }

    /** Counts this request of the caller's; the problem to answer with when it is one too many. */
    Optional<Problem> overTheRate() {
        return rates.take(caller.key())
                ? Optional.empty()
                : Optional.of(Problem.of(
                                429,
                                "rate-exceeded",
                                "You have sent more requests per second than agreed. Send the request again after the "
                                        + "seconds in Retry-After.")
                        .header("Retry-After", "1"));
    }
}
