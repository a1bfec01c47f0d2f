package org.communitysupport.encounter.application;

import static org.communitysupport.encounter.domain.MemberDayDecider.MEMBER_DAY;
import static org.communitysupport.encounter.domain.MemberFileDecider.MEMBER_FILE;
import static org.communitysupport.encounter.domain.StaffFileDecider.STAFF_FILE;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.TreeSet;
import org.communitysupport.encounter.domain.DayFacts;
import org.communitysupport.encounter.domain.MemberDayCommand;
import org.communitysupport.encounter.domain.MemberDayCommand.CountContact;
import org.communitysupport.encounter.domain.MemberDayCommand.EvaluateDay;
import org.communitysupport.encounter.domain.MemberDayEvent;
import org.communitysupport.encounter.domain.MemberDayState;
import org.communitysupport.encounter.domain.MemberDayState.Day;
import org.communitysupport.encounter.domain.MemberFileState;
import org.communitysupport.encounter.domain.StaffFileState;
import org.communitysupport.encounter.domain.rule.EncounterPolicy;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.policy.PolicyPacks;

/** Runs commands on a member's day with the facts of member, staff and pack. */
public final class Days {
    private static final int ROUNDS = 8;

    private final CommandRunner commands;
    private final Policies policies;
    private final BusinessClock clock;

    public Days(CommandRunner commands, Policies policies, BusinessClock clock) {
        this.commands = commands;
        this.policies = policies;
        this.clock = clock;
    }

    public MemberDayState load(AggregateId day) {
        return commands.load(MEMBER_DAY, day).state();
    }

    /** A refusal when the payer has no rules for the day. */
    public Outcome<MemberDayEvent> run(AggregateId day, MemberDayCommand command, CommandContext context) {
        var loaded = commands.load(MEMBER_DAY, day);
        try {
            var gathered = gather(day, loaded.state().theDay(), command);
            return commands.run(MEMBER_DAY, day, command, gathered.facts(), context);
        } catch (PolicyPacks.NoPack e) {
            return new Outcome.Refused<>(noPack(e), loaded.version());
        }
    }

    /**
     * Judges the day with the facts of now, and again when a fact changed meanwhile: a decision that was overtaken must not be the last
     * word. The command id follows from the facts, so that judging the same twice is one command.
     */
    public Outcome<MemberDayEvent> evaluate(AggregateId day, CommandContext context) {
        var command = new EvaluateDay(day.key(), LocalDate.parse(day.local()));
        for (int round = 0; round < ROUNDS; round++) {
            var state = commands.load(MEMBER_DAY, day);
            var before = gather(day, state.state().theDay(), command);
            var id = Uuid5.of(
                    context.commandId().toString(), "evaluate", before.versions(), Long.toString(state.version()));
            var outcome = commands.run(MEMBER_DAY, day, command, before.facts(), context.withCommandId(id));
            if (!(outcome instanceof Outcome.Done))
                throw new IllegalStateException("a day can always be judged, but was answered " + outcome);
            var after = gather(day, load(day).theDay(), command);
            if (after.versions().equals(before.versions())) return outcome;
        }
        throw new IllegalStateException("the facts of " + day + " changed faster than they could be judged");
    }

    /** @param versions of every aggregate that was read: equal means nothing changed */
    private record Gathered(DayFacts facts, String versions) {}

    private Gathered gather(AggregateId id, Day day, MemberDayCommand command) {
        var date = LocalDate.parse(id.local());
        var programs = new TreeSet<String>();
        var staff = new TreeSet<String>();
        day.contacts().forEach(c -> {
            programs.add(c.counted().program());
            staff.add(c.counted().staff());
        });
        day.lines().forEach(l -> {
            programs.add(l.program());
            staff.add(l.daily().staff());
        });
        if (command instanceof CountContact c) programs.add(c.contact().program());
        var versions = new StringBuilder();
        var files = new HashMap<String, MemberFileState>();
        var rules = new HashMap<String, EncounterPolicy>();
        for (String program : programs) {
            var file = commands.load(MEMBER_FILE, Ids.memberFile(id.tenant(), id.key(), program));
            versions.append(program).append('@').append(file.version()).append(' ');
            files.put(program, file.state());
            rules.put(program, policies.on(program, file.state().payerOn(date), date));
        }
        var people = new HashMap<String, StaffFileState>();
        if (command instanceof EvaluateDay)
            for (String one : staff) {
                var file = commands.load(STAFF_FILE, Ids.staffFile(id.tenant(), one));
                versions.append(one).append('@').append(file.version()).append(' ');
                people.put(one, file.state());
            }
        return new Gathered(new DayFacts(clock.now(), rules, files, people), versions.toString());
    }

    static Rejection noPack(PolicyPacks.NoPack e) {
        return Rejection.of(
                "no-policy-pack",
                "",
                "No policy pack covers this: " + e.getMessage() + ". Check program, payer and day.");
    }
}
