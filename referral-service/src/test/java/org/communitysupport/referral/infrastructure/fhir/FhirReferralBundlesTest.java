package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.communitysupport.referral.application.ReferralBundles.NotAReferral;
import org.communitysupport.referral.domain.Codes;
import org.junit.jupiter.api.Test;

class FhirReferralBundlesTest {

    @Test
    void a_bundle_becomes_the_same_referral_as_our_own_json() {
        var in = BundleF.read(text("cst-referral")).asked().getFirst().referral();
        assertThat(in.externalId()).isEqualTo("https://planner.example/referrals|PLAN-4711");
        assertThat(in.program()).isEqualTo("US-NC.CST");
        assertThat(in.urgency()).isEqualTo(Codes.Urgency.URGENT);
        assertThat(in.channel()).isEqualTo(Codes.Channel.FHIR);
        assertThat(in.sourceType()).isEqualTo(Codes.SourceType.HOSPITAL);
        assertThat(in.referrerNpi()).isEqualTo("1234567893");
        assertThat(in.demographics().familyName()).isEqualTo("Lindqvist");
        assertThat(in.demographics().birthDate()).isEqualTo(LocalDate.of(1990, 5, 17));
        assertThat(in.demographics().county()).isEqualTo("Gaston");
        assertThat(in.demographics().state()).isEqualTo("NC");
        assertThat(in.demographics().memberId()).isEqualTo("900100200K");
        assertThat(in.clinical().diagnoses()).containsExactly("F25.0", "F10.20");
        assertThat(in.clinical().disabilityGroup()).isEqualTo(Codes.DisabilityGroup.MH_SUD);
        assertThat(in.dischargeOn()).isEqualTo(LocalDate.of(2026, 11, 30));
    }

    @Test
    void part_2_is_recognised_by_its_security_label() {
        assertThat(BundleF.read(text("cst-referral"))
                        .asked()
                        .getFirst()
                        .referral()
                        .part2())
                .isTrue();
    }

    @Test
    void what_nobody_needs_is_not_taken() {
        assertThat(BundleF.read(text("cst-referral")).asked().toString()).doesNotContain("999-00-1111");
    }

    @Test
    void a_request_for_another_service_is_a_wrong_program() {
        for (String request : new String[] {
            "uscore9__servicerequest-rehab",
            "gravity__ServiceRequest-SDOHCC-ServiceRequestActiveFoodPantryApplicationAssistExample"
        }) {
            var no = refusal(bundle(text(request), text("uscore9__patient-example")));
            assertThat(no.code()).isEqualTo("wrong-program");
            assertThat(no.place()).isEqualTo("Bundle.entry[0].resource.code");
        }
    }

    @Test
    void a_person_who_lives_elsewhere_is_out_of_area() {
        var no = refusal(text("synthea__Clemente_Kreiger_1484a42d-0eaf-4654-9cbf-6b050a5cd73b"));
        assertThat(no.code()).isEqualTo("out-of-area");
        assertThat(no.place()).matches("Bundle\\.entry\\[\\d+]\\.resource\\.address");
    }

    @Test
    void a_bundle_without_a_patient_names_nobody() {
        assertThat(refusal(bundle(text("uscore9__servicerequest-rehab"))).code())
                .isEqualTo("no-patient");
    }

    @Test
    void what_asks_for_nothing_is_no_bundle() {
        assertThat(refusal(text("uscore9__patient-example")).code()).isEqualTo("not-a-bundle");
        assertThat(refusal("{\"resourceType\":\"Bundle\",\"type\":\"collection\"}")
                        .code())
                .isEqualTo("not-a-bundle");
    }

    @Test
    void a_lone_request_whose_patient_stays_at_home_names_nobody() {
        var no = refusal(text("uscore9__servicerequest-rehab"));
        assertThat(no.code()).isEqualTo("no-patient");
        assertThat(no.place()).isEqualTo("ServiceRequest.subject");
    }

    @Test
    void what_is_no_fhir_is_unreadable() {
        for (String text : new String[] {"{}", "[]", "{\"resourceType\":\"Nonsense\"}", "{\"resourceType\":", "\"\""}) {
            var no = catchThrowableOfType(NotAReferral.class, () -> BundleF.read(text));
            assertThat(no.unreadable()).as(text).isTrue();
            assertThat(no.faults()).extracting(Fault::code).containsExactly("not-fhir");
        }
    }

    @Test
    void xml_where_json_is_due_is_said_so() {
        assertThat(refusal("<Bundle xmlns=\"http://hl7.org/fhir\"/>").code()).isEqualTo("not-json");
    }

    @Test
    void ten_thousand_levels_are_too_deep_before_anything_is_parsed() {
        assertThat(refusal("{\"resourceType\":\"Bundle\",\"x\":" + "[".repeat(10_000))
                        .code())
                .isEqualTo("too-deep");
    }

    @Test
    void a_refusal_quotes_nothing_of_what_was_sent() {
        var no = refusal("{\"resourceType\":\"Patient\",\"birthDate\":\"Secretname\"}");
        assertThat(no.toString()).doesNotContain("Secretname");
    }

    private static Fault refusal(String bundle) {
        return BundleF.faults(bundle).getFirst();
    }

    private static String bundle(String... resources) {
        var entries = String.join("},{\"resource\":", resources);
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":" + entries + "}]}";
    }

    private static String text(String name) {
        return new String(file(name), StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) {
        try (var in = FhirReferralBundlesTest.class.getResourceAsStream("/fhir/" + name + ".json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
