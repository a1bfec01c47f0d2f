package org.communitysupport.careplan.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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
import org.communitysupport.careplan.domain.CarePlanEvent.ConsentNotObtainedDocumented;
import org.communitysupport.careplan.domain.CarePlanEvent.CrisisPlanUpdated;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalAdded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalOutcomeRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.GoalProgressRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.InterventionPlanned;
import org.communitysupport.careplan.domain.CarePlanEvent.LinkageRecorded;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanActivated;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanRevised;
import org.communitysupport.careplan.domain.CarePlanEvent.PlanSigned;
import org.communitysupport.careplan.domain.CarePlanEvent.ServiceOrdered;
import org.communitysupport.careplan.domain.rule.Enforcement;
import org.communitysupport.careplan.domain.rule.PlanPolicy;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;
import org.communitysupport.testkit.decider.DecisionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CarePlanTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final String P = "p1";
    private static final String E = "e1";
    private static final PlanPolicy POLICY = policy(Enforcement.REJECT, Enforcement.REJECT);

    private static PlanPolicy policy(Enforcement crisisPlan, Enforcement orderSigners) {
        return new PlanPolicy(
                "US-NC.CST/northfork",
                "2025-01-01",
                12,
                Enforcement.REJECT,
                crisisPlan,
                List.of("MD", "DO", "LP", "PA", "NP"),
                orderSigners,
                12,
                Enforcement.REJECT,
                List.of("LCSW", "LP", "MD"),
                Enforcement.WARN,
                "PCP_TRAINING",
                java.util.Set.of("TEAM_LEAD", "QP", "AP", "PARA", "PEER"),
                49);
    }

    private static Signer signer(String... kinds) {
        var credentials = new ArrayList<Signer.Credential>();
        for (String kind : kinds) credentials.add(new Signer.Credential(kind, TODAY.minusYears(1), null));
        return new Signer("s1", credentials);
    }

    private static CarePlanFacts facts(PlanPolicy policy, Signer signer) {
        return new CarePlanFacts(TODAY, policy, signer);
    }

    private static final CarePlanFacts QP = facts(POLICY, signer("QP", "PCP_TRAINING"));
    private static final CarePlanFacts DOCTOR = facts(POLICY, signer("MD"));

    private static <T> Personal<T> p(String field, T value) {
        return Personal.of(P, field, value);
    }

    private static Personal<GoalText> goalText() {
        return p(
                "goal",
                new GoalText(
                        "a flat of my own",
                        "weekly search with the peer",
                        "lease signed",
                        List.of("no deposit"),
                        List.of("noise"),
                        List.of("sleeplessness"),
                        List.of("withdraws"),
                        List.of("walks")));
    }

    private static StartPlanning start() {
        return new StartPlanning(P, E, "r1", "US-NC.CST", "northfork", "t1", TODAY, Personal.erased(P, "demographics"));
    }

    private static NoteAssessment assessment(boolean recommends, String credential) {
        return new NoteAssessment(P, E, "as1", TODAY.minusDays(1), recommends, credential);
    }

    private static DraftPlan draft() {
        return new DraftPlan(
                P,
                E,
                "v1",
                TODAY,
                TODAY.plusMonths(12),
                "s1",
                p("plan", new PlanNarrative("home", "shelter", List.of("humour"))));
    }

    private static AddGoal goal() {
        return new AddGoal(P, E, TODAY.plusMonths(6), "QP", false, goalText());
    }

    private static CompleteCrisisPlan crisis() {
        return new CompleteCrisisPlan(
                P,
                E,
                p(
                        "crisis-plan",
                        new CrisisPlan(
                                List.of("withdraws"), List.of("walks"), List.of("call the team"), List.of("sister"))));
    }

    private static SignPlan sign(SignedBy by) {
        return new SignPlan(P, E, by, by == SignedBy.QP ? "s1" : null);
    }

    private static OrderService order(LocalDate on) {
        return new OrderService(P, E, "o1", "s1", on, true, true);
    }

    private static PlanIntervention intervention() {
        return new PlanIntervention(P, E, "g1", "PEER", 6, "three times a week", p("intervention", "search together"));
    }

    private static RecordLinkage linkage(String id, LinkageState state) {
        return new RecordLinkage(P, E, id, LinkageKind.HOUSING, state, TODAY, p("linkage", "housing authority"));
    }

    // ------------------------------------------------------------------ a story

    private static final CarePlanDecider DECIDER = new CarePlanDecider();
    private CarePlanState state = DECIDER.initial();
    private List<CarePlanEvent> last = List.of();

    private CarePlanTest run(CarePlanCommand command, CarePlanFacts facts) {
        var decision = DECIDER.decide(command, state, facts);
        assertThat(decision).as("%s", decision).isInstanceOf(Decision.Accepted.class);
        last = ((Decision.Accepted<CarePlanEvent>) decision).events();
        for (var event : last) state = DECIDER.evolve(state, event);
        return this;
    }

    private Rejection refused(CarePlanCommand command, CarePlanFacts facts) {
        var decision = DECIDER.decide(command, state, facts);
        assertThat(decision).as("%s", decision).isInstanceOf(Decision.Rejected.class);
        return ((Decision.Rejected<CarePlanEvent>) decision).rejection();
    }

    private <T extends CarePlanEvent> T only(Class<T> type) {
        assertThat(last).singleElement().isInstanceOf(type);
        return type.cast(last.getFirst());
    }

    private CarePlanTest written() {
        return run(start(), QP)
                .run(assessment(true, "LCSW"), QP)
                .run(draft(), QP)
                .run(goal(), QP)
                .run(intervention(), QP)
                .run(crisis(), QP);
    }

    private CarePlanTest signed() {
        return written().run(sign(SignedBy.PERSON), QP).run(sign(SignedBy.QP), QP);
    }

    @Test
    @Tag("R-25")
    void r25_a_reopened_episode_has_its_plan_as_it_was() {
        signed().run(new ActivatePlan(P, E), QP);
        var before = state;
        run(new NoteEpisodeEnd(P, E, TODAY), QP);
        assertThat(refused(new RevisePlan(P, E, null, null, "more"), QP).code()).isEqualTo("episode-closed");
        run(new NoteEpisodeReopened(P, E), QP);
        assertThat(state).isEqualTo(before);
        run(new NoteEpisodeReopened(P, E), QP);
        assertThat(last).isEmpty();
    }

    private Rejection crisisPlanOf(List<String> signs, List<String> coping, List<String> steps) {
        return refused(
                new CompleteCrisisPlan(P, E, p("crisis-plan", new CrisisPlan(signs, coping, steps, List.of()))), QP);
    }

    @Test
    @Tag("C-19")
    void c19_a_crisis_plan_that_says_nothing_is_no_crisis_plan() {
        written();
        var words = List.of("call the team");
        for (String nothing : List.of("", "  ", "-", "...", "\t\n", "\u00a0"))
            assertThat(crisisPlanOf(words, words, List.of("walk", nothing)).facts())
                    .containsEntry("field", "/steps/1");
        assertThat(crisisPlanOf(List.of(""), words, words).facts()).containsEntry("field", "/earlyWarningSigns/0");
        assertThat(crisisPlanOf(words, List.of(), words).facts()).containsEntry("field", "/copingStrategies");
    }

    @Test
    @Tag("C-20")
    void c20_a_plan_whose_end_has_passed_is_not_activated() {
        signed();
        var later = new CarePlanFacts(TODAY.plusMonths(12).plusDays(1), POLICY, QP.signer());
        assertThat(refused(new ActivatePlan(P, E), later).code()).isEqualTo("plan-ended");
        run(new ActivatePlan(P, E), new CarePlanFacts(TODAY.plusMonths(12), POLICY, QP.signer()));
    }

    private static PlanIntervention intervention(String role, int units) {
        return new PlanIntervention(P, E, "g1", role, units, "weekly", p("intervention", "search together"));
    }

    @Test
    @Tag("C-23")
    void c23_an_intervention_has_a_role_of_the_program_and_an_amount_that_fits_a_week() {
        written();
        assertThat(refused(intervention("ASTRONAUT", 4), QP).facts()).containsEntry("field", "/role");
        assertThat(refused(intervention("PEER", 100_000), QP).facts()).containsEntry("field", "/unitsPerWeek");
        run(intervention("PEER", 60), QP);
        assertThat(only(InterventionPlanned.class).warnings().getFirst().code()).isEqualTo("units-unusual");
    }

    @Test
    @Tag("C-25")
    void c25_a_linkage_goes_on_by_legal_steps_with_dates() {
        run(start(), QP).run(linkage(null, LinkageState.APPLIED), QP);
        var ahead = new RecordLinkage(
                P, E, "l1", LinkageKind.HOUSING, LinkageState.WAITING, TODAY.plusDays(1), p("linkage", "x"));
        assertThat(refused(ahead, QP).code()).isEqualTo("linkage-ahead");
        var before = new RecordLinkage(
                P, E, "l1", LinkageKind.HOUSING, LinkageState.WAITING, TODAY.minusDays(1), p("linkage", "x"));
        assertThat(refused(before, QP).code()).isEqualTo("linkage-out-of-order");
        assertThat(refused(linkage("l1", LinkageState.ASKED), QP).code()).isEqualTo("linkage-step-impossible");
        run(linkage("l1", LinkageState.REFUSED), QP).run(linkage("l1", LinkageState.APPLIED), QP);
        run(linkage("l1", LinkageState.CONNECTED), QP);
        assertThat(refused(linkage("l1", LinkageState.WAITING), QP).code()).isEqualTo("linkage-step-impossible");
    }

    private static RecordSupportContact spoke(LocalDate on, SupportScope... about) {
        return new RecordSupportContact(P, E, "u1", on, List.of(about), p("support-contact", "called"));
    }

    private static Personal<NaturalSupport> sister() {
        return p("natural-support", new NaturalSupport("A.", "sister", null));
    }

    @Test
    @Tag("C-26")
    void c26_what_the_person_did_not_consent_to_is_not_spoken_about() {
        run(start(), QP).run(new RecordNaturalSupport(P, E, sister(), List.of(SupportScope.CRISIS)), QP);
        run(spoke(TODAY, SupportScope.CRISIS), QP);
        var no = refused(spoke(TODAY, SupportScope.CRISIS, SupportScope.SUBSTANCE_USE), QP);
        assertThat(no.code()).isEqualTo("not-consented");
        assertThat(no.facts()).containsEntry("field", "/about/1");
    }

    @Test
    @Tag("C-26")
    void c26_a_support_can_be_changed_and_ended_and_may_help_again() {
        run(start(), QP).run(new RecordNaturalSupport(P, E, sister(), List.of(SupportScope.CRISIS)), QP);
        run(new ReviseNaturalSupport(P, E, "u1", sister(), List.of(SupportScope.PLAN)), QP);
        assertThat(refused(spoke(TODAY, SupportScope.CRISIS), QP).code()).isEqualTo("not-consented");
        run(new EndNaturalSupport(P, E, "u1", TODAY.minusDays(1), p("end", "moved away")), QP);
        assertThat(refused(spoke(TODAY, SupportScope.PLAN), QP).code()).isEqualTo("support-ended");
        run(new ReviseNaturalSupport(P, E, "u1", sister(), List.of(SupportScope.PLAN)), QP);
        run(spoke(TODAY, SupportScope.PLAN), QP);
    }

    private static final GoalScale SCALE = new GoalScale(0, 10, 2, 8);

    private static RecordProgress progress(LocalDate on, Integer rating, String evidence) {
        return new RecordProgress(P, E, "g2", on, rating, "n1", p("goal-progress", evidence));
    }

    private static RecordOutcome outcome(GoalOutcome outcome, LocalDate on) {
        return new RecordOutcome(P, E, "g2", outcome, on, p("goal-outcome", "lease signed"));
    }

    /** With a second goal that has a scale. */
    private CarePlanTest activeWithScale() {
        written().run(new AddGoal(P, E, TODAY.plusMonths(6), "QP", true, goalText(), SCALE), QP);
        return run(sign(SignedBy.PERSON), QP).run(sign(SignedBy.QP), QP).run(new ActivatePlan(P, E), QP);
    }

    @Test
    @Tag("C-33")
    void c33_progress_is_rated_on_the_goals_own_scale_and_leaves_the_version_as_it_is() {
        activeWithScale();
        var before = state;
        run(progress(TODAY, 4, "called two landlords"), QP);
        assertThat(only(GoalProgressRecorded.class).part2()).isTrue();
        assertThat(state).isEqualTo(before);
        assertThat(refused(progress(TODAY, 11, "x"), QP).code()).isEqualTo("rating-off-scale");
        assertThat(refused(progress(TODAY, 4, " - "), QP).code()).isEqualTo("says-nothing");
        assertThat(refused(progress(TODAY.plusDays(1), 4, "x"), QP).code()).isEqualTo("progress-ahead");
        var unrated = new RecordProgress(P, E, "g1", TODAY, 4, null, p("goal-progress", "words"));
        assertThat(refused(unrated, QP).code()).isEqualTo("goal-without-scale");
    }

    @Test
    @Tag("C-33")
    void c33_a_goal_is_achieved_once_corrected_and_goes_on_when_that_was_a_mistake() {
        activeWithScale().run(outcome(GoalOutcome.ACHIEVED, TODAY.minusDays(2)), QP);
        run(outcome(GoalOutcome.ACHIEVED, TODAY.minusDays(2)), QP);
        assertThat(last).isEmpty();
        assertThat(refused(progress(TODAY, 4, "x"), QP).code()).isEqualTo("goal-closed");
        run(progress(TODAY.minusDays(3), 8, "told late"), QP);
        run(outcome(GoalOutcome.DISCONTINUED, TODAY.minusDays(2)), QP);
        assertThat(only(GoalOutcomeRecorded.class).outcome()).isEqualTo(GoalOutcome.DISCONTINUED);
        run(outcome(GoalOutcome.GOES_ON, TODAY), QP).run(progress(TODAY, 4, "works on it"), QP);
    }

    @Test
    @Tag("C-33")
    void c33_a_scale_goes_up_and_holds_baseline_and_target() {
        written();
        for (var wrong :
                List.of(new GoalScale(5, 5, null, null), new GoalScale(0, 5, 6, null), new GoalScale(0, 5, 1, -1)))
            assertThat(refused(new AddGoal(P, E, TODAY.plusMonths(6), "QP", false, goalText(), wrong), QP)
                            .facts()
                            .get("field"))
                    .asString()
                    .startsWith("/scale/");
    }

    // ------------------------------------------------------------------ activation

    @Test
    void activates_a_plan_that_is_written_signed_and_assessed() {
        signed().run(new ActivatePlan(P, E), QP);
        var active = only(PlanActivated.class);
        assertThat(active.goals()).containsExactly("g1");
        assertThat(active.plannedUnitsPerWeek()).isEqualTo(6);
        assertThat(active.crisisPlanOn()).isEqualTo(TODAY);
        assertThat(active.from()).isEqualTo(TODAY);
        assertThat(active.to()).isEqualTo(TODAY.plusMonths(12));
        assertThat(active.basis().rules()).contains("PLN-2", "PLN-4", "PLN-5", "PLN-10");
    }

    @Test
    void activates_no_plan_without_crisis_plan() {
        run(start(), QP)
                .run(assessment(true, "LCSW"), QP)
                .run(draft(), QP)
                .run(goal(), QP)
                .run(sign(SignedBy.PERSON), QP)
                .run(sign(SignedBy.QP), QP);
        assertThat(refused(new ActivatePlan(P, E), QP).rule()).isEqualTo("PLN-5");
    }

    @Test
    void warns_where_the_pack_does_not_insist_on_the_crisis_plan() {
        run(start(), QP)
                .run(assessment(true, "LCSW"), QP)
                .run(draft(), QP)
                .run(goal(), QP)
                .run(sign(SignedBy.PERSON), QP)
                .run(sign(SignedBy.QP), QP)
                .run(new ActivatePlan(P, E), facts(policy(Enforcement.WARN, Enforcement.REJECT), signer("QP")));
        assertThat(only(PlanActivated.class).warnings())
                .extracting(Warning::rule)
                .containsExactly("PLN-5");
    }

    @Test
    void activates_no_plan_that_the_person_has_not_signed() {
        written().run(sign(SignedBy.QP), QP);
        assertThat(refused(new ActivatePlan(P, E), QP).code()).isEqualTo("person-has-not-signed");
    }

    @Test
    void a_written_reason_stands_for_the_persons_signature() {
        written()
                .run(new DocumentConsentNotObtained(P, E, p("consent", "too unwell to sign")), QP)
                .run(sign(SignedBy.QP), QP)
                .run(new ActivatePlan(P, E), QP);
        assertThat(last).singleElement().isInstanceOf(PlanActivated.class);
    }

    @Test
    void activates_no_plan_that_no_professional_signed() {
        written().run(sign(SignedBy.LEGALLY_RESPONSIBLE), QP);
        assertThat(refused(new ActivatePlan(P, E), QP).code()).isEqualTo("professional-has-not-signed");
    }

    @Test
    void activates_no_plan_before_an_assessment_recommends_the_program() {
        run(start(), QP)
                .run(assessment(false, "LCSW"), QP)
                .run(draft(), QP)
                .run(goal(), QP)
                .run(crisis(), QP)
                .run(sign(SignedBy.PERSON), QP)
                .run(sign(SignedBy.QP), QP);
        assertThat(refused(new ActivatePlan(P, E), QP).rule()).isEqualTo("PLN-10");
        run(new NoteAssessment(P, E, "as2", TODAY, true, "QP"), QP);
        assertThat(refused(new ActivatePlan(P, E), QP).code()).isEqualTo("assessment-not-licensed");
    }

    @Test
    void names_everything_that_is_missing_at_once() {
        run(start(), QP).run(draft(), QP);
        var no = refused(new ActivatePlan(P, E), QP);
        assertThat(no.facts().get("missing"))
                .isEqualTo("no-goal person-has-not-signed crisis-plan-missing assessment-missing");
    }

    @Test
    void an_assessment_may_be_known_before_planning_starts() {
        run(assessment(true, "LCSW"), QP).run(start(), QP);
        assertThat(state.file().assessments()).hasSize(1);
    }

    // ------------------------------------------------------------------ goals

    @Test
    void every_goal_has_outcome_strategy_measure_date_and_role() {
        run(start(), QP).run(draft(), QP);
        UnaryOperator<GoalText> blankMeasure =
                g -> new GoalText(g.outcome(), g.strategy(), "", List.of(), List.of(), List.of(), List.of(), List.of());
        var text = p("goal", blankMeasure.apply(goalText().value().orElseThrow()));
        assertThat(refused(new AddGoal(P, E, TODAY.plusDays(30), "QP", false, text), QP)
                        .facts())
                .containsEntry("field", "/measure");
        assertThat(refused(new AddGoal(P, E, TODAY.plusDays(30), " ", false, goalText()), QP)
                        .rule())
                .isEqualTo("PLN-2");
        assertThat(refused(new AddGoal(P, E, null, "QP", false, goalText()), QP).rule())
                .isEqualTo("PLN-2");
    }

    @Test
    void a_goal_is_due_within_the_plan() {
        run(start(), QP).run(draft(), QP);
        assertThat(refused(new AddGoal(P, E, TODAY.plusMonths(13), "QP", false, goalText()), QP)
                        .rule())
                .isEqualTo("PLN-3");
    }

    @Test
    void a_plan_lasts_no_longer_than_a_year() {
        run(start(), QP);
        var long_ =
                new DraftPlan(P, E, "v1", TODAY, TODAY.plusMonths(12).plusDays(1), "s1", Personal.erased(P, "plan"));
        assertThat(refused(long_, QP).code()).isEqualTo("plan-too-long");
    }

    @Test
    void goals_are_numbered_in_the_order_they_came() {
        written().run(goal(), QP);
        assertThat(only(GoalAdded.class).goal()).isEqualTo("g2");
    }

    @Test
    void an_intervention_belongs_to_a_goal_of_the_plan() {
        run(start(), QP).run(draft(), QP);
        assertThat(refused(intervention(), QP).code()).isEqualTo("no-such-goal");
    }

    // ------------------------------------------------------------------ versions

    @Test
    void a_signed_version_is_never_changed() {
        written().run(sign(SignedBy.PERSON), QP);
        assertThat(refused(goal(), QP).rule()).isEqualTo("PLN-9");
        assertThat(refused(crisis(), QP).rule()).isEqualTo("PLN-9");
        run(sign(SignedBy.QP), QP).run(new ActivatePlan(P, E), QP);
        assertThat(refused(new ReviseGoal(P, E, "g1", TODAY.plusDays(9), "QP", false, goalText()), QP)
                        .rule())
                .isEqualTo("PLN-9");
    }

    @Test
    void a_change_makes_a_new_version_that_begins_as_a_copy_and_needs_new_signatures() {
        signed().run(new ActivatePlan(P, E), QP).run(new RevisePlan(P, E, null, TODAY.plusMonths(11), "goal met"), QP);
        var revised = only(PlanRevised.class);
        assertThat(revised.version()).isEqualTo(2);
        assertThat(revised.reason()).isEqualTo("goal met");
        assertThat(state).isInstanceOfSatisfying(CarePlanState.Drafted.class, d -> {
            assertThat(d.draft().goals()).containsKey("g1");
            assertThat(d.draft().signatures()).isEmpty();
            assertThat(d.active().version()).isEqualTo(1);
        });
        assertThat(refused(new ActivatePlan(P, E), QP).rule()).isEqualTo("PLN-4");
        run(crisis(), QP);
        assertThat(last).singleElement().isInstanceOf(CrisisPlanUpdated.class);
    }

    @Test
    void a_signature_given_twice_counts_once() {
        written().run(sign(SignedBy.PERSON), QP).run(sign(SignedBy.PERSON), QP);
        assertThat(last).isEmpty();
    }

    @Test
    void the_professional_who_signs_is_one_that_day() {
        written();
        assertThat(refused(sign(SignedBy.QP), facts(POLICY, signer("CPSS"))).code())
                .isEqualTo("signer-not-qualified");
        assertThat(refused(sign(SignedBy.QP), facts(POLICY, null)).rule()).isEqualTo("PLN-4");
        var expired = new Signer("s1", List.of(new Signer.Credential("QP", TODAY.minusYears(2), TODAY.minusDays(1))));
        assertThat(refused(sign(SignedBy.QP), facts(POLICY, expired)).rule()).isEqualTo("PLN-4");
    }

    @Test
    void an_author_without_training_signs_with_a_warning() {
        written().run(sign(SignedBy.QP), facts(POLICY, signer("QP")));
        assertThat(only(PlanSigned.class).warnings())
                .extracting(Warning::code)
                .containsExactly("author-training-missing");
    }

    @Test
    void nobody_signs_an_empty_plan() {
        run(start(), QP).run(draft(), QP);
        assertThat(refused(sign(SignedBy.PERSON), QP).rule()).isEqualTo("PLN-2");
    }

    @Test
    void consent_that_was_not_obtained_freezes_the_version_like_a_signature() {
        written().run(new DocumentConsentNotObtained(P, E, p("consent", "refused")), QP);
        only(ConsentNotObtainedDocumented.class);
        assertThat(refused(goal(), QP).rule()).isEqualTo("PLN-9");
    }

    // ------------------------------------------------------------------ order

    @Test
    void an_order_by_a_doctor_is_in_force_for_a_year() {
        run(start(), QP).run(order(TODAY), DOCTOR);
        var ordered = only(ServiceOrdered.class);
        assertThat(ordered.credential()).isEqualTo("MD");
        assertThat(ordered.validTo()).isEqualTo(LocalDate.of(2027, 3, 1));
        assertThat(ordered.program()).isEqualTo("US-NC.CST");
        assertThat(ordered.warnings()).isEmpty();
    }

    @Test
    void an_order_is_neither_backdated_nor_dated_ahead() {
        run(start(), QP);
        assertThat(refused(order(TODAY.minusDays(1)), DOCTOR).code()).isEqualTo("order-backdated");
        assertThat(refused(order(TODAY.plusDays(1)), DOCTOR).code()).isEqualTo("order-in-the-future");
    }

    @Test
    void only_certain_credentials_order_the_service() {
        run(start(), QP);
        var no = refused(order(TODAY), facts(POLICY, signer("LCSW")));
        assertThat(no.rule()).isEqualTo("PLN-6");
        assertThat(no.facts()).containsEntry("mayOrder", "MD DO LP PA NP");
    }

    @Test
    void an_unconfirmed_list_of_signers_only_warns() {
        run(start(), QP).run(order(TODAY), facts(policy(Enforcement.REJECT, Enforcement.WARN), signer("LCSW")));
        assertThat(only(ServiceOrdered.class).warnings())
                .extracting(Warning::code)
                .containsExactly("signer-unusual");
    }

    @Test
    void an_order_attests_contact_and_review() {
        run(start(), QP).run(new OrderService(P, E, "o1", "s1", TODAY, false, false), DOCTOR);
        assertThat(only(ServiceOrdered.class).warnings())
                .extracting(Warning::code)
                .containsExactly("no-direct-contact", "assessment-not-reviewed");
    }

    // ------------------------------------------------------------------ linkages

    @Test
    void a_linkage_moves_from_asked_to_connected_under_one_id() {
        run(start(), QP).run(linkage(null, LinkageState.ASKED), QP);
        assertThat(only(LinkageRecorded.class).linkage()).isEqualTo("l1");
        run(linkage("l1", LinkageState.CONNECTED), QP);
        assertThat(state.file().linkages().get("l1").state()).isEqualTo(LinkageState.CONNECTED);
        assertThat(refused(linkage("l7", LinkageState.WAITING), QP).code()).isEqualTo("no-such-linkage");
    }

    // ------------------------------------------------------------------ table

    @Test
    void every_state_answers_every_command() {
        var started = new CarePlanTest().run(start(), QP).run(assessment(true, "LCSW"), QP).state;
        var drafted = new CarePlanTest().written().state;
        var signing = new CarePlanTest().signed().state;
        var active = new CarePlanTest().signed().run(new ActivatePlan(P, E), QP).state;
        var closed = new CarePlanTest().signed().run(new NoteEpisodeEnd(P, E, TODAY), QP).state;
        new DecisionTable<>(DECIDER, facts(POLICY, signer("QP", "MD", "PCP_TRAINING")))
                .state(DECIDER.initial())
                .state(started)
                .state(drafted)
                .state(signing)
                .state(active)
                .state(closed)
                .command(start())
                .command(new NoteDemographics(P, E, null))
                .command(new NoteAssessment(P, E, "as9", TODAY, true, "MD"))
                .command(new NoteEpisode(P, E, TODAY))
                .command(new NoteEpisodeEnd(P, E, TODAY))
                .command(new NoteEpisodeReopened(P, E))
                .command(draft())
                .command(goal())
                .command(new ReviseGoal(P, E, "g1", TODAY.plusDays(9), "QP", false, goalText()))
                .command(progress(TODAY, 4, "called"))
                .command(outcome(GoalOutcome.ACHIEVED, TODAY))
                .command(intervention())
                .command(crisis())
                .command(linkage(null, LinkageState.ASKED))
                .command(new RecordNaturalSupport(
                        P, E, p("support", new NaturalSupport("Ann", "sister", null)), List.of(SupportScope.CRISIS)))
                .command(new ReviseNaturalSupport(P, E, "u1", sister(), List.of(SupportScope.PLAN)))
                .command(new EndNaturalSupport(P, E, "u1", TODAY, p("end", "moved away")))
                .command(spoke(TODAY, SupportScope.PLAN))
                .command(sign(SignedBy.LEGALLY_RESPONSIBLE))
                .command(new DocumentConsentNotObtained(P, E, p("consent", "refused")))
                .command(order(TODAY))
                .command(new ActivatePlan(P, E))
                .command(new RevisePlan(P, E, null, null, "goal met"))
                .is(CarePlanState.class, CarePlanCommand.class, TABLE);
    }

    private static final String TABLE =
            """
            NotStarted | StartPlanning              | PlanningStarted
            NotStarted | NoteDemographics           | DemographicsNoted
            NotStarted | NoteAssessment             | AssessmentNoted
            NotStarted | NoteEpisode                | EpisodeNoted
            NotStarted | NoteEpisodeEnd             | EpisodeEndNoted
            Started    | NoteEpisodeReopened        | -
            NotStarted | NoteEpisodeReopened        | -
            NotStarted | DraftPlan                  | no: planning-not-started
            NotStarted | AddGoal                    | no: planning-not-started
            NotStarted | ReviseGoal                 | no: planning-not-started
            NotStarted | RecordProgress             | no: planning-not-started
            NotStarted | RecordOutcome              | no: planning-not-started
            NotStarted | PlanIntervention           | no: planning-not-started
            NotStarted | CompleteCrisisPlan         | no: planning-not-started
            NotStarted | RecordLinkage              | no: planning-not-started
            NotStarted | RecordNaturalSupport       | no: planning-not-started
            NotStarted | ReviseNaturalSupport       | no: planning-not-started
            NotStarted | EndNaturalSupport          | no: planning-not-started
            NotStarted | RecordSupportContact       | no: planning-not-started
            NotStarted | SignPlan                   | no: planning-not-started
            NotStarted | DocumentConsentNotObtained | no: planning-not-started
            NotStarted | OrderService               | no: planning-not-started
            NotStarted | ActivatePlan               | no: planning-not-started
            NotStarted | RevisePlan                 | no: planning-not-started
            Started    | StartPlanning              | -
            Started    | NoteDemographics           | DemographicsNoted
            Started    | NoteAssessment             | AssessmentNoted
            Started    | NoteEpisode                | EpisodeNoted
            Started    | NoteEpisodeEnd             | EpisodeEndNoted
            Started    | DraftPlan                  | PlanDrafted
            Started    | AddGoal                    | no: no-plan
            Started    | ReviseGoal                 | no: no-plan
            Started    | RecordProgress             | no: no-active-plan
            Started    | RecordOutcome              | no: no-active-plan
            Started    | PlanIntervention           | no: no-plan
            Started    | CompleteCrisisPlan         | no: no-plan
            Started    | RecordLinkage              | LinkageRecorded
            Started    | RecordNaturalSupport       | NaturalSupportRecorded
            Started    | ReviseNaturalSupport       | no: no-such-support
            Started    | EndNaturalSupport          | no: no-such-support
            Started    | RecordSupportContact       | no: no-such-support
            Started    | SignPlan                   | no: no-plan
            Started    | DocumentConsentNotObtained | no: no-plan
            Started    | OrderService               | ServiceOrdered
            Started    | ActivatePlan               | no: no-plan
            Started    | RevisePlan                 | no: no-plan
            Drafted    | StartPlanning              | -
            Drafted    | NoteDemographics           | DemographicsNoted
            Drafted    | NoteAssessment             | AssessmentNoted
            Drafted    | NoteEpisode                | EpisodeNoted
            Drafted    | NoteEpisodeEnd             | EpisodeEndNoted
            Drafted    | NoteEpisodeReopened        | -
            Drafted    | DraftPlan                  | no: plan-drafted
            Drafted    | AddGoal                    | GoalAdded
            Drafted    | ReviseGoal                 | GoalRevised
            Drafted    | RecordProgress             | no: no-active-plan
            Drafted    | RecordOutcome              | no: no-active-plan
            Drafted    | PlanIntervention           | InterventionPlanned
            Drafted    | CompleteCrisisPlan         | CrisisPlanUpdated
            Drafted    | RecordLinkage              | LinkageRecorded
            Drafted    | RecordNaturalSupport       | NaturalSupportRecorded
            Drafted    | ReviseNaturalSupport       | no: no-such-support
            Drafted    | EndNaturalSupport          | no: no-such-support
            Drafted    | RecordSupportContact       | no: no-such-support
            Drafted    | SignPlan                   | PlanSigned
            Drafted    | DocumentConsentNotObtained | ConsentNotObtainedDocumented
            Drafted    | OrderService               | ServiceOrdered
            Drafted    | ActivatePlan               | no: person-has-not-signed
            Drafted    | RevisePlan                 | no: plan-drafted
            Signing    | StartPlanning              | -
            Signing    | NoteDemographics           | DemographicsNoted
            Signing    | NoteAssessment             | AssessmentNoted
            Signing    | NoteEpisode                | EpisodeNoted
            Signing    | NoteEpisodeEnd             | EpisodeEndNoted
            Signing    | NoteEpisodeReopened        | -
            Signing    | DraftPlan                  | no: plan-in-signing
            Signing    | AddGoal                    | no: signed-version-is-immutable
            Signing    | ReviseGoal                 | no: signed-version-is-immutable
            Signing    | RecordProgress             | no: no-active-plan
            Signing    | RecordOutcome              | no: no-active-plan
            Signing    | PlanIntervention           | no: signed-version-is-immutable
            Signing    | CompleteCrisisPlan         | no: signed-version-is-immutable
            Signing    | RecordLinkage              | LinkageRecorded
            Signing    | RecordNaturalSupport       | NaturalSupportRecorded
            Signing    | ReviseNaturalSupport       | no: no-such-support
            Signing    | EndNaturalSupport          | no: no-such-support
            Signing    | RecordSupportContact       | no: no-such-support
            Signing    | SignPlan                   | PlanSigned
            Signing    | DocumentConsentNotObtained | ConsentNotObtainedDocumented
            Signing    | OrderService               | ServiceOrdered
            Signing    | ActivatePlan               | PlanActivated
            Signing    | RevisePlan                 | PlanRevised
            Active     | StartPlanning              | -
            Active     | NoteDemographics           | DemographicsNoted
            Active     | NoteAssessment             | AssessmentNoted
            Active     | NoteEpisode                | EpisodeNoted
            Active     | NoteEpisodeEnd             | EpisodeEndNoted
            Active     | NoteEpisodeReopened        | -
            Active     | DraftPlan                  | no: plan-active
            Active     | AddGoal                    | no: signed-version-is-immutable
            Active     | ReviseGoal                 | no: signed-version-is-immutable
            Active     | RecordProgress             | no: no-such-goal
            Active     | RecordOutcome              | no: no-such-goal
            Active     | PlanIntervention           | no: signed-version-is-immutable
            Active     | CompleteCrisisPlan         | no: signed-version-is-immutable
            Active     | RecordLinkage              | LinkageRecorded
            Active     | RecordNaturalSupport       | NaturalSupportRecorded
            Active     | ReviseNaturalSupport       | no: no-such-support
            Active     | EndNaturalSupport          | no: no-such-support
            Active     | RecordSupportContact       | no: no-such-support
            Active     | SignPlan                   | no: plan-active
            Active     | DocumentConsentNotObtained | no: plan-active
            Active     | OrderService               | ServiceOrdered
            Active     | ActivatePlan               | -
            Active     | RevisePlan                 | PlanRevised
            Closed     | StartPlanning              | -
            Closed     | NoteDemographics           | DemographicsNoted
            Closed     | NoteAssessment             | AssessmentNoted
            Closed     | NoteEpisode                | EpisodeNoted
            Closed     | NoteEpisodeEnd             | -
            Closed     | NoteEpisodeReopened        | EpisodeReopenedNoted
            Closed     | DraftPlan                  | no: episode-closed
            Closed     | AddGoal                    | no: episode-closed
            Closed     | ReviseGoal                 | no: episode-closed
            Closed     | RecordProgress             | no: episode-closed
            Closed     | RecordOutcome              | no: episode-closed
            Closed     | PlanIntervention           | no: episode-closed
            Closed     | CompleteCrisisPlan         | no: episode-closed
            Closed     | RecordLinkage              | no: episode-closed
            Closed     | RecordNaturalSupport       | no: episode-closed
            Closed     | ReviseNaturalSupport       | no: episode-closed
            Closed     | EndNaturalSupport          | no: episode-closed
            Closed     | RecordSupportContact       | no: episode-closed
            Closed     | SignPlan                   | no: episode-closed
            Closed     | DocumentConsentNotObtained | no: episode-closed
            Closed     | OrderService               | no: episode-closed
            Closed     | ActivatePlan               | no: episode-closed
            Closed     | RevisePlan                 | no: episode-closed
            """;
}
