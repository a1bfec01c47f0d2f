package org.communitysupport.careplan.domain;

import java.util.function.Function;
import org.communitysupport.careplan.domain.CarePlanCommand.ActivatePlan;
import org.communitysupport.careplan.domain.CarePlanCommand.AddGoal;
import org.communitysupport.careplan.domain.CarePlanCommand.CompleteCrisisPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.DocumentConsentNotObtained;
import org.communitysupport.careplan.domain.CarePlanCommand.DraftPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.EndNaturalSupport;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteAssessment;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteDemographics;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteEpisode;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteEpisodeEnd;
import org.communitysupport.careplan.domain.CarePlanCommand.NoteEpisodeReopened;
import org.communitysupport.careplan.domain.CarePlanCommand.OrderService;
import org.communitysupport.careplan.domain.CarePlanCommand.PlanIntervention;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordLinkage;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordNaturalSupport;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordOutcome;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordProgress;
import org.communitysupport.careplan.domain.CarePlanCommand.RecordSupportContact;
import org.communitysupport.careplan.domain.CarePlanCommand.ReviseGoal;
import org.communitysupport.careplan.domain.CarePlanCommand.ReviseNaturalSupport;
import org.communitysupport.careplan.domain.CarePlanCommand.RevisePlan;
import org.communitysupport.careplan.domain.CarePlanCommand.SignPlan;
import org.communitysupport.careplan.domain.CarePlanCommand.StartPlanning;
import org.communitysupport.careplan.domain.CarePlanEvent.AssessmentNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.DemographicsNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeEndNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.EpisodeReopenedNoted;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanningStarted;
import org.communitysupport.careplan.domain.CarePlanState.Active;
import org.communitysupport.careplan.domain.CarePlanState.Case;
import org.communitysupport.careplan.domain.CarePlanState.Closed;
import org.communitysupport.careplan.domain.CarePlanState.Drafted;
import org.communitysupport.careplan.domain.CarePlanState.NotStarted;
import org.communitysupport.careplan.domain.CarePlanState.Signing;
import org.communitysupport.careplan.domain.CarePlanState.Started;
import org.communitysupport.careplan.domain.CarePlanState.Version;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/** The plan of one episode: PLN-2 to PLN-6, PLN-9, PLN-10. */
public final class CarePlanDecider implements Decider<CarePlanCommand, CarePlanState, CarePlanEvent, CarePlanFacts> {
    public static final Aggregate<CarePlanCommand, CarePlanState, CarePlanEvent, CarePlanFacts> CARE_PLAN =
            new Aggregate<>("care-plan", CarePlanEvent.class, new CarePlanDecider());

    @Override
    public CarePlanState initial() {
        return new NotStarted(Case.UNKNOWN);
    }

    @Override
    public Decision<CarePlanEvent> decide(CarePlanCommand command, CarePlanState state, CarePlanFacts facts) {
        return switch (command) {
            case StartPlanning c -> start(c, state);
            case NoteDemographics c ->
                Decision.accept(new DemographicsNoted(c.person(), c.episode(), c.demographics()));
            case NoteAssessment c -> newFact(state, noted(c));
            case NoteEpisode c -> newFact(state, new EpisodeNoted(c.person(), c.episode(), c.openedOn()));
            case NoteEpisodeEnd c -> newFact(state, new EpisodeEndNoted(c.person(), c.episode(), c.closedOn()));
            case NoteEpisodeReopened c -> newFact(state, new EpisodeReopenedNoted(c.person(), c.episode()));
            case DraftPlan c ->
                state instanceof Started ? PlanWriting.draft(c, facts) : refuse(state, "a plan is there already");
            case AddGoal c -> editing(state, plan -> PlanWriting.goal(c, plan, facts));
            case ReviseGoal c -> editing(state, plan -> PlanWriting.goal(c, plan, facts));
            case RecordProgress c -> living(state, file -> GoalCourse.progress(c, state, facts));
            case RecordOutcome c -> living(state, file -> GoalCourse.outcome(c, state, facts));
            case PlanIntervention c -> editing(state, plan -> PlanWriting.intervention(c, plan, facts));
            case CompleteCrisisPlan c -> editing(state, plan -> PlanWriting.crisisPlan(c, plan, facts));
            case RecordLinkage c -> living(state, file -> Around.linkage(c, file, facts));
            case RecordNaturalSupport c -> living(state, file -> Around.support(c, file));
            case ReviseNaturalSupport c -> living(state, file -> Around.revise(c, file));
            case EndNaturalSupport c -> living(state, file -> Around.end(c, file, facts));
            case RecordSupportContact c -> living(state, file -> Around.contact(c, file, facts));
            case SignPlan c -> signing(state, plan -> PlanSigning.sign(c, plan, facts));
            case DocumentConsentNotObtained c -> signing(state, plan -> PlanSigning.withoutConsent(c, plan, facts));
            case OrderService c -> living(state, file -> PlanSigning.order(c, file, facts));
            case ActivatePlan c -> activate(c, state, facts);
            case RevisePlan c -> revise(c, state, facts);
        };
    }

