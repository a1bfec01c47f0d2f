package org.communitysupport.careplan.projection;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.communitysupport.careplan.domain.CarePlanEvent;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanCompleted;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanUpdated;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalOutcomeRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanActivated;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanDrafted;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanSigned;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanningStarted;
import org.communitysupport.careplan.domain.CarePlanEvent.ServiceOrdered;
import org.communitysupport.careplan.domain.GoalOutcome;
import org.communitysupport.careplan.inbound.FromEligibility;
import org.communitysupport.careplan.inbound.FromEncounter;
import org.communitysupport.careplan.inbound.FromReferral;
import org.communitysupport.careplan.inbound.OfPerson;
import org.communitysupport.careplan.inbound.Published;
import org.communitysupport.careplan.projection.BoardRow.Appointment;
import org.communitysupport.careplan.projection.BoardRow.CancelledVisit;
import org.communitysupport.careplan.projection.BoardRow.Contacts;
import org.communitysupport.careplan.projection.BoardRow.Drawn;
import org.communitysupport.careplan.projection.BoardRow.Eligibility;
import org.communitysupport.careplan.projection.BoardRow.HeldLine;
import org.communitysupport.careplan.projection.BoardRow.Plan;
import org.communitysupport.careplan.projection.BoardRow.Pool;
import org.communitysupport.kernel.View;

/**
 * One row a person for the people who coordinate care: what each of the services knows, in a section of its own. Nothing is combined here;
 * between the topics and between their lanes there is no order. {@link org.communitysupport.careplan.application.Board} combines on read.
 */
public final class BoardView {
    private static final Set<String> GRANTS = Set.of("AuthorizationGranted", "AuthorizationPartiallyGranted");
    private static final Map<String, String> ANSWERS = Map.of(
            "AuthorizationDenied", "DENIED",
            "AuthorizationPended", "PENDED",
            "AuthorizationReturned", "RETURNED",
            "AuthorizationDeemedDenied", "DEEMED_DENIED",
            "AuthorizationRequestCancelled", "CANCELLED");

    public static final View<BoardRow> VIEW = view();

    private BoardView() {}

    private static View<BoardRow> view() {
        var view = View.of("board", 7, BoardRow.class);
        referral(view);
        carePlan(view);
        proofs(view);
        authorizations(view);
        units(view);
        encounter(view);
        return Published.restIgnored(
                view.index("team").index("program").index("person").index("state"));
    }

    private static void referral(View<BoardRow> view) {
        view.on(
                "referral.ReferralAccepted",
                FromReferral.ReferralAccepted.class,
                e -> e.data().person(),
                (row, e) -> begun(row, e.data().person())
                        .episode(
                                e.data().episode(),
                                known -> known.accepted(e.data(), e.envelope().at())));
        view.on(
                "referral.DemographicsCorrected",
                FromReferral.DemographicsCorrected.class,
                // Corrected before it was accepted: the acceptance brings it.
                e -> e.data().episode() == null ? null : e.data().person(),
                (row, e) -> begun(row, e.data().person())
                        .episode(
                                e.data().episode(),
                                known -> known.about(e.data().demographics())));
        on(
                view,
                "referral.EpisodeOpened",
                FromReferral.EpisodeOpened.class,
                (row, e) -> row.episode(e.episode(), known -> known.opened(e.openedOn())));
        on(
                view,
                "referral.EpisodeClosed",
                FromReferral.EpisodeClosed.class,
                (row, e) -> row.episode(e.episode(), known -> known.closed(e.closedOn())));
        on(
                view,
                "referral.EpisodeReopened",
                FromReferral.EpisodeReopened.class,
                (row, e) -> row.episode(e.episode(), known -> known.closed(null)));
        view.on(
                "referral.ReferralWithdrawn",
                FromReferral.ReferralWithdrawn.class,
                // Withdrawn before it was accepted: there is no episode to end.
                e -> e.data().episode() == null ? null : e.data().person(),
                (row, e) -> begun(row, e.data().person())
                        .episode(
                                e.data().episode(),
                                known -> known.closed(e.data().withdrawnOn())));
    }

