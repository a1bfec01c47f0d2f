package org.communitysupport.eligibility.projection;

import java.util.function.BiFunction;
import org.communitysupport.eligibility.domain.AuthorizationsEvent;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.DeterminationEvent.*;
import org.communitysupport.eligibility.domain.InProgram;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.eligibility.projection.EligibilityRow.Necessity;
import org.communitysupport.kernel.View;

/** One row a person and program, fed by their authorisations and determinations, which share a lane and so have one order. */
public final class EligibilityView {
    public static final View<EligibilityRow> VIEW = view();

    private EligibilityView() {}

    public static String key(String person, String program) {
        return person + '.' + program.replace('.', '_');
    }

    private static View<EligibilityRow> view() {
        var view = View.of("eligibility", 5, EligibilityRow.class);
        determinations(view);
        facts(view);
        requests(view);
        answers(view);
        units(view);
        return Published.restIgnored(view.index("person")
                .index("program")
                .index("payer")
                .index("team")
                .index("authorizations.status")
                .index("authorizations.kind")
                .index("stands")
                .index("endsOn")
                .index("left")
                .index("decisionDueOn"));
    }

    private static void determinations(View<EligibilityRow> view) {
        on(
                view,
                ClinicalAssessmentRecorded.class,
                (row, e) -> row.with(row.findings().with(e)));
        on(
                view,
                MedicalNecessityConfirmed.class,
                (row, e) -> row.with(row.findings().with(necessity(e))));
        on(
                view,
                MedicalNecessityNotMet.class,
                (row, e) -> row.with(row.findings().with(necessity(e))));
    }

    private static Necessity necessity(MedicalNecessityConfirmed e) {
        return new Necessity(true, e.determinedOn(), e.staff(), e.credential(), e.criteria());
    }

    private static Necessity necessity(MedicalNecessityNotMet e) {
        return new Necessity(false, e.determinedOn(), e.staff(), e.credential(), e.criteria());
    }

    private static void facts(View<EligibilityRow> view) {
        versioned(view, EligibilityStarted.class, EligibilityRow::started);
        versioned(view, DemographicsNoted.class, EligibilityRow::corrected);
        versioned(view, NecessityReported.class, (row, e) -> row);
        versioned(view, PlanReported.class, (row, e) -> row.with(row.findings().with(e)));
        versioned(
                view,
                ServiceOrderReported.class,
                (row, e) -> row.with(row.findings().with(e)));
    }

    private static void requests(View<EligibilityRow> view) {
        versioned(view, PassThroughNotified.class, (row, e) -> row);
        versioned(view, PassThroughOpened.class, (row, e) -> row.adding(PermissionRow.passThrough(e)));
        versioned(view, AuthorizationRequested.class, (row, e) -> row.adding(PermissionRow.requested(e)));
        versioned(view, AuthorizationNotRequired.class, (row, e) -> row.adding(PermissionRow.notRequired(e)));
    }

    private static void answers(View<EligibilityRow> view) {
        versioned(
                view,
                AuthorizationPended.class,
                (row, e) -> row.changing(
                        e.authorization(), a -> a.answered(AuthorizationStatus.PENDED, e.reason(), e.pendedOn())));
        versioned(
                view,
                AuthorizationReturned.class,
                (row, e) -> row.changing(
                        e.authorization(), a -> a.answered(AuthorizationStatus.RETURNED, e.reason(), e.returnedOn())));
        versioned(
                view,
                AuthorizationDenied.class,
                (row, e) -> row.changing(
                        e.authorization(), a -> a.answered(AuthorizationStatus.DENIED, e.reason(), e.noticeOn())));
        versioned(
                view,
                AuthorizationDeemedDenied.class,
                (row, e) -> row.changing(
                        e.authorization(), a -> a.answered(AuthorizationStatus.DEEMED_DENIED, null, e.deniedOn())));
        versioned(
                view,
                AuthorizationRequestCancelled.class,
                (row, e) -> row.changing(
                        e.authorization(), a -> a.answered(AuthorizationStatus.CANCELLED, e.reason(), e.on())));
        versioned(
                view,
                AuthorizationDecisionExtended.class,
                (row, e) -> row.changing(e.authorization(), a -> a.dueOn(a.status(), e.decisionDueOn())));
        versioned(
                view,
                AuthorizationResubmitted.class,
                (row, e) -> row.changing(
                        e.authorization(), a -> a.dueOn(AuthorizationStatus.REQUESTED, e.decisionDueOn())));
        versioned(view, AuthorizationGranted.class, (row, e) -> row.changing(e.authorization(), a -> a.granted(e)));
        versioned(
                view,
                AuthorizationPartiallyGranted.class,
                (row, e) -> row.changing(e.authorization(), a -> a.granted(e)));
        versioned(
                view, AuthorizationExpired.class, (row, e) -> row.changing(e.authorization(), PermissionRow::expired));
        versioned(
                view,
                AuthorizationEnded.class,
                (row, e) -> row.changing(e.authorization(), a -> a.ending(e.endedOn())));
        versioned(
                view,
                AuthorizationRestored.class,
                (row, e) -> row.changing(e.authorization(), a -> a.restored(e.status(), e.to())));
    }

    private static void units(View<EligibilityRow> view) {
        versioned(view, UnitsReserved.class, (row, e) -> row.filled(e.line(), e.balances()));
        versioned(view, UnitsCommitted.class, (row, e) -> row.filled(e.line(), e.balances()));
        versioned(view, UnitsReleased.class, (row, e) -> row.filled(e.line(), e.balances()));
        versioned(view, UnitReservationRejected.class, EligibilityRow::shortOf);
    }

    /** An event of the authorisations: its aggregate's version is what a change names. */
    private static <E extends AuthorizationsEvent> void versioned(
            View<EligibilityRow> view, Class<E> as, BiFunction<EligibilityRow, E, EligibilityRow> fold) {
        view.on(type(as), as, e -> key(e.data()), (row, e) -> fold.apply(begun(row, e.data()), e.data())
                .at(e.envelope().version()));
    }

    private static <E extends InProgram> void on(
            View<EligibilityRow> view, Class<E> as, BiFunction<EligibilityRow, E, EligibilityRow> fold) {
        view.on(type(as), as, e -> key(e.data()), (row, e) -> fold.apply(begun(row, e.data()), e.data()));
    }

    private static String type(Class<?> event) {
        return "eligibility." + event.getSimpleName();
    }

    private static String key(InProgram event) {
        return key(event.person(), event.program());
    }

    private static EligibilityRow begun(EligibilityRow row, InProgram event) {
        return row == null ? EligibilityRow.of(event.person(), event.program()) : row;
    }
}
