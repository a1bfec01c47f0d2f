package org.communitysupport.encounter.application;

import static org.communitysupport.encounter.domain.EncounterDecider.ENCOUNTER;
import static org.communitysupport.encounter.domain.MemberFileDecider.MEMBER_FILE;
import static org.communitysupport.encounter.domain.StaffDayDecider.STAFF_DAY;
import static org.communitysupport.encounter.domain.StaffFileDecider.STAFF_FILE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.communitysupport.encounter.domain.Activity;
import org.communitysupport.encounter.domain.EncounterCommand;
import org.communitysupport.encounter.domain.EncounterCommand.CancelEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.LogEncounter;
import org.communitysupport.encounter.domain.EncounterCommand.ScheduleEncounter;
import org.communitysupport.encounter.domain.EncounterDecider;
import org.communitysupport.encounter.domain.EncounterEvent;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterFacts;
import org.communitysupport.encounter.domain.EncounterState;
import org.communitysupport.encounter.domain.EncounterState.Logged;
import org.communitysupport.encounter.domain.EncounterState.None;
import org.communitysupport.encounter.domain.EncounterState.Planned;
import org.communitysupport.encounter.domain.EncounterState.Signed;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.Mode;
import org.communitysupport.encounter.domain.NoFacts;
import org.communitysupport.encounter.domain.Note;
import org.communitysupport.encounter.domain.StaffDayCommand.BookStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.FreeStaffTime;
import org.communitysupport.encounter.domain.StaffDayCommand.PlanStaffTime;
import org.communitysupport.encounter.domain.StaffDayState;
import org.communitysupport.encounter.domain.StaffDayState.Interval;
import org.communitysupport.encounter.domain.rule.EncounterRules;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.policy.PolicyPacks;

/** Schedules, logs, signs and voids contacts. Logging takes the worker's time first, so that nobody is in two places (ENC-4). */
public final class Encounters {
    private final CommandRunner commands;
    private final Policies policies;
    private final BusinessClock clock;

    public Encounters(CommandRunner commands, Policies policies, BusinessClock clock) {
        this.commands = commands;
        this.policies = policies;
        this.clock = clock;
    }

    /** What a staff member tells about a visit; the rest follows. @param breakStartAt null when it is not known */
    public record Visit(
            String person,
            String program,
            String staff,
            Instant startAt,
            Instant endAt,
            int breakMinutes,
            Instant breakStartAt,
            Mode mode,
            String place,
            Activity activity,
            boolean crisis,
            Integer responseMinutes,
            List<String> goals,
            boolean part2,
            Note note) {}

    /** @param encounters ids, two for a visit over midnight; empty when it was refused */
    public record LoggedVisit(List<String> encounters, Outcome<EncounterEvent> outcome) {}

    public Outcome<EncounterEvent> schedule(
            String tenant,
            String person,
            String program,
            String staff,
            Instant startAt,
            int minutes,
            Mode mode,
            CommandContext context) {
        String encounter = Ids.newEncounter(context.commandId());
        var date = dateOf(program, startAt);
        var command = new ScheduleEncounter(person, encounter, program, staff, date, startAt, minutes, mode);
        var id = Ids.encounter(tenant, person, encounter);
        try {
            var facts = facts(id, program, staff, date, true);
            var state = commands.load(ENCOUNTER, id).state();
            // A dry run, so that time is noted as planned only for what will be accepted.
            if (state instanceof None && ENCOUNTER.decider().decide(command, state, facts) instanceof Decision.Accepted)
                plan(tenant, command, context);
            return commands.run(ENCOUNTER, id, command, facts(id, program, staff, date, true), context);
        } catch (PolicyPacks.NoPack e) {
            return new Outcome.Refused<>(Days.noPack(e), 0);
        }
    }

    /** Noted before the visit is stored: of two that are planned at once for one time, at least one is warned. */
    private void plan(String tenant, ScheduleEncounter c, CommandContext context) {
        var day = Ids.staffDay(tenant, c.staff(), c.date());
        long version = commands.load(STAFF_DAY, day).version();
        var command = new PlanStaffTime(
                c.staff(),
                c.date(),
                c.person(),
                c.encounter(),
                c.startAt(),
                c.startAt().plus(Duration.ofMinutes(c.minutes())));
        commands.run(STAFF_DAY, day, command, NoFacts.NONE, step(context, "plan", day, version));
    }