    private static void carePlan(View<BoardRow> view) {
        plan(view, PlanningStarted.class, (plan, e) -> Plan.NONE.in("STARTED"));
        plan(view, PlanDrafted.class, (plan, e) -> plan.in("DRAFTED"));
        plan(view, CrisisPlanCompleted.class, (plan, e) -> plan.crisis(e.completedOn()));
        plan(view, CrisisPlanUpdated.class, (plan, e) -> plan.crisis(e.updatedOn()));
        plan(view, PlanSigned.class, (plan, e) -> plan.in("SIGNING"));
        plan(view, PlanActivated.class, BoardView::active);
        plan(view, PlanRevised.class, (plan, e) -> plan.in("UNDER_REVISION"));
        plan(view, GoalOutcomeRecorded.class, (plan, e) -> plan.goal(e.goal(), e.outcome() != GoalOutcome.GOES_ON));
        plan(view, ServiceOrdered.class, (plan, e) -> plan.ordered(e.orderedOn(), e.validTo()));
    }

    private static Plan active(Plan before, PlanActivated e) {
        return new Plan(
                "ACTIVE",
                e.plan(),
                e.version(),
                e.to(),
                e.activatedOn(),
                e.crisisPlanOn(),
                e.plannedUnitsPerWeek(),
                before.orderedOn(),
                before.orderValidTo(),
                e.goalTargets() == null ? Map.of() : e.goalTargets(),
                before.closedGoals());
    }

    private static void proofs(View<BoardRow> view) {
        eligibility(
                view,
                "ClinicalAssessmentRecorded",
                FromEligibility.ClinicalAssessmentRecorded.class,
                (known, e) -> known.assessed(e.assessedOn()));
        eligibility(
                view,
                "MedicalNecessityConfirmed",
                FromEligibility.Necessity.class,
                (known, e) -> known.necessary(e.determinedOn()));
        eligibility(
                view,
                "CoverageVerified",
                FromEligibility.CoverageVerified.class,
                (known, e) -> known.covered(e.verifiedTo()));
        eligibility(
                view, "CoverageEnded", FromEligibility.CoverageEnded.class, (known, e) -> known.covered(e.endedOn()));
    }

    private static void authorizations(View<BoardRow> view) {
        eligibility(
                view,
                "PassThroughOpened",
                FromEligibility.Granted.class,
                (known, e) -> known.pool(e.authorization(), Pool.granted("PASS_THROUGH", e)));
        for (String granted : GRANTS)
            eligibility(
                    view,
                    granted,
                    FromEligibility.Granted.class,
                    (known, e) -> known.pool(e.authorization(), Pool.granted("GRANTED", e)));
        eligibility(
                view,
                "AuthorizationRequested",
                FromEligibility.Requested.class,
                (known, e) -> known.pool(e.authorization(), Pool.requested(e)));
        ANSWERS.forEach((type, state) -> eligibility(
                view,
                type,
                FromEligibility.Answered.class,
                (known, e) -> known.change(e.authorization(), pool -> pool.in(state))));
        for (String newClock : Set.of("AuthorizationDecisionExtended", "AuthorizationResubmitted"))
            eligibility(
                    view,
                    newClock,
                    FromEligibility.NewClock.class,
                    (known, e) -> known.change(
                            e.authorization(),
                            pool -> pool.due(
                                    newClock.equals("AuthorizationResubmitted") ? "REQUESTED" : pool.state(),
                                    e.decisionDueOn())));
        eligibility(
                view,
                "AuthorizationEnded",
                FromEligibility.Ended.class,
                (known, e) -> known.change(e.authorization(), pool -> pool.in("ENDED")));
        eligibility(
                view,
                "AuthorizationRestored",
                FromEligibility.Restored.class,
                (known, e) -> known.change(e.authorization(), pool -> pool.in(e.state())));
    }

