package org.communitysupport.eligibility.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** What a payer answers to a request, keyed in by hand: ELG-10, 14. */
final class PayerAnswers {
    private PayerAnswers() {}

    static Decision<AuthorizationsEvent> grant(RecordGrant c, AuthorizationsState state, AuthorizationRules rules) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return unknownRequest();
        if (asked.granted() != null
                || asked.status() == AuthorizationStatus.ENDED
                || asked.status() == AuthorizationStatus.CANCELLED) return answered(asked);
        if (rules == null) return AuthorizationsDecider.noPack();
        if (c.units() < 1 || c.to().isBefore(c.from()))
            return Decision.reject(Rejection.ofContent(
                    "grant-empty",
                    "ELG-10",
                    c.units() < 1 ? "/units" : "/to",
                    c.units() < 1
                            ? "The grant has no units. Enter the number of 15-minute units that the payer allowed."
                            : "The grant ends before it begins. Enter its last day as the payer wrote it."));
        boolean beyond = beyond(c, asked.requested());
        if (beyond && !c.payerOverride())
            return Decision.reject(Rejection.ofContent(
                            "beyond-request",
                            "ELG-10",
                            "/units",
                            "The payer granted more units or days than were requested. Check them, and send "
                                    + "payerOverride if the payer means it.")
                    .with(asked(asked.requested())));
        var warnings = new ArrayList<Warning>();
        if (beyond) warnings.add(new Warning("beyond-request", "ELG-10", "The payer granted more than was asked for."));
        if (overlaps(c, asked, state))
            warnings.add(new Warning(
                    "overlapping-grant", "ELG-9", "Another grant of this payer covers some of these days already."));
        var ledger = new UnitLedger(state);
        ledger.record(granted(c, asked.requested(), rules, warnings));
        ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    /** A grant that comes late may meet one that was asked for meanwhile; the payer's word stands. */
    private static boolean overlaps(RecordGrant c, Authorization asked, AuthorizationsState state) {
        return state.ofKind(Codes.PoolKind.AUTHORIZATION)
                .filter(a -> a.granted() != null
                        && !a.id().equals(asked.id())
                        && a.payer().equals(asked.payer()))
                .anyMatch(a -> !a.from().isAfter(c.to()) && !a.to().isBefore(c.from()));
    }

    private static boolean beyond(RecordGrant c, AuthorizationRequested asked) {
        return c.units() > asked.units() || c.from().isBefore(asked.from()) || c.to().isAfter(asked.to());
    }

    private static Map<String, String> asked(AuthorizationRequested r) {
        return Map.of("requestedUnits", "" + r.units(), "requestedFrom", "" + r.from(), "requestedTo", "" + r.to());
    }

    private static AuthorizationsEvent granted(
            RecordGrant c, AuthorizationRequested r, AuthorizationRules rules, List<Warning> warnings) {
        var basis = rules.pack().basis("ELG-10", "ELG-11", "ELG-12");
        return c.units() < r.units()
                ? new AuthorizationPartiallyGranted(
                        r.person(),
                        r.authorization(),
                        r.referral(),
                        r.episode(),
                        r.program(),
                        r.payer(),
                        c.number(),
                        c.units(),
                        r.units(),
                        c.from(),
                        c.to(),
                        c.decidedOn(),
                        c.payerOverride(),
                        basis,
                        warnings)
                : new AuthorizationGranted(
                        r.person(),
                        r.authorization(),
                        r.referral(),
                        r.episode(),
                        r.program(),
                        r.payer(),
                        c.number(),
                        c.units(),
                        r.units(),
                        c.from(),
                        c.to(),
                        c.decidedOn(),
                        c.payerOverride(),
                        basis,
                        warnings);
    }

    static Decision<AuthorizationsEvent> deny(RecordDenial c, AuthorizationsState state) {
        var asked = state.authorizations().get(c.authorization());
        // The notice of a denial that silence has brought already.
        if (asked != null && asked.status() == AuthorizationStatus.DEEMED_DENIED)
            return Decision.accept(denied(c, asked, state));
        return waiting(c.authorization(), state, a -> denied(c, a, state));
    }

    private static AuthorizationDenied denied(RecordDenial c, Authorization asked, AuthorizationsState state) {
        return new AuthorizationDenied(
                state.person(), asked.id(), state.program(), personal(state, c.reason()), c.noticeOn());
    }

    static Decision<AuthorizationsEvent> pend(RecordPend c, AuthorizationsState state) {
        return waiting(
                c.authorization(),
                state,
                asked -> new AuthorizationPended(
                        state.person(), asked.id(), state.program(), personal(state, c.reason()), c.on()));
    }

    static Decision<AuthorizationsEvent> giveBack(RecordReturn c, AuthorizationsState state) {
        return waiting(
                c.authorization(),
                state,
                asked -> new AuthorizationReturned(
                        state.person(), asked.id(), state.program(), personal(state, c.reason()), c.on()));
    }

    private static Decision<AuthorizationsEvent> waiting(
            String request, AuthorizationsState state, Function<Authorization, AuthorizationsEvent> answer) {
        var asked = state.authorizations().get(request);
        if (asked == null || asked.requested() == null) return unknownRequest();
        return asked.awaitsDecision() ? Decision.accept(answer.apply(asked)) : answered(asked);
    }

    static Decision<AuthorizationsEvent> unknownRequest() {
        return Decision.reject(
                "unknown-request",
                "",
                "This person has no authorization request with that id in this program. Look at the list "
                        + "of requests.");
    }

    static Decision<AuthorizationsEvent> answered(Authorization a) {
        return Decision.reject(Rejection.of(
                        "already-answered",
                        "ELG-14",
                        "The request already has an answer, and this one is another. Make a new request.")
                .with(Map.of("status", a.status().name())));
    }

    private static Personal<String> personal(AuthorizationsState state, String reason) {
        return reason == null || reason.isBlank() ? null : Personal.of(state.person(), "payer-reason", reason);
    }
}
