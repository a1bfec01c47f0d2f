package org.communitysupport.web;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import org.communitysupport.kernel.CommandRunner;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Everything that goes wrong leaves the house here, as a {@link No}; denied tries are written to the audit. */
@ApplicationScoped
public class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private final Denials denials;
    private final Entry entry;
    private final String service;

    Problems(Denials denials, Entry entry, @ConfigProperty(name = "cs.service") String service) {
        this.denials = denials;
        this.entry = entry;
        this.service = service;
    }

    @ServerExceptionMapper
    Response problem(Problem problem, RoutingContext routing) {
        if (problem.status() == 403) denials.known(routing, problem.code());
        if (problem.status() == 404 && problem.code().equals("not-found")) denials.known(routing, problem.code());
        return render(problem, routing);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(Exception e, RoutingContext routing) {
        boolean none = routing.request().getHeader("Authorization") == null;
        String code = none ? "token-missing" : "token-invalid";
        if (!denials.stranger(routing, code))
            return render(
                    Problem.of(
                                    429,
                                    "rate-exceeded",
                                    "There were too many requests without a valid token. Try again after the seconds in "
                                            + "Retry-After.")
                            .header("Retry-After", "1"),
                    routing);
        String detail = none
                ? "The request has no token. Send a bearer token in the Authorization header."
                : "The token is malformed, expired, not for this audience, or not signed by our issuer. "
                        + "Get a new one.";
        return render(
                Problem.of(401, code, detail)
                        .header("WWW-Authenticate", none ? "Bearer" : "Bearer error=\"invalid_token\""),
                routing);
    }

    /** Roles are asked before anything of the request is read, so who tries often is held to the rate here. */
    @ServerExceptionMapper
    Uni<Response> forbidden(ForbiddenException e, RoutingContext routing, ResourceInfo resource) {
        var tooMany = entry.overTheRate();
        if (tooMany.isPresent()) return Uni.createFrom().item(render(tooMany.get(), routing));
        var roles = rolesOf(resource);
        var problem = Problem.forbidden(
                roles.length == 0
                        ? "Your roles do not allow this."
                        : "Your roles do not allow this. It needs one of: " + String.join(", ", roles) + '.');
        var answer = render(problem, routing);
        return denials.knownBeforeAnswering(routing, problem.code()).replaceWith(answer);
    }

    private static String[] rolesOf(ResourceInfo resource) {
        if (resource == null || resource.getResourceMethod() == null) return new String[0];
        var method = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        var of = method == null ? resource.getResourceClass().getAnnotation(RolesAllowed.class) : method;
        return of == null ? new String[0] : of.value();
    }

    @ServerExceptionMapper
    Response parameters(ConstraintViolationException e, RoutingContext routing) {
        var problem = Problem.of(
                400, "invalid-parameter", "A parameter of the address has a wrong value; errors[] names each.");
        e.getConstraintViolations()
                .forEach(v -> problem.at(
                        "parameter:" + v.getPropertyPath().toString().replaceFirst("^[^.]*\\.", ""), v.getMessage()));
        return render(problem, routing);
    }

    @ServerExceptionMapper
    Response unknownOutcome(CommandRunner.Unavailable e, RoutingContext routing) {
        LOG.warnf(
                e,
                "the log gave no definite answer to request %s",
                RequestInfo.of(routing).id());
        return render(
                Problem.of(
                                503,
                                "outcome-unknown",
                                "It is not known whether the request was carried out. Send it again with the same "
                                        + "Idempotency-Key; it has no second effect.")
                        .header("Retry-After", "1"),
                routing);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, RoutingContext routing) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) return problem(problem, routing);
        }
        int status = e.getResponse().getStatus();
        if (status >= 500) return fault(e, routing);
        if (status == 404 && e.getCause() != null)
            return render(
                    Problem.of(
                            400,
                            "invalid-parameter",
                            "A parameter of the address has a value of another type than the API description says."),
                    routing);
        var problem =
                switch (status) {
                    case 404 ->
                        Problem.of(
                                404,
                                "no-such-address",
                                "There is no such address. See the API description for the addresses of this service.");
                    case 405 ->
                        allow(
                                Problem.of(
                                        405,
                                        "method-not-allowed",
                                        "This address does not accept this method. The header Allow names those that it accepts."),
                                e);
                    case 406 ->
                        Problem.of(
                                406,
                                "not-acceptable",
                                "This address has none of the media types in your Accept header. Leave it out, or accept "
                                        + "application/json.");
                    case 413 -> Problem.of(413, "body-too-large", "The body is larger than this service accepts.");
                    case 415 ->
                        Problem.of(
                                415,
                                "unsupported-media-type",
                                "The body has another media type than this address reads. See the API description for "
                                        + "those that it reads.");
                    default -> Problem.of(status, "http-" + status, "The request cannot be processed as it was sent.");
                };
        return render(problem, routing);
    }

    @ServerExceptionMapper
    Response issuer(OIDCException e, RoutingContext routing) {
        LOG.warnf("the issuer of tokens cannot be reached: %s", e.getMessage());
        return render(
                Problem.of(
                                503,
                                "issuer-unavailable",
                                "The issuer of tokens cannot be reached, so yours cannot be checked. Try again after the "
                                        + "seconds in Retry-After.")
                        .header("Retry-After", "5"),
                routing);
    }

    /** The stack trace goes to the log, never to the caller; its messages hold ids only. */
    @ServerExceptionMapper
    Response fault(Throwable e, RoutingContext routing) {
        var info = RequestInfo.of(routing);
        LOG.errorf(e, "request %s (%s) failed", info.id(), info.method());
        return render(
                Problem.of(
                        500,
                        "fault",
                        "The service failed; this is not the fault of your request. It is in the log under "
                                + "request " + info.id()),
                routing);
    }

    /** For mappers of other rooms. */
    public Response render(Problem problem, RoutingContext routing) {
        var info = RequestInfo.of(routing);
        var no = No.of(service, problem, info, routing.request());
        var response = Response.status(problem.status()).type(no.type()).entity(no.text());
        problem.headers().forEach(response::header);
        return response.build();
    }

    private static Problem allow(Problem problem, WebApplicationException e) {
        String allow = e.getResponse().getHeaderString("Allow");
        return allow == null ? problem : problem.header("Allow", allow);
    }
}
