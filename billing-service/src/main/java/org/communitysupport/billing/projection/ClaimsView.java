package org.communitysupport.billing.projection;

import java.util.List;
import java.util.function.BiFunction;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAcceptedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBatched;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrectionDue;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimDenied;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimHeld;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimRejectedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubjectRenewed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubmitted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSuperseded;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialResolved;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentReversed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.Settled;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One row a claim, by claim id. Also the denial queue: its rows are the claims with an open denial. */
public final class ClaimsView {
    public static final View<ClaimRow> VIEW = Published.restIgnored(View.of("claims", 1, ClaimRow.class)
            .on("billing.ClaimBuilt", ClaimBuilt.class, e -> e.data().claim(), (row, e) -> built(e))
            .on("billing.ClaimHeld", ClaimHeld.class, e -> e.data().claim(), change((e, c) -> {
                c.status("HELD");
                c.findings = e.causes();
            }))
            .on(
                    "billing.ClaimScrubPassed",
                    ClaimScrubPassed.class,
                    e -> e.data().claim(),
                    change((e, c) -> {
                        c.status("READY");
                        c.findings = List.of();
                        c.warnings = e.warnings();
                        c.lastFilingDay = e.lastFilingDay();
                    }))
            .on(
                    "billing.ClaimScrubFailed",
                    ClaimScrubFailed.class,
                    e -> e.data().claim(),
                    change((e, c) -> {
                        c.status("FAILED");
                        c.findings = e.findings();
                    }))
            .on(
                    "billing.ClaimSubjectRenewed",
                    ClaimSubjectRenewed.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.part2 = e.part2()))
            .on(
                    "billing.ClaimSuperseded",
                    ClaimSuperseded.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.status("SUPERSEDED")))
            .on(
                    "billing.ClaimCorrectionDue",
                    ClaimCorrectionDue.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.correctionDue = e.reason()))
            .on("billing.ClaimBatched", ClaimBatched.class, e -> e.data().claim(), change((e, c) -> {
                c.status("BATCHED");
                c.due = true;
                c.batch = e.batch();
                c.number = e.number();
            }))
            .on("billing.ClaimSubmitted", ClaimSubmitted.class, e -> e.data().claim(), change((e, c) -> {
                if (c.status.equals("BATCHED")) c.status("SUBMITTED");
                c.due = false;
                c.batch = e.batch();
                c.controlNumber = e.controlNumber();
            }))
            .on(
                    "billing.ClaimAcceptedByPayer",
                    ClaimAcceptedByPayer.class,
                    e -> e.data().claim(),
                    change((e, c) -> {
                        c.status("ACCEPTED");
                        if (!e.payerControl().isEmpty()) c.payerControl = e.payerControl();
                    }))
            .on(
                    "billing.ClaimRejectedByPayer",
                    ClaimRejectedByPayer.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.status("REJECTED")))
            .on("billing.ClaimPaid", ClaimPaid.class, e -> e.data().claim(), change((e, c) -> {
                settle(c, "PAID", e, e.payerControl());
                c.adjustments = e.adjustments();
                c.warnings = e.warnings();
                c.denial = null;
                c.denialOpen = false;
            }))
            .on(
                    "billing.ClaimPartiallyPaid",
                    ClaimPartiallyPaid.class,
                    e -> e.data().claim(),
                    change((e, c) -> {
                        settle(c, "PARTLY_PAID", e, e.payerControl());
                        c.adjustments = e.adjustments();
                        c.denial = e.denial();
                        c.denialOpen = true;
                    }))
            .on("billing.ClaimDenied", ClaimDenied.class, e -> e.data().claim(), change((e, c) -> {
                settle(c, "DENIED", e, e.payerControl());
                c.adjustments = e.adjustments();
                c.denial = e.denial();
                c.denialOpen = true;
            }))
            .on("billing.PaymentReversed", PaymentReversed.class, e -> e.data().claim(), change((e, c) -> {
                settle(c, "ACCEPTED", e, c.payerControl);
                c.adjustments = List.of();
                c.denial = null;
                c.denialOpen = false;
            }))
            .on(
                    "billing.DenialResolved",
                    DenialResolved.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.denialOpen = false))
            .index("date")
            .index("status", "date")
            .index("payer", "due")
            .index("person", "date")
            .index("number")
            .index("batch")
            .index("openCents")
            .index("denialOpen", "denialOwner")
            .index("denialCarc"));

    private ClaimsView() {}

    private interface Fold<E> {
        void into(E event, ClaimRow.Change change);
    }

    private static <E extends DayClaimsEvent> BiFunction<ClaimRow, Event<E>, ClaimRow> change(Fold<E> fold) {
        return (row, e) -> {
            var change = row.change(e.envelope());
            fold.into(e.data(), change);
            return change.row();
        };
    }

    private static void settle(ClaimRow.Change c, String status, Settled e, String payerControl) {
        c.status(status);
        c.remittance = e.remittance();
        if (payerControl != null && !payerControl.isEmpty()) c.payerControl = payerControl;
        c.paidCents = e.paidCents();
        c.adjustedCents = e.adjustedCents();
        c.openCents = e.openCents();
    }

    private static ClaimRow built(Event<ClaimBuilt> event) {
        var e = event.data();
        var by = event.envelope();
        return new ClaimRow(
                by.tenant(),
                e.claim(),
                e.person(),
                e.date(),
                e.payer(),
                e.program(),
                e.episode(),
                e.authorizationNumber(),
                "BUILT",
                false,
                null,
                null,
                null,
                null,
                null,
                e.lines(),
                e.chargeCents(),
                e.expectedCents(),
                0,
                0,
                e.chargeCents(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                false,
                null,
                null,
                null,
                e.part2(),
                by.position().toString(),
                e.basis().pack(),
                e.basis().version(),
                by.at(),
                by.version());
    }
}