    private static Decision<CarePlanEvent> start(StartPlanning c, CarePlanState state) {
        if (!(state instanceof NotStarted)) return Decision.nothingToDo();
        return Decision.accept(new PlanningStarted(
                c.person(),
                c.episode(),
                c.referral(),
                c.program(),
                c.payer(),
                c.team(),
                c.startedOn(),
                c.demographics()));
    }

    private static AssessmentNoted noted(NoteAssessment c) {
        return new AssessmentNoted(
                c.person(), c.episode(), c.assessment(), c.assessedOn(), c.recommendsProgram(), c.credential());
    }

    private Decision<CarePlanEvent> newFact(CarePlanState state, CarePlanEvent fact) {
        return evolve(state, fact).equals(state) ? Decision.nothingToDo() : Decision.accept(fact);
    }

    /** PLN-9: a version is written until its first signature, and never again. */
    private static Decision<CarePlanEvent> editing(
            CarePlanState state, Function<Version, Decision<CarePlanEvent>> then) {
        return switch (state) {
            case Drafted d -> then.apply(d.draft());
            case Signing s ->
                immutable("Version " + s.draft().version()
                        + " is signed and cannot be changed. Revise it with a reason.");
            case Active a ->
                immutable("Version " + a.active().version()
                        + " is active and cannot be changed. Revise it with a reason.");
            default -> refuse(state, "There is no plan yet. Draft one first.");
        };
    }

    private static Decision<CarePlanEvent> immutable(String detail) {
        return Decision.reject("signed-version-is-immutable", "PLN-9", detail);
    }

    private static Decision<CarePlanEvent> signing(
            CarePlanState state, Function<Version, Decision<CarePlanEvent>> then) {
        return switch (state) {
            case Drafted d -> then.apply(d.draft());
            case Signing s -> then.apply(s.draft());
            default -> refuse(state, "There is no version to sign. Draft or revise the plan first.");
        };
    }

    private static Decision<CarePlanEvent> living(CarePlanState state, Function<Case, Decision<CarePlanEvent>> then) {
        return state instanceof NotStarted || state instanceof Closed
                ? refuse(state, "Planning is not under way.")
                : then.apply(state.file());
    }

    private static Decision<CarePlanEvent> refuse(CarePlanState state, String detail) {
        return switch (state) {
            case NotStarted s ->
                Decision.reject(
                        "planning-not-started",
                        "",
                        "Planning for this episode has not started. Accept the referral first.");
            case Closed s ->
                Decision.reject("episode-closed", "", "The episode has ended, so its plan cannot be changed.");
            case Started s -> Decision.reject("no-plan", "", detail);
            case Drafted s -> Decision.reject("plan-drafted", "", detail);
            case Signing s -> Decision.reject("plan-in-signing", "PLN-9", detail);
            case Active s -> Decision.reject("plan-active", "PLN-9", detail);
        };
    }

    private static Decision<CarePlanEvent> activate(ActivatePlan c, CarePlanState state, CarePlanFacts facts) {
        return switch (state) {
            case Drafted d -> PlanSigning.activate(c, d.file(), d.draft(), facts);
            case Signing s -> PlanSigning.activate(c, s.file(), s.draft(), facts);
            case Active a -> Decision.nothingToDo();
            default -> refuse(state, "there is no version to activate");
        };
    }

    private static Decision<CarePlanEvent> revise(RevisePlan c, CarePlanState state, CarePlanFacts facts) {
        return switch (state) {
            case Active a -> PlanSigning.revise(c, a.active(), facts);
            case Signing s -> PlanSigning.revise(c, s.draft(), facts);
            default -> refuse(state, "nothing is signed that would need a new version");
        };
    }

    @Override
    public CarePlanState evolve(CarePlanState state, CarePlanEvent event) {
        return PlanEvolution.after(state, event);
    }
}
