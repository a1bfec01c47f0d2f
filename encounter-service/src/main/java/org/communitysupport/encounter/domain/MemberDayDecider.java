package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.communitysupport.encounter.domain.MemberDayCommand.AnswerUnits;
import org.communitysupport.encounter.domain.MemberDayCommand.ChooseBillable;
import org.communitysupport.encounter.domain.MemberDayCommand.CountContact;
import org.communitysupport.encounter.domain.MemberDayCommand.EvaluateDay;
import org.communitysupport.encounter.domain.MemberDayCommand.MarkNonBillable;
import org.communitysupport.encounter.domain.MemberDayCommand.RemoveContact;
import org.communitysupport.encounter.domain.MemberDayCommand.SignContact;
import org.communitysupport.encounter.domain.MemberDayEvent.BillableContactChosen;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactRemoved;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactSigned;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyLine;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsComputed;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsRecomputed;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHeld;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHoldLifted;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterMarkedNonBillable;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterOverlapDetected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleaseCorrected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.MemberDayEvent.ReleasedLine;
import org.communitysupport.encounter.domain.MemberDayEvent.UnitsAnswered;
import org.communitysupport.encounter.domain.MemberDayState.Answer;
import org.communitysupport.encounter.domain.MemberDayState.Choice;
import org.communitysupport.encounter.domain.MemberDayState.Contact;
import org.communitysupport.encounter.domain.MemberDayState.Day;
import org.communitysupport.encounter.domain.MemberDayState.Empty;
import org.communitysupport.encounter.domain.MemberDayState.Line;
import org.communitysupport.encounter.domain.MemberDayState.Released;
import org.communitysupport.encounter.domain.rule.DailyUnits;
import org.communitysupport.encounter.domain.rule.OverlapRule;
import org.communitysupport.encounter.domain.rule.Overlaps;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** One member's day: contacts become unit lines (ENC-9), shared minutes are chosen (ENC-5), lines go out or are held (ENC-11). */
public final class MemberDayDecider implements Decider<MemberDayCommand, MemberDayState, MemberDayEvent, DayFacts> {
    public static final Aggregate<MemberDayCommand, MemberDayState, MemberDayEvent, DayFacts> MEMBER_DAY =
            new Aggregate<>("member-day", MemberDayEvent.class, new MemberDayDecider());

    @Override
    public MemberDayState initial() {
        return new Empty();
    }

    @Override
    public Decision<MemberDayEvent> decide(MemberDayCommand command, MemberDayState state, DayFacts facts) {
        return switch (command) {
            case CountContact c -> count(c.contact(), state, facts);
            case SignContact c ->
                state.theDay()
                                .contact(c.encounter())
                                .filter(k -> k.signedAt() == null)
                                .isPresent()
                        ? Decision.accept(new ContactSigned(c.person(), c.date(), c.encounter(), c.signedAt()))
                        : Decision.nothingToDo();
            case RemoveContact c ->
                state.theDay().contact(c.encounter()).isPresent()
                        ? recomputed(new ContactRemoved(c.person(), c.date(), c.encounter()), state, facts)
                        : Decision.nothingToDo();
            case ChooseBillable c -> choose(c, state, facts);
            case AnswerUnits c -> answer(c, state);
            case EvaluateDay c -> evaluate(c, state, facts);
            case MarkNonBillable c -> markNonBillable(c, state, facts);
        };
    }

    private Decision<MemberDayEvent> count(ContactCounted contact, MemberDayState state, DayFacts facts) {
        var day = state.theDay();
        if (day.contact(contact.encounter()).isPresent()) return Decision.nothingToDo();
        var events = new ArrayList<MemberDayEvent>();
        events.add(contact);
        if (facts.policy(contact.program()).overlap() != OverlapRule.BILL_ALL)
            for (var other : day.contacts()) {
                int shared = Overlaps.sharedMinutes(new Contact(contact, null), other);
                if (shared > 0)
                    events.add(new EncounterOverlapDetected(
                            contact.person(), contact.date(), List.of(other.encounter(), contact.encounter()), shared));
            }
        return Decision.acceptAll(withUnits(events, state, facts));
    }

