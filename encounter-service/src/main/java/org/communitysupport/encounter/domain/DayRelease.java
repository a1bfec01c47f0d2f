package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.communitysupport.encounter.domain.MemberDayEvent.Allocation;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleaseCorrected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.MemberDayEvent.Fact;
import org.communitysupport.encounter.domain.MemberDayEvent.ReleasedLine;
import org.communitysupport.encounter.domain.MemberDayState.Day;
import org.communitysupport.encounter.domain.MemberDayState.Line;
import org.communitysupport.encounter.domain.rule.EncounterRules;
import org.communitysupport.encounter.domain.rule.ReleaseRules;
import org.communitysupport.kernel.Warning;

/** Puts together what goes out to billing for one program of one day, and what it rested on. */
record DayRelease(String person, LocalDate date, String program, Day day, List<Line> ready, DayFacts facts) {

    /** A code of which something went out before is corrected as a whole; the others are released. */
    List<MemberDayEvent> events() {
        var correctedCodes = new LinkedHashSet<String>();
        for (var line : ready)
            for (var other : day.lines())
                if (other.released() != null
                        && other.program().equals(program)
                        && other.daily().codeText().equals(line.daily().codeText()))
                    correctedCodes.add(line.daily().codeText());
        var events = new ArrayList<MemberDayEvent>();
        var fresh = ready.stream()
                .filter(l -> !correctedCodes.contains(l.daily().codeText()))
                .toList();
        int release = day.releases();
        String payer = facts.file(program).payerOn(date);
        var basis = facts.policy(program).basis(ReleaseRules.ASKED);
        if (!fresh.isEmpty())
            events.add(new EncounterReleasedForBilling(
                    person,
                    date,
                    program,
                    episode(),
                    payer,
                    ++release,
                    entries(fresh),
                    basis,
                    warnings(fresh),
                    factsOf(fresh)));
        if (!correctedCodes.isEmpty()) {
            var lines = whole(correctedCodes);
            events.add(new EncounterReleaseCorrected(
                    person,
                    date,
                    program,
                    episode(),
                    payer,
                    ++release,
                    List.copyOf(correctedCodes),
                    entries(lines),
                    basis,
                    warnings(lines),
                    factsOf(lines)));
        }
        return events;
    }

    private String episode() {
        return ready.getFirst().episode();
    }

    /** What is ready now and what went out before and still stands; a line that is held does not come along. */
    private List<Line> whole(Set<String> codes) {
        return day.lines().stream()
                .filter(l -> l.program().equals(program)
                        && l.daily().units() > 0
                        && codes.contains(l.daily().codeText())
                        && (ready.contains(l) || l.released() != null && l.isSettled()))
                .toList();
    }

    private List<ReleasedLine> entries(List<Line> lines) {
        var entries = new ArrayList<ReleasedLine>();
        for (var line : lines) for (var allocation : line.answer().allocations()) entries.add(entry(line, allocation));
        return entries;
    }

    private ReleasedLine entry(Line line, Allocation allocation) {
        var daily = line.daily();
        return new ReleasedLine(
                daily.line(),
                daily.staff(),
                facts.staff(daily.staff()).npi(),
                daily.code(),
                daily.modifiers(),
                daily.place(),
                daily.minutes(),
                allocation.units(),
                allocation.authorization(),
                allocation.number(),
                allocation.kind(),
                daily.encounters());
    }

    private List<Warning> warnings(List<Line> lines) {
        var policy = facts.policy(program);
        var warnings = new LinkedHashSet<Warning>();
        for (var line : lines)
            for (String encounter : line.daily().encounters()) {
                var contact = day.contact(encounter).orElseThrow();
                if (EncounterRules.enc8TooLate(contact.counted().endAt(), contact.signedAt(), policy.nonBillableDays()))
                    warnings.add(new Warning(
                            "note-very-late",
                            "ENC-8",
                            "The note of encounter " + encounter + " was signed more than " + policy.nonBillableDays()
                                    + " days after the encounter."));
            }
        return List.copyOf(warnings);
    }

    private List<Fact> factsOf(List<Line> lines) {
        var file = facts.file(program).file();
        var known = new ArrayList<Fact>();
        file.episodeOn(date).ifPresent(e -> known.add(new Fact("episode", e.episode(), e.source())));
        file.coverageOn(date)
                .ifPresent(c -> known.add(new Fact(
                        "coverage",
                        c.payer() + " verified for " + c.verifiedFrom() + " to " + c.verifiedTo(),
                        c.source())));
        file.orderOn(date)
                .ifPresent(o -> known.add(new Fact(
                        "order", o.order() + " in force " + o.orderedOn() + " to " + o.validTo(), o.source())));
        file.planOn(date)
                .ifPresentOrElse(
                        p -> known.add(new Fact("plan", p.plan() + " version " + p.version(), p.source())),
                        () -> file.episodeOn(date)
                                .ifPresent(e -> known.add(
                                        new Fact("plan", "interim, episode opened " + e.openedOn(), e.source()))));
        for (var line : lines) {
            known.add(new Fact(
                    "units:" + line.daily().line(),
                    line.daily().units() + " units answered at version "
                            + line.answer().version(),
                    line.answer().source()));
            staffFacts(line, known);
        }
        return known.stream().distinct().toList();
    }

    private void staffFacts(Line line, List<Fact> known) {
        for (String encounter : line.daily().encounters()) {
            var contact = day.contact(encounter).orElseThrow();
            var role = contact.counted().role();
            String staff = contact.counted().staff();
            facts.staff(staff)
                    .credential(facts.policy(program).credentialsByRole().getOrDefault(role, List.of()), date)
                    .ifPresent(c -> known.add(new Fact("credential:" + staff, c.kind(), c.source())));
            facts.file(program).membershipsOn(date).stream()
                    .flatMap(m -> facts.staff(staff).assignment(m.team(), date).stream())
                    .findFirst()
                    .ifPresent(a -> known.add(new Fact("team:" + staff, a.team() + " as " + a.role(), a.source())));
            known.add(new Fact("note:" + encounter, "signed " + contact.signedAt(), ""));
        }
    }
}
