package org.communitysupport.encounter.process;

import static org.communitysupport.encounter.domain.MemberFileDecider.MEMBER_FILE;
import static org.communitysupport.encounter.domain.StaffFileDecider.STAFF_FILE;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.communitysupport.encounter.application.Days;
import org.communitysupport.encounter.application.Ids;
import org.communitysupport.encounter.domain.MemberDayEvent.BillableContactChosen;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactSigned;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsRecomputed;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHeld;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterMarkedNonBillable;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleaseCorrected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.MemberDayEvent.ReleasedLine;
import org.communitysupport.encounter.domain.MemberDayEvent.UnitsAnswered;
import org.communitysupport.encounter.domain.MemberDayState;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenDay;
import org.communitysupport.encounter.domain.MemberFileCommand.SettleDay;
import org.communitysupport.encounter.domain.MemberFileEvent.CoverageFact;
import org.communitysupport.encounter.domain.MemberFileEvent.DayOpened;
import org.communitysupport.encounter.domain.MemberFileEvent.EpisodeFact;
import org.communitysupport.encounter.domain.MemberFileEvent.MemberFileOpened;
import org.communitysupport.encounter.domain.MemberFileEvent.OrderFact;
import org.communitysupport.encounter.domain.MemberFileEvent.PlanFact;
import org.communitysupport.encounter.domain.NoFacts;
import org.communitysupport.encounter.domain.StaffFileCommand.UnwatchDay;
import org.communitysupport.encounter.domain.StaffFileCommand.WatchDay;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffDayWatched;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.WaitingDay;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/**
 * Judges a day whenever something it rests on has changed. A day registers with the files first and is judged after that, so that every
 * fact is either seen by the judgement or announced to the day: a hold lifts by itself.
 */
public final class JudgeDays {
    private final Days days;

    private JudgeDays(Days days) {
        this.days = days;
    }

    public static Reaction reaction(Days days) {
        return new JudgeDays(days).reaction();
    }

    private Reaction reaction() {
        var reaction = Reaction.named("JudgeDays");
        ofTheDay(reaction);
        ofTheMember(reaction);
        ofTheStaff(reaction);
        return reaction.ignores(
                Published.except(Published.ENCOUNTER, reaction.handled().keySet()));
    }

    private void ofTheDay(Reaction reaction) {
        reaction.on(
                        "encounter.ContactCounted",
                        ContactCounted.class,
                        (e, c) -> c.run(
                                MEMBER_FILE,
                                Ids.memberFile(
                                        tenant(e), e.data().person(), e.data().program()),
                                new OpenDay(
                                        e.data().person(),
                                        e.data().program(),
                                        e.data().date()),
                                NoFacts.NONE))
                .on(
                        "encounter.ContactSigned",
                        ContactSigned.class,
                        (e, c) -> judge(e, c, e.data().person(), e.data().date()))
                .on(
                        "encounter.BillableContactChosen",
                        BillableContactChosen.class,
                        (e, c) -> judge(e, c, e.data().person(), e.data().date()))
                .on(
                        "encounter.DailyUnitsRecomputed",
                        DailyUnitsRecomputed.class,
                        (e, c) -> judge(e, c, e.data().person(), e.data().date()))
                .on(
                        "encounter.UnitsAnswered",
                        UnitsAnswered.class,
                        (e, c) -> judge(e, c, e.data().person(), e.data().date()))
                .on("encounter.EncounterHeld", EncounterHeld.class, this::watch)
                .on("encounter.EncounterReleasedForBilling", EncounterReleasedForBilling.class, (e, c) -> {
                    unwatch(e, c, e.data().person(), e.data().date(), e.data().lines());
                    settle(e, c, e.data().person(), e.data().date());
                })
                .on("encounter.EncounterReleaseCorrected", EncounterReleaseCorrected.class, (e, c) -> {
                    unwatch(e, c, e.data().person(), e.data().date(), e.data().lines());
                    settle(e, c, e.data().person(), e.data().date());
                })
                .on(
                        "encounter.EncounterMarkedNonBillable",
                        EncounterMarkedNonBillable.class,
                        (e, c) -> settle(e, c, e.data().person(), e.data().date()));
    }

