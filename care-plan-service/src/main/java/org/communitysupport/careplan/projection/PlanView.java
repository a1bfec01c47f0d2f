package org.communitysupport.careplan.projection;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.communitysupport.careplan.domain.CarePlanEvent;
import org.communitysupport.careplan.domain.CarePlanEvent.AssessmentNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.ConsentNotObtainedDocumented;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanCompleted;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanUpdated;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeEndNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalAdded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.InterventionPlanned;
import org.communitysupport.careplan.domain.CarePlanEvent.LinkageRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.NaturalSupportRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanActivated;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanDrafted;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanSigned;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanningStarted;
import org.communitysupport.careplan.domain.CarePlanEvent.ServiceOrdered;
import org.communitysupport.careplan.domain.CrisisPlan;
import org.communitysupport.careplan.domain.Demographics;
import org.communitysupport.careplan.domain.GoalText;
import org.communitysupport.careplan.domain.NaturalSupport;
import org.communitysupport.careplan.domain.PlanNarrative;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.View;

/** The plan of one episode with all its versions; signed versions stay readable (PLN-9). One lane feeds a row, so its events are in order. */
public final class PlanView {

    public record Goal(LocalDate targetDate, String responsibleRole, boolean part2, Personal<GoalText> text) {}

    public record Intervention(String goal, String role, int unitsPerWeek, String frequency, Personal<String> text) {}

    public record Signature(String by, String staff, String credential, LocalDate on) {}

    /** @param state DRAFTED, SIGNING, ACTIVE or SUPERSEDED */
    public record Version(
            int version,
            String state,
            LocalDate planDate,
            LocalDate endDate,
            String author,
            Personal<PlanNarrative> narrative,
            Map<String, Goal> goals,
            Map<String, Intervention> interventions,
            LocalDate crisisPlanOn,
            Personal<CrisisPlan> crisisPlan,
            List<Signature> signatures,
            String consentNotObtainedOn,
            LocalDate activatedOn,
            String revisionReason) {

        static Version draft(
                int version, LocalDate planDate, LocalDate endDate, String author, Personal<PlanNarrative> narrative) {
            return new Version(
                    version, "DRAFTED", planDate, endDate, author, narrative, Map.of(), Map.of(), null, null, List.of(),
                    null, null, null);
        }

        Version in(String newState, LocalDate activated) {
            return new Version(
                    version,
                    newState,
                    planDate,
                    endDate,
                    author,
                    narrative,
                    goals,
                    interventions,
                    crisisPlanOn,
                    crisisPlan,
                    signatures,
                    consentNotObtainedOn,
                    activated,
                    revisionReason);
        }

        Version with(Map<String, Goal> newGoals, Map<String, Intervention> newInterventions) {
            return new Version(
                    version,
                    state,
                    planDate,
                    endDate,
                    author,
                    narrative,
                    newGoals,
                    newInterventions,
                    crisisPlanOn,
                    crisisPlan,
                    signatures,
                    consentNotObtainedOn,
                    activatedOn,
                    revisionReason);
        }

        Version with(LocalDate on, Personal<CrisisPlan> plan) {
            return new Version(
                    version,
                    state,
                    planDate,
                    endDate,
                    author,
                    narrative,
                    goals,
                    interventions,
                    on,
                    plan,
                    signatures,
                    consentNotObtainedOn,
                    activatedOn,
                    revisionReason);
        }

        Version with(Signature signature) {
            return new Version(
                    version,
                    "SIGNING",
                    planDate,
                    endDate,
                    author,
                    narrative,
                    goals,
                    interventions,
                    crisisPlanOn,
                    crisisPlan,
                    plus(signatures, signature),
                    consentNotObtainedOn,
                    activatedOn,
                    revisionReason);
        }

        Version withoutConsent(LocalDate on) {
            return new Version(
                    version,
                    "SIGNING",
                    planDate,
                    endDate,
                    author,
                    narrative,
                    goals,
                    interventions,
                    crisisPlanOn,
                    crisisPlan,
                    signatures,
                    on.toString(),
                    activatedOn,
                    revisionReason);
        }

        /** What a revision begins with: everything but signatures. */
        Version revised(PlanRevised e) {
            return new Version(
                    e.version(),
                    "DRAFTED",
                    e.planDate(),
                    e.endDate(),
                    author,
                    narrative,
                    goals,
                    interventions,
                    crisisPlanOn,
                    crisisPlan,
                    List.of(),
                    null,
                    null,
                    e.reason());
        }
    }

    public record Order(
            String order,
            String staff,
            String credential,
            LocalDate orderedOn,
            LocalDate validTo,
            boolean directContact,
            boolean assessmentReviewed) {}

    public record Linkage(String kind, String state, LocalDate on, Personal<String> detail) {}

    public record Support(Personal<NaturalSupport> support, List<String> consentScopes) {}

