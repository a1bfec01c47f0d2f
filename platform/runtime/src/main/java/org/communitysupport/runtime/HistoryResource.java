package org.communitysupport.runtime;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;
import org.communitysupport.web.Caller;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/**
 * The log of this service for those who read history: whole commits, lane by lane, of the caller's tenant and of no other. Every page is a
 * line in the audit. Sealed values stay out; a privacy officer who says {@code open=true} and names a purpose in {@code X-Purpose} gets
 * them, and every person whose value was opened is a line, too.
 */
@Path("/v1/history")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private static final int MOST = 500;
    /** A page ends with the commit that makes it larger than this. */
    private static final int PAGE_CHARACTERS = 128 << 10;

    private static final String WITHOUT_VALUES = "history";

    private final LaneLog log;
    private final Caller caller;
    private final PersonalReader personal;
    private final HistoryLines lines;

    HistoryResource(LaneLog log, Caller caller, PersonalReader personal, HistoryLines lines) {
        this.log = log;
        this.caller = caller;
        this.personal = personal;
        this.lines = lines;
    }

    /**
     * Where the log ends now.
     *
     * @param tenant whose events the caller gets
     * @param ends lane to seq of its newest commit, whosever it is
     */
    public record HistoryEnds(String service, String tenant, Map<Integer, Long> ends) {}

    /**
     * @param through seq up to which the lane has been read; the next page begins after it
     * @param events CloudEvents in structured mode, in lane order, whole commits; sealed values as {@code {person, field, withheld}}, of an
     *     erased person {@code {person, field, erased}}, opened ones {@code {person, field, value}}
     */
    public record HistoryPage(int lane, long through, List<Object> events) {}

    @GET
    @RolesAllowed({"analyst", "privacy-officer"})
    public HistoryEnds ends() {
        return new HistoryEnds(log.service(), caller.tenant(), log.heads());
    }

    /** Up to {@code limit} commits of a lane after {@code after} and up to {@code to}. */
    @GET
    @RolesAllowed({"analyst", "privacy-officer"})
    @Path("/lanes/{lane}")
    @APIResponseSchema(HistoryPage.class)
    public Response lane(
            @PathParam("lane") int lane,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("to") Long to,
            @QueryParam("limit") @DefaultValue("128") int limit,
            @QueryParam("open") boolean open) {
        var opener = opener(open);
        if (lane < 0 || lane >= Lanes.COUNT) throw Problem.notFound("lane");
        checked(after, to, limit);
        long end = to == null ? Long.MAX_VALUE : to;
        return page(lane, after, end, after >= end ? List.of() : log.read(Map.of(lane, after), limit), "", opener);
    }

    /** The same of everything under one key: a person's id, a referral's, a team's. A page without events is the last one. */
    @GET
    @RolesAllowed({"analyst", "privacy-officer"})
    @Path("/keys/{key}")
    @APIResponseSchema(HistoryPage.class)
    public Response key(
            @PathParam("key") String key,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("to") Long to,
            @QueryParam("limit") @DefaultValue("128") int limit,
            @QueryParam("open") boolean open) {
        var opener = opener(open);
        var id = caller.aggregate("key", key);
        if (!id.local().isEmpty()) throw Problem.notFound("key");
        checked(after, to, limit);
        long end = to == null ? Long.MAX_VALUE : to;
        return page(id.lane(), after, end, log.about(id.tenant(), key, after, limit), key, opener);
    }

    private HistoryLines.Opener opener(boolean open) {
        if (open) caller.require("privacy-officer");
        String purpose = open ? personal.namedPurpose() : "";
        return open ? (value, as) -> personal.open(value, as, purpose) : null;
    }

    private static void checked(long after, Long to, int limit) {
        if (after < 0)
            throw Problem.malformed(
                    "invalid-parameter",
                    "query:after",
                    "The parameter after is not a sequence number. Send that of the last commit you read, or 0.");
        if (to != null && to < 0)
            throw Problem.malformed(
                    "invalid-parameter",
                    "query:to",
                    "The parameter to is not a sequence number. Send that of the last commit you want, or 0 for all.");
        if (limit < 1 || limit > MOST)
            throw Problem.malformed(
                    "invalid-parameter", "query:limit", "The limit is not a number from 1 to " + MOST + '.');
    }

    private Response page(
            int lane, long after, long end, List<StoredCommit> commits, String key, HistoryLines.Opener opener) {
        personal.shown(key, WITHOUT_VALUES, personal.namesPurpose() ? personal.namedPurpose() : WITHOUT_VALUES);
        var events = new StringBuilder();
        long through = after;
        for (var commit : commits) {
            if (commit.seq() > end || events.length() > PAGE_CHARACTERS) break;
            through = commit.seq();
            if (!commit.commit().tenant().equals(caller.tenant())) continue;
            for (String line : lines.of(commit, opener))
                events.append(events.isEmpty() ? "" : ",").append(line);
        }
        return Response.ok(
                        "{\"lane\":" + lane + ",\"through\":" + through + ",\"events\":[" + events + "]}",
                        MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
