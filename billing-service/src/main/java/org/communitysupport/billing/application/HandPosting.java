package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentUnposted;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.domain.remittance.RemittanceDecider.Remittance;
import org.communitysupport.billing.domain.remittance.RemittanceEvent;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Rejection;

/**
 * What a biller does with money that fits no claim by itself. The claim is posted to first and the payment is told then, so that whoever
 * stops half-way and asks again loses nothing and counts nothing twice.
 */
@Singleton
public class HandPosting {
    private final CommandRunner runner;
    private final ClaimDesk desk;
    private final FileStore files;
    private final PostFile post;

    @Inject
    public HandPosting(CommandRunner runner, ClaimDesk desk, FileStore files, PostFile post) {
        this.runner = runner;
        this.desk = desk;
        this.files = files;
        this.post = post;
    }

    /**
     * A part of a payment for one claim.
     *
     * @param cents null: all that the payer says of it, line by line
     * @param chargeCents what of the claim's charge it is for; null when unknown
     * @param adjustments why the rest of that charge is not paid
     */
    public record Part(String claim, Long cents, Long chargeCents, List<Adjustment> adjustments) {}

    /** What the payer's file says about one claim of a payment; empty for paper, and when there is none. */
    public Optional<PostFile.Told> told(String tenant, String remittance, int ordinal) {
        String file = remittance(tenant, remittance).file();
        return file == null
                ? Optional.empty()
                : files.get(tenant, file).flatMap(bytes -> post.told(bytes, remittance, ordinal));
    }

