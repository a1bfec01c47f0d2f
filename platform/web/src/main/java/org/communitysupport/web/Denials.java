package org.communitysupport.web;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Writes denied tries to the audit: no valid token, a missing role, an id that is not the caller's to know. */
@ApplicationScoped
class Denials {
    private static final Logger LOG = Logger.getLogger(Denials.class);
    private static final Pattern SUBJECT = Pattern.compile("\"(sub|azp)\"\\s*:\\s*\"([A-Za-z0-9_-]{1,80})\"");

    private final AuditTrail audit;
    private final Caller caller;
    private final ExecutorService threads;
    private final Rates strangers;

    Denials(AuditTrail audit, Caller caller, @VirtualThreads ExecutorService threads, WebConfig config) {
        this.audit = audit;
        this.caller = caller;
        this.threads = threads;
        this.strangers = new Rates(config.deniedPerSecond(), config.deniedPerSecond());
    }

    /** A try by somebody whose token we could read. */
    void known(RoutingContext routing, String reason) {
        write(byCaller(routing, reason));
    }

    /** The same, where there is no thread to write on yet: done when it is written. */
    Uni<Void> knownBeforeAnswering(RoutingContext routing, String reason) {
        var line = byCaller(routing, reason);
        return Uni.createFrom()
                .<Void>item(() -> {
                    writeNow(line);
                    return null;
                })
                .runSubscriptionOn(threads);
    }

    private AuditTrail.Line byCaller(RoutingContext routing, String reason) {
        var info = RequestInfo.of(routing);
        return new AuditTrail.Line(
                caller.key(),
                caller.tenantOrEmpty(),
                String.join(",", caller.roles()),
                "",
                reason,
                List.of(),
                AuditTrail.Outcome.DENIED,
                info.what(),
                info.address(),
                info.id());
    }

    /** A try without a valid token. False when this address tries so often that nothing more is written of it. */
    boolean stranger(RoutingContext routing, String reason) {
        var info = RequestInfo.of(routing);
        if (!strangers.take(info.address())) return false;
        write(new AuditTrail.Line(
                "unverified:" + subject(routing.request().getHeader("Authorization")),
                "",
                "",
                "",
                reason,
                List.of(),
                AuditTrail.Outcome.DENIED,
                info.what(),
                info.address(),
                info.id()));
        return true;
    }

    private void write(AuditTrail.Line line) {
        if (Context.isOnEventLoopThread()) threads.execute(() -> writeNow(line));
        else writeNow(line);
    }

    private void writeNow(AuditTrail.Line line) {
        try {
            audit.record(List.of(line));
        } catch (RuntimeException e) {
            LOG.errorf(e, "a denied try could not be written to the audit: request %s", line.requestId());
        }
    }

    /** What the token claims, unverified; ids only. */
    private static String subject(String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) return "nobody";
        String[] parts = authorization.substring(7).split("\\.", -1);
        if (parts.length != 3 || parts[1].length() > 8_192) return "unreadable";
        try {
            var found = SUBJECT.matcher(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
            return found.find() ? found.group(2) : "unreadable";
        } catch (IllegalArgumentException e) {
            return "unreadable";
        }
    }
}
