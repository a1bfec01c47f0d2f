package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.communitysupport.referral.application.ReferralBundles.NotAReferral;
import org.communitysupport.referral.domain.Codes;
import org.junit.jupiter.api.Test;

class FhirReferralBundlesTest {
    private static final Map<String, String> SERVED = Map.of("US-NC.CST", "NC");
    private static final FhirReferralBundles DOOR = new FhirReferralBundles();

    @Test
    void a_bundle_becomes_the_same_referral_as_our_own_json() {
        var in = DOOR.read(file("cst-referral"), SERVED);
        assertThat(in.externalId()).isEqualTo("PLAN-4711");
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
        assertThat(DOOR.read(file("cst-referral"), SERVED).part2()).isTrue();
    }

    @Test
    void what_nobody_needs_is_not_taken() {
        assertThat(DOOR.read(file("cst-referral"), SERVED).toString()).doesNotContain("999-00-1111");
    }

    @Test
    void a_request_for_another_service_is_a_wrong_program() {
        for (String request : new String[] {
            "uscore9__servicerequest-rehab",
            "gravity__ServiceRequest-SDOHCC-ServiceRequestActiveFoodPantryApplicationAssistExample"
        }) {
            var no = refusal(bundle(text(request), text("uscore9__patient-example")));
            assertThat(no.code()).isEqualTo("wrong-program");
            assertThat(no.unreadable()).isFalse();
        }
    }

    @Test
    void a_person_who_lives_elsewhere_is_out_of_area() {
        var no = refusal(text("synthea__Clemente_Kreiger_1484a42d-0eaf-4654-9cbf-6b050a5cd73b"));
        assertThat(no.code()).isEqualTo("out-of-area");
        assertThat(no.place()).startsWith("/entry/").endsWith("/resource/address");
    }

    @Test
    void a_bundle_without_a_patient_names_nobody() {
        assertThat(refusal(bundle(text("uscore9__servicerequest-rehab"))).code())
                .isEqualTo("no-patient");
    }

    @Test
    void a_lone_resource_is_no_bundle() {
        assertThat(refusal(text("uscore9__servicerequest-rehab")).code()).isEqualTo("not-a-bundle");
        assertThat(refusal("{\"resourceType\":\"Bundle\",\"type\":\"collection\"}")
                        .code())
                .isEqualTo("not-a-bundle");
    }

    @Test
    void what_is_no_fhir_is_unreadable() {
        for (String text : new String[] {"{}", "[]", "{\"resourceType\":\"Nonsense\"}", "{\"resourceType\":", "\"\""}) {
            var no = refusal(text);
            assertThat(no.unreadable()).as(text).isTrue();
            assertThat(no.code()).isEqualTo("not-fhir");
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
        assertThat(no.getMessage()).doesNotContain("Secretname");
    }

    private static NotAReferral refusal(String bundle) {
        return catchThrowableOfType(
                NotAReferral.class, () -> DOOR.read(bundle.getBytes(StandardCharsets.UTF_8), SERVED));
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
