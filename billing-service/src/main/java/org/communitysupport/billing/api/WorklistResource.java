package org.communitysupport.billing.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.communitysupport.billing.application.BillingPolicy;
import org.communitysupport.billing.projection.ClaimRow;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.billing.projection.RemittanceRow;
import org.communitysupport.billing.projection.RemittancesView;
import org.communitysupport.billing.projection.Worklist;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The biller's week: every claim that somebody has to move is on one list, and the lists together are the open balance. */
@Path("/v1/worklists")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class WorklistResource {
    /** The names of the lists of claims, for a filter. */
    static final String NAMES =
            "held|ready|no-answer|rejected|denied|follow-up|correction-due|underpaid|overpaid|taken-back|patient-share";

    private static final String NEAR = "filing-near";

    private final Caller caller;
    private final Paging paging;
    private final Views views;
    private final BusinessClock clock;
    private final BillingPolicy policy;

    WorklistResource(Caller caller, Paging paging, Views views, BusinessClock clock, BillingPolicy policy) {
        this.caller = caller;
        this.paging = paging;
        this.views = views;
        this.clock = clock;
        this.policy = policy;
    }

    /**
     * @param openCents all that is open: the sum of the lists of claims
     * @param lists of claims; each claim is on one of them, or on none when nothing is to be done
     * @param payments money of payers that is on no claim; not part of what is open
     */
    public record Board(long openCents, List<Total> lists, List<Total> payments) {}

    /** @param amountCents what the rows come to; negative where more was paid than is due */
    public record Total(String list, long rows, long amountCents, String next) {}

    @GET
    @Operation(
            summary = "All worklists with their totals",
            description =
                    "The lists of claims add up to the open balance to the cent. Unmatched and quarantined payments"
                            + " stand apart.")
    @RolesAllowed({"biller", "agency-admin", "supervisor"})
    public Board board() {
        paging.await(ClaimsView.VIEW);
        var totals = views.totals(ClaimsView.VIEW, caller.tenant(), "list", "dueCents");
        var lists = Arrays.stream(Worklist.values())
                .map(l -> {
                    var t = totals.getOrDefault(l.word(), new Views.Total(0, 0));
                    return new Total(l.word(), t.rows(), t.sum(), l.next());
                })
                .toList();
        long open = lists.stream().mapToLong(Total::amountCents).sum();
        return new Board(open, lists, payments());
    }

    private List<Total> payments() {
        var waiting = waiting();
        var quarantined = views.totals(RemittancesView.VIEW, caller.tenant(), "state", "amountCents")
                .getOrDefault("QUARANTINED", new Views.Total(0, 0));
        var missing = views.totals(RemittancesView.VIEW, caller.tenant(), "deposit", "amountCents")
                .getOrDefault("MISSING", new Views.Total(0, 0));
        return List.of(
                new Total(
                        "unmatched",
                        waiting.stream()
                                .mapToLong(RemittanceRow::unmatchedClaims)
                                .sum(),
                        waiting.stream()
                                .mapToLong(RemittanceRow::unmatchedCents)
                                .sum(),
                        "Match each payment to its claim, or close it:"
                                + " /v1/remittances/{remittance}/unmatched/{ordinal}"),
                new Total(
                        "quarantined",
                        quarantined.rows(),
                        quarantined.sum(),
                        "Release or reject it: POST /v1/remittances/{remittance}/release, .../rejection"),
                new Total(
                        "no-deposit",
                        missing.rows(),
                        missing.sum(),
                        "Look at the bank: POST /v1/remittances/{remittance}/deposit"));
    }

    /** Payments of which a part waits; a work list of people, not many. */
    private List<RemittanceRow> waiting() {
        var rows = new ArrayList<RemittanceRow>();
        String next = null;
        do {
            var page = views.page(
                    RemittancesView.VIEW,
                    caller.tenant(),
                    Query.all().range("unmatchedClaims", 1, null).limit(200).cursor(next));
            page.rows().forEach(r -> rows.add(r.row()));
            next = page.nextCursor();
        } while (next != null);
        return rows;
    }

    /**
     * @param list on which the claim is
     * @param cause why it is there
     * @param amountCents what it adds to the open balance
     * @param missingCents how much less was paid than the rate on file, where that is the cause; null elsewhere
     * @param ageDays since it came to where it is
     * @param overdue NOTICE or PAYMENT when the payer's time for it is over (BIL-13); null before
     * @param daysLeft until the last filing day; negative when it has passed, null when no limit is on file
     * @param refundBy until when an overpayment goes back
     * @param next what to do
     * @param operation what does it
     */
    public record Item(
            String list,
            String claim,
            String number,
            String payerControl,
            String person,
            LocalDate date,
            String payer,
            String status,
            String cause,
            long amountCents,
            Long missingCents,
            long ageDays,
            String overdue,
            Long daysLeft,
            LocalDate lastFilingDay,
            LocalDate refundBy,
            String owner,
            String next,
            String operation) {}

    @GET
    @Path("/{list}")
    @Operation(
            summary = "The claims of a worklist",
            description =
                    "Each row with its cause, amount, age, days left, owner, and the operation that moves it. The list"
                            + " filing-near shows open claims with 60 days or less to file, whatever list they are on."
                            + "")
    @RolesAllowed({"biller", "agency-admin", "supervisor"})
    public Paging.Items<Item> list(
            @Parameter(description = "Name of a list of claims, e.g. denied, or filing-near.") @PathParam("list")
                    String list,
            @Parameter(description = "Payer, as in the policy pack.") @QueryParam("payer") String payer) {
        var query = paging.query(ClaimsView.VIEW).where("payer", payer);
        if (list.equals(NEAR))
            query.range("lastFilingDay", null, clock.today(ZoneOffset.UTC).plusDays(60))
                    .in("list", List.of("held", "ready", "rejected", "denied", "follow-up", "correction-due"));
        else if (Arrays.stream(Worklist.values()).noneMatch(l -> l.word().equals(list)))
            throw Problem.notFound("worklist");
        else query.where("list", list);
        return paging.page(ClaimsView.VIEW, caller.tenant(), query, (Row<ClaimRow> r) -> item(r.row()));
    }

    private Item item(ClaimRow r) {
        var on = Arrays.stream(Worklist.values())
                .filter(l -> l.word().equals(r.list()))
                .findFirst()
                .orElseThrow();
        LocalDate today = clock.today(policy.zone(r.program(), r.date()));
        var since = on == Worklist.NO_ANSWER && r.submittedAt() != null ? r.submittedAt() : r.changedAt();
        long age = ChronoUnit.DAYS.between(
                since.atZone(policy.zone(r.program(), r.date())).toLocalDate(), today);
        LocalDate last = r.lastFilingDay();
        boolean answered = !r.status().equals("SUBMITTED") && !r.status().equals("BATCHED");
        return new Item(
                on.word(),
                r.claim(),
                r.number(),
                r.payerControl(),
                r.person(),
                r.date(),
                r.payer(),
                r.status(),
                on.cause(r),
                r.dueCents(),
                on == Worklist.UNDERPAID && r.expectedCents() > r.paidCents()
                        ? r.expectedCents() - r.paidCents()
                        : null,
                age,
                on == Worklist.NO_ANSWER ? overdue(r, age, answered) : null,
                last == null ? null : ChronoUnit.DAYS.between(today, last),
                last,
                r.refundBy(),
                r.denialOwner() == null ? "biller" : r.denialOwner(),
                r.denialOpen() ? r.denial().nextStep() : on.next(),
                on.operation());
    }

    private String overdue(ClaimRow r, long age, boolean answered) {
        var clocks = policy.rules(r.program(), r.payer(), r.date()).followUp();
        if (age > clocks.paymentDays()) return "PAYMENT";
        return !answered && age > clocks.noticeDays() ? "NOTICE" : null;
    }
}
