package org.communitysupport.eligibility.application;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.domain.CoverageCommand;
import org.communitysupport.eligibility.domain.CoverageCommand.RecordCoverage;
import org.communitysupport.eligibility.domain.CoverageEvent;
import org.communitysupport.eligibility.domain.CoverageFacts;
import org.communitysupport.eligibility.domain.CoverageState;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;

/** A person's insurance. */
public final class Coverages {
    private final CommandRunner commands;
    private final Policies policies;

    public Coverages(CommandRunner commands, Policies policies) {
        this.commands = commands;
        this.policies = policies;
    }

    /** The pack is that of the first date of service that the proof speaks for. */
    public Outcome<CoverageEvent> run(String person, CoverageCommand command, CommandContext context) {
        var facts = command instanceof RecordCoverage c
                ? policies.coverage(c.payer(), c.verifiedFrom(), programs(context.tenant(), person))
                : new CoverageFacts(null);
        return commands.run(
                Aggregates.COVERAGE, Aggregates.coverage(context.tenant(), person), command, facts, context);
    }

    public CoverageState of(String tenant, String person) {
        return commands.load(Aggregates.COVERAGE, Aggregates.coverage(tenant, person))
                .state();
    }

    /** Who pays on that day, proven or not; the given payer when nobody knows better. */
    public String payerOn(String tenant, String person, LocalDate day, String otherwise) {
        return of(tenant, person).on(day).map(CoverageState.Coverage::payer).orElse(otherwise);
    }

    /** Today where the person is served. */
    public LocalDate today(String tenant, String person) {
        var programs = programs(tenant, person);
        return policies.today(programs.isEmpty() ? policies.programs() : programs);
    }

    /** The programs that the person was ever in. */
    private List<String> programs(String tenant, String person) {
        return policies.programs().stream()
                .filter(program ->
                        commands.load(Aggregates.AUTHORIZATIONS, Aggregates.authorizations(tenant, person, program))
                                        .state()
                                        .person()
                                != null)
                .toList();
    }
}