    /** What would hold the line of a planned visit now, but for the units; empty when it is not planned any more. */
    public Optional<List<Cause>> foreseen(AggregateId id) {
        return load(id) instanceof Planned p
                ? Optional.of(EncounterDecider.foreseen(
                        p.visit(),
                        facts(
                                id,
                                p.visit().program(),
                                p.visit().staff(),
                                p.visit().date(),
                                false)))
                : Optional.empty();
    }

    public static String scheduledId(CommandContext context) {
        return Ids.newEncounter(context.commandId());
    }

    public boolean exists(AggregateId encounter) {
        return commands.load(ENCOUNTER, encounter).exists();
    }

    /** @param planned id of a scheduled encounter; null when the visit was not scheduled */
    public LoggedVisit log(String tenant, String planned, Visit visit, CommandContext context) {
        String first = planned != null ? planned : Ids.newEncounter(context.commandId());
        var impossible = EncounterRules.enc1WholeContact(visit.startAt(), visit.endAt());
        if (impossible == null)
            impossible = EncounterRules.enc1BreakWithin(
                    visit.startAt(), visit.endAt(), visit.breakMinutes(), visit.breakStartAt());
        if (impossible != null) return refused(impossible);
        var parts = parts(first, visit);
        try {
            return log(tenant, parts, context);
        } catch (PolicyPacks.NoPack e) {
            return refused(Days.noPack(e));
        }
    }

    private static LoggedVisit refused(Rejection rejection) {
        return new LoggedVisit(List.of(), new Outcome.Refused<>(rejection, 0));
    }

    private LoggedVisit log(String tenant, List<LogEncounter> parts, CommandContext context) {
        boolean fresh = true;
        for (var part : parts) {
            var loaded = commands.load(ENCOUNTER, Ids.encounter(tenant, part.person(), part.encounter()));
            fresh &= loaded.state() instanceof None || loaded.state() instanceof Planned;
            // A dry run, so that worker's time is taken only for what will be accepted.
            if (fresh
                    && ENCOUNTER.decider().decide(part, loaded.state(), facts(tenant, part))
                            instanceof Decision.Rejected<EncounterEvent> no) {
                return new LoggedVisit(List.of(), new Outcome.Refused<>(no.rejection(), loaded.version()));
            }
        }
        var booked = new ArrayList<LogEncounter>();
        if (fresh)
            for (var part : parts) {
                var no = book(tenant, part, context);
                if (no != null) {
                    booked.forEach(b -> free(tenant, b, context));
                    return new LoggedVisit(List.of(), no);
                }
                booked.add(part);
            }
        return store(tenant, parts, booked, context);
    }

    private LoggedVisit store(
            String tenant, List<LogEncounter> parts, List<LogEncounter> booked, CommandContext context) {
        Outcome<EncounterEvent> first = null;
        var encounters = new ArrayList<String>();
        for (var part : parts) {
            var own = first == null
                    ? context
                    : context.atAnyVersion()
                            .withCommandId(Uuid5.of(context.commandId().toString(), part.encounter()));
            var id = Ids.encounter(tenant, part.person(), part.encounter());
            var outcome = commands.run(ENCOUNTER, id, part, facts(tenant, part), own);
            if (!(outcome instanceof Outcome.Done)) {
                booked.stream().filter(b -> !encounters.contains(b.encounter())).forEach(b -> free(tenant, b, context));
                return new LoggedVisit(List.copyOf(encounters), outcome);
            }
            encounters.add(part.encounter());
            if (first == null) first = outcome;
        }
        return new LoggedVisit(List.copyOf(encounters), first);
    }

