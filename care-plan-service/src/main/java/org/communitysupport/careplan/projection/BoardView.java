package org.communitysupport.careplan.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.communitysupport.careplan.domain.CarePlanEvent;
import org.communitysupport.careplan.inbound.FromEligibility;
import org.communitysupport.careplan.inbound.FromEncounter;
import org.communitysupport.careplan.inbound.FromReferral;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.View;

/**
 * One row a person for the people who coordinate care: what each of the services knows, in fields of its own. Nothing is combined here;
 * between the topics there is no order. {@link org.communitysupport.careplan.application.Board} combines on read.
 */
public final class BoardView {

    /** From the referral service. */
    public record Episode(
            String referral,
            String episode,
            String program,
            String payer,
            String team,
            LocalDate acceptedOn,
            Personal<FromReferral.Person> demographics) {}

    /** From this service. */
    public record Plan(
            String state,
            String plan,
            int version,
            LocalDate to,
            LocalDate activatedOn,
            LocalDate crisisPlanOn,
            int plannedUnitsPerWeek,
            LocalDate orderedOn,
            LocalDate orderValidTo) {
        static final Plan NONE = new Plan("NONE", null, 0, null, null, null, 0, null, null);

        Plan state(String now) {
            return new Plan(
                    now, plan, version, to, activatedOn, crisisPlanOn, plannedUnitsPerWeek, orderedOn, orderValidTo);
        }

        Plan crisis(LocalDate on) {
            return new Plan(state, plan, version, to, activatedOn, on, plannedUnitsPerWeek, orderedOn, orderValidTo);
        }

        Plan order(LocalDate on, LocalDate until) {
            return new Plan(state, plan, version, to, activatedOn, crisisPlanOn, plannedUnitsPerWeek, on, until);
        }
    }

    /** From the eligibility service. @param number null for a pass-through and for a request without an answer */
    public record Pool(
            String number,
            String state,
            String payer,
            LocalDate from,
            LocalDate to,
            LocalDate decisionDueOn,
            int granted,
            int used,
            int reserved,
            int left) {

        Pool balance(FromEligibility.Balance b) {
            return new Pool(
                    number, state, payer, from, to, decisionDueOn, b.granted(), b.used(), b.reserved(), b.left());
        }

        Pool in(String now) {
            return new Pool(number, now, payer, from, to, decisionDueOn, granted, used, reserved, left);
        }
    }

    /** From the eligibility service: units of one line of a day. @param missing what no pool could give */
    public record Drawn(LocalDate date, int units, int missing, String reason, boolean used) {}

    /** From the encounter service. */
    public record Appointment(Instant startAt, String staff, String role, int units) {}

    public record HeldLine(LocalDate date, int units, List<String> causes) {}

