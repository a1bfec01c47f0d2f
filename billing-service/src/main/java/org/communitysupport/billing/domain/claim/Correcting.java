package org.communitysupport.billing.domain.claim;

import java.util.List;
import java.util.Map;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CancelClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CloseClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectClaim.Kind;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCancelled;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimClosed;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** The ways out of every state that has one: a better version, a void, an end (BIL-2, BIL-9). */
final class Correcting {
    private final DayClaims state;
    private final Claim claim;
    private final ClaimFacts facts;

    Correcting(DayClaims state, Claim claim, ClaimFacts facts) {
        this.state = state;
        this.claim = claim;
        this.facts = facts;
    }

    Decision<DayClaimsEvent> correct(CorrectClaim c) {
        var kind = c.kind() == null ? asThePayerWants() : c.kind();
        if (claim.status().atHome())
            return no(
                    "not-sent",
                    "The claim was not sent yet, so there is nothing to correct: it changes by itself when "
                            + "its facts or its day change. Cancel it if it is not to be sent.");
        if (claim.status() == Status.CANCELLED || claim.status() == Status.REJECTED)
            return kind == Kind.ORIGINAL
                    ? Decision.acceptAll(new Building(state, facts).rebuilt(claim, reason()))
                    : no(
                            "never-taken",
                            "The payer never accepted this claim, so there is nothing to replace or void. Ask for "
                                    + "kind ORIGINAL.");
        if (claim.status().over() && claim.status() != Status.CLOSED)
            return no(
                    "not-the-current-version",
                    "The claim is " + claim.status() + ". Correct the version that has its charge.");
        var under = underWay();
        if (under != null)
            return Decision.reject(Rejection.of(
                            "correction-under-way",
                            "BIL-9",
                            "A correction of this claim was sent and has no answer yet. Wait for the answer before "
                                    + "the next one.")
                    .with(Map.of("claim", under.id())));
        if (claim.status() == Status.BATCHED || claim.status() == Status.SUBMITTED && !hasControl())
            return no(
                    "no-answer-yet",
                    "The payer has not answered this claim. Wait for its answer, or for its control number.");
        if (kind != Kind.ORIGINAL && !hasControl())
            return no(
                    "no-payer-control",
                    "A replacement or void names the payer's own claim number, and the payer has not given "
                            + "one yet. Wait for its 277CA or 835.");
        var lines = kind == Kind.VOID ? claim.built().released() : claim.right();
        if (lines.isEmpty()) return no("nothing-left", "Nothing is left of this claim's lines. Ask for kind VOID.");
        return Decision.acceptAll(new Building(state, facts).corrected(claim, kind, c.reason(), lines));
    }

    private Kind asThePayerWants() {
        if (claim.status() == Status.REJECTED || claim.status() == Status.CANCELLED) return Kind.ORIGINAL;
        if (claim.right().isEmpty()) return Kind.VOID;
        var denial = claim.settlement().denial();
        return claim.status() == Status.DENIED
                        && denial != null
                        && facts.rules().wantsOriginal(denial.carc())
                ? Kind.ORIGINAL
                : Kind.REPLACEMENT;
    }

    private String reason() {
        return claim.status() == Status.REJECTED ? "the payer did not take it" : "it is asked for again";
    }

    private boolean hasControl() {
        String control = claim.sending().payerControl();
        return control != null && !control.isEmpty();
    }

    /** One that was made to correct it and can still be sent or answered. */
    private Claim underWay() {
        for (var c : state.claims().values()) {
            boolean ends = c.status().over()
                    || c.status() == Status.REJECTED
                    || c.status().judged();
            if (claim.id().equals(c.built().replaces()) && !ends) return c;
        }
        return null;
    }

    Decision<DayClaimsEvent> cancel(CancelClaim c) {
        if (claim.status() == Status.CANCELLED) return Decision.nothingToDo();
        if (!claim.status().atHome())
            return no(
                    "already-left",
                    "The claim is " + claim.status()
                            + " and was sent, so it cannot be canceled. Void it, or close it.");
        return Decision.accept(new ClaimCancelled(claim.built().person(), claim.id(), c.reason()));
    }

    Decision<DayClaimsEvent> close(CloseClaim c) {
        if (claim.status() == Status.CLOSED) return Decision.nothingToDo();
        if (claim.status().atHome())
            return no("not-sent", "The claim was not sent, so it cannot be closed. Cancel it if it is not to be sent.");
        if (claim.status().over())
            return no(
                    "not-the-current-version",
                    "The claim is " + claim.status()
                            + " and has no open amount of its own. Close the version that has the charge.");
        if (claim.openCents() <= 0)
            return no(
                    "nothing-open",
                    "Nothing of this claim is open, so it cannot be closed. If too much was paid, refund it.");
        var settlement = claim.settlement();
        return Decision.accept(new ClaimClosed(
                claim.built().person(),
                claim.id(),
                c.reason(),
                c.role(),
                claim.openCents(),
                claim.built().chargeCents(),
                settlement.paidCents(),
                settlement.adjustedCents() + claim.openCents()));
    }

    private static Decision<DayClaimsEvent> no(String code, String detail) {
        return Decision.reject(
                code,
                List.of("never-taken", "no-payer-control", "correction-under-way")
                                .contains(code)
                        ? "BIL-9"
                        : "BIL-2",
                detail);
    }
}
