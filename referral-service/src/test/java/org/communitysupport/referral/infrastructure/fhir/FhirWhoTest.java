package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose referral it is, and which: numbers with their systems, exact references, one's own coverage. */
class FhirWhoTest {
    private static final String MA =
            "{\"type\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0203\",\"code\":\"MA\"}]},";
    private static final String MINE = "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p1\"},";
    private static final String MEDICAID =
            "\"type\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"MCPOL\"}]},";
    private static final String PPO =
            "\"type\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"PPO\"}]},";

    @Test
    void the_base_bundle_is_taken_without_a_word() {
        var f = new BundleF();
        assertThat(f.faults()).isEmpty();
        assertThat(f.asked().referral().remarks()).isEmpty();
        assertThat(f.asked().referral().externalId()).isEqualTo("urn:mercy|FV-1");
        assertThat(f.asked().formerIds()).containsExactly("FV-1");
    }

    @Test
    void one_value_under_two_systems_is_two_numbers() {
        assertThat(number("[{\"system\":\"urn:a\",\"value\":\"SAME\"}]"))
                .isNotEqualTo(number("[{\"system\":\"urn:b\",\"value\":\"SAME\"}]"));
        assertThat(number("[{\"value\":\"SAME\"}]")).isEqualTo("SAME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"use\":\"old\",\"value\":\"OLDID\"},{\"use\":\"official\",\"value\":\"NEWID\"}]",
                "[{\"value\":\"OLDID\",\"period\":{\"end\":\"2019-01-01\"}},{\"value\":\"NEWID\"}]",
                "[{\"value\":\"OLDID\",\"period\":{\"end\":\"2019\"}},{\"value\":\"NEWID\"}]",
                "[{\"use\":\"secondary\",\"value\":\"OLDID\"},{\"use\":\"usual\",\"value\":\"NEWID\"}]",
                "[{\"value\":\" \"},{\"value\":\"NEWID\"}]",
                "[{\"type\":{\"coding\":[{\"code\":\"FILL\"}]},\"value\":\"OLDID\"},{\"type\":{\"coding\":[{\"code\":\"PLAC\"}]},\"value\":\"NEWID\"}]"
            })
    @Tag("F-03")
    void the_official_and_current_number_counts(String identifiers) {
        assertThat(number(identifiers)).isEqualTo("NEWID");
    }

    @Test
    @Tag("F-02")
    void a_technical_id_is_no_number() {
        var f = new BundleF();
        f.without(f.request(), "identifier");
        assertThat(f.faults()).extracting(Fault::code).containsExactly("no-identifier");
        assertThat(f.faults().getFirst().place()).isEqualTo("Bundle.entry[1].resource.identifier");
    }

    @Test
    void a_request_without_a_number_takes_that_of_its_task() {
        var f = new BundleF();
        f.without(f.request(), "identifier")
                .entry(
                        "{\"resourceType\":\"Task\",\"status\":\"requested\",\"intent\":\"order\",\"focus\":{\"reference\":\"ServiceRequest/s1\"},"
                                + "\"identifier\":[{\"system\":\"urn:t\",\"value\":\"T-1\"}]}");
        assertThat(f.asked().referral().externalId()).isEqualTo("urn:t|T-1");
    }

