package org.communitysupport.encounter.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.encounter.domain.Activity;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterAmended;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterCancelled;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterLogged;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterMissed;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterNoteSigned;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterScheduled;
import org.communitysupport.encounter.domain.EncounterEvent.EncounterVoided;
import org.communitysupport.encounter.domain.Mode;
import org.communitysupport.encounter.domain.Note;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.View;
import org.communitysupport.kernel.Warning;

/** One row an encounter, from plan to signed note. */
public final class EncounterList {
    private EncounterList() {}

    public enum State {
        PLANNED,
        LOGGED,
        SIGNED,
        CANCELLED,
        MISSED,
        VOIDED
    }

    public record Row(
            String person,
            String encounter,
            State state,
            String program,
            String episode,
            String staff,
            String team,
            String role,
            String credential,
            LocalDate date,
            Instant startAt,
            Instant endAt,
            int minutes,
            Mode mode,
            String place,
            Activity activity,
            boolean crisis,
            Integer responseMinutes,
            String partOf,
            String code,
            List<String> modifiers,
            List<String> goals,
            String plan,
            Integer planVersion,
            boolean part2,
            Personal<Note> note,
            List<Personal<String>> addenda,
            Instant signedAt,
            boolean late,
            String reason,
            List<Warning> warnings,
            long version) {

        private Row with(State now, String why, long at) {
            return new Row(
                    person,
                    encounter,
                    now,
                    program,
                    episode,
                    staff,
                    team,
                    role,
                    credential,
                    date,
                    startAt,
                    endAt,
                    minutes,
                    mode,
                    place,
                    activity,
                    crisis,
                    responseMinutes,
                    partOf,
                    code,
                    modifiers,
                    goals,
                    plan,
                    planVersion,
                    part2,
                    note,
                    addenda,
                    signedAt,
                    late,
                    why,
                    warnings,
                    at);
        }

        private Row signed(Instant when, boolean lateNow, List<Warning> more, long at) {
            var all = new ArrayList<>(warnings);
            all.addAll(more);
            return new Row(
                    person,
                    encounter,
                    State.SIGNED,
                    program,
                    episode,
                    staff,
                    team,
                    role,
                    credential,
                    date,
                    startAt,
                    endAt,
                    minutes,
                    mode,
                    place,
                    activity,
                    crisis,
                    responseMinutes,
                    partOf,
                    code,
                    modifiers,
                    goals,
                    plan,
                    planVersion,
                    part2,
                    note,
                    addenda,
                    when,
                    lateNow,
                    reason,
                    all,
                    at);
        }

        private Row amended(Personal<String> addendum, long at) {
            var all = new ArrayList<>(addenda);
            all.add(addendum);
            return new Row(
                    person,
                    encounter,
                    state,
                    program,
                    episode,
                    staff,
                    team,
                    role,
                    credential,
                    date,
                    startAt,
                    endAt,
                    minutes,
                    mode,
                    place,
                    activity,
                    crisis,
                    responseMinutes,
                    partOf,
                    code,
                    modifiers,
                    goals,
                    plan,
                    planVersion,
                    part2,
                    note,
                    all,
                    signedAt,
                    late,
                    reason,
                    warnings,
                    at);
        }
    }

    public static final View<Row> VIEW = view();

    private static String key(String person, String encounter) {
        return person + '.' + encounter;
    }

    private static View<Row> view() {
        var view = View.of("encounters", 1, Row.class)
                .on(
                        "encounter.EncounterScheduled",
                        EncounterScheduled.class,
                        e -> key(e.data().person(), e.data().encounter()),
                        (row, e) -> planned(e.data(), e.envelope().version()))
                .on(
                        "encounter.EncounterLogged",
                        EncounterLogged.class,
                        e -> key(e.data().person(), e.data().encounter()),
                        (row, e) -> logged(e.data(), e.envelope().version()))
                .on(
                        "encounter.EncounterCancelled",
                        EncounterCancelled.class,
                        e -> key(e.data().person(), e.data().encounter()),
                        (row, e) -> row.with(
                                State.CANCELLED, e.data().reason(), e.envelope().version()))
                .on(
                        "encounter.EncounterMissed",
                        EncounterMissed.class,
                        e -> key(e.data().person(), e.data().encounter()),
                        (row, e) -> row.with(
                                State.MISSED, e.data().reason(), e.envelope().version()))
                .on(
                        "encounter.EncounterNoteSigned",
                        EncounterNoteSigned.class,
                        e -> key(e.data().person(), e.data().encounter()),
                        (row, e) -> row.signed(
                                e.data().signedAt(),
                                e.data().late(),
                                e.data().warnings(),
                                e.envelope().version()))
                .on(
                        "encounter.EncounterAmended",
                        EncounterAmended.class,
                        e -> key(e.data().person(), e.data().encounter()),
                        (row, e) ->
                                row.amended(e.data().addendum(), e.envelope().version()))
                .on(
                        "encounter.EncounterVoided",
                        EncounterVoided.class,
                        e -> key(e.data().person(), e.data().encounter()),
                        (row, e) -> row.with(
                                State.VOIDED, e.data().reason(), e.envelope().version()))
                .index("person", "date")
                .index("staff", "date")
                .index("state", "date")
                .index("team", "date")
                .index("date");
        return view.ignores(Published.except(Published.ENCOUNTER, view.handled().keySet()));
    }

    private static Row planned(EncounterScheduled v, long version) {
        return new Row(
                v.person(),
                v.encounter(),
                State.PLANNED,
                v.program(),
                v.episode(),
                v.staff(),
                v.team(),
                v.role(),
                null,
                v.date(),
                v.startAt(),
                v.startAt().plusSeconds(60L * v.minutes()),
                v.minutes(),
                v.mode(),
                null,
                Activity.SERVICE,
                false,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                false,
                null,
                List.of(),
                null,
                false,
                null,
                v.warnings(),
                version);
    }

    private static Row logged(EncounterLogged v, long version) {
        return new Row(
                v.person(),
                v.encounter(),
                State.LOGGED,
                v.program(),
                v.episode(),
                v.staff(),
                v.team(),
                v.role(),
                v.credential(),
                v.date(),
                v.startAt(),
                v.endAt(),
                v.minutes(),
                v.mode(),
                v.place(),
                v.activity(),
                v.crisis(),
                v.responseMinutes(),
                v.partOf(),
                v.code(),
                v.modifiers(),
                v.goals(),
                v.plan(),
                v.planVersion(),
                v.part2(),
                v.note(),
                List.of(),
                null,
                false,
                null,
                v.warnings(),
                version);
    }
}
