package org.communitysupport.eligibility.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.eligibility.domain.Given.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.communitysupport.eligibility.domain.CoverageCommand.*;
import org.communitysupport.eligibility.domain.CoverageEvent.*;
import org.communitysupport.eligibility.domain.DeterminationCommand.*;
import org.communitysupport.eligibility.domain.DeterminationEvent.*;
import org.communitysupport.eligibility.domain.rule.Elg1Proof;
import org.communitysupport.eligibility.domain.rule.Enforcement;
import org.communitysupport.eligibility.domain.rule.EntryCriteria;
import org.communitysupport.kernel.Warning;
import org.junit.jupiter.api.Test;

class CoverageAndNecessityTest {
    static final CoverageFacts FACTS = new CoverageFacts(new Elg1Proof(PACK, true, Enforcement.WARN));
    private static final Proof PORTAL = new Proof(Codes.ProofKind.PORTAL, "NCT-1");
    private static final DeterminationFacts LICENSED = new DeterminationFacts(Set.of("LCSW", "QP"), 34, NECESSITY);
    static final ClinicalFindings FINDINGS = new ClinicalFindings(
            List.of("F25.0", "F10.20"),
            "F25.0",
            new ClinicalFindings.Locus(21, List.of(3, 3, 3, 3, 3, 3, 3), 4, "s1", day(3, 4)),
            new ClinicalFindings.Asam("2.1", "s1", day(3, 4)),
            List.of("housing", "social"),
            2,
            1,
            null,
            null,
            Codes.Verdict.MET,
            Codes.DisabilityGroup.MH_SUD,
            List.of());

    static RecordCoverage coverage(LocalDate verifiedTo) {
        return new RecordCoverage(
                "p1", "partners", "Tailored Plan", day(1, 1), null, day(3, 1), verifiedTo, day(3, 31), PORTAL, "9A");
    }

    @Test
    void coverage_is_proven_for_the_days_the_proof_speaks_for_and_no_others() {
        var given = Given.of(new CoverageDecider(), FACTS).after(coverage(day(3, 31)));
        assertThat(given.state().provenOn(day(3, 31))).isPresent();
        assertThat(given.state().provenOn(day(4, 1))).isEmpty();
        assertThat(given.state().on(day(4, 1))).isPresent();
    }

    @Test
    void a_proof_that_speaks_for_days_to_come_deserves_a_look() {
        var verified = (CoverageVerified) Given.of(new CoverageDecider(), FACTS)
                .then(coverage(day(4, 30)))
                .getFirst();
        assertThat(verified.warnings()).extracting(Warning::rule).containsExactly("ELG-1");
        assertThat(verified.memberId().person()).isEqualTo("p1");
    }

    @Test
    void a_proof_does_not_speak_for_days_outside_the_coverage() {
        assertThat(Given.of(new CoverageDecider(), FACTS)
                        .refusalOf(coverage(day(2, 1)))
                        .facts())
                .containsEntry("field", "/verifiedTo");
    }

    @Test
    void a_change_of_payer_ends_the_old_coverage_the_day_before() {
        var given = Given.of(new CoverageDecider(), FACTS).after(coverage(day(3, 31)));
        var events = given.then(new ChangePayer("partners", "northfork", day(3, 15), day(3, 20)));
        assertThat(((CoverageEnded) events.get(1)).endedOn()).isEqualTo(day(3, 14));
        assertThat(given.state().provenOn(day(3, 14))).isPresent();
        assertThat(given.state().provenOn(day(3, 15))).isEmpty();
    }

    @Test
    void medical_necessity_is_confirmed_by_a_licensed_person_only() {
        var peer = new DeterminationFacts(Set.of("CPSS", "QP"), 34, NECESSITY);
        var given = assessed(FINDINGS).knowing(peer);
        assertThat(given.refusalOf(confirm()).rule()).isEqualTo("ELG-5");
        assertThat(Given.of(new DeterminationDecider(), peer)
                        .refusalOf(assessment(FINDINGS))
                        .rule())
                .isEqualTo("ELG-5");
    }

    @Test
    void necessity_rests_on_an_assessment() {
        assertThat(Given.of(new DeterminationDecider(), LICENSED)
                        .refusalOf(confirm())
                        .code())
                .isEqualTo("not-assessed");
    }

    @Test
    void each_criterion_is_met_unmet_or_unknown_and_says_where_that_comes_from() {
        var confirmed =
                (MedicalNecessityConfirmed) assessed(FINDINGS).then(confirm()).getFirst();
        var criteria = confirmed.criteria().value().orElseThrow().items();
        assertThat(criteria).allSatisfy(i -> assertThat(i.source()).isNotBlank());
        assertThat(verdict(criteria, "level-of-care")).isEqualTo(Codes.Verdict.MET);
        assertThat(verdict(criteria, "age")).isEqualTo(Codes.Verdict.MET);
        assertThat(verdict(criteria, "lower-level")).isEqualTo(Codes.Verdict.UNKNOWN);
        assertThat(verdict(criteria, "able-and-willing")).isEqualTo(Codes.Verdict.MET);
        assertThat(confirmed.credential()).isEqualTo("LCSW");
    }