    /** @param aggregateVersion what a change must name in If-Match */
    public record PlanRow(
            String person,
            String episode,
            String program,
            String payer,
            String team,
            String referral,
            LocalDate startedOn,
            Personal<Demographics> demographics,
            LocalDate assessedOn,
            LocalDate openedOn,
            LocalDate closedOn,
            String plan,
            Map<String, Version> versions,
            List<Order> orders,
            Map<String, Linkage> linkages,
            Map<String, Support> supports,
            long aggregateVersion) {

        static final PlanRow EMPTY = new PlanRow(
                null, null, null, null, null, null, null, null, null, null, null, null, Map.of(), List.of(), Map.of(),
                Map.of(), 0);

        PlanRow about(String p, String e) {
            return new PlanRow(
                    p,
                    e,
                    program,
                    payer,
                    team,
                    referral,
                    startedOn,
                    demographics,
                    assessedOn,
                    openedOn,
                    closedOn,
                    plan,
                    versions,
                    orders,
                    linkages,
                    supports,
                    aggregateVersion);
        }

        PlanRow at(long version) {
            return new PlanRow(
                    person,
                    episode,
                    program,
                    payer,
                    team,
                    referral,
                    startedOn,
                    demographics,
                    assessedOn,
                    openedOn,
                    closedOn,
                    plan,
                    versions,
                    orders,
                    linkages,
                    supports,
                    version);
        }

        PlanRow started(PlanningStarted e) {
            return new PlanRow(
                    person,
                    episode,
                    e.program(),
                    e.payer(),
                    e.team(),
                    e.referral(),
                    e.startedOn(),
                    e.demographics(),
                    assessedOn,
                    openedOn,
                    closedOn,
                    plan,
                    versions,
                    orders,
                    linkages,
                    supports,
                    aggregateVersion);
        }

        PlanRow dates(LocalDate assessed, LocalDate opened, LocalDate closed) {
            return new PlanRow(
                    person,
                    episode,
                    program,
                    payer,
                    team,
                    referral,
                    startedOn,
                    demographics,
                    assessed,
                    opened,
                    closed,
                    plan,
                    versions,
                    orders,
                    linkages,
                    supports,
                    aggregateVersion);
        }

        PlanRow with(String thePlan, Version version) {
            return new PlanRow(
                    person,
                    episode,
                    program,
                    payer,
                    team,
                    referral,
                    startedOn,
                    demographics,
                    assessedOn,
                    openedOn,
                    closedOn,
                    thePlan,
                    plus(versions, Integer.toString(version.version()), version),
                    orders,
                    linkages,
                    supports,
                    aggregateVersion);
        }

        PlanRow beside(List<Order> newOrders, Map<String, Linkage> newLinkages, Map<String, Support> newSupports) {
            return new PlanRow(
                    person,
                    episode,
                    program,
                    payer,
                    team,
                    referral,
                    startedOn,
                    demographics,
                    assessedOn,
                    openedOn,
                    closedOn,
                    plan,
                    versions,
                    newOrders,
                    newLinkages,
                    newSupports,
                    aggregateVersion);
        }

        PlanRow change(int version, Function<Version, Version> change) {
            return with(plan, change.apply(versions.get(Integer.toString(version))));
        }
    }

    public static final View<PlanRow> VIEW = view();

    private PlanView() {}

