package org.communitysupport.eligibility.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.eligibility.domain.rule.Elg6PassThrough;
import org.communitysupport.eligibility.domain.rule.Enforcement;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** The weeks of service that a payer allows on a notification alone: ELG-6. */
final class PassThroughRules {
    private PassThroughRules() {}

    static Decision<AuthorizationsEvent> notify(
            NotifyPassThrough c, AuthorizationsState state, AuthorizationRules rules) {
        var started = state.episodes().get(c.episode());
        if (started == null) return AuthorizationsDecider.unknownEpisode();
        if (state.authorizations().containsKey(c.authorization())) return Decision.nothingToDo();
        if (rules == null) return AuthorizationsDecider.noPack();
        var passThrough = rules.passThrough();
        if (passThrough == null)
            return Decision.reject(
                    "no-pass-through",
                    "ELG-6",
                    "This payer has no pass-through on that day. Request an authorization instead.");
        var fault = fault(c, state, passThrough);
        if (fault != null && passThrough.enforcement() == Enforcement.REJECT) return Decision.reject(fault);
        var warnings = warnings(c);
        if (fault != null && passThrough.enforcement() == Enforcement.WARN)
            warnings.add(new Warning(fault.code(), fault.rule(), fault.detail()));
        var ledger = new UnitLedger(state);
        ledger.record(new PassThroughNotified(
                state.person(),
                c.authorization(),
                c.episode(),
                state.program(),
                c.payer(),
                c.notifiedOn(),
                c.reference()));
        ledger.record(new PassThroughOpened(
                state.person(),
                c.authorization(),
                started.referral(),
                c.episode(),
                state.program(),
                c.payer(),
                c.units() == null ? passThrough.units() : c.units(),
                c.from(),
                passThrough.lastDay(c.from()),
                passThrough.fiscalYear(c.from()),
                rules.pack().basis("ELG-6"),
                warnings));
        ledger.retryShort();
        return Decision.acceptAll(ledger.events());
    }

    private static List<Warning> warnings(NotifyPassThrough c) {
        var warnings = new ArrayList<Warning>();
        if (c.notifiedOn().isBefore(c.enteredOn()))
            warnings.add(new Warning(
                    "notice-entered-late",
                    "ELG-6",
                    "The notice was entered after the day that it names. Keep the payer's proof of that day."));
        if (!c.covered())
            warnings.add(new Warning(
                    "coverage-unproven", "ELG-1", "No coverage is on record for the first day of the pass-through."));
        return warnings;
    }

    private static Rejection fault(NotifyPassThrough c, AuthorizationsState state, Elg6PassThrough rule) {
        if (c.from().isBefore(c.notifiedOn()))
            return Rejection.ofContent(
                    "pass-through-not-notified",
                    "ELG-6",
                    "/from",
                    "The first day lies before the day of the notification. A pass-through begins on the day of its notification or later.");
        if (c.units() != null && (c.units() < 1 || c.units() > rule.units()))
            return Rejection.ofContent(
                            "pass-through-units",
                            "ELG-6",
                            "/units",
                            c.units() < 1
                                    ? "The pass-through has no units. Enter at least 1."
                                    : "The pass-through has more units than the payer allows without a request. Enter fewer, "
                                            + "or request an authorization.")
                    .with(Map.of("limit", "" + rule.units()));
        var earlier = state.ofKind(PoolKind.PASS_THROUGH).toList();
        if (rule.oncePerEpisode() && earlier.stream().anyMatch(a -> a.episode().equals(c.episode())))
            return Rejection.of(
                            "pass-through-used",
                            "ELG-6",
                            "This episode already had its pass-through. Request an authorization instead.")
                    .with(Map.of("once", "episode"));
        int year = rule.fiscalYear(c.from());
        if (rule.oncePerFiscalYear() && earlier.stream().anyMatch(a -> rule.fiscalYear(a.from()) == year))
            return Rejection.of(
                            "pass-through-used",
                            "ELG-6",
                            "This person already had a pass-through in this fiscal year. Request an authorization "
                                    + "instead.")
                    .with(Map.of("once", "fiscal year", "fiscalYear", "" + year));
        return null;
    }
}