    @Test
    void a_level_outside_the_service_cannot_be_confirmed_away() {
        var high = withLocusLevel(5);
        assertThat(assessed(high).refusalOf(confirm()).rule()).isEqualTo("ELG-4");
        assertThat(assessed(high).then(new DetermineNecessity(PROGRAM, "s1", day(3, 5), false, List.of())))
                .hasOnlyElementsOfType(MedicalNecessityNotMet.class);
    }

    @Test
    void a_criterion_of_unconfirmed_weight_warns_when_it_is_not_met() {
        var minor = new DeterminationFacts(Set.of("LCSW"), 17, NECESSITY);
        var confirmed = (MedicalNecessityConfirmed)
                assessed(FINDINGS).knowing(minor).then(confirm()).getFirst();
        assertThat(confirmed.warnings())
                .extracting(Warning::code)
                .containsExactly("criteria-unmet", "age-outside-program");
    }

    @Test
    void the_level_is_the_raters_and_not_the_composites() {
        var confirmed = assessed(withLocusLevel(3)).then(confirm());
        assertThat(confirmed).hasOnlyElementsOfType(MedicalNecessityConfirmed.class);
    }

    @Test
    void a_level_that_contradicts_its_scores_is_shown_and_left_to_a_person() {
        var scores = new ClinicalFindings.Locus(28, List.of(4, 4, 4, 4, 4, 4, 4), 3, "s1", day(3, 4));
        var recorded = (ClinicalAssessmentRecorded) Given.of(new DeterminationDecider(), LICENSED)
                .then(assessment(withLocus(scores)))
                .getFirst();
        assertThat(recorded.warnings()).extracting(Warning::code).containsExactly("locus-level-contradicts-scores");
        assertThat(verdict(EntryCriteria.shownBy(withLocus(scores), 34, NECESSITY, "CCA"), "level-of-care"))
                .isEqualTo(Codes.Verdict.UNKNOWN);
    }

    @Test
    void one_high_score_forces_a_level_that_the_composite_does_not_show() {
        var ladder = NECESSITY.ladder();
        var risk = new ClinicalFindings.Locus(16, List.of(4, 2, 2, 2, 2, 2, 2), 2, "s1", day(3, 4));
        assertThat(ladder.level(risk)).hasValue(5);
        var even = new ClinicalFindings.Locus(16, List.of(2, 2, 2, 4, 2, 2, 2), 2, "s1", day(3, 4));
        assertThat(ladder.level(even)).hasValue(2);
    }

    @Test
    void a_life_domain_counts_once_and_only_where_the_program_knows_it() {
        assertThat(impairment("HOUSING", "HOUSING")).isEqualTo(Codes.Verdict.UNMET);
        assertThat(impairment("HOUSING", " housing ")).isEqualTo(Codes.Verdict.UNMET);
        assertThat(impairment("HOUSING", "KNITTING")).isEqualTo(Codes.Verdict.UNMET);
        assertThat(impairment("HOUSING", "SOCIAL")).isEqualTo(Codes.Verdict.MET);
        assertThat(impairment()).isEqualTo(Codes.Verdict.UNKNOWN);
    }

    private static Codes.Verdict impairment(String... domains) {
        var f = FINDINGS;
        var findings = new ClinicalFindings(
                f.diagnoses(),
                f.principalDiagnosis(),
                f.locus(),
                f.asam(),
                List.of(domains),
                null,
                null,
                null,
                null,
                null,
                f.disabilityGroup(),
                List.of());
        return verdict(EntryCriteria.shownBy(findings, 34, NECESSITY, "CCA"), "functional-impairment");
    }

    @Test
    void an_assessment_that_says_no_confirms_nothing() {
        var no = new RecordAssessment(
                "p1", "e1", PROGRAM, "a1", Codes.AssessmentKind.CCA, day(3, 4), "s1", false, false, FINDINGS);
        var given = Given.of(new DeterminationDecider(), LICENSED).after(no);
        assertThat(given.refusalOf(confirm()).code()).isEqualTo("assessment-recommends-otherwise");
        assertThat(given.then(new DetermineNecessity(PROGRAM, "s1", day(3, 5), false, List.of())))
                .hasOnlyElementsOfType(MedicalNecessityNotMet.class);
    }

