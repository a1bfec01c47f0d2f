package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An order that is not to be carried out is not received, and says why. */
class FhirStatusTest {

    @ParameterizedTest
    @CsvSource({
        "revoked,true",
        "entered-in-error,true",
        "draft,false",
        "completed,false",
        "on-hold,false",
        "unknown,false"
    })
    @Tag("F-14")
    void only_an_active_request_is_received_and_a_revoked_one_takes_back(String status, boolean revoked) {
        var f = new BundleF().request("status", '"' + status + '"');
        assertThat(f.faults()).extracting(Fault::code).containsExactly("not-active");
        assertThat(f.faults().getFirst().place()).isEqualTo("Bundle.entry[1].resource.status");
        assertThat(f.asked().revoked()).isEqualTo(revoked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"proposal", "plan", "option", "directive"})
    void what_is_no_order_is_not_received(String intent) {
        var faults = new BundleF().request("intent", '"' + intent + '"').faults();
        assertThat(faults).extracting(Fault::code).containsExactly("not-an-order");
        assertThat(faults.getFirst().place()).isEqualTo("Bundle.entry[1].resource.intent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"original-order", "reflex-order", "filler-order", "instance-order"})
    void every_kind_of_order_is_an_order(String intent) {
        assertThat(new BundleF().request("intent", '"' + intent + '"').faults()).isEmpty();
    }

    @Test
    void missing_status_and_intent_are_refused() {
        var f = new BundleF();
        f.without(f.request(), "status").without(f.request(), "intent");
        assertThat(f.faults()).extracting(Fault::code).containsExactly("not-active", "not-an-order");
    }

    @Test
    @Tag("F-15")
    void an_order_not_to_is_refused() {
        assertThat(new BundleF().request("doNotPerform", "true").faults())
                .extracting(Fault::place)
                .containsExactly("Bundle.entry[1].resource.doNotPerform");
        assertThat(new BundleF().request("doNotPerform", "false").faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "requested,,false",
        "received,,false",
        "accepted,,false",
        "in-progress,,false",
        "draft,not-active,false",
        "completed,not-active,false",
        "failed,not-active,false",
        "rejected,not-active,false",
        "on-hold,not-active,false",
        "cancelled,not-active,true",
        "entered-in-error,not-active,true"
    })
    void the_tasks_status_counts_too(String status, String code, boolean revoked) {
        var f = new BundleF()
                .entry("{\"resourceType\":\"Task\",\"status\":\"" + status
                        + "\",\"intent\":\"order\",\"focus\":{\"reference\":\"ServiceRequest/s1\"}}");
        if (code == null) assertThat(f.faults()).isEmpty();
        else assertThat(f.faults()).extracting(Fault::place).containsExactly("Bundle.entry[3].resource.status");
        assertThat(f.asked().revoked()).isEqualTo(revoked);
    }

    @Test
    @Tag("F-16")
    void each_of_four_faults_is_named() {
        var f = new BundleF()
                .patient("deceasedBoolean", "true")
                .patient("birthDate", "\"2035-01-01\"")
                .request("status", "\"revoked\"");
        f.without(f.patient(), "name");
        assertThat(f.faults())
                .extracting(Fault::code)
                .containsExactlyInAnyOrder("not-active", "person-deceased", "name-missing", "birth-date-out-of-range");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"deceasedBoolean|true", "deceasedDateTime|\"2022-07-22\"", "deceasedDateTime|\"2022\""})
    void nobody_who_is_deceased_is_referred(String element, String value) {
        assertThat(new BundleF().patient(element, value).faults())
                .extracting(Fault::code)
                .containsExactly("person-deceased");
        assertThat(new BundleF().patient("deceasedBoolean", "false").faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "GET", "PATCH", "HEAD"})
    void only_what_is_posted_is_received(String method) {
        var f = new BundleF();
        f.root().put("type", "transaction");
        f.root().path("entry").forEach(e -> ((com.fasterxml.jackson.databind.node.ObjectNode) e)
                .putObject("request")
                .put("method", method)
                .put("url", "Patient"));
        assertThat(f.faults())
                .extracting(Fault::place)
                .contains("Bundle.entry[0].request.method", "Bundle.entry[2].request.method");
    }

    @Test
    void a_modifier_that_is_not_known_is_refused_wherever_it_stands() {
        String modifier = "[{\"url\":\"http://x.example/notForService\",\"valueBoolean\":true}]";
        assertThat(new BundleF().request("modifierExtension", modifier).faults())
                .extracting(Fault::place)
                .containsExactly("Bundle.entry[1].resource.modifierExtension");
        assertThat(new BundleF()
                        .patient("contact", "[{\"modifierExtension\":" + modifier + "}]")
                        .faults())
                .extracting(Fault::place)
                .containsExactly("Bundle.entry[0].resource.contact[0].modifierExtension");
        assertThat(new BundleF()
                        .patient("implicitRules", "\"http://x.example/rules\"")
                        .faults())
                .extracting(Fault::code)
                .containsExactly("modifier-not-understood");
    }
}