    /** One part a local date. A break is taken from the whole; a part of which it leaves nothing was no contact. */
    private List<LogEncounter> parts(String first, Visit v) {
        var zone = policies.zone(v.program(), LocalDate.ofInstant(v.startAt(), ZoneOffset.UTC));
        var date = v.startAt().atZone(zone).toLocalDate();
        var midnight = date.plusDays(1).atStartOfDay(zone).toInstant();
        if (!v.endAt().isAfter(midnight))
            return List.of(part(first, v, date, v.startAt(), v.endAt(), null, v.breakMinutes()));
        int before =
                EncounterRules.enc1BreakBefore(v.startAt(), midnight, v.endAt(), v.breakMinutes(), v.breakStartAt());
        int after = v.breakMinutes() - before;
        var next = date.plusDays(1);
        if (EncounterRules.enc1Minutes(v.startAt(), midnight, before) <= 0)
            return List.of(part(first, v, next, midnight, v.endAt(), null, after));
        if (EncounterRules.enc1Minutes(midnight, v.endAt(), after) <= 0)
            return List.of(part(first, v, date, v.startAt(), midnight, null, before));
        return List.of(
                part(first, v, date, v.startAt(), midnight, first, before),
                part(Ids.afterMidnight(first), v, next, midnight, v.endAt(), first, after));
    }

    private static LogEncounter part(
            String encounter, Visit v, LocalDate date, Instant start, Instant end, String partOf, int breakMinutes) {
        return new LogEncounter(
                v.person(),
                encounter,
                v.program(),
                v.staff(),
                date,
                start,
                end,
                breakMinutes,
                v.mode(),
                v.place(),
                v.activity(),
                v.crisis(),
                v.responseMinutes(),
                partOf,
                v.goals(),
                v.part2(),
                v.note() == null ? null : Personal.of(v.person(), "note", v.note()));
    }

    /** Null when the time is taken for this encounter now. */
    private Outcome<EncounterEvent> book(String tenant, LogEncounter part, CommandContext context) {
        var id = Ids.staffDay(tenant, part.staff(), part.date());
        var loaded = commands.load(STAFF_DAY, id);
        var own = loaded.state().bookings().get(part.encounter());
        if (own != null && own.time().equals(new StaffDayState.Interval(part.startAt(), part.endAt()))) return null;
        var command = new BookStaffTime(
                part.staff(),
                part.date(),
                part.person(),
                part.encounter(),
                part.startAt(),
                part.endAt(),
                clock.now(),
                policies.zone(part.program(), part.date()));
        var outcome = commands.run(STAFF_DAY, id, command, NoFacts.NONE, step(context, "book", id, loaded.version()));
        return switch (outcome) {
            case Outcome.Done<?> done -> null;
            case Outcome.Refused<?> no -> new Outcome.Refused<>(no.rejection(), 0);
            case Outcome.VersionConflict<?> c -> throw new IllegalStateException("booking names no version");
            case Outcome.KeyReused<?> k -> new Outcome.KeyReused<>();
        };
    }

    private void free(String tenant, LogEncounter part, CommandContext context) {
        free(tenant, part.staff(), part.date(), part.encounter(), context);
    }

    /** Gives the worker's time back; nothing happens when none was taken. */
    public void free(String tenant, String staff, LocalDate date, String encounter, CommandContext context) {
        var id = Ids.staffDay(tenant, staff, date);
        long version = commands.load(STAFF_DAY, id).version();
        commands.run(
                STAFF_DAY,
                id,
                new FreeStaffTime(staff, date, encounter),
                NoFacts.NONE,
                step(context, "free", id, version));
    }

    /** Gives back what was taken so long ago and is used by no logged encounter: whoever took it never came back to log. */
    public Outcome<?> freeUnused(AggregateId staffDay, Duration after, CommandContext context) {
        var loaded = commands.load(STAFF_DAY, staffDay);
        var before = clock.now().minus(after);
        for (var booking : loaded.state().bookings().entrySet()) {
            if (booking.getValue().bookedAt().isAfter(before)) continue;
            var encounter = Ids.encounter(staffDay.tenant(), booking.getValue().person(), booking.getKey());
            var state = commands.load(ENCOUNTER, encounter).state();
            if (state instanceof Logged || state instanceof Signed) continue;
            free(staffDay.tenant(), staffDay.key(), LocalDate.parse(staffDay.local()), booking.getKey(), context);
        }
        return new Outcome.Done<>(loaded.position(), loaded.version(), List.of(), false);
    }

