package org.communitysupport.encounter.domain.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyLine;
import org.communitysupport.encounter.domain.MemberDayState.Contact;
import org.communitysupport.encounter.domain.MemberDayState.Day;
import org.communitysupport.encounter.domain.MemberDayState.Line;

/** ENC-9: minutes are summed in the pack's scope and rounded once. */
public final class DailyUnits {
    private DailyUnits() {}

    /** The lines of one program's day; a line that lost its last contact stays, with zero units, so that its units go back. */
    public static List<DailyLine> enc9Lines(LocalDate date, Day day, String program, EncounterPolicy policy) {
        var groups = new TreeMap<String, List<Contact>>();
        for (var contact : day.contacts())
            if (contact.counted().program().equals(program))
                groups.computeIfAbsent(lineId(date, contact, policy.unit().scope()), k -> new ArrayList<>())
                        .add(contact);
        var lines = new LinkedHashMap<String, DailyLine>();
        groups.forEach((id, contacts) -> lines.put(id, line(id, contacts, day, policy)));
        for (var old : day.lines())
            if (old.program().equals(program) && !lines.containsKey(old.daily().line()))
                lines.put(old.daily().line(), emptied(old.daily()));
        return List.copyOf(lines.values());
    }

    private static String lineId(LocalDate date, Contact contact, UnitScope scope) {
        String who =
                switch (scope) {
                    case STAFF_DAY -> contact.counted().staff();
                    case TEAM_DAY -> "team";
                    case CONTACT -> contact.encounter();
                };
        return date + "_" + who + "_" + contact.counted().codeText();
    }

    private static DailyLine line(String id, List<Contact> contacts, Day day, EncounterPolicy policy) {
        int minutes = 0;
        var byPlace = new TreeMap<String, Integer>();
        var byStaff = new TreeMap<String, Integer>();
        var encounters = new ArrayList<String>();
        for (var contact : contacts) {
            int billable = Overlaps.billableMinutes(contact, day, policy.overlap());
            minutes += billable;
            byPlace.merge(contact.counted().place(), billable, Integer::sum);
            byStaff.merge(contact.counted().staff(), billable, Integer::sum);
            encounters.add(contact.encounter());
        }
        boolean nonBillable = day.line(id).map(Line::nonBillable).orElse(false);
        var any = contacts.getFirst().counted();
        return new DailyLine(
                id,
                most(byStaff),
                any.code(),
                any.modifiers(),
                most(byPlace),
                minutes,
                nonBillable ? 0 : policy.unit().units(minutes),
                List.copyOf(encounters),
                contacts.stream().anyMatch(c -> Boolean.TRUE.equals(c.counted().part2()))
                        || day.line(id).map(l -> l.daily().isPart2()).orElse(false));
    }

    private static String most(TreeMap<String, Integer> minutes) {
        String most = minutes.firstKey();
        for (var entry : minutes.entrySet()) if (entry.getValue() > minutes.get(most)) most = entry.getKey();
        return most;
    }

    private static DailyLine emptied(DailyLine old) {
        return new DailyLine(
                old.line(), old.staff(), old.code(), old.modifiers(), old.place(), 0, 0, List.of(), old.part2());
    }
}
