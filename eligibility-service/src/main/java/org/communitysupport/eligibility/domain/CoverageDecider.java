package org.communitysupport.eligibility.domain;

import java.util.List;
import org.communitysupport.eligibility.domain.CoverageCommand.*;
import org.communitysupport.eligibility.domain.CoverageEvent.*;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** A person's insurance, with the proof of it and the dates of service that the proof speaks for (ELG-1). */
public final class CoverageDecider implements Decider<CoverageCommand, CoverageState, CoverageEvent, CoverageFacts> {

    @Override
    public CoverageState initial() {
        return CoverageState.NONE;
    }

    @Override
    public Decision<CoverageEvent> decide(CoverageCommand command, CoverageState state, CoverageFacts facts) {
        return switch (command) {
            case RecordCoverage c -> record(c, state, facts);
            case RecordNoCoverage c -> Decision.accept(new CoverageNotFound(c.person(), c.checkedFor(), c.proof()));
            case EndCoverage c -> end(c, state);
            case ChangePayer c -> change(c, state);
        };
    }

    private static Decision<CoverageEvent> record(RecordCoverage c, CoverageState state, CoverageFacts facts) {
        if (facts.proof() == null)
            return Decision.reject(Rejection.ofContent(
                    "no-policy-pack",
                    "ELG-1",
                    "/payer",
                    "No policy pack covers this payer on that day. Check the payer and the day."));
        String place = misplaced(c);
        if (place != null)
            return Decision.reject(Rejection.ofContent(
                    "proof-dates",
                    "ELG-1",
                    place,
                    "The dates of the proof are reversed, or outside the coverage. Correct its first or last "
                            + "day."));
        var coverage = coverage(c);
        if (state.coverages().contains(coverage)) return Decision.nothingToDo();
        return Decision.accept(new CoverageVerified(
                c.person(),
                c.payer(),
                c.planName(),
                c.from(),
                c.to(),
                c.verifiedFrom(),
                c.verifiedTo(),
                c.checkedOn(),
                c.proof(),
                coverage.memberId(),
                facts.proof().pack().basis("ELG-1"),
                facts.proof().odd(c.checkedOn(), c.verifiedTo())));
    }

    private static String misplaced(RecordCoverage c) {
        if (c.to() != null && c.to().isBefore(c.from())) return "/to";
        if (c.verifiedFrom().isBefore(c.from())) return "/verifiedFrom";
        boolean ends = c.verifiedTo().isBefore(c.verifiedFrom())
                || c.to() != null && c.verifiedTo().isAfter(c.to());
        return ends ? "/verifiedTo" : null;
    }

    private static CoverageState.Coverage coverage(RecordCoverage c) {
        var memberId = c.memberId() == null ? null : Personal.of(c.person(), "member-id", c.memberId());
        return new CoverageState.Coverage(
                c.payer(), c.planName(), c.from(), c.to(), c.verifiedFrom(), c.verifiedTo(), memberId);
    }

    private static Decision<CoverageEvent> end(EndCoverage c, CoverageState state) {
        if (state.coverages().stream().noneMatch(x -> x.payer().equals(c.payer())))
            return Decision.reject(
                    "unknown-coverage", "ELG-1", "The person has no coverage with this payer. Check the payer.");
        return state.openWith(c.payer(), c.endedOn())
                ? Decision.accept(new CoverageEnded(state.person(), c.payer(), c.endedOn(), c.learntOn()))
                : Decision.nothingToDo();
    }

    private static Decision<CoverageEvent> change(ChangePayer c, CoverageState state) {
        var lastDay = c.on().minusDays(1);
        if (!state.openWith(c.fromPayer(), lastDay))
            return Decision.reject(
                    "unknown-coverage",
                    "ELG-1",
                    "The person has no coverage with the former payer on that day. Check payer and day.");
        return Decision.acceptAll(List.of(
                new PayerChanged(state.person(), c.fromPayer(), c.toPayer(), c.on()),
                new CoverageEnded(state.person(), c.fromPayer(), lastDay, c.learntOn())));
    }

    @Override
    public CoverageState evolve(CoverageState state, CoverageEvent event) {
        return switch (event) {
            case CoverageVerified e ->
                state.with(
                        e.person(),
                        new CoverageState.Coverage(
                                e.payer(),
                                e.planName(),
                                e.from(),
                                e.to(),
                                e.verifiedFrom(),
                                e.verifiedTo(),
                                e.memberId()));
            case CoverageNotFound e -> new CoverageState(e.person(), state.coverages(), true);
            case CoverageEnded e -> state.ending(e.payer(), e.endedOn());
            case PayerChanged e -> state;
        };
    }
}
