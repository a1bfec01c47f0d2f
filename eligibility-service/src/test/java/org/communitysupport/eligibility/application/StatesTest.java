package org.communitysupport.eligibility.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.eligibility.domain.AuthorizationsCommand;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.DeclareNotRequired;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportAssessment;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportNecessity;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.RequestAuthorization;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.SetUnits;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.StartEligibility;
import org.communitysupport.eligibility.domain.AuthorizationsDecider;
import org.communitysupport.eligibility.domain.AuthorizationsEvent;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationNotRequired;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationRequested;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.UnitReservationRejected;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.UnitsCommitted;
import org.communitysupport.eligibility.domain.AuthorizationsState;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Codes.DisabilityGroup;
import org.communitysupport.eligibility.domain.Codes.Verdict;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.domain.DeterminationCommand.DetermineNecessity;
import org.communitysupport.eligibility.domain.DeterminationCommand.RecordAssessment;
import org.communitysupport.eligibility.domain.DeterminationDecider;
import org.communitysupport.eligibility.domain.DeterminationEvent;
import org.communitysupport.eligibility.domain.DeterminationEvent.MedicalNecessityConfirmed;
import org.communitysupport.eligibility.domain.LevelOfCare;
import org.communitysupport.eligibility.domain.rule.EntryCriteria;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;
import org.communitysupport.policy.PolicyPacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every program by its own pack: who gets in, what the payer is asked, and what covers a visit. */
class StatesTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");
    private final Policies policies = new Policies(
            PolicyPacks.load(Path.of("../deploy/policy-packs")), () -> Instant.parse("2026-12-01T05:30:00Z"));

    // Entry

    @Test
    @Tag("E-07")
    void e07_louisiana_adults_need_locus_three_and_functional_status_three() {
        assertThat(verdict("US-LA.CPST", 34, locus(3, 3), "level-of-care")).isEqualTo(Verdict.MET);
        assertThat(verdict("US-LA.CPST", 34, locus(3, 2), "level-of-care")).isEqualTo(Verdict.UNMET);
        assertThat(verdict("US-LA.CPST", 34, locus(2, 3), "level-of-care")).isEqualTo(Verdict.UNMET);
        assertThat(refused("US-LA.CPST", "medicaid-plan", 34, locus(3, 2), "LCSW"))
                .isEqualTo("criterion-unmet");
        assertThat(confirmed("US-LA.CPST", "medicaid-plan", 34, locus(3, 3), "LCSW"))
                .isNotNull();
    }

    @Test
    @Tag("E-08")
    void e08_children_and_adults_of_one_program_have_criteria_of_their_own() {
        assertThat(criteria("US-LA.CPST", "medicaid-plan", 12, none()))
                .contains("serious-emotional-disturbance")
                .doesNotContain("level-of-care");
        assertThat(criteria("US-LA.CPST", "medicaid-plan", 34, none()))
                .contains("level-of-care")
                .doesNotContain("serious-emotional-disturbance");
        assertThat(criteria("US-MO.CPR-CS", "mo-healthnet", 9, none()))
                .containsExactly("serious-emotional-disturbance", "diagnosis");
        assertThat(criteria("US-MO.CPR-CS", "mo-healthnet", 40, none()))
                .containsExactly("serious-mental-illness", "diagnosis");
    }

    @Test
    @Tag("E-08")
    void e08_on_the_birthday_the_other_band_begins() {
        assertThat(criteria("US-OH.CPST", "humana", 17, none())).contains("serious-emotional-disturbance");
        assertThat(criteria("US-OH.CPST", "humana", 18, none())).doesNotContain("serious-emotional-disturbance");
        assertThat(criteria("US-LA.CPST", "medicaid-plan", 20, none())).doesNotContain("level-of-care");
        assertThat(criteria("US-LA.CPST", "medicaid-plan", 21, none())).contains("level-of-care");
    }

    @Test
    @Tag("E-08")
    void e08_who_is_outside_the_ages_is_told_by_the_programs_own_criterion() {
        var child = confirmed("US-NC.CST", null, 15, none(), "LCSW");
        assertThat(child.warnings()).extracting(Warning::code).contains("age-outside-program");
        assertThat(child.warnings()).extracting(Warning::detail).anyMatch(d -> d.contains("18 or older"));
        var grown = confirmed("US-NY.CFTSS-CPST", "healthfirst", 21, none(), "LCSW");
        assertThat(grown.warnings()).extracting(Warning::detail).anyMatch(d -> d.contains("Younger than 21"));
        assertThat(verdict("US-NY.CFTSS-CPST", 20, none(), "under-21")).isEqualTo(Verdict.MET);
    }

    @Test
    @Tag("E-07")
    void e07_substance_use_alone_does_not_qualify_in_the_district_and_does_in_ohio() {
        var alone = found(List.of("F10.20"), DisabilityGroup.SUD, null, List.of());
        assertThat(verdict("US-DC.CS", 34, alone, "primary-mental-health-diagnosis"))
                .isEqualTo(Verdict.UNMET);
        assertThat(verdict("US-OH.CPST", 34, alone, "diagnosis")).isEqualTo(Verdict.MET);
        var both = found(List.of("F25.0", "F10.20"), DisabilityGroup.MH_SUD, null, List.of());
        assertThat(verdict("US-DC.CS", 34, both, "primary-mental-health-diagnosis"))
                .isEqualTo(Verdict.MET);
    }

    @Test
    @Tag("E-07")
    void e07_ohiorise_asks_for_cans_and_warns_while_it_is_missing() {
        var without = confirmed("US-OH.CPST", "ohiorise", 12, none(), "LISW");
        assertThat(without.warnings()).extracting(Warning::code).contains("criteria-unmet");
        var rated = found(List.of("F33.1"), DisabilityGroup.MH, null, List.of(rated("CANS", null)));
        assertThat(confirmed("US-OH.CPST", "ohiorise", 12, rated, "LISW").warnings())
                .isEmpty();
        assertThat(criteria("US-OH.CPST", "humana", 12, none())).doesNotContain("cans-on-file");
    }

    @Test
    @Tag("E-08")
    void e08_before_any_assessment_everything_but_the_age_is_unknown_in_every_program() {
        var nothing = found(List.of(), null, null, List.of());
        for (String program : policies.programs())
            assertThat(EntryCriteria.shownBy(
                            nothing,
                            19,
                            policies.determination(program, null, TODAY, Set.of(), 19)
                                    .rules(),
                            "none"))
                    .as(program)
                    .allMatch(i -> i.verdict() == Verdict.UNKNOWN || i.text().matches(".*(18|21).*"));
    }

    @Test
    @Tag("E-09")
    void e09_licenses_are_those_of_the_program() {
        assertThat(refused("US-OH.CPST", "humana", 34, none(), "LCMHC")).isEqualTo("not-licensed");
        assertThat(confirmed("US-OH.CPST", "humana", 34, none(), "LISW")).isNotNull();
        assertThat(refused("US-NC.CST", null, 34, none(), "LISW")).isEqualTo("not-licensed");
    }

    // The payer

    @Test
    @Tag("E-07")
    void e07_ohio_asks_for_nothing_within_its_limits() {
        var given = file("US-OH.CPST", "humana", 34);
        var declared = (AuthorizationNotRequired)
                given.then(new DeclareNotRequired("a1", "e1", "humana", TODAY, TODAY.plusDays(365)))
                        .getFirst();
        assertThat(declared.visits()).isNull();
        assertThat(given.then(committed("l1", TODAY, 8))).hasOnlyElementsOfType(UnitsCommitted.class);
    }

    @Test
    @Tag("E-07")
    void e07_louisiana_always_asks_and_how_much_it_gives_is_said_to_be_unknown() {
        var given = file("US-LA.CPST", "medicaid-plan", 34).assessed(locus(3, 3));
        assertThat(given.refusal(new DeclareNotRequired("a1", "e1", "medicaid-plan", TODAY, null)))
                .isEqualTo("authorization-required");
        var asked = (AuthorizationRequested)
                given.then(request("a2", "medicaid-plan")).getFirst();
        assertThat(asked.warnings()).extracting(Warning::code).containsExactly("payer-limits-not-on-file");
        assertThat(file("US-LA.CPST", "medicaid-plan", 34).assessed(none()).refusal(request("a2", "medicaid-plan")))
                .isEqualTo("level-of-care-missing");
        assertThat(file("US-LA.CPST", "medicaid-plan", 34)
                        .assessed(locus(3, 2))
                        .refusal(request("a2", "medicaid-plan")))
                .isEqualTo("level-of-care");
        assertThat(file("US-LA.CPST", "medicaid-plan", 12).assessed(none()).then(request("a2", "medicaid-plan")))
                .as("a child needs no LOCUS")
                .hasSize(1);
    }

    @Test
    @Tag("E-07")
    void e07_the_district_and_missouri_take_a_request_and_say_what_is_not_on_file() {
        var dc = (AuthorizationRequested) file("US-DC.CS", "dbh", 34)
                .assessed(none())
                .then(request("a1", "dbh"))
                .getFirst();
        assertThat(dc.warnings()).extracting(Warning::code).containsExactly("payer-limits-not-on-file");
        var mo = (AuthorizationRequested) file("US-MO.CPR-CS", "mo-healthnet", 9)
                .assessed(none())
                .then(request("a1", "mo-healthnet"))
                .getFirst();
        assertThat(mo.warnings()).extracting(Warning::code).containsExactly("payer-rules-not-on-file");
    }

    @Test
    @Tag("E-07")
    void e07_new_york_pays_three_visits_without_review_and_the_fourth_waits_for_a_grant() {
        var given = file("US-NY.CFTSS-CPST", "healthfirst", 12);
        var declared =
                (AuthorizationNotRequired) given.then(new DeclareNotRequired("a1", "e1", "healthfirst", TODAY, null))
                        .getFirst();
        assertThat(declared.visits()).isEqualTo(3);
        for (int day = 0; day < 3; day++)
            assertThat(given.then(committed("l" + day, TODAY.plusDays(day), 4)))
                    .hasOnlyElementsOfType(UnitsCommitted.class);
        assertThat(given.then(committed("l2b", TODAY.plusDays(2), 4)))
                .as("a second line of the third day is the same visit")
                .hasOnlyElementsOfType(UnitsCommitted.class);
        assertThat(given.then(committed("l3", TODAY.plusDays(3), 4)))
                .hasOnlyElementsOfType(UnitReservationRejected.class);
        var given2 = given.assessed(none());
        var asked = request("a2", "healthfirst");
        assertThat(given2.then(asked)).hasSize(1);
        var granted = given2.then(new AuthorizationsCommand.RecordGrant(
                "a2", "HF-1", 40, TODAY, TODAY.plusDays(59), TODAY.plusDays(4), false));
        assertThat(granted).hasAtLeastOneElementOfType(UnitsCommitted.class);
    }

    @Test
    @Tag("E-07")
    void e07_a_visit_that_is_undone_frees_one_of_the_three() {
        var given = file("US-NY.CFTSS-CPST", "healthfirst", 12);
        given.then(new DeclareNotRequired("a1", "e1", "healthfirst", TODAY, null));
        for (int day = 0; day < 3; day++) given.then(committed("l" + day, TODAY.plusDays(day), 4));
        given.then(committed("l3", TODAY.plusDays(3), 4));
        var freed =
                given.then(new SetUnits("p1", given.program, "l1", 2, TODAY.plusDays(1), 0, Codes.UnitState.RELEASED));
        assertThat(freed).hasAtLeastOneElementOfType(UnitsCommitted.class);
    }

    // Two states at once

    @Test
    @Tag("E-09")
    void e09_the_persons_program_says_how_coverage_is_proven_and_what_day_it_is() {
        assertThat(policies.coverage("humana", TODAY, List.of("US-OH.CPST"))
                        .proof()
                        .pack()
                        .id())
                .isEqualTo("US-OH.CPST/humana");
        assertThat(policies.coverage("ohio-ffs", TODAY, List.of("US-OH.CPST", "US-NC.CST"))
                        .proof()
                        .pack()
                        .id())
                .isEqualTo("US-OH.CPST/ohio-ffs");
        assertThat(policies.coverage("medicaid-ffs", TODAY, List.of("US-NC.CST"))
                        .proof()
                        .pack()
                        .id())
                .isEqualTo("US-NC.CST/medicaid-ffs");
        assertThat(policies.coverage("dbh", TODAY, List.of()).proof()).isNotNull();
        assertThat(policies.coverage("nobody", TODAY, List.of("US-OH.CPST")).proof())
                .isNull();
        // 05:30 UTC: half past midnight in Ohio, half past eleven the day before in Louisiana.
        assertThat(policies.today(List.of("US-OH.CPST"))).isEqualTo("2026-12-01");
        assertThat(policies.today(List.of("US-LA.CPST"))).isEqualTo("2026-11-30");
        assertThat(policies.today(List.of("US-LA.CPST", "US-OH.CPST"))).isEqualTo("2026-12-01");
    }

    @Test
    @Tag("E-09")
    void e09_one_person_in_programs_of_two_states_is_judged_by_each() {
        var clinical = found(
                List.of("F33.1"),
                DisabilityGroup.MH,
                new ClinicalFindings.Locus(17, List.of(3, 2, 2, 2, 3, 3, 2), 3, "s1", TODAY),
                List.of());
        assertThat(verdict("US-LA.CPST", 34, clinical, "level-of-care")).isEqualTo(Verdict.UNMET);
        assertThat(criteria("US-OH.CPST", "humana", 34, clinical)).containsExactly("diagnosis");
        assertThat(verdict("US-NC.CST", 34, clinical, "level-of-care")).isEqualTo(Verdict.UNKNOWN);
    }

    // What the tests are made of

    private static ClinicalFindings none() {
        return found(List.of("F33.1"), DisabilityGroup.MH, null, List.of());
    }

    private static ClinicalFindings locus(int level, int functionalStatus) {
        var scores = List.of(3, functionalStatus, 2, 3, 3, 3, 3);
        int sum = scores.stream().mapToInt(i -> i).sum();
        return found(
                List.of("F33.1"),
                DisabilityGroup.MH,
                new ClinicalFindings.Locus(sum, scores, level, "s1", TODAY),
                List.of());
    }

    private static ClinicalFindings.Rated rated(String tool, Integer level) {
        return new ClinicalFindings.Rated(tool, null, level, Map.of(), "s1", TODAY);
    }

    private static ClinicalFindings found(
            List<String> diagnoses,
            DisabilityGroup group,
            ClinicalFindings.Locus locus,
            List<ClinicalFindings.Rated> rated) {
        return new ClinicalFindings(
                diagnoses,
                diagnoses.isEmpty() ? null : diagnoses.getFirst(),
                locus,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                group,
                rated);
    }

    private Verdict verdict(String program, int age, ClinicalFindings found, String criterion) {
        var rules = policies.determination(program, null, TODAY, Set.of(), age).rules();
        return EntryCriteria.shownBy(found, age, rules, "CCA").stream()
                .filter(i -> i.id().equals(criterion))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private List<String> criteria(String program, String payer, int age, ClinicalFindings found) {
        var rules = policies.determination(program, payer, TODAY, Set.of(), age).rules();
        return EntryCriteria.shownBy(found, age, rules, "CCA").stream()
                .map(i -> i.id())
                .toList();
    }

    private MedicalNecessityConfirmed confirmed(
            String program, String payer, int age, ClinicalFindings found, String credential) {
        return switch (determined(program, payer, age, found, credential)) {
            case Decision.Accepted<DeterminationEvent> a ->
                (MedicalNecessityConfirmed) a.events().getFirst();
            case Decision.Rejected<DeterminationEvent> r -> throw new AssertionError(r.rejection());
        };
    }

    private String refused(String program, String payer, int age, ClinicalFindings found, String credential) {
        return switch (determined(program, payer, age, found, credential)) {
            case Decision.Accepted<DeterminationEvent> a -> throw new AssertionError(a.events());
            case Decision.Rejected<DeterminationEvent> r -> r.rejection().code();
        };
    }

    private Decision<DeterminationEvent> determined(
            String program, String payer, int age, ClinicalFindings found, String credential) {
        var decider = new DeterminationDecider();
        var facts = policies.determination(program, payer, TODAY, Set.of(credential), age);
        var recorded = decider.decide(
                new RecordAssessment(
                        "p1", "e1", program, "a1", Codes.AssessmentKind.CCA, TODAY, "s1", true, false, found),
                decider.initial(),
                facts);
        var state = decider.initial();
        if (!(recorded instanceof Decision.Accepted<DeterminationEvent> a)) return recorded;
        for (var event : a.events()) state = decider.evolve(state, event);
        return decider.decide(new DetermineNecessity(program, "s1", TODAY, true, List.of()), state, facts);
    }

    private static RequestAuthorization request(String id, String payer) {
        return new RequestAuthorization(id, "e1", payer, 40, TODAY, TODAY.plusDays(59), false, null, TODAY);
    }

    private File file(String program, String payer, int age) {
        return new File(program, payer, age);
    }

    private SetUnits committed(String line, LocalDate date, int units) {
        return new SetUnits("p1", null, line, 1, date, units, Codes.UnitState.COMMITTED);
    }

    /** What one person has in one program. */
    private final class File {
        private final String program;
        private final String payer;
        private final AuthorizationsDecider decider = new AuthorizationsDecider();
        private AuthorizationsState state = decider.initial();

        File(String program, String payer, int age) {
            this.program = program;
            this.payer = payer;
            var born = new Demographics(
                    "Rivera",
                    "Dana",
                    null,
                    TODAY.minusYears(age),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            then(new StartEligibility(
                    "p1", "r1", "e1", program, payer, "t1", TODAY, Personal.of("p1", "demographics", born), null));
        }

        File assessed(ClinicalFindings found) {
            then(new ReportAssessment(
                    "p1",
                    program,
                    "e1",
                    "a1",
                    Codes.AssessmentKind.CCA,
                    TODAY,
                    true,
                    Personal.of("p1", "level-of-care", LevelOfCare.of(found))));
            then(new ReportNecessity("p1", program, "e1", true, TODAY));
            return this;
        }

        List<AuthorizationsEvent> then(AuthorizationsCommand command) {
            return switch (decider.decide(command, state, policies.authorizations(program, payer, TODAY))) {
                case Decision.Accepted<AuthorizationsEvent> a -> {
                    for (var event : a.events()) state = decider.evolve(state, event);
                    yield a.events();
                }
                case Decision.Rejected<AuthorizationsEvent> r -> throw new AssertionError(r.rejection());
            };
        }

        String refusal(AuthorizationsCommand command) {
            return switch (decider.decide(command, state, policies.authorizations(program, payer, TODAY))) {
                case Decision.Accepted<AuthorizationsEvent> a -> throw new AssertionError(a.events());
                case Decision.Rejected<AuthorizationsEvent> r -> r.rejection().code();
            };
        }
    }
}
