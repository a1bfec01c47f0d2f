package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.communitysupport.referral.domain.Codes.SourceType;
import org.communitysupport.referral.domain.Demographics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent arrives as it was meant, or is named. */
class FhirContentTest {
    private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

    // ------------------------------------------------------------------ the person

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"text\":\"Rosa Vanek\"}]",
                "[{\"use\":\"nickname\",\"given\":[\"Ro\"]}]",
                "[{\"family\":\"Vanek\"}]",
                "[{\"given\":[\"Rosa\"]}]",
                "[{\"use\":\"old\",\"family\":\"Vanek\",\"given\":[\"Rosa\"]}]",
                "[{\"family\":\"Vanek\",\"given\":[\"Rosa\"],\"period\":{\"end\":\"2019-01-01\"}}]",
                "[{\"use\":\"anonymous\",\"family\":\"Vanek\",\"given\":[\"Rosa\"]}]"
            })
    @Tag("F-17")
    void a_person_without_a_current_name_is_refused(String name) {
        var faults = new BundleF().patient("name", name).faults();
        assertThat(faults).extracting(Fault::code).containsExactly("name-missing");
        assertThat(faults.getFirst().place()).isEqualTo("Bundle.entry[0].resource.name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"use\":\"official\",\"family\":\"Old\",\"given\":[\"A\"],\"period\":{\"end\":\"2019-01-01\"}},{\"use\":\"official\",\"family\":\"New\",\"given\":[\"A\"]}]",
                "[{\"use\":\"usual\",\"family\":\"Old\",\"given\":[\"A\"]},{\"use\":\"official\",\"family\":\"New\",\"given\":[\"A\"]}]",
                "[{\"family\":\"Old\",\"given\":[\"A\"],\"period\":{\"start\":\"2010\"}},{\"family\":\"New\",\"given\":[\"A\"],\"period\":{\"start\":\"2020-07\"}}]",
                "[{\"use\":\"maiden\",\"family\":\"Old\",\"given\":[\"A\"]},{\"family\":\"New\",\"given\":[\"A\"]}]",
                "[{\"use\":\"official\",\"text\":\"Old A\"},{\"family\":\"New\",\"given\":[\"A\"]}]"
            })
    void the_current_official_name_counts(String names) {
        assertThat(person(new BundleF().patient("name", names)).familyName()).isEqualTo("New");
    }

    @Test
    void a_hole_among_given_names_is_no_name() {
        var f = new BundleF().patient("name", "[{\"family\":\"V\",\"given\":[\"A\",null,\"B\"]}]");
        assertThat(person(f).givenName()).isEqualTo("A B");
    }

    @Test
    void a_birth_date_without_a_day_is_said_and_not_made_up() {
        for (String date : new String[] {"\"1985-06\"", "\"1985\""}) {
            var f = new BundleF().patient("birthDate", date);
            assertThat(person(f).birthDate()).isNull();
            assertThat(f.remarks()).contains("birth-date-partial", "Bundle.entry[0].resource.birthDate");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2035-01-01", "1800-01-01", "2026-11-28"})
    void a_birth_date_out_of_range_is_refused(String date) {
        assertThat(new BundleF().patient("birthDate", '"' + date + '"').faults())
                .extracting(Fault::place)
                .containsExactly("Bundle.entry[0].resource.birthDate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NC", "nc", " Nc", "North Carolina", "north  carolina", "N.C.", "US-NC"})
    void a_state_is_read_however_it_is_written(String state) {
        assertThat(person(new BundleF().patient("address", "[{\"state\":\"" + state + "\"}]"))
                        .state())
                .isEqualTo("NC");
    }

    @ParameterizedTest
    @CsvSource({"SC,out-of-area", "South Carolina,out-of-area", "Carolina,state-unknown"})
    void another_state_is_out_of_area_and_no_state_is_unknown(String state, String code) {
        assertThat(new BundleF()
                        .patient("address", "[{\"state\":\"" + state + "\"}]")
                        .faults())
                .extracting(Fault::code)
                .containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"state\":\"OH\",\"period\":{\"end\":\"2020-07-22\"}},{\"city\":\"Here\",\"state\":\"NC\",\"period\":{\"end\":\"2030-01-01\"}}]",
                "[{\"use\":\"billing\",\"state\":\"OH\"},{\"city\":\"Here\",\"state\":\"NC\"}]",
                "[{\"use\":\"temp\",\"state\":\"OH\"},{\"city\":\"Here\",\"state\":\"NC\"}]",
                "[{\"use\":\"work\",\"state\":\"OH\"},{\"use\":\"home\",\"city\":\"Here\",\"state\":\"NC\"}]",
                "[{\"type\":\"postal\",\"state\":\"OH\"},{\"city\":\"Here\",\"state\":\"NC\"}]",
                "[{\"state\":\"OH\",\"period\":{\"start\":\"2012\"}},{\"city\":\"Here\",\"state\":\"NC\",\"period\":{\"start\":\"2024\"}}]"
            })
    void home_is_where_the_person_lives_now(String addresses) {
        assertThat(person(new BundleF().patient("address", addresses)).city()).isEqualTo("Here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"system\":\"phone\",\"value\":\"1\",\"use\":\"old\"},{\"system\":\"phone\",\"value\":\"2\"}]",
                "[{\"system\":\"email\",\"value\":\"1\"},{\"system\":\"phone\",\"value\":\"2\"}]",
                "[{\"system\":\"phone\",\"value\":\"1\",\"rank\":3},{\"system\":\"phone\",\"value\":\"2\",\"rank\":1}]",
                "[{\"system\":\"phone\",\"value\":\"1\",\"period\":{\"end\":\"2020-01-01\"}},{\"system\":\"phone\",\"value\":\"2\"}]",
                "[{\"system\":\"phone\",\"value\":\"1\",\"use\":\"work\"},{\"system\":\"phone\",\"value\":\"2\",\"use\":\"home\"}]"
            })
    void the_phone_to_call_first_is_read_and_the_rest_named(String telecom) {
        var f = new BundleF().patient("telecom", telecom);
        assertThat(person(f).phone()).isEqualTo("2");
        assertThat(f.remarks()).contains("Bundle.entry[0].resource.telecom[0]");
    }

    @Test
    void the_preferred_language_counts() {
        var f = new BundleF()
                .patient(
                        "communication",
                        "[{\"language\":{\"coding\":[{\"code\":\"en\"}]}},{\"language\":{\"coding\":[{\"code\":\"es\"}]},\"preferred\":true}]");
        assertThat(person(f).language()).isEqualTo("es");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"coding\":[{\"code\":\"GUARD\"}]}]|guardian",
                "[{\"coding\":[{\"code\":\"GUADLTN\"}]}]|guardian",
                "[{\"coding\":[{\"code\":\"GUARD\"},{\"code\":\"BRO\",\"display\":\"brother\"}]}]|brother",
                "[{\"coding\":[{\"code\":\"GUARD\"}]},{\"text\":\"brother\"}]|brother",
                "[{\"text\":\"Legal guardian\"}]|Legal guardian"
            })
    void a_guardian_is_known_by_role_and_relation(String relationship, String relation) {
        var f = new BundleF()
                .patient(
                        "contact",
                        "[{\"relationship\":" + relationship + ",\"name\":{\"family\":\"Vanek\",\"given\":[\"Bo\"]}}]");
        assertThat(f.asked().referral().guardianFlagged()).isTrue();
        assertThat(person(f).guardianName()).isEqualTo("Bo Vanek");
        assertThat(person(f).guardianRelationship()).isEqualTo(relation);
    }

    @Test
    void another_persons_guardian_and_a_friend_are_no_guardians() {
        var friend = new BundleF().patient("contact", "[{\"relationship\":[{\"coding\":[{\"code\":\"C\"}]}]}]");
        assertThat(friend.asked().referral().guardianFlagged()).isFalse();
        assertThat(friend.remarks()).contains("Bundle.entry[0].resource.contact[0]");
        String related = "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"Patient/%s\"},"
                + "\"relationship\":[{\"coding\":[{\"code\":\"GUARD\"}]}],\"name\":[{\"family\":\"V\",\"given\":[\"B\"]}]}";
        assertThat(new BundleF()
                        .entry(related.formatted("x"))
                        .asked()
                        .referral()
                        .guardianFlagged())
                .isFalse();
        assertThat(new BundleF()
                        .entry(related.formatted("p1"))
                        .asked()
                        .referral()
                        .guardianFlagged())
                .isTrue();
    }

    // ------------------------------------------------------------------ health

    @Test
    void words_about_risk_reach_intake_and_what_is_left_is_named() {
        var f = new BundleF()
                .request("note", "[{\"text\":\"suicidal last week\"}]")
                .request("reasonCode", "[{\"text\":\"hears voices\"}]")
                .request("patientInstruction", "\"call before noon\"")
                .request("supportingInfo", "[{\"reference\":\"Observation/ob1\"},{\"reference\":\"Immunization/i1\"}]")
                .request("occurrenceDateTime", "\"2026-12-01\"")
                .entry(
                        "{\"resourceType\":\"Immunization\",\"id\":\"i1\",\"status\":\"completed\",\"patient\":{\"reference\":\"Patient/p1\"}}")
                .entry(
                        "{\"resourceType\":\"Observation\",\"id\":\"ob1\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p1\"},"
                                + "\"code\":{\"text\":\"LOCUS composite\"},\"valueInteger\":21}");
        var clinical = f.asked().referral().clinical();
        assertThat(clinical.presentingProblem()).contains("suicidal last week", "hears voices", "call before noon");
        assertThat(clinical.locusComposite()).isEqualTo(21);
        assertThat(f.remarks())
                .contains(
                        "Bundle.entry[1].resource.supportingInfo[1]",
                        "Bundle.entry[1].resource.occurrenceDateTime",
                        "Bundle.entry[3].resource")
                .doesNotContain("suicidal", "Bundle.entry[4].resource");
    }

    @Test
    void an_asam_level_is_read_and_another_score_named() {
        var f = new BundleF()
                .entry(
                        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p1\"},"
                                + "\"code\":{\"text\":\"ASAM level of care\"},\"valueCodeableConcept\":{\"text\":\"Level 2.1\"}}")
                .entry(
                        "{\"resourceType\":\"Observation\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p1\"},"
                                + "\"code\":{\"text\":\"PHQ-9\"},\"valueInteger\":21}")
                .entry(
                        "{\"resourceType\":\"Observation\",\"status\":\"entered-in-error\",\"subject\":{\"reference\":\"Patient/p1\"},"
                                + "\"code\":{\"text\":\"LOCUS composite\"},\"valueInteger\":30}");
        assertThat(f.asked().referral().clinical().asamLevel()).isEqualTo("2.1");
        assertThat(f.asked().referral().clinical().locusComposite()).isNull();
        assertThat(f.remarks()).contains("Bundle.entry[4].resource", "Bundle.entry[5].resource");
    }

    @Test
    @Tag("F-22")
    void a_condition_counts_by_its_status() {
        var f = new BundleF()
                .condition(ICD, "F20.9", "\"verificationStatus\":{\"coding\":[{\"code\":\"refuted\"}]}")
                .condition(ICD, "F31.9", "\"clinicalStatus\":{\"coding\":[{\"code\":\"resolved\"}]}")
                .condition(ICD, "F11.20", "\"verificationStatus\":{\"coding\":[{\"code\":\"entered-in-error\"}]}")
                .condition(ICD, "F33.1", "\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]}")
                .condition(ICD, "F60.3", "\"verificationStatus\":{\"coding\":[{\"code\":\"provisional\"}]}");
        assertThat(f.asked().referral().clinical().diagnoses()).containsExactly("F25.0", "F33.1", "F60.3");
        assertThat(f.asked().referral().part2()).isFalse();
        assertThat(f.remarks())
                .contains(
                        "Bundle.entry[3].resource",
                        "Bundle.entry[4].resource",
                        "Bundle.entry[5].resource",
                        "diagnosis-unconfirmed");
    }

    @Test
    void a_reason_of_another_person_is_refused() {
        var f = new BundleF()
                .request("reasonReference", "[{\"reference\":\"Condition/cx\"}]")
                .entry("{\"resourceType\":\"Condition\",\"id\":\"cx\",\"subject\":{\"reference\":\"Patient/other\"},"
                        + "\"code\":{\"coding\":[{\"system\":\"" + ICD + "\",\"code\":\"F20.9\"}]}}");
        assertThat(f.faults()).extracting(Fault::code).containsExactly("reason-of-another-person");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-02-05T21:30:00-05:00,2027-02-05",
        "2027-02-06T02:30:00Z,2027-02-05",
        "2027-02-05,2027-02-05",
        "2027-02,"
    })
    void a_discharge_is_on_the_day_where_it_happens(String end, LocalDate day) {
        assertThat(stay(end, "\"class\":{\"code\":\"IMP\"},")).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"class\":{\"code\":\"AMB\"},", "\"subject\":{\"reference\":\"Patient/other\"},"})
    void the_end_of_an_office_visit_or_of_anothers_stay_is_no_discharge(String more) {
        assertThat(stay("2027-02-05", more)).isNull();
    }

    private static LocalDate stay(String end, String more) {
        return new BundleF()
                .request("encounter", "{\"reference\":\"Encounter/e1\"}")
                .entry("{\"resourceType\":\"Encounter\",\"id\":\"e1\",\"status\":\"in-progress\"," + more
                        + "\"period\":{\"end\":\"" + end + "\"}}")
                .asked()
                .referral()
                .dischargeOn();
    }

    // ------------------------------------------------------------------ the service and who asks

    @ParameterizedTest
    @CsvSource({
        "'',CST",
        "'',cst",
        "'',US-NC.CST",
        "'',H2015",
        "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets,H2015",
        "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets,H2015",
        "urn:oid:2.16.840.1.113883.6.285,H2015"
    })
    void the_payers_own_code_of_a_service_is_the_service(String system, String code) {
        assertThat(new BundleF()
                        .request("code", coded(system, code))
                        .asked()
                        .referral()
                        .program())
                .isEqualTo("US-NC.CST");
    }

    @ParameterizedTest
    @CsvSource({"'',H0036", "http://snomed.info/sct,H2015", "'',ACT"})
    void another_service_is_a_wrong_program(String system, String code) {
        var faults = new BundleF().request("code", coded(system, code)).faults();
        assertThat(faults).extracting(Fault::code).containsExactly("wrong-program");
        assertThat(faults.getFirst().place()).isEqualTo("Bundle.entry[1].resource.code");
    }

    private static String coded(String system, String code) {
        return "{\"coding\":[{" + (system.isEmpty() ? "" : "\"system\":\"" + system + "\",") + "\"code\":\"" + code
                + "\"}]}";
    }

    @ParameterizedTest
    @CsvSource({
        "419772000,PCP",
        "207Q00000X,PCP",
        "394802001,PCP",
        "394587001,BH_PROVIDER",
        "2084P0800X,BH_PROVIDER",
        "251S00000X,BH_PROVIDER",
        "1041C0700X,BH_PROVIDER",
        "394579002,OTHER"
    })
    void a_specialty_tells_what_kind_of_source_it_is(String specialty, SourceType type) {
        var f = new BundleF()
                .organization("type", "[{\"coding\":[{\"code\":\"prov\"}]}]")
                .request("requester", "{\"reference\":\"PractitionerRole/r1\"}")
                .entry(
                        "{\"resourceType\":\"PractitionerRole\",\"id\":\"r1\",\"organization\":{\"reference\":\"Organization/o1\"},"
                                + "\"specialty\":[{\"coding\":[{\"code\":\"" + specialty + "\"}]}]}");
        assertThat(f.asked().referral().sourceType()).isEqualTo(type);
        assertThat(f.asked().referral().referrerNpi()).isEqualTo("1234567893");
    }

    // ------------------------------------------------------------------ more than one

    @Test
    void two_requests_are_two_and_a_laboratory_order_is_named() {
        var f = new BundleF();
        var second = f.request().deepCopy();
        second.put("id", "s2");
        second.set("identifier", BundleF.json("[{\"system\":\"urn:mercy\",\"value\":\"FV-2\"}]"));
        second.set("subject", BundleF.json("{\"reference\":\"Patient/p2\"}"));
        f.entry("{\"resourceType\":\"ServiceRequest\",\"id\":\"lab\",\"status\":\"active\",\"intent\":\"order\","
                        + "\"subject\":{\"reference\":\"Patient/p1\"},\"code\":{\"coding\":[{\"code\":\"CBC\"}]}}")
                .entry(second.toString())
                .entry(
                        "{\"resourceType\":\"Patient\",\"id\":\"p2\",\"name\":[{\"family\":\"Two\",\"given\":[\"Ann\"]}],\"address\":[{\"state\":\"NC\"}]}");
        var asked = f.read().asked();
        assertThat(asked)
                .extracting(a -> a.referral().demographics().familyName())
                .containsExactly("Vanek", "Two");
        assertThat(asked.getFirst().referral().remarks().toString()).contains("Bundle.entry[3].resource");
    }

    @Test
    void two_requests_of_one_number_are_refused() {
        var f = new BundleF();
        f.entry(f.request().deepCopy().put("id", "s2").toString());
        assertThat(f.faults()).extracting(Fault::code).containsOnly("identifier-twice");
    }

    // ------------------------------------------------------------------ how it is sent

    @Test
    void a_request_or_a_task_that_contains_its_patient_needs_no_bundle() {
        var f = new BundleF();
        f.request("contained", "[" + f.patient() + "," + f.organization() + "]")
                .request("subject", "{\"reference\":\"#p1\"}")
                .request("requester", "{\"reference\":\"#o1\"}");
        var alone = BundleF.read(f.request().toString()).asked().getFirst();
        assertThat(alone.faults()).isEmpty();
        assertThat(alone.referral().sourceType()).isEqualTo(SourceType.HOSPITAL);
        assertThat(alone.referral().demographics().familyName()).isEqualTo("Vanek");
        var request = f.request().deepCopy();
        request.remove("contained");
        var task =
                "{\"resourceType\":\"Task\",\"status\":\"requested\",\"intent\":\"order\",\"focus\":{\"reference\":\"#s1\"},\"contained\":["
                        + request + "," + f.patient() + "," + f.organization() + "]}";
        assertThat(BundleF.faults(task)).isEmpty();
        assertThat(BundleF.read(task).asked().getFirst().referral().externalId())
                .isEqualTo("urn:mercy|FV-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gender|\"banana\"|Bundle.entry[0].resource.gender",
                "birthDate|\"yesterday\"|Bundle.entry[0].resource.birthDate",
                "name|[{\"family\":\"V\",\"given\":[\"A\"]},{\"use\":\"banana\"}]|Bundle.entry[0].resource.name[1]",
                "address|\"somewhere\"|Bundle.entry[0].resource.address"
            })
    void what_cannot_be_read_is_named_by_its_place(String element, String value, String place) {
        var faults = new BundleF().patient(element, value).faults();
        assertThat(faults).extracting(Fault::code).containsExactly("not-fhir");
        assertThat(faults.getFirst().place()).isEqualTo(place);
    }

    @Test
    void an_element_that_r4_does_not_know_is_named() {
        var f = new BundleF().patient("pronouns", "\"they\"");
        assertThat(f.remarks()).contains("Bundle.entry[0].resource.pronouns");
    }

    @Test
    void the_same_bundle_with_its_keys_in_another_order_is_the_same_request() {
        var f = new BundleF();
        var backwards = BundleF.json("{}").deepCopy();
        var names = new java.util.ArrayList<String>();
        f.root().fieldNames().forEachRemaining(names::addFirst);
        names.forEach(n -> ((com.fasterxml.jackson.databind.node.ObjectNode) backwards)
                .set(n, f.root().get(n)));
        assertThat(BundleF.read(backwards.toPrettyString()).canonical())
                .isEqualTo(f.read().canonical());
    }

    private static Demographics person(BundleF f) {
        assertThat(f.faults()).isEmpty();
        return f.asked().referral().demographics();
    }
}