    private static View<PlanRow> view() {
        var view = View.of("plan", 1, PlanRow.class);
        on(
                view,
                "PlanningStarted",
                PlanningStarted.class,
                PlanningStarted::person,
                PlanningStarted::episode,
                PlanRow::started);
        on(
                view,
                "AssessmentNoted",
                AssessmentNoted.class,
                AssessmentNoted::person,
                AssessmentNoted::episode,
                (r, e) -> r.dates(e.assessedOn(), r.openedOn, r.closedOn));
        on(
                view,
                "EpisodeNoted",
                EpisodeNoted.class,
                EpisodeNoted::person,
                EpisodeNoted::episode,
                (r, e) -> r.dates(r.assessedOn, e.openedOn(), r.closedOn));
        on(
                view,
                "EpisodeEndNoted",
                EpisodeEndNoted.class,
                EpisodeEndNoted::person,
                EpisodeEndNoted::episode,
                (r, e) -> r.dates(r.assessedOn, r.openedOn, e.closedOn()));
        on(
                view,
                "PlanDrafted",
                PlanDrafted.class,
                PlanDrafted::person,
                PlanDrafted::episode,
                (r, e) -> r.with(
                        e.plan(), Version.draft(e.version(), e.planDate(), e.endDate(), e.author(), e.narrative())));
        on(
                view,
                "GoalAdded",
                GoalAdded.class,
                GoalAdded::person,
                GoalAdded::episode,
                (r, e) -> r.change(
                        e.version(),
                        v -> v.with(
                                plus(
                                        v.goals(),
                                        e.goal(),
                                        new Goal(e.targetDate(), e.responsibleRole(), e.part2(), e.text())),
                                v.interventions())));
        on(
                view,
                "GoalRevised",
                GoalRevised.class,
                GoalRevised::person,
                GoalRevised::episode,
                (r, e) -> r.change(
                        e.version(),
                        v -> v.with(
                                plus(
                                        v.goals(),
                                        e.goal(),
                                        new Goal(e.targetDate(), e.responsibleRole(), e.part2(), e.text())),
                                v.interventions())));
        on(
                view,
                "InterventionPlanned",
                InterventionPlanned.class,
                InterventionPlanned::person,
                InterventionPlanned::episode,
                (r, e) -> r.change(
                        e.version(),
                        v -> v.with(
                                v.goals(),
                                plus(
                                        v.interventions(),
                                        e.intervention(),
                                        new Intervention(
                                                e.goal(), e.role(), e.unitsPerWeek(), e.frequency(), e.text())))));
        on(
                view,
                "CrisisPlanCompleted",
                CrisisPlanCompleted.class,
                CrisisPlanCompleted::person,
                CrisisPlanCompleted::episode,
                (r, e) -> r.change(e.version(), v -> v.with(e.completedOn(), e.crisisPlan())));
        on(
                view,
                "CrisisPlanUpdated",
                CrisisPlanUpdated.class,
                CrisisPlanUpdated::person,
                CrisisPlanUpdated::episode,
                (r, e) -> r.change(e.version(), v -> v.with(e.updatedOn(), e.crisisPlan())));
        on(
                view,
                "PlanSigned",
                PlanSigned.class,
                PlanSigned::person,
                PlanSigned::episode,
                (r, e) -> r.change(
                        e.version(),
                        v -> v.with(new Signature(e.by().name(), e.staff(), e.credential(), e.signedOn()))));
        on(
                view,
                "ConsentNotObtainedDocumented",
                ConsentNotObtainedDocumented.class,
                ConsentNotObtainedDocumented::person,
                ConsentNotObtainedDocumented::episode,
                (r, e) -> r.change(e.version(), v -> v.withoutConsent(e.on())));
        on(
                view,
                "PlanActivated",
                PlanActivated.class,
                PlanActivated::person,
                PlanActivated::episode,
                PlanView::activated);
        on(
                view,
                "PlanRevised",
                PlanRevised.class,
                PlanRevised::person,
                PlanRevised::episode,
                (r, e) -> r.with(
                        e.plan(),
                        r.versions.get(Integer.toString(e.version() - 1)).revised(e)));
        on(
                view,
                "ServiceOrdered",
                ServiceOrdered.class,
                ServiceOrdered::person,
                ServiceOrdered::episode,
                (r, e) -> r.beside(
                        plus(
                                r.orders,
                                new Order(
                                        e.order(),
                                        e.staff(),
                                        e.credential(),
                                        e.orderedOn(),
                                        e.validTo(),
                                        e.directContact(),
                                        e.assessmentReviewed())),
                        r.linkages,
                        r.supports));
        on(
                view,
                "LinkageRecorded",
                LinkageRecorded.class,
                LinkageRecorded::person,
                LinkageRecorded::episode,
                (r, e) -> r.beside(
                        r.orders,
                        plus(
                                r.linkages,
                                e.linkage(),
                                new Linkage(e.kind().name(), e.state().name(), e.on(), e.detail())),
                        r.supports));
        on(
                view,
                "NaturalSupportRecorded",
                NaturalSupportRecorded.class,
                NaturalSupportRecorded::person,
                NaturalSupportRecorded::episode,
                (r, e) -> r.beside(
                        r.orders,
                        r.linkages,
                        plus(r.supports, e.support(), new Support(e.naturalSupport(), e.consentScopes()))));
        return view.index("person").index("team").index("program");
    }

    /** The version before, if it was active, is superseded by this one. */
    private static PlanRow activated(PlanRow row, PlanActivated e) {
        var now = row;
        for (var old : row.versions.values())
            if (old.state().equals("ACTIVE")) now = now.with(row.plan, old.in("SUPERSEDED", old.activatedOn()));
        return now.change(e.version(), v -> v.in("ACTIVE", e.activatedOn()));
    }

    private static <E extends CarePlanEvent> void on(
            View<PlanRow> view,
            String name,
            Class<E> as,
            Function<E, String> person,
            Function<E, String> episode,
            BiFunction<PlanRow, E, PlanRow> fold) {
        view.on(
                "care-plan." + name,
                as,
                e -> person.apply(e.data()) + '.' + episode.apply(e.data()),
                (row, e) -> folded(row, e, person.apply(e.data()), episode.apply(e.data()), fold));
    }

    private static <E> PlanRow folded(
            PlanRow row, Event<E> e, String person, String episode, BiFunction<PlanRow, E, PlanRow> fold) {
        var before = (row == null ? PlanRow.EMPTY : row).about(person, episode);
        return fold.apply(before, e.data()).at(e.envelope().version());
    }

    private static <T> List<T> plus(List<T> list, T one) {
        var all = new java.util.ArrayList<>(list);
        all.add(one);
        return List.copyOf(all);
    }

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T one) {
        var all = new LinkedHashMap<>(map);
        all.put(key, one);
        return all;
    }
}