    /**
     * @param openedOn of the episode; {@code closedOn} null while it is open
     * @param pools by authorization
     * @param drawn by line
     * @param appointments by encounter
     * @param roles newest contact of each role
     */
    public record BoardRow(
            String person,
            String team,
            String program,
            Episode episode,
            LocalDate openedOn,
            LocalDate closedOn,
            LocalDate assessedOn,
            LocalDate necessityOn,
            LocalDate coverageTo,
            Plan plan,
            Map<String, Pool> pools,
            Map<String, Drawn> drawn,
            Map<String, Appointment> appointments,
            LocalDate lastContactOn,
            String lastContactRole,
            Map<String, LocalDate> roles,
            Map<String, HeldLine> held) {

        static final BoardRow EMPTY = new BoardRow(
                null, null, null, null, null, null, null, null, null, Plan.NONE, Map.of(), Map.of(), Map.of(), null,
                null, Map.of(), Map.of());

        BoardRow of(String p) {
            return new BoardRow(
                    p,
                    team,
                    program,
                    episode,
                    openedOn,
                    closedOn,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    pools,
                    drawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow with(Episode e) {
            if (episode != null && episode.acceptedOn().isAfter(e.acceptedOn())) return this;
            return new BoardRow(
                    person,
                    e.team(),
                    e.program(),
                    e,
                    openedOn,
                    closedOn,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    pools,
                    drawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow opened(LocalDate on) {
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    on,
                    null,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    pools,
                    drawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow closed(LocalDate on) {
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    openedOn,
                    on,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    pools,
                    drawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow known(LocalDate assessed, LocalDate necessity, LocalDate coverage) {
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    openedOn,
                    closedOn,
                    assessed,
                    necessity,
                    coverage,
                    plan,
                    pools,
                    drawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow with(Plan p) {
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    openedOn,
                    closedOn,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    p,
                    pools,
                    drawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow units(Map<String, Pool> newPools, Map<String, Drawn> newDrawn) {
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    openedOn,
                    closedOn,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    newPools,
                    newDrawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow appointments(Map<String, Appointment> all) {
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    openedOn,
                    closedOn,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    pools,
                    drawn,
                    all,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    held);
        }

        BoardRow contact(LocalDate on, String role) {
            boolean newest = lastContactOn == null || !on.isBefore(lastContactOn);
            LocalDate seen = roles.get(role);
            var all = seen != null && seen.isAfter(on) ? roles : plus(roles, role, on);
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    openedOn,
                    closedOn,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    pools,
                    drawn,
                    appointments,
                    newest ? on : lastContactOn,
                    newest ? role : lastContactRole,
                    all,
                    held);
        }

        BoardRow held(Map<String, HeldLine> all) {
            return new BoardRow(
                    person,
                    team,
                    program,
                    episode,
                    openedOn,
                    closedOn,
                    assessedOn,
                    necessityOn,
                    coverageTo,
                    plan,
                    pools,
                    drawn,
                    appointments,
                    lastContactOn,
                    lastContactRole,
                    roles,
                    all);
        }
    }

    public static final View<BoardRow> VIEW = view();

    private BoardView() {}

    private static View<BoardRow> view() {
        var view = View.of("board", 1, BoardRow.class);
        referral(view);
        carePlan(view);
        eligibility(view);
        encounter(view);
        return view.index("team")
                .index("program")
                .index("person")
                .index("closedOn")
                .ignores(Unneeded.byBoard());
    }

    private static void referral(View<BoardRow> view) {
        on(
                view,
                "referral.ReferralAccepted",
                FromReferral.ReferralAccepted.class,
                FromReferral.ReferralAccepted::person,
                (r, e) -> r.with(new Episode(
                        e.referral(),
                        e.episode(),
                        e.program(),
                        e.payer(),
                        e.team(),
                        e.acceptedOn(),
                        e.demographics())));
        on(
                view,
                "referral.EpisodeOpened",
                FromReferral.EpisodeOpened.class,
                FromReferral.EpisodeOpened::person,
                (r, e) -> r.opened(e.openedOn()));
        on(
                view,
                "referral.EpisodeClosed",
                FromReferral.EpisodeClosed.class,
                FromReferral.EpisodeClosed::person,
                (r, e) -> r.closed(e.closedOn()));
        on(
                view,
                "referral.ReferralWithdrawn",
                FromReferral.ReferralWithdrawn.class,
                e -> e.episode() == null ? null : e.person(),
                (r, e) -> r.closed(e.withdrawnOn()));
    }

    private static void carePlan(View<BoardRow> view) {
        on(
                view,
                "care-plan.PlanningStarted",
                CarePlanEvent.PlanningStarted.class,
                CarePlanEvent.PlanningStarted::person,
                (r, e) -> r.with(Plan.NONE.state("STARTED")));
        on(
                view,
                "care-plan.PlanDrafted",
                CarePlanEvent.PlanDrafted.class,
                CarePlanEvent.PlanDrafted::person,
                (r, e) -> r.with(r.plan.state("DRAFTED")));
        on(
                view,
                "care-plan.CrisisPlanCompleted",
                CarePlanEvent.CrisisPlanCompleted.class,
                CarePlanEvent.CrisisPlanCompleted::person,
                (r, e) -> r.with(r.plan.crisis(e.completedOn())));
        on(
                view,
                "care-plan.CrisisPlanUpdated",
                CarePlanEvent.CrisisPlanUpdated.class,
                CarePlanEvent.CrisisPlanUpdated::person,
                (r, e) -> r.with(r.plan.crisis(e.updatedOn())));
        on(
                view,
                "care-plan.PlanSigned",
                CarePlanEvent.PlanSigned.class,
                CarePlanEvent.PlanSigned::person,
                (r, e) -> r.with(r.plan.state("SIGNING")));
        on(
                view,
                "care-plan.PlanActivated",
                CarePlanEvent.PlanActivated.class,
                CarePlanEvent.PlanActivated::person,
                (r, e) -> r.with(new Plan(
                        "ACTIVE",
                        e.plan(),
                        e.version(),
                        e.to(),
                        e.activatedOn(),
                        e.crisisPlanOn(),
                        e.plannedUnitsPerWeek(),
                        r.plan.orderedOn(),
                        r.plan.orderValidTo())));
        on(
                view,
                "care-plan.PlanRevised",
                CarePlanEvent.PlanRevised.class,
                CarePlanEvent.PlanRevised::person,
                (r, e) -> r.with(r.plan.state("UNDER_REVISION")));
        on(
                view,
                "care-plan.ServiceOrdered",
                CarePlanEvent.ServiceOrdered.class,
                CarePlanEvent.ServiceOrdered::person,
                (r, e) -> r.with(r.plan.order(e.orderedOn(), e.validTo())));
    }

    private static void eligibility(View<BoardRow> view) {
        on(
                view,
                "eligibility.ClinicalAssessmentRecorded",
                FromEligibility.ClinicalAssessmentRecorded.class,
                FromEligibility.ClinicalAssessmentRecorded::person,
                (r, e) -> r.known(e.assessedOn(), r.necessityOn, r.coverageTo));
        on(
                view,
                "eligibility.MedicalNecessityConfirmed",
                FromEligibility.Necessity.class,
                FromEligibility.Necessity::person,
                (r, e) -> r.known(r.assessedOn, e.determinedOn(), r.coverageTo));
        on(
                view,
                "eligibility.CoverageVerified",
                FromEligibility.CoverageVerified.class,
                FromEligibility.CoverageVerified::person,
                (r, e) -> r.known(r.assessedOn, r.necessityOn, e.verifiedTo()));
        on(
                view,
                "eligibility.CoverageEnded",
                FromEligibility.CoverageEnded.class,
                FromEligibility.CoverageEnded::person,
                (r, e) -> r.known(r.assessedOn, r.necessityOn, e.endedOn()));
        for (String granted : List.of("PassThroughOpened", "AuthorizationGranted", "AuthorizationPartiallyGranted"))
            on(
                    view,
                    "eligibility." + granted,
                    FromEligibility.Granted.class,
                    FromEligibility.Granted::person,
                    (r, e) -> pool(
                            r,
                            e.authorization(),
                            new Pool(
                                    e.number(),
                                    granted.equals("PassThroughOpened") ? "PASS_THROUGH" : "GRANTED",
                                    e.payer(),
                                    e.from(),
                                    e.to(),
                                    null,
                                    e.units(),
                                    0,
                                    0,
                                    e.units())));
        on(
                view,
                "eligibility.AuthorizationRequested",
                FromEligibility.Requested.class,
                FromEligibility.Requested::person,
                (r, e) -> pool(
                        r,
                        e.authorization(),
                        new Pool(null, "REQUESTED", null, null, null, e.decisionDueOn(), 0, 0, 0, 0)));
        for (var answer : Map.of(
                        "AuthorizationDenied",
                        "DENIED",
                        "AuthorizationPended",
                        "PENDED",
                        "AuthorizationReturned",
                        "RETURNED")
                .entrySet())
            on(
                    view,
                    "eligibility." + answer.getKey(),
                    FromEligibility.Answered.class,
                    FromEligibility.Answered::person,
                    (r, e) -> changed(r, e.authorization(), p -> p.in(answer.getValue())));
        on(
                view,
                "eligibility.AuthorizationEnded",
                FromEligibility.Ended.class,
                FromEligibility.Ended::person,
                (r, e) -> changed(r, e.authorization(), p -> p.in("ENDED")));
        on(
                view,
                "eligibility.UnitsReserved",
                FromEligibility.Units.class,
                FromEligibility.Units::person,
                (r, e) -> drawn(r, e, new Drawn(e.date(), e.units(), 0, null, false)));
        on(
                view,
                "eligibility.UnitsCommitted",
                FromEligibility.Units.class,
                FromEligibility.Units::person,
                (r, e) -> drawn(r, e, new Drawn(e.date(), e.units(), 0, null, true)));
        on(
                view,
                "eligibility.UnitsReleased",
                FromEligibility.Units.class,
                FromEligibility.Units::person,
                (r, e) -> drawn(r, e, null));
        on(
                view,
                "eligibility.UnitReservationRejected",
                FromEligibility.Units.class,
                FromEligibility.Units::person,
                (r, e) -> drawn(
                        r,
                        e,
                        new Drawn(
                                e.date(),
                                e.units() - e.missing(),
                                e.missing(),
                                e.reason(),
                                !e.line().startsWith("sched_"))));
    }

    private static BoardRow pool(BoardRow row, String authorization, Pool pool) {
        return row.units(plus(row.pools, authorization, pool), row.drawn);
    }

    private static BoardRow changed(BoardRow row, String authorization, Function<Pool, Pool> change) {
        var pool = row.pools.get(authorization);
        return pool == null ? row : pool(row, authorization, change.apply(pool));
    }

    private static BoardRow drawn(BoardRow row, FromEligibility.Units e, Drawn line) {
        var pools = new TreeMap<>(row.pools);
        for (var b : e.balances()) pools.computeIfPresent(b.authorization(), (id, pool) -> pool.balance(b));
        return row.units(pools, line == null ? minus(row.drawn, e.line()) : plus(row.drawn, e.line(), line));
    }

    private static void encounter(View<BoardRow> view) {
        on(
                view,
                "encounter.EncounterScheduled",
                FromEncounter.Scheduled.class,
                FromEncounter.Scheduled::person,
                (r, e) -> r.appointments(plus(
                        r.appointments, e.encounter(), new Appointment(e.startAt(), e.staff(), e.role(), e.units()))));
        for (String gone : List.of("EncounterCancelled", "EncounterMissed"))
            on(
                    view,
                    "encounter." + gone,
                    FromEncounter.Gone.class,
                    FromEncounter.Gone::person,
                    (r, e) -> r.appointments(minus(r.appointments, e.encounter())));
        on(view, "encounter.EncounterLogged", FromEncounter.Logged.class, FromEncounter.Logged::person, (r, e) -> {
            var now = r.appointments(minus(r.appointments, e.encounter()));
            return "SERVICE".equals(e.activity()) ? now.contact(e.date(), e.role()) : now;
        });
        on(
                view,
                "encounter.EncounterHeld",
                FromEncounter.Held.class,
                FromEncounter.Held::person,
                (r, e) -> r.held(plus(
                        r.held,
                        e.line(),
                        new HeldLine(
                                e.date(),
                                e.units(),
                                e.causes().stream()
                                        .map(FromEncounter.Cause::code)
                                        .toList()))));
        on(
                view,
                "encounter.EncounterHoldLifted",
                FromEncounter.HoldLifted.class,
                FromEncounter.HoldLifted::person,
                (r, e) -> r.held(minus(r.held, e.line())));
    }

    private static <E> void on(
            View<BoardRow> view,
            String type,
            Class<E> as,
            Function<E, String> person,
            BiFunction<BoardRow, E, BoardRow> fold) {
        view.on(
                type,
                as,
                e -> person.apply(e.data()),
                (row, e) -> fold.apply((row == null ? BoardRow.EMPTY : row).of(person.apply(e.data())), e.data()));
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T value) {
        var all = new TreeMap<>(map);
        all.put(key, value);
        return all;
    }

    private static <T> Map<String, T> minus(Map<String, T> map, String key) {
        var all = new TreeMap<>(map);
        all.remove(key);
        return all;
    }
}
