package org.communitysupport.careplan.projection;

import java.util.function.BiFunction;
import org.communitysupport.careplan.domain.CarePlanEvent;
import org.communitysupport.careplan.domain.CarePlanEvent.AssessmentNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.ConsentNotObtainedDocumented;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanCompleted;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanUpdated;
import org.communitysupport.careplan.domain.CarePlanEvent.DemographicsNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeEndNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeReopenedNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalAdded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalOutcomeRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalProgressRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.InterventionPlanned;
import org.communitysupport.careplan.domain.CarePlanEvent.LinkageRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportContacted;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportEnded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanActivated;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanDrafted;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanSigned;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanningStarted;
import org.communitysupport.careplan.domain.CarePlanEvent.ServiceOrdered;
import org.communitysupport.careplan.projection.PlanRow.Linkage;
import org.communitysupport.careplan.projection.PlanRow.Support;
import org.communitysupport.careplan.projection.PlanRow.Version;
import org.communitysupport.kernel.View;

/** The plan of one episode with all its versions; signed versions stay readable (PLN-9). One lane feeds a row, so its events are in order. */
public final class PlanView {
    public static final View<PlanRow> VIEW = view();

    private PlanView() {}

    private static View<PlanRow> view() {
        var view = View.of("plan", 6, PlanRow.class);
        episode(view);
        writing(view);
        course(view);
        on(view, ServiceOrdered.class, PlanRow::with);
        on(view, LinkageRecorded.class, (row, e) -> row.with(row.around().with(e.linkage(), linkage(e))));
        on(view, NaturalSupportRecorded.class, (row, e) -> row.with(row.around().with(e.support(), support(e))));
        on(view, GoalProgressRecorded.class, (row, e) -> row.with(row.around().with(e)));
        on(view, GoalOutcomeRecorded.class, (row, e) -> row.with(row.around().with(e)));
        on(view, NaturalSupportRevised.class, (row, e) -> row.with(row.around().with(e.support(), support(e))));
        on(view, NaturalSupportEnded.class, (row, e) -> row.with(row.around().ended(e.support(), e.endedOn())));
        on(
                view,
                NaturalSupportContacted.class,
                (row, e) -> row.with(row.around().contacted(e.support(), e.on())));
        return view.index("person").index("team").index("program");
    }

    private static void episode(View<PlanRow> view) {
        on(view, PlanningStarted.class, PlanRow::started);
        on(view, DemographicsNoted.class, PlanRow::corrected);
        on(view, AssessmentNoted.class, (row, e) -> row.on(row.days().assessed(e.assessedOn())));
        on(view, EpisodeNoted.class, (row, e) -> row.on(row.days().opened(e.openedOn())));
        on(view, EpisodeReopenedNoted.class, (row, e) -> row.on(row.days().closed(null)));
        on(view, EpisodeEndNoted.class, (row, e) -> row.on(row.days().closed(e.closedOn())));
    }

    private static void writing(View<PlanRow> view) {
        on(view, PlanDrafted.class, (row, e) -> row.with(e.plan(), Version.drafted(e)));
        on(
                view,
                PlanRevised.class,
                (row, e) -> row.with(e.plan(), row.version(e.version() - 1).revised(e)));
        on(view, GoalAdded.class, (row, e) -> row.write(e.version(), content -> content.with(e)));
        on(view, GoalRevised.class, (row, e) -> row.write(e.version(), content -> content.with(e)));
        on(view, InterventionPlanned.class, (row, e) -> row.write(e.version(), content -> content.with(e)));
        on(
                view,
                CrisisPlanCompleted.class,
                (row, e) -> row.write(e.version(), content -> content.crisis(e.completedOn(), e.crisisPlan())));
        on(
                view,
                CrisisPlanUpdated.class,
                (row, e) -> row.write(e.version(), content -> content.crisis(e.updatedOn(), e.crisisPlan())));
    }

    private static void course(View<PlanRow> view) {
        on(view, PlanSigned.class, (row, e) -> row.move(e.version(), course -> course.signed(e)));
        on(
                view,
                ConsentNotObtainedDocumented.class,
                (row, e) -> row.move(e.version(), course -> course.withoutConsent(e.on())));
        on(view, PlanActivated.class, PlanView::activated);
    }

    /** The version before, if it was active, is superseded by this one. */
    private static PlanRow activated(PlanRow row, PlanActivated e) {
        var now = row;
        for (var old : row.versions().values())
            if (old.course().state().equals("ACTIVE"))
                now = now.with(row.plan(), old.with(old.course().superseded()));
        return now.move(e.version(), course -> course.activated(e.activatedOn()));
    }

    private static Linkage linkage(LinkageRecorded e) {
        return new Linkage(e.kind().name(), e.state().name(), e.on(), e.detail());
    }

    private static Support support(NaturalSupportRecorded e) {
        return new Support(e.naturalSupport(), e.consentScopes(), null, null);
    }

    private static Support support(NaturalSupportRevised e) {
        return new Support(e.naturalSupport(), e.consentScopes(), null, null);
    }

    private static <E extends CarePlanEvent> void on(
            View<PlanRow> view, Class<E> as, BiFunction<PlanRow, E, PlanRow> fold) {
        view.on(
                "care-plan." + as.getSimpleName(),
                as,
                e -> e.data().person() + '.' + e.data().episode(),
                (row, e) -> {
                    var before =
                            row == null ? PlanRow.of(e.data().person(), e.data().episode()) : row;
                    return fold.apply(before, e.data()).at(e.envelope().version());
                });
    }
}