    /** The version is part of the id: time that was freed and is taken again is a second booking, no repeat of the first. */
    private static CommandContext step(CommandContext context, String step, AggregateId id, long version) {
        return context.atAnyVersion()
                .withCommandId(Uuid5.of(context.commandId().toString(), step, id.text(), Long.toString(version)));
    }

    /** For a command on an encounter that exists: facts are those of its own staff and day. */
    public Outcome<EncounterEvent> change(AggregateId id, EncounterCommand command, CommandContext context) {
        var loaded = commands.load(ENCOUNTER, id);
        return switch (loaded.state()) {
            case Planned p ->
                run(
                        id,
                        command,
                        p.visit().program(),
                        p.visit().staff(),
                        p.visit().date(),
                        context);
            case Logged l -> run(id, command, l.visit(), context);
            case Signed s -> run(id, command, s.visit(), context);
            default -> commands.run(ENCOUNTER, id, command, NO_FACTS, context);
        };
    }

    /** In the states that use it, a command is refused or has nothing to do before it asks for a fact. */
    private static final EncounterFacts NO_FACTS = null;

    private Outcome<EncounterEvent> run(
            AggregateId id, EncounterCommand command, EncounterLogged visit, CommandContext context) {
        return run(id, command, visit.program(), visit.staff(), visit.date(), context);
    }

    private Outcome<EncounterEvent> run(
            AggregateId id,
            EncounterCommand command,
            String program,
            String staff,
            LocalDate date,
            CommandContext context) {
        try {
            return commands.run(ENCOUNTER, id, command, facts(id, program, staff, date, false), context);
        } catch (PolicyPacks.NoPack e) {
            return new Outcome.Refused<>(Days.noPack(e), 0);
        }
    }

    private EncounterFacts facts(String tenant, LogEncounter part) {
        var id = Ids.encounter(tenant, part.person(), part.encounter());
        return facts(id, part.program(), part.staff(), part.date(), false);
    }

    /** @param withPlans whether it matters what else is planned for the worker that day */
    private EncounterFacts facts(AggregateId id, String program, String staff, LocalDate date, boolean withPlans) {
        String tenant = id.tenant();
        var file = commands.load(MEMBER_FILE, Ids.memberFile(tenant, id.key(), program))
                .state();
        var staffFile = commands.load(STAFF_FILE, Ids.staffFile(tenant, staff)).state();
        var day = commands.load(STAFF_DAY, Ids.staffDay(tenant, staff, date)).state();
        var booked = day.bookings().entrySet().stream()
                .filter(b -> !b.getKey().equals(id.local()))
                .map(b -> b.getValue().time())
                .toList();
        var planned = withPlans ? planned(tenant, day, id.local()) : List.<Interval>of();
        return new EncounterFacts(
                clock.now(), policies.on(program, file.payerOn(date), date), file, staffFile, booked, planned);
    }

    /** Whether a visit is still planned, its own history knows. */
    private List<Interval> planned(String tenant, StaffDayState day, String but) {
        return day.plans().entrySet().stream()
                .filter(p -> !p.getKey().equals(but))
                .filter(p -> load(Ids.encounter(tenant, p.getValue().person(), p.getKey())) instanceof Planned)
                .map(p -> p.getValue().time())
                .toList();
    }

    /** Cancels the planned visits of days after the end of their episode; one that is logged or gone meanwhile stays as it is. */
    public void cancelAfterTheEnd(
            String tenant, String person, String program, Function<AggregateId, CommandContext> context) {
        var file = commands.load(MEMBER_FILE, Ids.memberFile(tenant, person, program))
                .state()
                .file();
        for (var visit : file.visitsAfterTheEnd()) {
            var id = Ids.encounter(tenant, person, visit.encounter());
            if (!(load(id) instanceof Planned)) continue;
            change(
                    id,
                    new CancelEncounter(
                            person, visit.encounter(), "The episode ended before this visit.", visit.episode()),
                    context.apply(id));
        }
    }

    private LocalDate dateOf(String program, Instant at) {
        var zone = policies.zone(program, LocalDate.ofInstant(at, ZoneOffset.UTC));
        return at.atZone(zone).toLocalDate();
    }

    /** Who served and when, for a reaction that frees the time. */
    public EncounterState load(AggregateId id) {
        return commands.load(ENCOUNTER, id).state();
    }
}
