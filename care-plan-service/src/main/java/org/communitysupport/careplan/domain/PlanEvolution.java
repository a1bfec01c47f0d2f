package org.communitysupport.careplan.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import org.communitysupport.careplan.domain.CarePlanState.Active;
import org.communitysupport.careplan.domain.CarePlanState.Assessment;
import org.communitysupport.careplan.domain.CarePlanState.Case;
import org.communitysupport.careplan.domain.CarePlanState.Closed;
import org.communitysupport.careplan.domain.CarePlanState.Drafted;
import org.communitysupport.careplan.domain.CarePlanState.Goal;
import org.communitysupport.careplan.domain.CarePlanState.Linkage;
import org.communitysupport.careplan.domain.CarePlanState.NotStarted;
import org.communitysupport.careplan.domain.CarePlanState.Order;
import org.communitysupport.careplan.domain.CarePlanState.Outcome;
import org.communitysupport.careplan.domain.CarePlanState.Signing;
import org.communitysupport.careplan.domain.CarePlanState.Started;
import org.communitysupport.careplan.domain.CarePlanState.Support;
import org.communitysupport.careplan.domain.CarePlanState.Version;

/** What each event makes of the plan; an event that the state has no place for leaves it as it is. */
final class PlanEvolution {
    private PlanEvolution() {}

    static CarePlanState after(CarePlanState state, CarePlanEvent event) {
        var file = state.file();
        return switch (event) {
            case PlanningStarted e -> new Started(file.started(e.program(), e.payer(), e.team()));
            case DemographicsNoted e -> state;
            case AssessmentNoted e ->
                withFile(
                        state,
                        file.with(
                                new Assessment(e.assessment(), e.assessedOn(), e.recommendsProgram(), e.credential())));
            case EpisodeNoted e -> withFile(state, file.opened(e.openedOn()));
            case EpisodeEndNoted e -> state instanceof Closed ? state : new Closed(state);
            case EpisodeReopenedNoted e -> state instanceof Closed c ? c.before() : state;
            case PlanDrafted e ->
                new Drafted(
                        file,
                        new Version(
                                e.plan(),
                                e.version(),
                                e.planDate(),
                                e.endDate(),
                                e.author(),
                                Map.of(),
                                Map.of(),
                                null,
                                Set.of(),
                                false),
                        null);
            case GoalAdded e ->
                withDraft(state, p -> p.withGoal(e.goal(), new Goal(e.targetDate(), e.part2(), e.scale())));
            case GoalRevised e ->
                withDraft(state, p -> p.withGoal(e.goal(), new Goal(e.targetDate(), e.part2(), e.scale())));
            case GoalProgressRecorded e -> state;
            case GoalOutcomeRecorded e -> withFile(state, file.with(e.goal(), new Outcome(e.outcome(), e.on())));
            case InterventionPlanned e -> withDraft(state, p -> p.withIntervention(e.intervention(), e.unitsPerWeek()));
            case CrisisPlanCompleted e -> withDraft(state, p -> p.withCrisisPlan(e.completedOn()));
            case CrisisPlanUpdated e -> withDraft(state, p -> p.withCrisisPlan(e.updatedOn()));
            case LinkageRecorded e -> withFile(state, file.with(e.linkage(), new Linkage(e.kind(), e.state(), e.on())));
            case NaturalSupportRecorded e ->
                withFile(state, file.with(e.support(), new Support(e.consentScopes(), null)));
            case NaturalSupportRevised e ->
                withFile(state, file.with(e.support(), new Support(e.consentScopes(), null)));
            case NaturalSupportEnded e -> {
                var known = file.supports().getOrDefault(e.support(), new Support(List.of(), null));
                yield withFile(state, file.with(e.support(), new Support(known.scopes(), e.endedOn())));
            }
            case NaturalSupportContacted e -> state;
            case PlanSigned e -> frozen(state, p -> p.signed(e.by()));
            case ConsentNotObtainedDocumented e -> frozen(state, Version::withoutConsent);
            case ServiceOrdered e -> withFile(state, file.with(new Order(e.order(), e.orderedOn(), e.validTo())));
            case PlanActivated e -> draft(state) == null ? state : new Active(file, draft(state));
            case PlanRevised e -> {
                var from = draft(state) != null ? draft(state) : active(state);
                yield from == null
                        ? state
                        : new Drafted(file, from.revised(e.version(), e.planDate(), e.endDate()), active(state));
            }
        };
    }

    private static Version draft(CarePlanState state) {
        return switch (state) {
            case Drafted d -> d.draft();
            case Signing s -> s.draft();
            default -> null;
        };
    }

    static Version active(CarePlanState state) {
        return switch (state) {
            case Drafted d -> d.active();
            case Signing s -> s.active();
            case Active a -> a.active();
            case Closed c -> active(c.before());
            default -> null;
        };
    }

    private static CarePlanState withDraft(CarePlanState state, Function<Version, Version> change) {
        return switch (state) {
            case Drafted d -> new Drafted(d.file(), change.apply(d.draft()), d.active());
            case Signing s -> new Signing(s.file(), change.apply(s.draft()), s.active());
            default -> state;
        };
    }

    private static CarePlanState frozen(CarePlanState state, Function<Version, Version> change) {
        return draft(state) == null ? state : new Signing(state.file(), change.apply(draft(state)), active(state));
    }

    private static CarePlanState withFile(CarePlanState state, Case file) {
        return switch (state) {
            case NotStarted s -> new NotStarted(file);
            case Started s -> new Started(file);
            case Drafted s -> new Drafted(file, s.draft(), s.active());
            case Signing s -> new Signing(file, s.draft(), s.active());
            case Active s -> new Active(file, s.active());
            case Closed s -> new Closed(withFile(s.before(), file));
        };
    }
}
