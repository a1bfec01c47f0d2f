package org.communitysupport.encounter.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.communitysupport.encounter.domain.Activity;
import org.communitysupport.encounter.domain.EncounterEvent;
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
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Event;
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

    /** ENC-12: what was added to a note that stays as it is, why, by whom and when. */
    public record Addendum(Personal<String> text, String reason, String by, Instant at) {}

    /** @param reason why it was cancelled, missed or voided; null otherwise */
    public record Row(
            String person,
            String encounter,
            State state,
            String staff,
            String team,
            LocalDate date,
            Visit visit,
            List<Addendum> addenda,
            Instant signedAt,
            boolean late,
            String reason,
            List<Warning> warnings,
            long version) {

        private Row ended(State now, String why, long at) {
            return new Row(
                    person, encounter, now, staff, team, date, visit, addenda, signedAt, late, why, warnings, at);
        }

        private Row signed(EncounterNoteSigned e, long at) {
            var all = plus(warnings, e.warnings());
            return new Row(
                    person,
                    encounter,
                    State.SIGNED,
                    staff,
                    team,
                    date,
                    visit,
                    addenda,
                    e.signedAt(),
                    e.late(),
                    reason,
                    all,
                    at);
        }

        private Row amended(Addendum addendum, long at) {
            var all = plus(addenda, List.of(addendum));
            return new Row(
                    person, encounter, state, staff, team, date, visit, all, signedAt, late, reason, warnings, at);
        }

        private static <T> List<T> plus(List<T> before, List<T> more) {
            var all = new ArrayList<>(before);
            all.addAll(more);
            return List.copyOf(all);
        }
    }

    /** As planned, then as it took place. @param code null until it is logged, and for time that is no service */
    public record Visit(
            String program,
            String episode,
            String role,
            String credential,
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
            Personal<Note> note) {

        private static Visit planned(EncounterScheduled v) {
            return new Visit(
                    v.program(),
                    v.episode(),
                    v.role(),
                    null,
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
                    null);
        }

        private static Visit logged(EncounterLogged v) {
            return new Visit(
                    v.program(),
                    v.episode(),
                    v.role(),
                    v.credential(),
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
                    v.note());
        }
    }

    public static final View<Row> VIEW = view();

    private static View<Row> view() {
        var view = View.of("encounters", 3, Row.class);
        on(view, "EncounterScheduled", EncounterScheduled.class, (row, e) -> planned(e));
        on(view, "EncounterLogged", EncounterLogged.class, (row, e) -> logged(e));
        on(
                view,
                "EncounterCancelled",
                EncounterCancelled.class,
                (row, e) -> row.ended(
                        State.CANCELLED, e.data().reason(), e.envelope().version()));
        on(
                view,
                "EncounterMissed",
                EncounterMissed.class,
                (row, e) ->
                        row.ended(State.MISSED, e.data().reason(), e.envelope().version()));
        on(
                view,
                "EncounterNoteSigned",
                EncounterNoteSigned.class,
                (row, e) -> row.signed(e.data(), e.envelope().version()));
        on(
                view,
                "EncounterAmended",
                EncounterAmended.class,
                (row, e) -> row.amended(
                        new Addendum(
                                e.data().addendum(),
                                e.data().reason(),
                                e.envelope().actor(),
                                e.envelope().at()),
                        e.envelope().version()));
        on(
                view,
                "EncounterVoided",
                EncounterVoided.class,
                (row, e) ->
                        row.ended(State.VOIDED, e.data().reason(), e.envelope().version()));
        view.index("person", "date")
                .index("staff", "date")
                .index("state", "date")
                .index("team", "date")
                .index("warnings.code", "date")
                .index("date");
        return Published.restIgnored(view);
    }

    private static <E extends EncounterEvent> void on(
            View<Row> view, String name, Class<E> type, BiFunction<Row, Event<E>, Row> fold) {
        view.on(
                "encounter." + name,
                type,
                e -> AggregateId.parse(e.envelope().aggregate()).publicId(),
                fold);
    }

    private static Row planned(Event<EncounterScheduled> event) {
        var v = event.data();
        return new Row(
                v.person(),
                v.encounter(),
                State.PLANNED,
                v.staff(),
                v.team(),
                v.date(),
                Visit.planned(v),
                List.of(),
                null,
                false,
                null,
                v.warnings(),
                event.envelope().version());
    }

    private static Row logged(Event<EncounterLogged> event) {
        var v = event.data();
        return new Row(
                v.person(),
                v.encounter(),
                State.LOGGED,
                v.staff(),
                v.team(),
                v.date(),
                Visit.logged(v),
                List.of(),
                null,
                false,
                null,
                v.warnings(),
                event.envelope().version());
    }
}
