package org.communitysupport.referral.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.communitysupport.referral.infrastructure.fhir.BundleF;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The FHIR door from outside. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class FhirHttpTest {
    private static final String TENANT = "riverbend";
    private static final String FHIR = "application/fhir+json";

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @Test
    @Tag("F-01")
    void one_value_under_two_systems_is_two_referrals() {
        String one = received(numbered("urn:a", "SAME-" + run));
        var other = numbered("urn:b", "SAME-" + run)
                .patient("name", "[{\"family\":\"Brandt\",\"given\":[\"Otto\"]}]")
                .patient("birthDate", "\"1971-02-03\"");
        other.without(other.patient(), "identifier");
        String two = received(other);
        assertThat(two).isNotEqualTo(one);
        assertThat(detail(one).getString("demographics.familyName")).isEqualTo("Vanek");
        assertThat(detail(two).getString("demographics.familyName")).isEqualTo("Brandt");
    }

    @Test
    void a_number_that_came_without_its_system_is_found_by_the_person() {
        String number = "FV-" + run;
        String memberId = memberId();
        String first = json(number, memberId).then().statusCode(201).extract().path("referral");
        post(numbered("urn:mercy", number).patient("identifier", ma(memberId)))
                .then()
                .statusCode(200)
                .body("id", equalTo(first))
                .body("businessStatus.text", equalTo("CORRECTED"));
        var kept = detail(first);
        assertThat(kept.getString("demographics.safeContactNote")).isEqualTo("only by day");
        assertThat(kept.getList("clinical.medications")).containsExactly("clozapine");
        assertThat(kept.getList("clinical.riskFlags")).containsExactly("DV");
        assertThat(kept.getInt("clinical.locusComposite")).isEqualTo(21);
        assertThat(kept.getString("clinical.presentingProblem")).isEqualTo("hears voices");
        var another = numbered("urn:other", number)
                .patient("name", "[{\"family\":\"Brandt\",\"given\":[\"Otto\"]}]")
                .patient("birthDate", "\"1971-02-03\"")
                .patient("identifier", ma(memberId()));
        post(another).then().statusCode(201).body("id", not(equalTo(first)));
    }

    @Test
    @Tag("F-04")
    void a_son_does_not_become_his_mother() {
        String memberId = memberId();
        String mother = received(numbered("urn:m", "MOTHER-" + run).patient("identifier", ma(memberId)));
        awaited("/v1/referrals/" + mother, j -> j.getBoolean("identified"));
        var son = numbered("urn:m", "SON-" + run)
                .patient("name", "[{\"family\":\"Vanek\",\"given\":[\"Ivo\"]}]")
                .patient("birthDate", "\"2005-05-05\"")
                .coverage(
                        "\"status\":\"active\",\"subscriberId\":\"" + memberId
                                + "\",\"subscriber\":{\"reference\":\"Patient/mother\"},\"beneficiary\":{\"reference\":\"Patient/mother\"}");
        son.without(son.patient(), "identifier");
        String referral = received(son);
        var detail = awaited("/v1/referrals/" + referral, j -> j.getBoolean("identified"));
        assertThat(detail.getString("stage")).isEqualTo("RECEIVED");
        assertThat(detail.getString("demographics.memberId")).isNull();
        assertThat(detail.getString("person")).isNotEqualTo(detail(mother).getString("person"));
    }

    @Test
    void substance_use_is_protected_however_it_is_coded() {
        String ordinary = received(numbered("urn:m", "P2-0-" + run));
        assertThat(detail(ordinary).getBoolean("part2")).isFalse();
        String coded = received(numbered("urn:m", "P2-1-" + run).condition("http://snomed.info/sct", "5602001", ""));
        assertThat(detail(coded).getBoolean("part2")).isTrue();
    }

    @Test
    @Tag("F-13")
    void a_revoked_request_takes_the_referral_back_once() {
        var f = numbered("urn:m", "REV-" + run);
        String referral = received(f);
        f.request("status", "\"revoked\"");
        post(f).then()
                .statusCode(200)
                .body("id", equalTo(referral))
                .body("status", equalTo("cancelled"))
                .body("businessStatus.text", equalTo("WITHDRAWAL_RECEIVED"));
        awaited("/v1/referrals/" + referral, j -> "WITHDRAWN".equals(j.getString("stage")));
        post(f).then().statusCode(200).body("status", equalTo("cancelled"));
        var unknown = numbered("urn:m", "NONE-" + run).request("status", "\"revoked\"");
        post(unknown)
                .then()
                .statusCode(422)
                .body("issue[0].details.coding[0].code", equalTo("not-active"))
                .body("issue[0].expression[0]", equalTo("Bundle.entry[1].resource.status"));
    }

    @Test
    void every_fault_is_named_at_its_place() {
        var f = numbered("urn:m", "BAD-" + run)
                .patient("deceasedBoolean", "true")
                .patient("birthDate", "\"2125-01-01\"")
                .request("status", "\"draft\"");
        f.without(f.patient(), "name");
        post(f).then()
                .statusCode(422)
                .contentType(FHIR)
                .body("resourceType", equalTo("OperationOutcome"))
                .body(
                        "issue.details.coding.code.flatten()",
                        containsInAnyOrder("not-active", "person-deceased", "name-missing", "birth-date-out-of-range"))
                .body(
                        "issue.expression.flatten()",
                        containsInAnyOrder(
                                "Bundle.entry[1].resource.status",
                                "Bundle.entry[0].resource.deceased",
                                "Bundle.entry[0].resource.name",
                                "Bundle.entry[0].resource.birthDate"));
        post(numbered("urn:m", "BAD-" + run).patient("gender", "\"banana\""))
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo("Bundle.entry[0].resource.gender"))
                .body(not(containsString("banana")));
    }

    @Test
    void the_limits_of_our_own_door_hold_here_too() {
        post(numbered("urn:m", "LONG-" + run)
                        .patient("name", "[{\"family\":\"" + "x".repeat(400) + "\",\"given\":[\"A\"]}]"))
                .then()
                .statusCode(400)
                .body("issue[0].expression[0]", equalTo("Bundle.entry[0].resource.name"));
        for (String code : List.of("NOT A CODE; DROP", "F209"))
            post(numbered("urn:m", "ICD-" + run).condition("http://hl7.org/fhir/sid/icd-10-cm", code, ""))
                    .then()
                    .statusCode(400)
                    .body("issue[0].expression[0]", equalTo("Bundle.entry[3].resource.code.coding[0].code"));
    }

    @Test
    void a_refusal_of_the_rules_has_its_place_in_the_bundle() {
        var f = numbered("urn:m", "NPI-" + run);
        f.without(f.organization(), "identifier");
        post(f).then()
                .statusCode(422)
                .body("issue[0].details.coding[0].code", equalTo("referrer-incomplete"))
                .body("issue[0].expression[0]", equalTo("Bundle.entry[1].resource.requester"));
    }

    @Test
    void the_same_bundle_with_other_white_space_and_order_is_a_repeat() {
        var f = numbered("urn:m", "KEY-" + run);
        String key = UUID.randomUUID().toString();
        String referral =
                post(f.root().toString(), key).then().statusCode(201).extract().path("id");
        post(backwards(f.root()).toPrettyString(), key)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("id", equalTo(referral));
        post(f.request("priority", "\"stat\"").root().toString(), key)
                .then()
                .statusCode(422)
                .body("issue[0].details.coding[0].code", equalTo("idempotency-key-reused"))
                .body("issue[0].location[0]", equalTo("http.Idempotency-Key"));
    }

    @Test
    void wrong_media_types_are_refused_in_fhir() {
        fhir().contentType("application/fhir+xml")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("<Bundle/>")
                .post("/v1/fhir")
                .then()
                .statusCode(415)
                .contentType(FHIR)
                .body("issue[0].code", equalTo("not-supported"));
        fhir().accept("application/fhir+xml")
                .contentType(FHIR)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(numbered("urn:m", "ACC-" + run).root().toString())
                .post("/v1/fhir")
                .then()
                .statusCode(406)
                .contentType(FHIR)
                .body("resourceType", equalTo("OperationOutcome"));
    }

    @Test
    @Tag("F-23")
    void several_requests_are_answered_one_by_one() {
        var f = two("A");
        post(f).then()
                .statusCode(200)
                .body("resourceType", equalTo("Bundle"))
                .body("type", equalTo("batch-response"))
                .body("entry.response.status", equalTo(List.of("201", "201")))
                .body("entry[0].resource.resourceType", equalTo("Task"));
        post(f).then().statusCode(200).body("entry.response.status", equalTo(List.of("200", "200")));
        var half = two("B");
        ((ObjectNode) half.root().at("/entry/3/resource")).put("status", "draft");
        post(half)
                .then()
                .statusCode(200)
                .body("entry.response.status", equalTo(List.of("201", "422")))
                .body("entry[1].resource", nullValue())
                .body("entry[1].response.outcome.issue[0].expression[0]", equalTo("Bundle.entry[3].resource.status"));
    }

    @Test
    void of_a_transaction_nothing_is_received_when_one_cannot_be_read() {
        var f = two("T");
        f.root().put("type", "transaction");
        ((ObjectNode) f.root().at("/entry/3/resource")).put("status", "draft");
        post(f).then().statusCode(422).body("issue.expression.flatten()", hasItem("Bundle.entry[3].resource.status"));
        ((ObjectNode) f.root().at("/entry/3/resource")).put("status", "active");
        post(f).then()
                .statusCode(200)
                .body("type", equalTo("transaction-response"))
                .body("entry.response.status", equalTo(List.of("201", "201")));
    }

    @Test
    void what_was_left_behind_is_told_to_the_sender_and_to_intake() {
        var f = numbered("urn:m", "LEFT-" + run)
                .patient("birthDate", "\"2015-06-07\"")
                .request("note", "[{\"text\":\"suicidal last week\"}]")
                .request("occurrenceDateTime", "\"2026-12-01\"");
        String referral = post(f).then()
                .statusCode(201)
                .body("note.text", hasItem(containsString("Bundle.entry[1].resource.occurrenceDateTime")))
                .body("note.text", hasItem(containsString("REF-11")))
                .extract()
                .path("id");
        var detail = detail(referral);
        assertThat(detail.getString("clinical.presentingProblem")).contains("suicidal last week");
        assertThat(detail.getList("warnings.code")).contains("not-carried-over", "age-outside-program");
    }

    @Test
    void a_request_that_contains_its_patient_needs_no_bundle() {
        var f = numbered("urn:m", "ALONE-" + run);
        f.request("contained", "[" + f.patient() + "," + f.organization() + "]")
                .request("subject", "{\"reference\":\"#p1\"}")
                .request("requester", "{\"reference\":\"#o1\"}");
        post(f.request().toString(), UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .body("identifier[0].system", equalTo("urn:m"))
                .body("identifier[0].value", equalTo("ALONE-" + run));
    }

    // ------------------------------------------------------------------ reading back

    @Test
    void a_task_is_there_at_once_and_reads_back_what_its_sender_may_know() {
        var f = numbered("urn:m", "READ-" + run);
        var made = post(f).then().statusCode(201).extract();
        String address = made.header("Location");
        assertThat(address).endsWith("/v1/fhir/Task/" + made.path("id"));
        planner()
                .accept(FHIR)
                .get("/v1/fhir/Task/" + made.path("id"))
                .then()
                .statusCode(200)
                .contentType(FHIR)
                .body("resourceType", equalTo("Task"))
                .body("status", equalTo("received"))
                .body("identifier[0].system", equalTo("urn:m"))
                .body("identifier[0].value", equalTo("READ-" + run));
        for (String number : List.of("urn:m|READ-" + run))
            planner()
                    .queryParam("identifier", number)
                    .get("/v1/fhir/Task")
                    .then()
                    .statusCode(200)
                    .body("type", equalTo("searchset"))
                    .body("entry.resource.id", equalTo(List.of(made.path("id").toString())));
        planner()
                .queryParam("identifier", "urn:other|READ-" + run)
                .get("/v1/fhir/Task")
                .then()
                .statusCode(200)
                .body("entry", nullValue());
        given().auth()
                .oauth2(Tokens.client("lme-partners", TENANT, "PARTNERS", "referral-sender"))
                .get("/v1/fhir/Task/" + made.path("id"))
                .then()
                .statusCode(404)
                .contentType(FHIR)
                .body("issue[0].code", equalTo("not-found"));
    }

    @Test
    void tasks_are_read_a_page_at_a_time() {
        received(numbered("urn:m", "PAGE1-" + run));
        received(numbered("urn:m", "PAGE2-" + run));
        String next = planner()
                .queryParam("_count", 1)
                .get("/v1/fhir/Task")
                .then()
                .statusCode(200)
                .body("entry.size()", equalTo(1))
                .extract()
                .path("link.find { it.relation == 'next' }.url");
        planner().urlEncodingEnabled(false).get(next).then().statusCode(200).body("entry.size()", equalTo(1));
        planner()
                .queryParam("_count", "many")
                .get("/v1/fhir/Task")
                .then()
                .statusCode(400)
                .contentType(FHIR);
    }

    @Test
    void anybody_may_ask_what_the_door_can_do() {
        given().get("/v1/fhir/metadata")
                .then()
                .statusCode(200)
                .contentType(FHIR)
                .body("resourceType", equalTo("CapabilityStatement"))
                .body("fhirVersion", equalTo("4.0.1"));
        given().get("/v1/fhir/.well-known/smart-configuration")
                .then()
                .statusCode(200)
                .body("token_endpoint", containsString("/protocol/openid-connect/token"))
                .body("grant_types_supported", hasItem("client_credentials"));
    }

    // ------------------------------------------------------------------ what is published

    @Test
    void the_published_examples_are_answered_as_their_page_says() throws IOException {
        String memberId = memberId();
        String referral = post(
                        example("example-referral", memberId), UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .body("note", nullValue())
                .extract()
                .path("id");
        var detail = detail(referral);
        assertThat(detail.getInt("clinical.locusComposite")).isEqualTo(21);
        assertThat(detail.getString("demographics.guardianRelationship")).isEqualTo("brother");
        assertThat(detail.getString("demographics.language")).isEqualTo("es");
        assertThat(detail.getString("clinical.presentingProblem")).contains("by the river");
        post(example("example-request-alone", memberId()), UUID.randomUUID().toString())
                .then()
                .statusCode(201);
        post(example("example-revocation", memberId), UUID.randomUUID().toString())
                .then()
                .statusCode(200)
                .body("id", equalTo(referral))
                .body("status", equalTo("cancelled"));
        post(example("example-refused", memberId()), UUID.randomUUID().toString())
                .then()
                .statusCode(422)
                .body(
                        "issue.details.coding.code.flatten()",
                        containsInAnyOrder("not-active", "person-deceased", "name-missing"));
    }

    private String example(String name, String memberId) throws IOException {
        return Files.readString(Path.of("../docs/fhir", name + ".json"))
                .replace("\"EX-", "\"EX-" + run + '-')
                .replace("912345678K", memberId);
    }

    // ------------------------------------------------------------------ by hand

    private BundleF numbered(String system, String value) {
        return new BundleF()
                .request("identifier", "[{\"system\":\"" + system + "\",\"value\":\"" + value + "\"}]")
                .patient("identifier", ma(memberId()));
    }

    /** Two requests, for two people. */
    private BundleF two(String mark) {
        var f = numbered("urn:m", mark + "1-" + run);
        var second = f.request().deepCopy();
        second.put("id", "s2");
        second.set("identifier", BundleF.json("[{\"system\":\"urn:m\",\"value\":\"" + mark + "2-" + run + "\"}]"));
        second.set("subject", BundleF.json("{\"reference\":\"Patient/p2\"}"));
        return f.entry(second.toString())
                .entry("{\"resourceType\":\"Patient\",\"id\":\"p2\",\"name\":[{\"family\":\"Two" + run
                        + "\",\"given\":[\"Ann\"]}],\"birthDate\":\"1979-09-09\",\"address\":[{\"state\":\"NC\"}]}");
    }

    private static String ma(String memberId) {
        return "[{\"type\":{\"coding\":[{\"code\":\"MA\"}]},\"value\":\"" + memberId + "\"}]";
    }

    private static String memberId() {
        return "9" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999) + "K";
    }

    private static ObjectNode backwards(ObjectNode root) {
        var names = new ArrayList<String>();
        root.fieldNames().forEachRemaining(names::addFirst);
        var other = root.objectNode();
        names.forEach(n -> other.set(n, root.get(n)));
        return other;
    }

    private String received(BundleF f) {
        return post(f).then().statusCode(201).extract().path("id");
    }

    private Response post(BundleF f) {
        return post(f.root().toString(), UUID.randomUUID().toString());
    }

    private Response post(String body, String key) {
        return fhir().contentType(FHIR)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/fhir");
    }

    private Response json(String number, String memberId) {
        return planner()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "externalId", number,
                        "sourceType", "HOSPITAL",
                        "referrerOrganisation", "Mercy Hospital",
                        "referrerNpi", "1234567893",
                        "program", "US-NC.CST",
                        "urgency", "ROUTINE",
                        "demographics",
                                Map.of(
                                        "familyName", "Vanek",
                                        "givenName", "Rosa",
                                        "birthDate", "1985-06-07",
                                        "state", "NC",
                                        "memberId", memberId,
                                        "safeContactNote", "only by day"),
                        "clinical",
                                Map.of(
                                        "diagnoses", List.of("F25.0"),
                                        "medications", List.of("clozapine"),
                                        "riskFlags", List.of("DV"),
                                        "locusComposite", 21,
                                        "presentingProblem", "hears voices")))
                .post("/v1/referrals");
    }

    private static RequestSpecification fhir() {
        return planner()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(FHIR, ContentType.TEXT)
                                .encodeContentTypeAs("application/fhir+xml", ContentType.TEXT)));
    }

    private static RequestSpecification planner() {
        return given().auth().oauth2(Tokens.client("hospital-planner", TENANT, "MERCY-HOSPITAL", "referral-sender"));
    }

    private static JsonPath detail(String referral) {
        return awaited("/v1/referrals/" + referral, j -> j.getString("referral") != null);
    }

    /** Asks until the condition holds; bounded. */
    private static JsonPath awaited(String address, Predicate<JsonPath> condition) {
        var last = new java.util.concurrent.atomic.AtomicReference<JsonPath>();
        Awaits.until(
                () -> {
                    var answer = given().auth()
                            .oauth2(Tokens.of("ines", TENANT, "intake"))
                            .get(address)
                            .then()
                            .extract();
                    last.set(answer.jsonPath());
                    return answer.statusCode() == 200 && condition.test(answer.jsonPath());
                },
                true);
        return last.get();
    }
}