    private void ofTheMember(Reaction reaction) {
        reaction.on(
                        "encounter.DayOpened",
                        DayOpened.class,
                        (e, c) -> judge(e, c, e.data().person(), e.data().date()))
                .on(
                        "encounter.MemberFileOpened",
                        MemberFileOpened.class,
                        (e, c) -> judgeAll(e, c, e.data().person(), e.data().openDays()))
                .on(
                        "encounter.EpisodeFact",
                        EpisodeFact.class,
                        (e, c) -> judgeAll(e, c, e.data().person(), e.data().openDays()))
                .on(
                        "encounter.CoverageFact",
                        CoverageFact.class,
                        (e, c) -> judgeAll(e, c, e.data().person(), e.data().openDays()))
                .on(
                        "encounter.OrderFact",
                        OrderFact.class,
                        (e, c) -> judgeAll(e, c, e.data().person(), e.data().openDays()))
                .on(
                        "encounter.PlanFact",
                        PlanFact.class,
                        (e, c) -> judgeAll(e, c, e.data().person(), e.data().openDays()));
    }

    private void ofTheStaff(Reaction reaction) {
        reaction.on(
                        "encounter.StaffDayWatched",
                        StaffDayWatched.class,
                        (e, c) -> judge(e, c, e.data().person(), e.data().date()))
                .on(
                        "encounter.StaffNoted",
                        StaffNoted.class,
                        (e, c) -> judgeWaiting(e, c, e.data().waiting()))
                .on(
                        "encounter.CredentialNoted",
                        CredentialNoted.class,
                        (e, c) -> judgeWaiting(e, c, e.data().waiting()))
                .on(
                        "encounter.CredentialEndNoted",
                        CredentialEndNoted.class,
                        (e, c) -> judgeWaiting(e, c, e.data().waiting()))
                .on(
                        "encounter.AssignmentNoted",
                        AssignmentNoted.class,
                        (e, c) -> judgeWaiting(e, c, e.data().waiting()))
                .on(
                        "encounter.AssignmentEndNoted",
                        AssignmentEndNoted.class,
                        (e, c) -> judgeWaiting(e, c, e.data().waiting()));
    }

    private void judge(Event<?> event, Reaction.Context context, String person, LocalDate date) {
        var day = Ids.memberDay(tenant(event), person, date);
        days.evaluate(day, context.commandContext(day));
    }

    private void judgeAll(Event<?> event, Reaction.Context context, String person, List<LocalDate> dates) {
        for (var date : dates) judge(event, context, person, date);
    }

    private void judgeWaiting(Event<?> event, Reaction.Context context, List<WaitingDay> waiting) {
        for (var day : waiting) judge(event, context, day.person(), day.date());
    }

    /** Every staff member of the held line, when the cause is about staff. */
    private void watch(Event<EncounterHeld> event, Reaction.Context context) {
        var held = event.data();
        if (held.causes().stream().noneMatch(c -> Days.STAFF_CAUSES.contains(c.code()))) return;
        var state = days.load(Ids.memberDay(tenant(event), held.person(), held.date()));
        var staff = new TreeSet<String>();
        for (String encounter : held.encounters())
            state.theDay()
                    .contact(encounter)
                    .ifPresent(c -> staff.add(c.counted().staff()));
        for (String one : staff)
            context.run(
                    STAFF_FILE,
                    Ids.staffFile(tenant(event), one),
                    new WatchDay(one, held.person(), held.date()),
                    NoFacts.NONE);
    }

    private void unwatch(
            Event<?> event, Reaction.Context context, String person, LocalDate date, List<ReleasedLine> lines) {
        var staff = new TreeSet<String>();
        lines.forEach(l -> staff.add(l.staff()));
        for (String one : staff)
            context.run(STAFF_FILE, Ids.staffFile(tenant(event), one), new UnwatchDay(one, person, date), NoFacts.NONE);
    }

    private void settle(Event<?> event, Reaction.Context context, String person, LocalDate date) {
        var state = days.load(Ids.memberDay(tenant(event), person, date));
        if (!(state instanceof MemberDayState.Settled settled)) return;
        var programs = new TreeSet<String>();
        settled.day().lines().forEach(l -> programs.add(l.program()));
        for (String program : programs)
            context.run(
                    MEMBER_FILE,
                    Ids.memberFile(tenant(event), person, program),
                    new SettleDay(person, program, date),
                    NoFacts.NONE);
    }

    private static String tenant(Event<?> event) {
        return event.envelope().tenant();
    }
}
