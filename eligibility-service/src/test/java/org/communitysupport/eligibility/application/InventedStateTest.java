package org.communitysupport.eligibility.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.testkit.packs.InventedState.PAYER;
import static org.communitysupport.testkit.packs.InventedState.PROGRAM;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes.DisabilityGroup;
import org.communitysupport.eligibility.domain.Codes.DocumentKind;
import org.communitysupport.eligibility.domain.Codes.Step;
import org.communitysupport.eligibility.domain.Codes.Verdict;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules.Demand;
import org.communitysupport.eligibility.domain.rule.EntryCriteria;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.testkit.packs.InventedState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A state that was added by two files alone is judged like any other. */
class InventedStateTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");
    private final Policies policies = new Policies(
            PolicyPacks.load(InventedState.packs(Path.of("../deploy/policy-packs"))),
            () -> Instant.parse("2026-03-02T06:00:00Z"));

    @Test
    @Tag("E-07")
    void e07_instruments_of_an_invented_state_are_asked_for_by_age_and_judged_by_level_and_part() {
        assertThat(verdicts(20, rated("COMPASS", 2, Map.of()))).containsEntry("instrument-fits", Verdict.MET);
        assertThat(verdicts(20, rated("COMPASS", 4, Map.of()))).containsEntry("instrument-fits", Verdict.UNMET);
        assertThat(verdicts(20, rated("MAP", 2, Map.of("NORTH", 5)))).containsEntry("instrument-fits", Verdict.UNKNOWN);
        assertThat(verdicts(30, rated("MAP", null, Map.of("NORTH", 5)))).containsEntry("instrument-fits", Verdict.MET);
        assertThat(verdicts(30, rated("MAP", null, Map.of("NORTH", 3))))
                .containsEntry("instrument-fits", Verdict.UNMET);
        assertThat(verdicts(30, rated("MAP", null, Map.of()))).containsEntry("instrument-fits", Verdict.UNKNOWN);
    }

    @Test
    @Tag("E-07")
    void e07_ages_of_an_invented_state_have_two_ends() {
        assertThat(verdicts(15, rated("COMPASS", 2, Map.of()))).containsEntry("of-age-to-wander", Verdict.UNMET);
        assertThat(verdicts(16, rated("COMPASS", 2, Map.of()))).containsEntry("of-age-to-wander", Verdict.MET);
        assertThat(verdicts(64, rated("COMPASS", 2, Map.of()))).containsEntry("of-age-to-wander", Verdict.MET);
        assertThat(verdicts(65, rated("COMPASS", 2, Map.of()))).containsEntry("of-age-to-wander", Verdict.UNMET);
        assertThat(verdicts(30, rated("COMPASS", 2, Map.of())))
                .as("what only a person can judge")
                .containsEntry("wants-to-be-found", Verdict.UNKNOWN);
    }

    @Test
    @Tag("E-07")
    void e07_the_ladder_of_an_invented_state_is_its_own() {
        var rules = policies.authorizations(PROGRAM, PAYER, TODAY).rules();
        assertThat(rules.demand()).isEqualTo(Demand.ASKED);
        assertThat(rules.ladder().get(Step.INITIAL).units()).isEqualTo(20);
        assertThat(rules.ladder().get(Step.INITIAL).documents()).containsExactly(DocumentKind.CCA);
        assertThat(rules.passThrough()).isNull();
        assertThat(rules.tools().needed(DisabilityGroup.MH, "YOUNG")).containsExactly("COMPASS");
        assertThat(policies.coverage(PAYER, TODAY, List.of(PROGRAM)).proof()).isNotNull();
        assertThat(policies.today(PROGRAM)).isEqualTo(TODAY);
    }

    private Map<String, Verdict> verdicts(int age, ClinicalFindings.Rated rated) {
        var rules = policies.determination(PROGRAM, PAYER, TODAY, Set.of("LMHC"), age)
                .rules();
        var found = new ClinicalFindings(
                List.of("F33.1"),
                "F33.1",
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                DisabilityGroup.MH,
                List.of(rated));
        var verdicts = new java.util.HashMap<String, Verdict>();
        EntryCriteria.shownBy(found, age, rules, "CCA").forEach(i -> verdicts.put(i.id(), i.verdict()));
        return verdicts;
    }

    private static ClinicalFindings.Rated rated(String tool, Integer level, Map<String, Integer> domains) {
        return new ClinicalFindings.Rated(tool, null, level, domains, "s1", TODAY);
    }
}
