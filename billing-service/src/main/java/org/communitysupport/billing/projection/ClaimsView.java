package org.communitysupport.billing.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAcceptedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAdjudicated;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBatched;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCancelled;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimClosed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrected;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrectionDue;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCoverageDoubted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimDenied;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimHeld;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimPartiallyPaid;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimReinstated;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimRejectedByPayer;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimReplaced;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubjectRenewed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubmitted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSuperseded;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimTookOver;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimVoided;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.DenialResolved;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentReversed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentTakenUp;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.PaymentUnposted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ProviderAdjustmentNoted;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.Settled;
import org.communitysupport.billing.domain.claim.Denial;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;
import org.communitysupport.kernel.Warning;

/** One row a claim, by claim id. Also the denial queue: its rows are the claims with an open denial. */
public final class ClaimsView {
    public static final View<ClaimRow> VIEW = Published.restIgnored(View.of("claims", 3, ClaimRow.class)
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
                        // Events before the warnings were told have none.
                        if (e.warnings() != null) c.warnings = e.warnings();
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
                    change((e, c) -> c.over("SUPERSEDED", e.replacedBy())))
            .on("billing.ClaimReplaced", ClaimReplaced.class, e -> e.data().claim(), change((e, c) -> {
                c.over("REPLACED", e.replacedBy());
                c.correctionDue = null;
            }))
            .on("billing.ClaimVoided", ClaimVoided.class, e -> e.data().claim(), change((e, c) -> {
                c.over("VOIDED", e.voidedBy());
                c.correctionDue = null;
            }))
            .on(
                    "billing.ClaimCancelled",
                    ClaimCancelled.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.over("CANCELLED", null)))
            .on("billing.ClaimClosed", ClaimClosed.class, e -> e.data().claim(), change((e, c) -> {
                c.over("CLOSED", null);
                c.closedReason = e.reason();
                c.closedCents = e.closedCents();
                c.adjustedCents = e.adjustedCents();
                c.openCents = 0;
            }))
            .on("billing.ClaimReinstated", ClaimReinstated.class, e -> e.data().claim(), change((e, c) -> {
                c.status(e.status());
                c.denialOpen = c.denial != null && c.resolution == null;
            }))
            .on(
                    "billing.ClaimCoverageDoubted",
                    ClaimCoverageDoubted.class,
                    e -> e.data().claim(),
                    change((e, c) -> {
                        c.withoutWarning("coverage-ended");
                        if (e.detail() != null)
                            c.warnings = plus(c.warnings, new Warning("coverage-ended", "BIL-5", e.detail()));
                    }))
            .on("billing.ClaimTookOver", ClaimTookOver.class, e -> e.data().claim(), change((e, c) -> {
                c.carries = true;
                c.withoutWarning("paid-twice");
            }))
            .on(
                    "billing.ClaimCorrected",
                    ClaimCorrected.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.correctedBy = e.by()))
            .on(
                    "billing.ClaimCorrectionDue",
                    ClaimCorrectionDue.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.correctionDue = e.lines().isEmpty() ? null : e.reason()))
            .on(
                    "billing.ClaimAdjudicated",
                    ClaimAdjudicated.class,
                    e -> e.data().claim(),
                    change((e, c) -> {
                        c.payments = plus(c.payments, payment(e));
                        if (!e.advice().payerControl().isEmpty())
                            c.payerControl = e.advice().payerControl();
                    }))
            .on(
                    "billing.PaymentTakenUp",
                    PaymentTakenUp.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.payments = c.payments.stream()
                            .map(p -> is(p, e.remittance(), e.ordinal()) ? counting(p) : p)
                            .toList()))
            .on(
                    "billing.PaymentUnposted",
                    PaymentUnposted.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.payments = c.payments.stream()
                            .filter(p -> !is(p, e.remittance(), e.ordinal()))
                            .toList()))
            .on(
                    "billing.ProviderAdjustmentNoted",
                    ProviderAdjustmentNoted.class,
                    e -> e.data().claim(),
                    change((e, c) -> c.providerAdjustments = plus(
                            c.providerAdjustments,
                            new ClaimRow.Noted(e.remittance(), e.reason(), e.reference(), e.cents()))))
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
                c.submittedAt = c.at();
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
                c.warnings = e.warnings();
                c.patientCents = e.patientCents() == null ? 0 : e.patientCents();
                c.refundBy = e.refundBy();
            }))
            .on(
                    "billing.ClaimPartiallyPaid",
                    ClaimPartiallyPaid.class,
                    e -> e.data().claim(),
                    change((e, c) -> {
                        settle(c, "PARTLY_PAID", e, e.payerControl());
                        if (e.beside() != null) {
                            c.warnings = e.beside().warnings();
                            c.patientCents = e.beside().patientCents();
                        }
                        denied(c, e.denial());
                    }))
            .on("billing.ClaimDenied", ClaimDenied.class, e -> e.data().claim(), change((e, c) -> {
                settle(c, "DENIED", e, e.payerControl());
                denied(c, e.denial());
            }))
            .on(
                    "billing.PaymentReversed",
                    PaymentReversed.class,
                    e -> e.data().claim(),
                    change((e, c) -> settle(c, "ACCEPTED", e, c.payerControl)))
            .on("billing.DenialResolved", DenialResolved.class, e -> e.data().claim(), change((e, c) -> {
                c.denialOpen = false;
                c.resolution = e.resolution();
            }))
            .index("date")
            .index("status", "date")
            .index("payer", "due")
            .index("person", "date")
            .index("number")
            .index("batch")
            .index("openCents")
            .index("chargeCents")
            .index("payerControl")
            .index("list", "date")
            .index("dueCents")
            .index("correctionDue")
            .index("lastFilingDay")
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
        c.adjustments = e.adjustments();
        c.warnings = List.of();
        c.patientCents = 0;
        c.closedCents = 0;
        c.closedReason = null;
        c.refundBy = null;
        c.replacedBy = null;
        denied(c, null);
    }

    private static void denied(ClaimRow.Change c, Denial because) {
        c.denial = because;
        c.denialOpen = because != null;
        c.resolution = null;
    }

    private static ClaimRow.Payment payment(ClaimAdjudicated e) {
        var advice = e.advice();
        return new ClaimRow.Payment(
                e.remittance(),
                e.ordinal(),
                e.paidOn(),
                advice.status(),
                advice.chargeCents(),
                advice.paidCents(),
                advice.payerControl(),
                e.waits(),
                advice.lines());
    }

    private static ClaimRow.Payment counting(ClaimRow.Payment p) {
        return new ClaimRow.Payment(
                p.remittance(),
                p.ordinal(),
                p.paidOn(),
                p.status(),
                p.chargeCents(),
                p.paidCents(),
                p.payerControl(),
                false,
                p.lines());
    }

    private static boolean is(ClaimRow.Payment p, String remittance, int ordinal) {
        return p.remittance().equals(remittance) && p.ordinal() == ordinal;
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var all = new ArrayList<>(list);
        all.add(one);
        return List.copyOf(all);
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
                e.frequency(),
                e.replaces(),
                null,
                null,
                "BUILT",
                null,
                false,
                e.replaces() == null,
                Worklist.HELD.word(),
                e.replaces() == null ? e.chargeCents() : 0,
                null,
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
                0,
                e.chargeCents(),
                0,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                false,
                null,
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