    /** Money that waits goes to a claim, or to several. */
    public Outcome<?> match(String remittance, int ordinal, List<Part> parts, String reason, CommandContext context) {
        String tenant = context.tenant();
        var told = told(tenant, remittance, ordinal).orElse(null);
        var waits = remittance(tenant, remittance).waiting().get(ordinal);
        var no = refusal(parts, told, waits);
        if (no != null) return no;
        for (var part : parts) {
            var posted = post(tenant, remittance, ordinal, part, told, reason, context);
            if (!(posted instanceof Outcome.Done)) return posted;
        }
        Outcome<RemittanceEvent> last = null;
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            long cents = part.cents() == null ? told.advice().paidCents() : part.cents();
            last = run(
                    new RemittanceCommand.MatchUnmatched(remittance, ordinal, part.claim(), cents, reason),
                    remittance,
                    i == parts.size() - 1
                            ? context
                            : ClaimDesk.derived(context, "match", remittance, Integer.toString(i)));
        }
        return last;
    }

    private static Outcome<?> refusal(List<Part> parts, PostFile.Told told, Long waits) {
        boolean whole = parts.stream().anyMatch(p -> p.cents() == null);
        if (whole && (parts.size() > 1 || told == null))
            return no(
                    "cents-missing",
                    "/parts",
                    "A part has no amount. Enter the cents of the payment that go to this claim.");
        if (waits == null || whole) return null;
        long sum = parts.stream().mapToLong(Part::cents).sum();
        boolean fits = waits < 0 ? sum >= waits && sum < 0 : sum <= waits && sum > 0;
        return fits
                ? null
                : no(
                        "more-than-waits",
                        "/parts",
                        "The parts add up to more than is waiting, or have the other sign. Enter at most what is "
                                + "waiting.");
    }

    private static Outcome<?> no(String code, String field, String detail) {
        return new Outcome.Refused<>(Rejection.ofContent(code, "BIL-11", field, detail), 1);
    }

    private Outcome<?> post(
            String tenant,
            String remittance,
            int ordinal,
            Part part,
            PostFile.Told told,
            String reason,
            CommandContext context) {
        String waitsAt = told == null ? null : waitingAt(tenant, told.advice().reference(), remittance, ordinal);
        if (waitsAt != null && !waitsAt.equals(part.claim()))
            unpostAt(tenant, waitsAt, remittance, ordinal, reason, ClaimDesk.derived(context, "from", waitsAt));
        var day = Aggregates.dayOf(tenant, part.claim());
        var claim = desk.day(day).claim(part.claim());
        if (claim == null)
            return no("no-such-claim", "/parts", "There is no such claim. Look for it under GET /v1/claims.");
        return desk.run(
                day,
                new DayClaimsCommand.PostPayment(
                        part.claim(),
                        remittance,
                        ordinal,
                        told == null ? null : told.paidOn(),
                        reason,
                        advice(part, told)),
                desk.facts(tenant, claim),
                ClaimDesk.derived(context, "post", part.claim()));
    }

    private static ClaimAdvice advice(Part part, PostFile.Told told) {
        if (part.cents() == null) return told.advice();
        return new ClaimAdvice(
                told == null ? "" : told.advice().reference(),
                part.cents() < 0 ? "22" : "1",
                part.chargeCents() == null ? 0 : part.chargeCents(),
                part.cents(),
                told == null ? "" : told.advice().payerControl(),
                part.adjustments() == null ? List.of() : part.adjustments(),
                List.of(),
                List.of());
    }

    /** The claim of that number, when the payment waits there. */
    private String waitingAt(String tenant, String written, String remittance, int ordinal) {
        String number = written.strip().toUpperCase(Locale.ROOT);
        if (!number.matches("[A-Z0-9_-]{1,38}")) return null;
        String claim = runner.load(Aggregates.CLAIM_NUMBER, Aggregates.number(tenant, number))
                .state()
                .claim();
        if (claim == null) return null;
        var ledger = desk.day(Aggregates.dayOf(tenant, claim))
                .claim(claim)
                .settlement()
                .ledger();
        return ledger.waits(remittance + '#' + ordinal) ? claim : null;
    }

    /** Money that waits is nobody's claim here. */
    public Outcome<?> close(String remittance, int ordinal, String reason, CommandContext context) {
        String tenant = context.tenant();
        var told = told(tenant, remittance, ordinal).orElse(null);
        String waitsAt = told == null ? null : waitingAt(tenant, told.advice().reference(), remittance, ordinal);
        if (waitsAt != null)
            unpostAt(tenant, waitsAt, remittance, ordinal, reason, ClaimDesk.derived(context, "from", waitsAt));
        return run(new RemittanceCommand.CloseUnmatched(remittance, ordinal, reason), remittance, context);
    }

    /** A payment that a claim has belongs elsewhere: it waits in its remittance again. */
    public Outcome<DayClaimsEvent> unpost(
            DayClaims.Claim claim, String remittance, int ordinal, String reason, CommandContext context) {
        var outcome = unpostAt(context.tenant(), claim.id(), remittance, ordinal, reason, context);
        if (outcome instanceof Outcome.Done<DayClaimsEvent> done)
            for (var event : done.events())
                if (event instanceof PaymentUnposted e && !e.waited())
                    run(
                            new RemittanceCommand.ReturnPayment(remittance, ordinal, e.claim(), e.paidCents(), reason),
                            remittance,
                            ClaimDesk.derived(context, "return", remittance));
        return outcome;
    }

    private Outcome<DayClaimsEvent> unpostAt(
            String tenant, String claim, String remittance, int ordinal, String reason, CommandContext context) {
        var day = Aggregates.dayOf(tenant, claim);
        return desk.run(
                day,
                new DayClaimsCommand.UnpostPayment(claim, remittance, ordinal, reason),
                desk.facts(tenant, desk.day(day).claim(claim)),
                context);
    }

    /** A quarantined payment is posted although it does not add up. */
    public Outcome<RemittanceEvent> release(String remittance, String reason, CommandContext context) {
        String tenant = context.tenant();
        var released = run(new RemittanceCommand.ReleaseQuarantine(remittance, reason), remittance, context);
        if (released instanceof Outcome.Done<RemittanceEvent>) {
            String file = remittance(tenant, remittance).file();
            byte[] bytes = files.get(tenant, file)
                    .orElseThrow(() -> new IllegalStateException("the file of a remittance is not in the store"));
            post.release(tenant, file, bytes, remittance, ClaimDesk.derived(context, "post", remittance));
        }
        return released;
    }

    public Outcome<RemittanceEvent> reject(String remittance, String reason, CommandContext context) {
        return run(new RemittanceCommand.RejectRemittance(remittance, reason), remittance, context);
    }

    private Remittance remittance(String tenant, String remittance) {
        return runner.load(Aggregates.REMITTANCE, Aggregates.remittance(tenant, remittance))
                .state();
    }

    private Outcome<RemittanceEvent> run(RemittanceCommand command, String remittance, CommandContext context) {
        return runner.run(
                Aggregates.REMITTANCE,
                Aggregates.remittance(context.tenant(), remittance),
                command,
                NoFacts.NONE,
                context);
    }
}
