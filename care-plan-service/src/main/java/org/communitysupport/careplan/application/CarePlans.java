package org.communitysupport.careplan.application;

import java.util.function.Function;
import org.communitysupport.careplan.domain.CarePlanCommand;
import org.communitysupport.careplan.domain.CarePlanDecider;
import org.communitysupport.careplan.domain.CarePlanEvent;
import org.communitysupport.careplan.domain.CarePlanFacts;
import org.communitysupport.careplan.domain.CarePlanState;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;

/** The use cases of a plan. */
public final class CarePlans {
    private final CommandRunner commands;
    private final PlanFacts facts;

    public CarePlans(CommandRunner commands, PlanFacts facts) {
        this.commands = commands;
        this.facts = facts;
    }

    /** The plan as the log has it now. */
    public CommandRunner.Loaded<CarePlanState> load(AggregateId plan) {
        return commands.load(CarePlanDecider.CARE_PLAN, plan);
    }

    /**
     * Runs one command on a plan whose planning has begun.
     *
     * @param staff who signs or orders; null when the command has none
     * @return null when nothing is known of such an episode
     */
    public Outcome<CarePlanEvent> run(AggregateId plan, CarePlanCommand command, String staff, CommandContext context) {
        return run(plan, f -> command, staff, context);
    }

    /** As above, for a command that needs the facts, e.g. today's date, to be made. */
    public Outcome<CarePlanEvent> run(
            AggregateId plan, Function<CarePlanFacts, CarePlanCommand> command, String staff, CommandContext context) {
        var loaded = load(plan);
        if (!loaded.exists() || loaded.state().file().program() == null) return null;
        var file = loaded.state().file();
        var judged = facts.of(plan.tenant(), file.program(), file.payer(), staff);
        return commands.run(CarePlanDecider.CARE_PLAN, plan, command.apply(judged), judged, context);
    }
}