    private static void units(View<BoardRow> view) {
        units(view, "UnitsReserved", e -> new Drawn(e.date(), e.units(), 0, null, false));
        units(view, "UnitsCommitted", e -> new Drawn(e.date(), e.units(), 0, null, true));
        units(view, "UnitsReleased", e -> null);
        units(view, "UnitReservationRejected", BoardView::rejected);
    }

    /** What a line of a scheduled visit did not get was asked for in advance; all other lines are of service that was given. */
    private static Drawn rejected(FromEligibility.Units e) {
        boolean scheduled = e.line().startsWith("sched_");
        return new Drawn(e.date(), e.units() - e.missing(), e.missing(), e.reason(), !scheduled);
    }

    private static void encounter(View<BoardRow> view) {
        contacts(
                view,
                "EncounterScheduled",
                FromEncounter.Scheduled.class,
                (known, e) ->
                        known.planned(e.encounter(), new Appointment(e.startAt(), e.staff(), e.role(), e.units())));
        contacts(view, "EncounterCancelled", FromEncounter.Cancelled.class, BoardView::cancelled);
        contacts(view, "EncounterMissed", FromEncounter.Gone.class, (known, e) -> known.gone(e.encounter()));
        contacts(view, "EncounterLogged", FromEncounter.Logged.class, BoardView::logged);
        contacts(view, "EncounterHeld", FromEncounter.Held.class, (known, e) -> known.held(e.line(), held(e)));
        contacts(view, "EncounterHoldLifted", FromEncounter.HoldLifted.class, (known, e) -> known.lifted(e.line()));
    }

    private static Contacts logged(Contacts known, FromEncounter.Logged e) {
        var now = known.gone(e.encounter());
        return "SERVICE".equals(e.activity()) ? now.seen(e.date(), e.role()) : now;
    }

    /** A visit that the end of an episode cancelled is shown should the episode go on. */
    private static Contacts cancelled(Contacts known, FromEncounter.Cancelled e) {
        var now = known.gone(e.encounter());
        return e.endedEpisode() == null
                ? now
                : now.endedWith(e.encounter(), new CancelledVisit(e.endedEpisode(), e.date()));
    }

    private static HeldLine held(FromEncounter.Held e) {
        return new HeldLine(
                e.date(),
                e.units(),
                e.causes().stream().map(FromEncounter.Cause::code).toList());
    }

    private static <E extends CarePlanEvent> void plan(
            View<BoardRow> view, Class<E> as, BiFunction<Plan, E, Plan> fold) {
        view.on("care-plan." + as.getSimpleName(), as, e -> e.data().person(), (row, e) -> {
            var before = begun(row, e.data().person());
            return before.plan(e.data().episode(), known -> fold.apply(known, e.data()));
        });
    }

    private static <E extends OfPerson> void eligibility(
            View<BoardRow> view, String name, Class<E> as, BiFunction<Eligibility, E, Eligibility> fold) {
        on(view, "eligibility." + name, as, (row, e) -> row.with(fold.apply(row.eligibility(), e)));
    }

    private static void units(View<BoardRow> view, String name, Function<FromEligibility.Units, Drawn> drawn) {
        eligibility(view, name, FromEligibility.Units.class, (known, e) -> known.draw(e, drawn.apply(e)));
    }

    private static <E extends OfPerson> void contacts(
            View<BoardRow> view, String name, Class<E> as, BiFunction<Contacts, E, Contacts> fold) {
        on(view, "encounter." + name, as, (row, e) -> row.with(fold.apply(row.contacts(), e)));
    }

    private static <E extends OfPerson> void on(
            View<BoardRow> view, String type, Class<E> as, BiFunction<BoardRow, E, BoardRow> fold) {
        view.on(
                type,
                as,
                e -> e.data().person(),
                (row, e) -> fold.apply(begun(row, e.data().person()), e.data()));
    }

    private static BoardRow begun(BoardRow row, String person) {
        return row == null ? BoardRow.of(person) : row;
    }
}
