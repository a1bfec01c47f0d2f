package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.communitysupport.referral.domain.rule.Enforcement;
import org.communitysupport.referral.domain.rule.IntakeRules;
import org.communitysupport.referral.domain.rule.PackRef;
import org.communitysupport.referral.domain.rule.Ref11Age;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Persons and orders that others published, moved to the state served and to our service: each fact that matters is said. */
class RealPatientsTest {
    private static final String FOOD =
            "gravity__ServiceRequest-SDOHCC-ServiceRequestActiveFoodPantryApplicationAssistExample";

    @ParameterizedTest
    @CsvSource({
        "uscore9__patient-example,uscore9__servicerequest-rehab,",
        "uscore9__patient-example," + FOOD + ",",
        "uscore9__patient-example,uscore6__ServiceRequest-defib-implant,not-active",
        "uscore6__Patient-child-example,uscore9__servicerequest-rehab,age-outside-program",
        "uscore6__Patient-child-example," + FOOD + ",age-outside-program",
        "uscore6__Patient-child-example,uscore6__ServiceRequest-defib-implant,not-active age-outside-program",
        "uscore6__Patient-infant-example,uscore9__servicerequest-rehab,age-outside-program",
        "uscore6__Patient-infant-example," + FOOD + ",age-outside-program",
        "uscore6__Patient-infant-example,uscore6__ServiceRequest-defib-implant,not-active age-outside-program",
        "uscore6__Patient-deceased-example,uscore9__servicerequest-rehab,person-deceased",
        "uscore6__Patient-deceased-example," + FOOD + ",person-deceased",
        "uscore6__Patient-deceased-example,uscore6__ServiceRequest-defib-implant,not-active person-deceased"
    })
    @Tag("F-41")
    void what_matters_about_a_real_person_and_order_is_said(String patient, String order, String said)
            throws IOException {
        var f = bundle(patient, order);
        var found = new ArrayList<>(f.faults().stream().map(Fault::code).toList());
        var referral = f.asked().referral();
        var adults = new IntakeRules(
                new PackRef("US-NC.CST/_", "2000-01-01"), "NC", Map.of(), Enforcement.WARN, null, 18, null);
        Ref11Age.odd(referral.demographics().birthDate(), BundleF.TODAY, adults).forEach(w -> found.add(w.code()));
        assertThat(found).containsExactlyInAnyOrderElementsOf(said == null ? List.of() : List.of(said.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"uscore9__servicerequest-rehab,false", "uscore6__ServiceRequest-defib-implant,true"})
    void a_real_order_without_a_number_is_told_to_have_none(String order, boolean completed) throws IOException {
        var f = bundle("uscore9__patient-example", order);
        f.without(f.request(), "identifier");
        assertThat(f.faults()).extracting(Fault::code).contains("no-identifier");
        assertThat(f.faults()).hasSize(completed ? 2 : 1);
    }

    private static BundleF bundle(String patient, String order) throws IOException {
        var f = new BundleF();
        var person = resource(patient);
        for (var address : person.path("address")) ((ObjectNode) address).put("state", "NC");
        var request = resource(order);
        request.set("code", BundleF.json("{\"coding\":[{\"code\":\"CST\"}]}"));
        request.set("identifier", BundleF.json("[{\"system\":\"urn:real\",\"value\":\"1\"}]"));
        request.putObject("subject")
                .put("reference", "Patient/" + person.path("id").asText());
        ((ObjectNode) f.root().path("entry").path(0)).set("resource", person);
        ((ObjectNode) f.root().path("entry").path(1)).set("resource", request);
        return f;
    }

    private static ObjectNode resource(String name) throws IOException {
        try (var in = RealPatientsTest.class.getResourceAsStream("/fhir/" + name + ".json")) {
            return (ObjectNode) BundleF.json(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
