package org.communitysupport.eligibility.projection;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Balance;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.domain.DeterminationEvent.*;
import org.communitysupport.eligibility.projection.EligibilityRow.Necessity;
import org.communitysupport.eligibility.projection.EligibilityRow.Permission;
import org.communitysupport.eligibility.projection.EligibilityRow.ShortLine;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One row a person and program, fed by their authorisations and determinations, which share a lane and so have one order. */
public final class EligibilityView {
    public static final View<EligibilityRow> VIEW = view();

    private EligibilityView() {}

    public static String key(String person, String program) {
        return person + '.' + program.replace('.', '_');
    }

    /** Who and which program an event is about. */
    private record About(String person, String program) {}

    private static View<EligibilityRow> view() {
        var view = View.of("eligibility", 2, EligibilityRow.class);
        facts(view);
        requests(view);
        units(view);
        return view.ignores(
                        "eligibility.AssessmentReported",
                        "eligibility.CoverageVerified",
                        "eligibility.CoverageNotFound",
                        "eligibility.CoverageEnded",
                        "eligibility.PayerChanged")
                .index("person")
                .index("program")
                .index("payer")
                .index("team")
                .index("authorizations.status")
                .index("authorizations.kind")
                .index("stands")
                .index("endsOn")
                .index("left")
                .index("decisionDueOn");
    }

    private static void facts(View<EligibilityRow> view) {
        on(
                view,
                EligibilityStarted.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.started(e.data(), version(e)));
        on(
                view,
                ClinicalAssessmentRecorded.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.assessed(e.data(), version(e)));
        on(
                view,
                MedicalNecessityConfirmed.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.determined(
                        new Necessity(
                                true,
                                e.data().determinedOn(),
                                e.data().staff(),
                                e.data().credential(),
                                e.data().criteria()),
                        version(e)));
        on(
                view,
                MedicalNecessityNotMet.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.determined(
                        new Necessity(
                                false,
                                e.data().determinedOn(),
                                e.data().staff(),
                                e.data().credential(),
                                e.data().criteria()),
                        version(e)));
        on(view, NecessityReported.class, e -> new About(e.person(), e.program()), (row, e) -> row.seen(version(e)));
        on(
                view,
                PlanReported.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.planned(e.data(), version(e)));
        on(
                view,
                ServiceOrderReported.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.ordered(e.data(), version(e)));
    }

    private static void requests(View<EligibilityRow> view) {
        on(view, PassThroughNotified.class, e -> new About(e.person(), e.program()), (row, e) -> row.seen(version(e)));
        on(
                view,
                PassThroughOpened.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.adding(passThrough(e.data()), version(e)));
        on(
                view,
                AuthorizationRequested.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.adding(requested(e.data()), version(e)));
        on(
                view,
                AuthorizationNotRequired.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.adding(notRequired(e.data()), version(e)));
        on(
                view,
                AuthorizationPended.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.changing(
                        e.data().authorization(),
                        a -> a.at(
                                AuthorizationStatus.PENDED,
                                e.data().reason(),
                                e.data().pendedOn()),
                        version(e)));
        on(
                view,
                AuthorizationReturned.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.changing(
                        e.data().authorization(),
                        a -> a.at(
                                AuthorizationStatus.RETURNED,
                                e.data().reason(),
                                e.data().returnedOn()),
                        version(e)));
        on(
                view,
                AuthorizationDenied.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.changing(
                        e.data().authorization(),
                        a -> a.at(
                                AuthorizationStatus.DENIED,
                                e.data().reason(),
                                e.data().noticeOn()),
                        version(e)));
        on(
                view,
                AuthorizationGranted.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.changing(
                        e.data().authorization(),
                        a -> a.granted(
                                e.data().number(),
                                e.data().units(),
                                e.data().from(),
                                e.data().to(),
                                e.data().decidedOn(),
                                e.data().warnings()),
                        version(e)));
        on(
                view,
                AuthorizationPartiallyGranted.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.changing(
                        e.data().authorization(),
                        a -> a.granted(
                                e.data().number(),
                                e.data().units(),
                                e.data().from(),
                                e.data().to(),
                                e.data().decidedOn(),
                                e.data().warnings()),
                        version(e)));
        on(
                view,
                AuthorizationExpired.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.changing(e.data().authorization(), Permission::expired, version(e)));
        on(
                view,
                AuthorizationEnded.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> row.changing(
                        e.data().authorization(), a -> a.ending(e.data().endedOn()), version(e)));
    }

    private static void units(View<EligibilityRow> view) {
        on(
                view,
                UnitsReserved.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> balanced(row, e, e.data().balances(), e.data().line(), null));
        on(
                view,
                UnitsCommitted.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> balanced(row, e, e.data().balances(), e.data().line(), null));
        on(
                view,
                UnitsReleased.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> balanced(row, e, e.data().balances(), e.data().line(), null));
        on(
                view,
                UnitReservationRejected.class,
                e -> new About(e.person(), e.program()),
                (row, e) -> balanced(
                        row,
                        e,
                        e.data().balances(),
                        e.data().line(),
                        new ShortLine(
                                e.data().line(),
                                e.data().date(),
                                e.data().units(),
                                e.data().missing(),
                                e.data().reason())));
    }

    private static EligibilityRow balanced(
            EligibilityRow row, Event<?> event, List<Balance> balances, String line, ShortLine missing) {
        return row.balanced(balances, line, missing, version(event));
    }

    private static Permission passThrough(PassThroughOpened e) {
        return new Permission(
                e.authorization(),
                PoolKind.PASS_THROUGH,
                AuthorizationStatus.GRANTED,
                e.episode(),
                e.payer(),
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                List.of(),
                null,
                e.from(),
                e.to(),
                e.units(),
                0,
                0,
                e.units(),
                null,
                null,
                e.warnings());
    }

    private static Permission requested(AuthorizationRequested e) {
        return new Permission(
                e.authorization(),
                PoolKind.AUTHORIZATION,
                AuthorizationStatus.REQUESTED,
                e.episode(),
                e.payer(),
                e.step(),
                e.units(),
                e.from(),
                e.to(),
                e.requestedOn(),
                e.decisionDueOn(),
                e.expedited(),
                e.housingSince(),
                e.documents(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                e.warnings());
    }

    private static Permission notRequired(AuthorizationNotRequired e) {
        return new Permission(
                e.authorization(),
                PoolKind.NOT_REQUIRED,
                AuthorizationStatus.GRANTED,
                e.episode(),
                e.payer(),
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                List.of(),
                null,
                e.from(),
                e.to(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static long version(Event<?> event) {
        return event.envelope().version();
    }

    private static <E> void on(
            View<EligibilityRow> view,
            Class<E> as,
            Function<E, About> about,
            BiFunction<EligibilityRow, Event<E>, EligibilityRow> fold) {
        view.on(
                "eligibility." + as.getSimpleName(),
                as,
                event -> key(
                        about.apply(event.data()).person(),
                        about.apply(event.data()).program()),
                (row, event) -> {
                    var who = about.apply(event.data());
                    var before =
                            row == null ? EligibilityRow.blank(event.envelope(), who.person(), who.program()) : row;
                    return fold.apply(before, event);
                });
    }
}