    @Test
    void locus_scores_add_up() {
        var wrong = withLocus(new ClinicalFindings.Locus(22, List.of(3, 3, 3, 3, 3, 3, 3), 4, "s1", day(3, 4)));
        assertThat(Given.of(new DeterminationDecider(), LICENSED)
                        .refusalOf(assessment(wrong))
                        .facts())
                .containsEntry("field", "/findings/locus/composite");
    }

    @Test
    void a_person_may_know_more_than_the_assessment_shows() {
        var item = new Criteria.Item("lower-level", null, Codes.Verdict.MET, "call with the clinic, 4 March", null);
        var confirmed = (MedicalNecessityConfirmed) assessed(FINDINGS)
                .then(new DetermineNecessity(PROGRAM, "s1", day(3, 5), true, List.of(item)))
                .getFirst();
        assertThat(verdict(confirmed.criteria().value().orElseThrow().items(), "lower-level"))
                .isEqualTo(Codes.Verdict.MET);
    }

    @Test
    void a_diagnosis_that_no_list_has_is_for_a_person_to_judge() {
        var unlisted = withDiagnoses(List.of("F98.5"), Codes.DisabilityGroup.MH_SUD);
        assertThat(diagnosisOf(unlisted)).isEqualTo(Codes.Verdict.UNKNOWN);
        assertThat(diagnosisOf(FINDINGS)).isEqualTo(Codes.Verdict.MET);
        var disabilityAlone = withDiagnoses(List.of("F70"), Codes.DisabilityGroup.IDD);
        assertThat(diagnosisOf(disabilityAlone)).isEqualTo(Codes.Verdict.UNMET);
    }

    @Test
    void the_age_is_known_from_the_referral_and_not_from_the_assessment() {
        assertThat(EntryCriteria.shownBy(FINDINGS, 34, NECESSITY, "CCA"))
                .filteredOn(i -> i.id().equals("age"))
                .extracting(Criteria.Item::source)
                .containsExactly("birth date on the referral");
    }

    @Test
    void a_word_does_not_overrule_what_an_instrument_shows() {
        var word = new Criteria.Item("level-of-care", null, Codes.Verdict.MET, "my impression", null);
        var refusal = assessed(withLocusLevel(5))
                .refusalOf(new DetermineNecessity(PROGRAM, "s1", day(3, 5), true, List.of(word)));
        assertThat(refusal.code()).isEqualTo("contradicts-assessment");
        assertThat(refusal.rule()).isEqualTo("ELG-4");
    }

    @Test
    void an_answer_is_to_a_criterion_of_the_program() {
        var other = new Criteria.Item("shoe-size", null, Codes.Verdict.MET, "seen", null);
        var refusal =
                assessed(FINDINGS).refusalOf(new DetermineNecessity(PROGRAM, "s1", day(3, 5), true, List.of(other)));
        assertThat(refusal.code()).isEqualTo("unknown-criterion");
    }

    private static ClinicalFindings withDiagnoses(List<String> diagnoses, Codes.DisabilityGroup group) {
        var f = FINDINGS;
        return new ClinicalFindings(
                diagnoses,
                diagnoses.getFirst(),
                f.locus(),
                f.asam(),
                f.functionalDeficits(),
                2,
                1,
                null,
                null,
                null,
                group,
                List.of());
    }

    private static Codes.Verdict diagnosisOf(ClinicalFindings findings) {
        return verdict(EntryCriteria.shownBy(findings, 34, NECESSITY, "CCA"), "diagnosis");
    }

    private static Codes.Verdict verdict(List<Criteria.Item> items, String id) {
        return items.stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    static RecordAssessment assessment(ClinicalFindings findings) {
        return new RecordAssessment(
                "p1", "e1", PROGRAM, "a1", Codes.AssessmentKind.CCA, day(3, 4), "s1", true, false, findings);
    }

    static DetermineNecessity confirm() {
        return new DetermineNecessity(PROGRAM, "s1", day(3, 5), true, List.of());
    }

    private static Given<DeterminationCommand, DeterminationState, DeterminationEvent, DeterminationFacts> assessed(
            ClinicalFindings findings) {
        return Given.of(new DeterminationDecider(), LICENSED).after(assessment(findings));
    }

    private static ClinicalFindings withLocusLevel(int level) {
        return withLocus(new ClinicalFindings.Locus(21, List.of(), level, "s1", day(3, 4)));
    }

    private static ClinicalFindings withLocus(ClinicalFindings.Locus locus) {
        var f = FINDINGS;
        return new ClinicalFindings(
                f.diagnoses(),
                f.principalDiagnosis(),
                locus,
                f.asam(),
                f.functionalDeficits(),
                f.psychiatricAdmissions90d(),
                f.edVisits90d(),
                f.crisisContacts90d(),
                f.lowerLevelTried(),
                f.ableAndWilling(),
                f.disabilityGroup(),
                List.of());
    }
}
