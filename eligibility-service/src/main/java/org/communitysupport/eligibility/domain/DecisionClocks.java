package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** The time a payer has to decide: it runs out, is made longer, or begins anew; and we may take a request back (ELG-13, 14). */
final class DecisionClocks {
    private DecisionClocks() {}

    static Decision<AuthorizationsEvent> extend(ExtendDecision c, AuthorizationsState state) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return PayerAnswers.unknownRequest();
        if (!asked.awaitsDecision()) return PayerAnswers.answered(asked);
        var due = asked.requested().decisionDueOn();
        if (c.decisionDueOn().equals(due)) return Decision.nothingToDo();
        if (due != null && c.decisionDueOn().isBefore(due))
            return Decision.reject(Rejection.ofContent(
                            "extension-shortens",
                            "ELG-13",
                            "/decisionDueOn",
                            "The new due day lies before the present one. An extension gives the payer more days.")
                    .with(Map.of("decisionDueOn", "" + due)));
        return Decision.accept(new AuthorizationDecisionExtended(
                state.person(), asked.id(), state.program(), c.decisionDueOn(), words(state, c.reason()), c.on()));
    }

    static Decision<AuthorizationsEvent> cancel(CancelRequest c, AuthorizationsState state) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return PayerAnswers.unknownRequest();
        if (asked.status() == AuthorizationStatus.CANCELLED) return Decision.nothingToDo();
        if (!asked.awaitsDecision() && asked.status() != AuthorizationStatus.RETURNED)
            return PayerAnswers.answered(asked);
        return Decision.accept(new AuthorizationRequestCancelled(
                state.person(), asked.id(), state.program(), words(state, c.reason()), c.on()));
    }

    static Decision<AuthorizationsEvent> resubmit(
            ResubmitRequest c, AuthorizationsState state, AuthorizationRules rules) {
        var asked = state.authorizations().get(c.authorization());
        if (asked == null || asked.requested() == null) return PayerAnswers.unknownRequest();
        if (rules == null) return AuthorizationsDecider.noPack();
        if (asked.status() != AuthorizationStatus.RETURNED)
            return Decision.reject(Rejection.of(
                            "not-returned",
                            "ELG-13",
                            "The payer has not returned this request, so there is nothing to send again.")
                    .with(Map.of("status", asked.status().name())));
        return Decision.accept(new AuthorizationResubmitted(
                state.person(),
                asked.id(),
                state.program(),
                c.on(),
                rules.clock().dueOn(c.on(), asked.requested().expedited()),
                rules.pack().basis("ELG-13")));
    }

    /** Where silence is no denial the request waits on, and lists show it as overdue. */
    static Decision<AuthorizationsEvent> miss(MissDecisions c, AuthorizationsState state, LocalDate today) {
        var missed = new ArrayList<AuthorizationsEvent>();
        for (var asked : state.authorizations().values())
            if (asked.overdueBy(today) && c.denies().containsKey(asked.id()))
                missed.add(new AuthorizationDeemedDenied(
                        state.person(),
                        asked.id(),
                        state.program(),
                        asked.requested().decisionDueOn(),
                        c.denies().get(asked.id())));
        return Decision.acceptAll(missed);
    }

    private static Personal<String> words(AuthorizationsState state, String reason) {
        return reason == null || reason.isBlank() ? null : Personal.of(state.person(), "payer-reason", reason);
    }
}
