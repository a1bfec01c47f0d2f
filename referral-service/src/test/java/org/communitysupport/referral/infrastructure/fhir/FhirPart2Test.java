package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.communitysupport.referral.domain.Codes.DisabilityGroup;
import org.communitysupport.referral.domain.rule.Ref10Part2;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What 42 CFR Part 2 protects is seen wherever it stands, and what cannot be told counts as protected. */
class FhirPart2Test {
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String LABEL =
            "\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"42CFRPart2\"}]}";

    @Test
    void the_base_bundle_is_ordinary() {
        assertThat(part2(new BundleF())).isFalse();
    }

    @Test
    @Tag("F-11")
    void a_label_counts_on_any_resource() {
        assertThat(part2(new BundleF()
                        .request(
                                "contained",
                                "[{\"resourceType\":\"Condition\",\"id\":\"kc\"," + LABEL
                                        + ",\"subject\":{\"reference\":\"Patient/p1\"},\"code\":{\"coding\":[{\"system\":\""
                                        + ICD + "\",\"code\":\"F20.9\"}]}}]")
                        .request("reasonReference", "[{\"reference\":\"#kc\"}]")))
                .isTrue();
        for (String element : new String[] {"patient", "request", "organization", "bundle"}) {
            var f = new BundleF();
            var on =
                    switch (element) {
                        case "patient" -> f.patient();
                        case "request" -> f.request();
                        case "organization" -> f.organization();
                        default -> f.root();
                    };
            on.set("meta", BundleF.json('{' + LABEL + '}').path("meta"));
            assertThat(part2(f)).as(element).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"42CFRPart2", "42 CFR Part 2", "42cfrpart2", "ETH", "ETHUD", "OPIOIDUD", "SUD", "R", "V"})
    void a_label_is_known_however_it_is_written(String code) {
        assertThat(part2(new BundleF().patient("meta", "{\"security\":[{\"code\":\"" + code + "\"}]}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"N", "PSY", "HTEST"})
    void another_label_is_not_this_one(String code) {
        assertThat(part2(new BundleF().patient("meta", "{\"security\":[{\"code\":\"" + code + "\"}]}")))
                .isFalse();
    }

    @Test
    void a_label_within_an_element_counts() {
        assertThat(
                        part2(
                                new BundleF()
                                        .patient(
                                                "extension",
                                                "[{\"url\":\"http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label\",\"valueCoding\":{\"code\":\"42CFRPart2\"}}]")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5602001", "75544000", "7200002", "191816009", "999999999"})
    void a_snomed_concept_of_substance_use_or_of_no_known_kind_is_protected(String code) {
        var f = new BundleF().condition(SNOMED, code, "");
        assertThat(part2(f)).isTrue();
        assertThat(f.asked().referral().clinical().presentingProblem()).contains(code);
        assertThat(f.remarks()).contains("Bundle.entry[3].resource.code");
    }

    @Test
    @Tag("F-12")
    void opioid_use_disorder_in_snomed_alone_is_seen_as_such() {
        var f = new BundleF().condition(SNOMED, "5602001", "");
        assertThat(f.asked().referral().clinical().disabilityGroup()).isEqualTo(DisabilityGroup.MH_SUD);
    }

    @Test
    void schizophrenia_in_snomed_is_ordinary() {
        assertThat(part2(new BundleF().condition(SNOMED, "58214004", ""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:local", "http://hl7.org/fhir/sid/icd-9-cm", "http://hl7.org/fhir/sid/icd-10"})
    void an_unknown_code_system_is_protected(String system) {
        assertThat(part2(new BundleF().condition(system, "304.01", ""))).isTrue();
        assertThat(part2(new BundleF()
                        .request("reasonCode", "[{\"coding\":[{\"system\":\"" + system + "\",\"code\":\"304.01\"}]}]")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"text\":\"relapsed on heroin\"}]",
                "[{\"text\":\"alcohol use disorder\"}]",
                "[{\"text\":\"Substance use\"}]"
            })
    void words_count_too(String reason) {
        assertThat(part2(new BundleF().request("reasonCode", reason))).isTrue();
        assertThat(part2(new BundleF().request("note", reason))).isTrue();
    }

    @Test
    void what_else_is_said_of_substance_use_counts_though_it_is_not_carried_over() {
        assertThat(part2(new BundleF()
                        .entry(
                                "{\"resourceType\":\"MedicationRequest\",\"id\":\"m\",\"status\":\"active\",\"intent\":\"order\",\"subject\":{\"reference\":\"Patient/p1\"},"
                                        + "\"medicationCodeableConcept\":{\"text\":\"Methadone 10 mg\"}}")))
                .isTrue();
        assertThat(
                        part2(
                                new BundleF()
                                        .entry(
                                                "{\"resourceType\":\"ServiceRequest\",\"id\":\"s2\",\"status\":\"active\",\"intent\":\"order\",\"subject\":{\"reference\":\"Patient/p1\"},"
                                                        + "\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"24165007\"}]}}")))
                .isTrue();
    }

    @Test
    void another_persons_substance_use_is_not_theirs() {
        assertThat(part2(new BundleF()
                        .entry(
                                "{\"resourceType\":\"Condition\",\"id\":\"c9\",\"subject\":{\"reference\":\"Patient/other\"},\"code\":{\"coding\":[{\"system\":\""
                                        + ICD + "\",\"code\":\"F11.20\"}]}}")))
                .isFalse();
    }

    @Test
    void records_of_a_program_that_treats_substance_use_are_protected() {
        assertThat(
                        part2(
                                new BundleF()
                                        .organization(
                                                "type",
                                                "[{\"coding\":[{\"system\":\"http://nucc.org/provider-taxonomy\",\"code\":\"261QR0405X\"}]}]")))
                .isTrue();
        assertThat(part2(new BundleF().organization("name", "\"Gaston Addiction Recovery\"")))
                .isTrue();
    }

    /** With what the domain makes of the diagnoses. */
    private static boolean part2(BundleF f) {
        assertThat(f.faults()).isEmpty();
        var in = f.asked().referral();
        return in.part2() || Ref10Part2.substanceUse(in.clinical());
    }
}
