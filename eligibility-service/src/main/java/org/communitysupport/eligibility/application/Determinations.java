package org.communitysupport.eligibility.application;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
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
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;

/** Assessment and medical necessity of an episode. */
public final class Determinations {
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
