package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.communitysupport.privacy.ReadAudit;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;

/** Who read what of whom, and who tried, for the privacy officer of a tenant; newest first, over all services. */
@Path("/v1/audit")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    private final ReadAudit audit;
    private final Caller caller;

    AuditResource(ReadAudit audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    public record Shown(
            Instant at,
            String actor,
            String roles,
            String person,
            String purpose,
            List<String> fields,
            ReadAudit.Outcome outcome,
            String what,
            String from,
            String requestId) {}

    @GET
    @RolesAllowed("privacy-officer")
    public Paging.Items<Shown> lines(
            @QueryParam("person") String person,
            @QueryParam("actor") String actor,
            @QueryParam("outcome") ReadAudit.Outcome outcome,
            @QueryParam("from") Instant from,
            @QueryParam("until") Instant until,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") String cursor) {
        var query = ReadAudit.Query.of(caller.tenant());
        if (person != null) query = query.person(person);
        if (actor != null) query = query.actor(actor);
        if (outcome != null) query = query.outcome(outcome);
        if (from != null) query = query.from(from);
        if (until != null) query = query.until(until);
        try {
            if (cursor != null) query = query.after(cursor);
            var page = audit.query(query.limit(limit));
            return new Paging.Items<>(
                    page.entries().stream().map(AuditResource::shown).toList(), page.nextCursor());
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "invalid-parameter",
                    cursor == null ? "query:limit" : "query:cursor",
                    "The page cannot be read: " + e.getMessage() + '.');
        }
    }

    private static Shown shown(ReadAudit.Entry entry) {
        var line = entry.line();
        return new Shown(
                entry.at(),
                line.actor(),
                line.roles(),
                line.person(),
                line.purpose(),
                line.fields(),
                line.outcome(),
                line.what(),
                line.from(),
                line.requestId());
    }
}
