package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.communitysupport.encounter.domain.MemberDayEvent.Allocation;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyLine;

/** One member's day. */
public sealed interface MemberDayState {

    /** @param signedAt null until the note is signed */
    record Contact(ContactCounted counted, Instant signedAt) {
        public String encounter() {
            return counted.encounter();
        }
    }

    record Choice(String billed, String notBilled) {
        public boolean isBetween(String a, String b) {
            return Set.of(billed, notBilled).equals(Set.of(a, b));
        }
    }

    /** @param source where the answer was published */
    record Answer(int version, List<Allocation> allocations, int shortUnits, String reason, String source) {}

    /** What went out for a line. */
    record Released(int release, DailyLine line, List<Allocation> allocations) {}

    /**
     * @param changedAt version of the day at which its units last changed
     * @param answer null until the pool answered
     * @param causes why it is held; empty when it is not
     * @param released null until it went out
     */
    record Line(
            DailyLine daily,
            String program,
            String episode,
            int changedAt,
            Answer answer,
            List<Cause> causes,
            boolean nonBillable,
            Released released) {

        public boolean isAnswered() {
            return answer != null && answer.version() >= changedAt;
        }

        public boolean isSettled() {
            if (released == null) return daily.units() == 0;
            return daily.units() == released.line().units()
                    && (daily.units() == 0
                            || isAnswered() && answer.allocations().equals(released.allocations()));
        }

        Line withCauses(List<Cause> now) {
            return new Line(daily, program, episode, changedAt, answer, now, nonBillable, released);
        }

        Line withAnswer(Answer now) {
            return new Line(daily, program, episode, changedAt, now, causes, nonBillable, released);
        }

        Line withRelease(Released now) {
            return new Line(daily, program, episode, changedAt, answer, List.of(), nonBillable, now);
        }

        Line asNonBillable() {
            return new Line(daily, program, episode, changedAt, answer, List.of(), true, released);
        }
    }

    /** @param overlaps pairs of encounters that were reported as overlapping */
    record Day(
            List<Contact> contacts,
            List<Set<String>> overlaps,
            List<Choice> choices,
            int version,
            List<Line> lines,
            int releases) {
        public static final Day EMPTY = new Day(List.of(), List.of(), List.of(), 0, List.of(), 0);

        public Day {
            contacts = List.copyOf(contacts);
            overlaps = List.copyOf(overlaps);
            choices = List.copyOf(choices);
            lines = List.copyOf(lines);
        }

        public Optional<Contact> contact(String encounter) {
            return contacts.stream()
                    .filter(c -> c.encounter().equals(encounter))
                    .findFirst();
        }

        public Optional<Line> line(String line) {
            return lines.stream().filter(l -> l.daily().line().equals(line)).findFirst();
        }

        public Optional<Choice> choice(String a, String b) {
            return choices.stream().filter(c -> c.isBetween(a, b)).findFirst();
        }

        Day withOverlap(Set<String> encounters) {
            return new Day(contacts, plus(overlaps, encounters), choices, version, lines, releases);
        }

        /** The newest choice between two contacts counts. */
        Day withChoice(Choice choice) {
            var others = choices.stream()
                    .filter(c -> !c.isBetween(choice.billed(), choice.notBilled()))
                    .toList();
            return new Day(contacts, overlaps, plus(others, choice), version, lines, releases);
        }

        Day withContact(Contact contact) {
            return withContacts(plus(contacts, contact));
        }

        private static <T> List<T> plus(List<T> all, T one) {
            var list = new ArrayList<>(all);
            list.add(one);
            return list;
        }

        Day withContacts(List<Contact> now) {
            return new Day(now, overlaps, choices, version, lines, releases);
        }

        Day withLine(String line, UnaryOperator<Line> change) {
            var now = new ArrayList<Line>();
            for (var l : lines) now.add(l.daily().line().equals(line) ? change.apply(l) : l);
            return new Day(contacts, overlaps, choices, version, now, releases);
        }
    }

    /** No contact was ever counted. */
    record Empty() implements MemberDayState {}

    /** Something of it still waits: for the pool, for a mend, for the end of the day. */
    record Counting(Day day) implements MemberDayState {}

    /** Whatever is billable went out as it stands. */
    record Settled(Day day) implements MemberDayState {}

    default Day theDay() {
        return switch (this) {
            case Empty e -> Day.EMPTY;
            case Counting c -> c.day();
            case Settled s -> s.day();
        };
    }

    static MemberDayState of(Day day) {
        boolean settled = day.lines().stream().allMatch(Line::isSettled);
        return settled ? new Settled(day) : new Counting(day);
    }
}
