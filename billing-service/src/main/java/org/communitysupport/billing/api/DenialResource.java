package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.communitysupport.billing.application.BillingPolicy;
import org.communitysupport.billing.projection.ClaimRow;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;

/** The denial queue: the most money with the least time left first (BIL-14). */
@Path("/v1/denials")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class DenialResource {
    private static final int MOST = 5000;
    private static final int PAGE = 50;

    private final Caller caller;
    private final Paging paging;
    private final Views views;
    private final BusinessClock clock;
    private final BillingPolicy policy;

    DenialResource(Caller caller, Paging paging, Views views, BusinessClock clock, BillingPolicy policy) {
        this.caller = caller;
        this.paging = paging;
        this.views = views;
        this.clock = clock;
        this.policy = policy;
    }

    /**
     * @param weight open cents per day that is left: what the queue is sorted by
     * @param daysLeft until the last filing day; negative when it has passed, null when no limit is on file
     */
    public record Line(
            String claim,
            String person,
            LocalDate date,
            String payer,
            String status,
            long openCents,
            Long daysLeft,
            LocalDate lastFilingDay,
            String carc,
            List<String> rarcs,
            String cause,
            String nextStep,
            String owner,
            String remittance,
            String payerControl,
            long weight) {}

    @GET
    @RolesAllowed({"biller", "agency-admin", "supervisor"})
    public Paging.Items<Line> list(
            @QueryParam("owner") @Pattern(regexp = "[a-z]+(-[a-z]+)*") String owner,
            @QueryParam("carc") @Pattern(regexp = "[A-Z]?\\d{1,3}") String carc,
            @QueryParam("payer") String payer,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        paging.await(ClaimsView.VIEW);
        var lines = new ArrayList<Line>();
        for (var row : open(owner, carc, payer)) lines.add(line(row));
        lines.sort(Comparator.comparingLong(Line::weight).reversed().thenComparing(Line::claim));
        return page(lines, limit(limit), cursor);
    }

    /** Open denials of one agency are a work list of people, a few hundred at most; they are sorted as a whole because days go by. */
    private List<ClaimRow> open(String owner, String carc, String payer) {
        var rows = new ArrayList<ClaimRow>();
        String next = null;
        do {
            var query = Query.all()
                    .where("denialOpen", true)
                    .where("denialOwner", owner)
                    .where("denialCarc", carc)
                    .where("payer", payer)
                    .limit(200)
                    .cursor(next);
            var page = views.page(ClaimsView.VIEW, caller.tenant(), query);
            page.rows().forEach(r -> rows.add(r.row()));
            next = page.nextCursor();
        } while (next != null && rows.size() < MOST);
        return rows;
    }

    private Line line(ClaimRow r) {
        LocalDate today = clock.today(policy.zone(r.program(), r.date()));
        var denial = r.denial();
        LocalDate last = denial.lastFilingDay();
        Long left = last == null ? null : ChronoUnit.DAYS.between(today, last);
        long weight = r.openCents() / Math.max(1, left == null ? 365 : left);
        return new Line(
                r.claim(),
                r.person(),
                r.date(),
                r.payer(),
                r.status(),
                r.openCents(),
                left,
                last,
                denial.carc(),
                denial.rarcs(),
                denial.cause(),
                denial.nextStep(),
                denial.owner(),
                r.remittance(),
                r.payerControl(),
                weight);
    }

    /** The cursor is the claim last shown: whoever was resolved in between does not move the rest. */
    private static Paging.Items<Line> page(List<Line> lines, int limit, String cursor) {
        int from = 0;
        if (cursor != null) {
            String last = decoded(cursor);
            while (from < lines.size() && !lines.get(from).claim().equals(last)) from++;
            if (from == lines.size())
                throw Problem.malformed(
                        "invalid-parameter",
                        "query:cursor",
                        "The cursor no longer fits this list. Begin again without one.");
            from++;
        }
        var shown = lines.subList(from, Math.min(lines.size(), from + limit));
        String next = from + limit < lines.size()
                ? Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(shown.getLast().claim().getBytes(StandardCharsets.UTF_8))
                : null;
        return new Paging.Items<>(List.copyOf(shown), next);
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "invalid-parameter",
                    "query:cursor",
                    "The cursor cannot be read. Send \"next\" of the page before, or none.");
        }
    }

    private static int limit(String text) {
        if (text == null) return PAGE;
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 200)
            throw Problem.malformed("invalid-parameter", "query:limit", "The limit is not a number from 1 to 200.");
        return Integer.parseInt(text);
    }
}