    // ------------------------------------------------------------------ references

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reference\":\"Patient/not-here\"}",
                "{\"reference\":\"p1\"}",
                "{\"reference\":\"#p1\"}",
                "{\"reference\":\"Patient/p1/_history/2\"}",
                "{\"reference\":\"https://other.example/fhir/Patient/p1\"}",
                "{\"reference\":\"urn:uuid:00000000-0000-4000-8000-000000000001\"}",
                "{\"reference\":\"Organization/o1\"}",
                "{\"identifier\":{\"value\":\"912345678K\"}}",
                "{\"display\":\"Rosa Vanek\"}"
            })
    @Tag("F-09")
    void a_subject_that_leads_to_no_patient_is_refused_though_one_is_at_hand(String subject) {
        var faults = new BundleF().request("subject", subject).faults();
        assertThat(faults).extracting(Fault::code).containsExactly("no-patient");
        assertThat(faults.getFirst().place()).isEqualTo("Bundle.entry[1].resource.subject");
        assertThat(faults.getFirst().detail()).contains("ServiceRequest.subject");
    }

    @Test
    void a_missing_subject_is_refused_though_one_patient_is_at_hand() {
        var f = new BundleF();
        assertThat(f.without(f.request(), "subject").faults())
                .extracting(Fault::code)
                .containsExactly("no-patient");
    }

    @Test
    @Tag("F-10")
    void a_full_url_is_matched_whole() {
        var f = new BundleF()
                .entry(f2("Other", "p1"))
                .fullUrl(0, "http://a.example/fhir/Patient/p1")
                .fullUrl(3, "http://other.example/fhir/Patient/p1")
                .request("subject", "{\"reference\":\"http://other.example/fhir/Patient/p1\"}");
        assertThat(f.asked().referral().demographics().familyName()).isEqualTo("Other");
    }

    @Test
    void a_relative_reference_is_read_beside_its_own_full_url() {
        var f = new BundleF()
                .entry(f2("Other", "p1"))
                .fullUrl(0, "http://a.example/fhir/Patient/p1")
                .fullUrl(1, "http://other.example/fhir/ServiceRequest/s1")
                .fullUrl(3, "http://other.example/fhir/Patient/p1");
        assertThat(f.asked().referral().demographics().familyName()).isEqualTo("Other");
        var alone = new BundleF()
                .fullUrl(0, "http://a.example/fhir/Patient/p1")
                .fullUrl(1, "http://other.example/fhir/ServiceRequest/s1");
        assertThat(alone.faults()).extracting(Fault::code).containsExactly("no-patient");
    }

    @Test
    void two_patients_of_one_id_are_not_told_apart_by_luck() {
        var faults = new BundleF().entry(f2("Other", "p1")).faults();
        assertThat(faults).extracting(Fault::code).containsExactly("no-patient");
        assertThat(faults.getFirst().detail()).contains("more than one");
    }

    @Test
    void the_same_patient_sent_twice_is_one() {
        var f = new BundleF();
        f.entry(f.patient().toString());
        assertThat(f.faults()).isEmpty();
    }

    @Test
    void urns_and_contained_patients_are_found() {
        var urn = new BundleF()
                .fullUrl(0, "urn:uuid:7e3c1b52-0000-4000-8000-000000000002")
                .request("subject", "{\"reference\":\"urn:uuid:7e3c1b52-0000-4000-8000-000000000002\"}");
        assertThat(urn.faults()).isEmpty();
        var contained = new BundleF()
                .request("contained", "[" + f2("Inner", "pc") + "]")
                .request("subject", "{\"reference\":\"#pc\"}");
        assertThat(contained.asked().referral().demographics().familyName()).isEqualTo("Inner");
    }

    @Test
    void a_task_for_another_person_is_refused() {
        var f = new BundleF()
                .entry(f2("Other", "p2"))
                .entry(
                        "{\"resourceType\":\"Task\",\"status\":\"requested\",\"intent\":\"order\",\"focus\":{\"reference\":\"ServiceRequest/s1\"},"
                                + "\"for\":{\"reference\":\"Patient/p2\"}}");
        assertThat(f.faults()).extracting(Fault::code).containsExactly("task-for-another");
    }

    @Test
    void a_task_that_leads_nowhere_is_refused_though_one_request_is_at_hand() {
        var f = new BundleF()
                .entry(
                        "{\"resourceType\":\"Task\",\"status\":\"requested\",\"intent\":\"order\",\"focus\":{\"reference\":\"ServiceRequest/s9\"}}");
        assertThat(f.faults()).extracting(Fault::place).containsExactly("Bundle.entry[3].resource.focus");
    }

    // ------------------------------------------------------------------ member id and payer

    @Test
    @Tag("F-04")
    void a_mothers_coverage_gives_her_son_no_member_id() {
        for (String coverage : List.of(
                "\"status\":\"active\",\"subscriberId\":\"900000001K\",\"subscriber\":{\"reference\":\"Patient/mother\"},\"beneficiary\":{\"reference\":\"Patient/mother\"}",
                MINE + MEDICAID + "\"subscriberId\":\"900000001K\",\"subscriber\":{\"reference\":\"Patient/mother\"}",
                MINE + MEDICAID
                        + "\"subscriberId\":\"900000001K\",\"relationship\":{\"coding\":[{\"code\":\"child\"}]}")) {
            var f = new BundleF();
            f.without(f.patient(), "identifier").coverage(coverage);
            assertThat(f.faults()).as(coverage).isEmpty();
            assertThat(f.asked().referral().demographics().memberId())
                    .as(coverage)
                    .isNull();
            assertThat(f.remarks()).as(coverage).contains("Bundle.entry[3].resource");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"status\":\"cancelled\",\"beneficiary\":{\"reference\":\"Patient/p1\"},\"subscriberId\":\"X1\"|",
                "\"beneficiary\":{\"reference\":\"Patient/p1\"},\"subscriberId\":\"X1\"|",
                "\"status\":\"active\",\"subscriberId\":\"X1\"|",
                "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p1\"},\"period\":{\"end\":\"2020-01-01\"},\"subscriberId\":\"X1\"|",
                "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p1\"},\"type\":{\"text\":\"PPO\"},\"subscriberId\":\"X1\"|",
                "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p1\"},\"subscriberId\":\"X1\"|X1",
                "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p1\"},\"type\":{\"text\":\"NC Medicaid\"},\"subscriberId\":\"X1\"|X1",
                "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/p1\"},\"identifier\":[{\"type\":{\"coding\":[{\"code\":\"MB\"}]},\"value\":\"X2\"}],\"subscriberId\":\"X1\"|X2"
            })
    @Tag("F-06")
    void a_coverage_counts_when_it_is_active_medicaid_of_this_person(String coverage, String memberId) {
        var f = new BundleF();
        f.without(f.patient(), "identifier").coverage(coverage);
        assertThat(f.asked().referral().demographics().memberId()).isEqualTo(memberId);
    }

    @Test
    @Tag("F-05")
    void medicaid_comes_before_another_insurance() {
        var f = new BundleF();
        f.without(f.patient(), "identifier")
                .coverage(MINE + PPO + "\"subscriberId\":\"BCBS777\"")
                .coverage(MINE + "\"subscriberId\":\"UNTYPED\"")
                .coverage(MINE + MEDICAID + "\"subscriberId\":\"912345678K\"");
        assertThat(f.asked().referral().demographics().memberId()).isEqualTo("912345678K");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s\"use\":\"old\",\"value\":\"A\",\"period\":{\"end\":\"2019-01-01\"}},%s\"use\":\"official\",\"value\":\"B\"}]",
                "[%s\"value\":\"A\",\"period\":{\"end\":\"2019-01-01\"}},%s\"value\":\"B\"}]",
                "[{\"type\":{\"text\":\"Medicaid ID\"},\"value\":\"B\"}]",
                "[{\"system\":\"http://ncmedicaid.example/id\",\"value\":\"B\"}]",
                "[{\"type\":{\"coding\":[{\"code\":\"MB\"}]},\"value\":\"A\"},%s\"value\":\"B\"}]"
            })
    @Tag("F-07")
    void the_current_medicaid_number_counts(String identifiers) {
        var f = new BundleF().patient("identifier", identifiers.replace("%s", MA));
        assertThat(f.asked().referral().demographics().memberId()).isEqualTo("B");
    }

    @Test
    void a_number_of_no_known_kind_is_named_and_an_ssn_is_not_read() {
        var f = new BundleF()
                .patient(
                        "identifier",
                        "[{\"system\":\"urn:oid:2.16.840.1.113883.3.8901.1.1\",\"value\":\"Q-1\"},"
                                + "{\"type\":{\"coding\":[{\"code\":\"SS\"}]},\"value\":\"999-00-1111\"}]");
        assertThat(f.asked().referral().demographics().memberId()).isNull();
        assertThat(f.remarks())
                .contains("Bundle.entry[0].resource.identifier[0]")
                .doesNotContain("Q-1");
        assertThat(f.asked().toString()).doesNotContain("999-00-1111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PARTNERS", "partners", " Partners "})
    void a_payer_is_known_in_any_case(String id) {
        var f = new BundleF().coverage(MINE + "\"payor\":[{\"identifier\":{\"value\":\"" + id + "\"}}]");
        assertThat(f.asked().referral().payer()).isEqualTo("partners");
    }

    @Test
    void a_payer_of_another_person_is_not_theirs() {
        var f = new BundleF()
                .coverage(
                        "\"status\":\"active\",\"beneficiary\":{\"reference\":\"Patient/x\"},\"payor\":[{\"identifier\":{\"value\":\"partners\"}}]");
        assertThat(f.asked().referral().payer()).isNull();
    }

    private static String number(String identifiers) {
        return new BundleF()
                .request("identifier", identifiers)
                .asked()
                .referral()
                .externalId();
    }

    private static String f2(String family, String id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"family\":\"" + family
                + "\",\"given\":[\"Ann\"]}],\"birthDate\":\"1990-01-01\",\"address\":[{\"state\":\"NC\"}]}";
    }
}
