package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHeld;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHoldLifted;
import org.communitysupport.encounter.domain.MemberDayState.Day;
import org.communitysupport.encounter.domain.MemberDayState.Line;
import org.communitysupport.encounter.domain.rule.ReleaseRules;

/** Which lines of one program of one day are held, which are held no longer, and what goes out, with the facts of now. */
record DayJudgement(String person, LocalDate date, String program, Day day, DayFacts facts) {

    /**
     * @param idle there is nothing to bill, or it went out as it stands
     * @param waits the pool has not answered yet, for it or for a line of the same code
     */
    private record Judged(Line line, boolean idle, boolean waits, List<Cause> causes) {
        String code() {
            return line.daily().codeText();
        }
    }

    List<MemberDayEvent> events() {
        var events = new ArrayList<MemberDayEvent>();
        var ready = new ArrayList<Line>();
        for (var judged : judge()) {
            if (judged.waits()) continue;
            if (!judged.line().causes().equals(judged.causes()))
                events.add(judged.causes().isEmpty() ? lifted(judged) : held(judged));
            if (judged.causes().isEmpty() && !judged.line().isSettled()) ready.add(judged.line());
        }
        if (!ready.isEmpty() && today().isAfter(date))
            events.addAll(new DayRelease(person, date, program, day, ready, facts).events());
        return events;
    }

    private LocalDate today() {
        return facts.now().atZone(facts.policy(program).zone()).toLocalDate();
    }

    /** Lines of one code go out together: a payer takes the second of two equal lines for a duplicate (amendment 4). */
    private List<Judged> judge() {
        var alone = day.lines().stream()
                .filter(l -> l.program().equals(program))
                .map(this::alone)
                .toList();
        var held = new HashSet<String>();
        var waiting = new HashSet<String>();
        for (var j : alone) {
            if (!j.causes().isEmpty()) held.add(j.code());
            if (j.waits()) waiting.add(j.code());
        }
        return alone.stream().map(j -> withSiblings(j, held, waiting)).toList();
    }

    private Judged alone(Line line) {
        boolean idle = line.daily().units() == 0 || line.isSettled();
        var causes = idle ? List.<Cause>of() : ReleaseRules.causes(line, day, date, facts);
        return new Judged(line, idle, !idle && !line.isAnswered(), causes);
    }

    private Judged withSiblings(Judged j, Set<String> held, Set<String> waiting) {
        if (j.idle() || !j.causes().isEmpty()) return j;
        if (held.contains(j.code())) return new Judged(j.line(), false, j.waits(), List.of(siblingHeld(j.line())));
        return waiting.contains(j.code()) ? new Judged(j.line(), false, true, List.of()) : j;
    }

    private Cause siblingHeld(Line line) {
        return ReleaseRules.since(
                new Cause(
                        "same-code-held",
                        "BIL-1",
                        "another line of the same code is held, and both become one claim line",
                        "supervisor",
                        null),
                line,
                today());
    }

    private EncounterHoldLifted lifted(Judged judged) {
        return new EncounterHoldLifted(person, date, judged.line().daily().line());
    }

    private EncounterHeld held(Judged judged) {
        var daily = judged.line().daily();
        return new EncounterHeld(
                person,
                date,
                program,
                daily.line(),
                daily.staff(),
                daily.encounters(),
                daily.units(),
                judged.causes(),
                facts.policy(program).basis(ReleaseRules.ASKED));
    }
}
