package org.communitysupport.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Writes what {@link PersonalReader} opened to the audit before the answer leaves, or replaces the answer. */
@Provider
@ApplicationScoped // and so made when first used: configuration is not there yet when providers are collected
class AuditedAnswer implements ContainerResponseFilter {
    private static final Logger LOG = Logger.getLogger(AuditedAnswer.class);

    private final PersonalReader reader;
    private final AuditTrail audit;
    private final Caller caller;
    private final RoutingContext routing;
    private final String service;

    AuditedAnswer(
            PersonalReader reader,
            AuditTrail audit,
            Caller caller,
            RoutingContext routing,
            @ConfigProperty(name = "cs.service") String service) {
        this.reader = reader;
        this.audit = audit;
        this.caller = caller;
        this.routing = routing;
        this.service = service;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var opened = reader.take();
        if (opened.isEmpty()) return;
        var info = RequestInfo.of(routing);
        var lines = new ArrayList<AuditTrail.Line>();
        opened.forEach((person, fields) -> lines.add(new AuditTrail.Line(
                caller.key(),
                caller.tenantOrEmpty(),
                String.join(",", caller.roles()),
                person,
                reader.purpose(),
                fields,
                AuditTrail.Outcome.READ,
                info.what(),
                info.address(),
                info.id())));
        try {
            audit.record(lines);
        } catch (RuntimeException e) {
            LOG.errorf(e, "the audit cannot be written; the answer to request %s is withheld", info.id());
            var problem = Problem.of(
                    503,
                    "audit-unavailable",
                    "The reading could not be recorded in the audit, so the answer is withheld. Try again.");
            response.setStatus(503);
            response.getHeaders().clear();
            response.getHeaders().putSingle("Retry-After", "1");
            response.setEntity(
                    ProblemJson.of(service, problem, info.path(), info.id()).text(),
                    new Annotation[0],
                    MediaType.valueOf(ProblemJson.MEDIA_TYPE));
        }
    }
}
