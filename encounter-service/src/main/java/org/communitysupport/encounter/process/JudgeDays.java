package org.communitysupport.encounter.process;

import static org.communitysupport.encounter.domain.MemberFileDecider.MEMBER_FILE;
import static org.communitysupport.encounter.domain.StaffFileDecider.STAFF_FILE;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.communitysupport.encounter.application.Days;
import org.communitysupport.encounter.application.Ids;
import org.communitysupport.encounter.domain.MemberDayEvent;
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
import org.communitysupport.encounter.domain.MemberFileCommand;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenDay;
import org.communitysupport.encounter.domain.MemberFileCommand.SettleDay;
import org.communitysupport.encounter.domain.MemberFileEvent;
import org.communitysupport.encounter.domain.MemberFileEvent.CoverageFact;
import org.communitysupport.encounter.domain.MemberFileEvent.DayOpened;
import org.communitysupport.encounter.domain.MemberFileEvent.EpisodeFact;
import org.communitysupport.encounter.domain.MemberFileEvent.MemberFileOpened;
import org.communitysupport.encounter.domain.MemberFileEvent.OrderFact;
import org.communitysupport.encounter.domain.MemberFileEvent.PlanFact;
import org.communitysupport.encounter.domain.NoFacts;
import org.communitysupport.encounter.domain.StaffFileCommand.UnwatchDay;
import org.communitysupport.encounter.domain.StaffFileCommand.WatchDay;
import org.communitysupport.encounter.domain.StaffFileEvent;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffDayWatched;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffNoted;
import org.communitysupport.encounter.domain.rule.ReleaseRules;
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
        return Published.restIgnored(reaction);
    }

    private void ofTheDay(Reaction reaction) {
        reaction.on("encounter.ContactCounted", ContactCounted.class, this::open);
        dayChanged(reaction, "ContactSigned", ContactSigned.class);
        dayChanged(reaction, "BillableContactChosen", BillableContactChosen.class);
        dayChanged(reaction, "DailyUnitsRecomputed", DailyUnitsRecomputed.class);
        dayChanged(reaction, "UnitsAnswered", UnitsAnswered.class);
        reaction.on("encounter.EncounterHeld", EncounterHeld.class, this::watch)
                .on(
                        "encounter.EncounterReleasedForBilling",
                        EncounterReleasedForBilling.class,
                        (e, c) -> released(e, c, e.data().lines()))
                .on(
                        "encounter.EncounterReleaseCorrected",
                        EncounterReleaseCorrected.class,
                        (e, c) -> released(e, c, e.data().lines()))
                .on("encounter.EncounterMarkedNonBillable", EncounterMarkedNonBillable.class, this::settle);
    }

    private <E extends MemberDayEvent> void dayChanged(Reaction reaction, String name, Class<E> type) {
        reaction.on(
                "encounter." + name,
                type,
                (e, c) -> judge(e, c, e.data().person(), e.data().date()));
    }

    private void ofTheMember(Reaction reaction) {
        reaction.on(
                "encounter.DayOpened",
                DayOpened.class,
                (e, c) -> judge(e, c, e.data().person(), e.data().date()));
        memberFact(reaction, "MemberFileOpened", MemberFileOpened.class);
        memberFact(reaction, "EpisodeFact", EpisodeFact.class);
        memberFact(reaction, "CoverageFact", CoverageFact.class);
        memberFact(reaction, "OrderFact", OrderFact.class);
        memberFact(reaction, "PlanFact", PlanFact.class);
    }

    private <E extends MemberFileEvent.Fact> void memberFact(Reaction reaction, String name, Class<E> type) {
        reaction.on("encounter." + name, type, (e, c) -> {
            for (var date : e.data().openDays()) judge(e, c, e.data().person(), date);
        });
    }

    private void ofTheStaff(Reaction reaction) {
        reaction.on(
                "encounter.StaffDayWatched",
                StaffDayWatched.class,
                (e, c) -> judge(e, c, e.data().person(), e.data().date()));
        staffFact(reaction, "StaffNoted", StaffNoted.class);
        staffFact(reaction, "CredentialNoted", CredentialNoted.class);
        staffFact(reaction, "CredentialEndNoted", CredentialEndNoted.class);
        staffFact(reaction, "AssignmentNoted", AssignmentNoted.class);
        staffFact(reaction, "AssignmentEndNoted", AssignmentEndNoted.class);
    }

    private <E extends StaffFileEvent.Fact> void staffFact(Reaction reaction, String name, Class<E> type) {
        reaction.on("encounter." + name, type, (e, c) -> {
            for (var day : e.data().waiting()) judge(e, c, day.person(), day.date());
        });
    }

    private void judge(Event<?> event, Reaction.Context context, String person, LocalDate date) {
        var day = Ids.memberDay(tenant(event), person, date);
        days.evaluate(day, context.commandContext(day));
    }

    private void open(Event<ContactCounted> event, Reaction.Context context) {
        var contact = event.data();
        file(event, context, new OpenDay(contact.person(), contact.program(), contact.date()));
    }

    /** Every staff member of the held line, when the cause is about staff. */
    private void watch(Event<EncounterHeld> event, Reaction.Context context) {
        var held = event.data();
        if (held.causes().stream().noneMatch(c -> ReleaseRules.OF_STAFF.contains(c.code()))) return;
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

    private void released(Event<? extends MemberDayEvent> event, Reaction.Context context, List<ReleasedLine> lines) {
        var day = event.data();
        var staff = new TreeSet<String>();
        lines.forEach(l -> staff.add(l.staff()));
        for (String one : staff)
            context.run(
                    STAFF_FILE,
                    Ids.staffFile(tenant(event), one),
                    new UnwatchDay(one, day.person(), day.date()),
                    NoFacts.NONE);
        settle(event, context);
    }

    private void settle(Event<? extends MemberDayEvent> event, Reaction.Context context) {
        var day = event.data();
        var state = days.load(Ids.memberDay(tenant(event), day.person(), day.date()));
        if (!(state instanceof MemberDayState.Settled settled)) return;
        var programs = new TreeSet<String>();
        settled.day().lines().forEach(l -> programs.add(l.program()));
        for (String program : programs) file(event, context, new SettleDay(day.person(), program, day.date()));
    }

    private static void file(Event<?> event, Reaction.Context context, MemberFileCommand command) {
        context.run(
                MEMBER_FILE, Ids.memberFile(tenant(event), command.person(), command.program()), command, NoFacts.NONE);
    }

    private static String tenant(Event<?> event) {
        return event.envelope().tenant();
    }
}