    private Decision<MemberDayEvent> choose(ChooseBillable c, MemberDayState state, DayFacts facts) {
        var day = state.theDay();
        var billed = day.contact(c.billed());
        var notBilled = day.contact(c.notBilled());
        if (billed.isEmpty() || notBilled.isEmpty())
            return Decision.reject(
                    "no-such-contact", "ENC-5", "The day has no such service encounter. Read the day again.");
        int shared = Overlaps.sharedMinutes(billed.get(), notBilled.get());
        if (shared == 0)
            return Decision.reject(
                    "no-overlap", "ENC-5", "These two encounters do not overlap, so there is nothing to choose.");
        if (day.choices().contains(new Choice(c.billed(), c.notBilled()))) return Decision.nothingToDo();
        return recomputed(
                new BillableContactChosen(c.person(), c.date(), c.billed(), c.notBilled(), shared, c.reason()),
                state,
                facts);
    }

    private static Decision<MemberDayEvent> answer(AnswerUnits c, MemberDayState state) {
        var line = state.theDay().line(c.line());
        if (line.isEmpty() || c.version() < line.get().changedAt()) return Decision.nothingToDo();
        var answer = new Answer(c.version(), c.allocations(), c.shortUnits(), c.reason(), c.source());
        if (answer.equals(line.get().answer())) return Decision.nothingToDo();
        return Decision.accept(new UnitsAnswered(
                c.person(),
                c.date(),
                c.line(),
                c.version(),
                List.copyOf(c.allocations()),
                c.shortUnits(),
                c.reason(),
                c.source()));
    }

    private Decision<MemberDayEvent> markNonBillable(MarkNonBillable c, MemberDayState state, DayFacts facts) {
        var line = state.theDay().line(c.line());
        if (line.isEmpty()) return Decision.reject("no-such-line", "", "The day has no such line. Read the day again.");
        if (line.get().nonBillable()) return Decision.nothingToDo();
        if (line.get().released() != null)
            return Decision.reject(Rejection.of(
                    "line-released", "ENC-13", "The line went to billing already. Void the encounter instead."));
        return recomputed(
                new EncounterMarkedNonBillable(
                        c.person(), c.date(), line.get().daily().encounters(), c.line(), c.reason(), "ENC-11"),
                state,
                facts);
    }

    private Decision<MemberDayEvent> recomputed(MemberDayEvent event, MemberDayState state, DayFacts facts) {
        return Decision.acceptAll(withUnits(List.of(event), state, facts));
    }

    /** ENC-9: whatever changed, the whole day is computed again. */
    private List<MemberDayEvent> withUnits(List<MemberDayEvent> first, MemberDayState state, DayFacts facts) {
        String person = first.getFirst().person();
        LocalDate date = first.getFirst().date();
        var events = new ArrayList<>(first);
        for (var event : first) state = evolve(state, event);
        for (String program : programs(state.theDay())) {
            var day = state.theDay();
            var policy = facts.policy(program);
            var lines = DailyUnits.enc9Lines(date, day, program, policy);
            var before = day.lines().stream()
                    .filter(l -> l.program().equals(program))
                    .toList();
            if (lines.equals(before.stream().map(Line::daily).toList())) continue;
            String episode = day.contacts().stream()
                    .filter(c -> c.counted().program().equals(program))
                    .map(c -> c.counted().episode())
                    .reduce((a, b) -> b)
                    .orElseGet(() -> before.getFirst().episode());
            var basis = policy.basis("ENC-5", "ENC-9");
            var event = before.isEmpty()
                    ? new DailyUnitsComputed(person, date, program, episode, day.version() + 1, lines, basis)
                    : new DailyUnitsRecomputed(person, date, program, episode, day.version() + 1, lines, basis);
            events.add(event);
            state = evolve(state, event);
        }
        return events;
    }

    private static Set<String> programs(Day day) {
        var programs = new LinkedHashSet<String>();
        day.contacts().forEach(c -> programs.add(c.counted().program()));
        day.lines().forEach(l -> programs.add(l.program()));
        return programs;
    }

    private Decision<MemberDayEvent> evaluate(EvaluateDay c, MemberDayState state, DayFacts facts) {
        var events = new ArrayList<MemberDayEvent>();
        for (String program : programs(state.theDay())) {
            var judged = new DayJudgement(c.person(), c.date(), program, state.theDay(), facts).events();
            for (var event : judged) state = evolve(state, event);
            events.addAll(judged);
        }
        return Decision.acceptAll(events);
    }

