package org.communitysupport.eligibility.application;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.communitysupport.eligibility.domain.Aggregates;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.EligibilityStarted;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.DeterminationCommand;
import org.communitysupport.eligibility.domain.DeterminationCommand.DetermineNecessity;
import org.communitysupport.eligibility.domain.DeterminationCommand.RecordAssessment;
import org.communitysupport.eligibility.domain.DeterminationEvent;
import org.communitysupport.eligibility.domain.DeterminationFacts;
import org.communitysupport.eligibility.domain.rule.EntryCriteria;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;

/** Assessment and medical necessity of an episode. */
public final class Determinations {
    private static final ClinicalFindings NOTHING_FOUND =
            new ClinicalFindings(List.of(), null, null, null, List.of(), null, null, null, null, null, null, null);

    private final CommandRunner commands;
    private final Policies policies;
    private final StaffDirectory staff;
    private final Coverages coverages;

    public Determinations(CommandRunner commands, Policies policies, StaffDirectory staff, Coverages coverages) {
        this.commands = commands;
        this.policies = policies;
        this.staff = staff;
        this.coverages = coverages;
    }

    /** What a licensed person has found, on its way in. */
    public record Assessment(
            String program,
            Codes.AssessmentKind kind,
            LocalDate assessedOn,
            String staff,
            boolean recommendsProgram,
            boolean part2,
            ClinicalFindings findings) {}

    public Outcome<DeterminationEvent> assess(String person, String episode, Assessment a, CommandContext context) {
        var command = new RecordAssessment(
                person,
                episode,
                a.program(),
                Ids.assessment(context),
                a.kind(),
                a.assessedOn(),
                a.staff(),
                a.recommendsProgram(),
                a.part2(),
                a.findings());
        var facts = facts(context.tenant(), person, episode, a.program(), a.staff(), a.assessedOn());
        return run(person, episode, command, facts, context);
    }

    public Outcome<DeterminationEvent> determine(
            String person,
            String episode,
            String program,
            String byStaff,
            LocalDate on,
            boolean confirmed,
            List<Criteria.Item> judged,
            CommandContext context) {
        var facts = facts(context.tenant(), person, episode, program, byStaff, on);
        return run(person, episode, new DetermineNecessity(program, byStaff, on, confirmed, judged), facts, context);
    }

    /**
     * What the records show of each entry criterion, for the licensed person who decides. A proposal: nothing is stored, and what nobody
     * wrote down is unknown. Empty when no policy pack covers program and payer on that day.
     *
     * @param payer of the episode, where no coverage says otherwise
     * @param findings null while there is no assessment; {@code source} then says so
     * @param born null when nobody knows
     */
    public Optional<List<Criteria.Item>> propose(
            AggregateId episode,
            String program,
            String payer,
            LocalDate on,
            ClinicalFindings findings,
            String source,
            LocalDate born) {
        String pays = coverages.payerOn(episode.tenant(), episode.key(), on, payer);
        var age = born == null ? null : (Integer) Period.between(born, on).getYears();
        var rules = policies.determination(program, pays, on, Set.of(), age).rules();
        if (rules == null) return Optional.empty();
        return Optional.of(EntryCriteria.shownBy(findings == null ? NOTHING_FOUND : findings, age, rules, source));
    }

    private Outcome<DeterminationEvent> run(
            String person,
            String episode,
            DeterminationCommand command,
            DeterminationFacts facts,
            CommandContext context) {
        var id = Aggregates.determination(context.tenant(), person, episode);
        return commands.run(Aggregates.DETERMINATION, id, command, facts, context);
    }

    private DeterminationFacts facts(
            String tenant, String person, String episode, String program, String byStaff, LocalDate on) {
        var started = commands.load(Aggregates.AUTHORIZATIONS, Aggregates.authorizations(tenant, person, program))
                .state()
                .episodes()
                .get(episode);
        String payer = coverages.payerOn(tenant, person, on, started == null ? null : started.payer());
        return policies.determination(program, payer, on, staff.credentials(tenant, byStaff, on), age(started, on));
    }

    private static Integer age(EligibilityStarted started, LocalDate on) {
        if (started == null || started.demographics() == null) return null;
        return started.demographics()
                .value()
                .map(d -> d.birthDate())
                .map(born -> Period.between(born, on).getYears())
                .orElse(null);
    }
}
