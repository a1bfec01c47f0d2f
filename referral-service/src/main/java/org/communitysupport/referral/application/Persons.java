package org.communitysupport.referral.application;

import java.time.LocalDate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.ConsentCommand;
import org.communitysupport.referral.domain.ConsentEvent;
import org.communitysupport.referral.domain.ConsentState;
import org.communitysupport.referral.domain.NoFacts;
import org.communitysupport.referral.domain.rule.Ref10Part2;

/** What a person has consented to. Read from the log, not from a view: a consent taken back is taken back at once. */
public final class Persons {
    private final CommandRunner commands;
    private final Policies policies;

    public Persons(CommandRunner commands, Policies policies) {
        this.commands = commands;
        this.policies = policies;
    }

    public Outcome<ConsentEvent> consent(String person, ConsentCommand command, CommandContext context) {
        return commands.run(
                Aggregates.CONSENT, Aggregates.consent(context.tenant(), person), command, NoFacts.NONE, context);
    }

    public CommandRunner.Loaded<ConsentState> consents(AggregateId id) {
        return commands.load(Aggregates.CONSENT, id);
    }

    public LocalDate today(String program) {
        return policies.today(program);
    }

    /** The day on which somebody comes of age in the program's state. */
    public LocalDate majority(String program, LocalDate born) {
        return born.plusYears(policies.majorityAge(program));
    }

    /**
     * What the sending system may read back of a referral today (REF-10).
     *
     * @param professional both the system, as it is registered, and the source it named
     * @param part2 of what this system sent
     */
    public Ref10Part2.Ground ground(
            String tenant, String person, String sendingSystem, boolean professional, boolean part2, String program) {
        var consents = consents(Aggregates.consent(tenant, person)).state().to(sendingSystem, policies.today(program));
        return Ref10Part2.ground(professional, part2, consents);
    }
}