    /** ENC-16: what is told of a day with substance-use treatment in it carries the mark, its lines and releases too. */
    @Override
    public String sensitivity(MemberDayState state) {
        var day = state.theDay();
        boolean part2 = day.contacts().stream()
                        .anyMatch(c -> Boolean.TRUE.equals(c.counted().part2()))
                || day.lines().stream().anyMatch(l -> l.daily().isPart2());
        return part2 ? "part2" : "";
    }

    @Override
    public MemberDayState evolve(MemberDayState state, MemberDayEvent event) {
        var d = state.theDay();
        return MemberDayState.of(
                switch (event) {
                    case ContactCounted e -> d.withContact(new Contact(e, null));
                    case ContactSigned e ->
                        d.withContacts(d.contacts().stream()
                                .map(k -> k.encounter().equals(e.encounter())
                                        ? new Contact(k.counted(), e.signedAt())
                                        : k)
                                .toList());
                    case ContactRemoved e ->
                        d.withContacts(d.contacts().stream()
                                .filter(k -> !k.encounter().equals(e.encounter()))
                                .toList());
                    case EncounterOverlapDetected e -> d.withOverlap(Set.copyOf(e.encounters()));
                    case BillableContactChosen e -> d.withChoice(new Choice(e.billed(), e.notBilled()));
                    case DailyUnitsComputed e -> withLines(d, e.program(), e.episode(), e.version(), e.lines());
                    case DailyUnitsRecomputed e -> withLines(d, e.program(), e.episode(), e.version(), e.lines());
                    case UnitsAnswered e ->
                        d.withLine(
                                e.line(),
                                l -> l.withAnswer(new Answer(
                                        e.version(), e.allocations(), e.shortUnits(), e.reason(), e.source())));
                    case EncounterHeld e -> d.withLine(e.line(), l -> l.withCauses(e.causes()));
                    case EncounterHoldLifted e -> d.withLine(e.line(), l -> l.withCauses(List.of()));
                    case EncounterMarkedNonBillable e -> d.withLine(e.line(), Line::asNonBillable);
                    case EncounterReleasedForBilling e ->
                        released(d, e.program(), e.release(), names(e.lines()), Set.of());
                    case EncounterReleaseCorrected e ->
                        released(d, e.program(), e.release(), names(e.lines()), Set.copyOf(e.codes()));
                });
    }

    private static Day withLines(Day d, String program, String episode, int version, List<DailyLine> computed) {
        var lines = new ArrayList<>(
                d.lines().stream().filter(l -> !l.program().equals(program)).toList());
        for (var daily : computed) {
            var old = d.line(daily.line()).orElse(null);
            boolean same = old != null && old.daily().units() == daily.units();
            lines.add(
                    old == null
                            ? new Line(daily, program, episode, version, null, List.of(), false, null)
                            : new Line(
                                    daily,
                                    program,
                                    episode,
                                    same ? old.changedAt() : version,
                                    old.answer(),
                                    old.causes(),
                                    old.nonBillable(),
                                    old.released()));
        }
        return new Day(d.contacts(), d.overlaps(), d.choices(), version, lines, d.releases());
    }

    private static Set<String> names(List<ReleasedLine> lines) {
        var names = new HashSet<String>();
        lines.forEach(l -> names.add(l.line()));
        return names;
    }

    /** Lines of a corrected code that are not in the correction were taken back. */
    private static Day released(Day d, String program, int release, Set<String> lines, Set<String> correctedCodes) {
        for (var line : d.lines()) {
            if (!line.program().equals(program)) continue;
            boolean out = lines.contains(line.daily().line());
            boolean takenBack = line.released() != null
                    && correctedCodes.contains(line.daily().codeText());
            if (!out && !takenBack) continue;
            var allocations = out ? line.answer().allocations() : List.<MemberDayEvent.Allocation>of();
            d = d.withLine(line.daily().line(), l -> l.withRelease(new Released(release, l.daily(), allocations)));
        }
        return new Day(d.contacts(), d.overlaps(), d.choices(), d.version(), d.lines(), release);
    }
}
