package org.communitysupport.referral.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No oracle: what a referring system reads, in bodies, headers and refusals, is the same whether or not somebody else told us that the person
 * is treated for substance use, and the same whatever intake does with what may not be told (REF-10).
 */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class SenderPrivacyHttpTest {
    private static final String TENANT = "riverbend";
    private static final Map<String, Object> ORDINARY = Map.of("diagnoses", List.of("F20.9"));
    private static final Map<String, Object> SUD = Map.of("diagnoses", List.of("F11.20"), "asamLevel", "2.1");

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @Test
    @Tag("R-01")
    void R_01_a_referral_of_somebody_who_is_here_already_reads_like_one_of_somebody_new() {
        String known = memberId();
        settled(sent(partners(), body("P-" + run, "LME_MCO", known, SUD)));
        String second = sent(mercy(), body("M-" + run, "HOSPITAL", known, ORDINARY));
        var fresh = memberId();
        String control = sent(mercy(), body("N-" + run, "HOSPITAL", fresh, ORDINARY));
        awaited(second, j -> j.getString("stage").equals("DUPLICATE"));
        settled(control);
        assertThat(readAs(mercy(), second)).isEqualTo(readAs(mercy(), control));
        assertThat(resent(mercy(), body("M-" + run, "HOSPITAL", known, ORDINARY)))
                .isEqualTo(resent(mercy(), body("N-" + run, "HOSPITAL", fresh, ORDINARY)));
        var moved = body("M-" + run, "HOSPITAL", known, ORDINARY);
        moved.put("urgency", "URGENT");
        var alsoMoved = body("N-" + run, "HOSPITAL", fresh, ORDINARY);
        alsoMoved.put("urgency", "URGENT");
        assertThat(resent(mercy(), moved)).isEqualTo(resent(mercy(), alsoMoved));
    }

    @Test
    @Tag("R-01")
    void R_01_a_consent_that_does_not_name_part_2_content_tells_it_no_more_and_one_that_does_tells_it() {
        String known = memberId();
        String first = sent(partners(), body("P-" + run, "LME_MCO", known, SUD));
        String person = settled(first).getString("person");
        String second = sent(mercy(), body("M-" + run, "HOSPITAL", known, ORDINARY));
        awaited(second, j -> j.getString("stage").equals("DUPLICATE"));
        consent(person, "mercy-hospital", false);
        mercy().get("/v1/referrals/" + second).then().body("status", equalTo("RECEIVED"));
        consent(person, "mercy-hospital", true);
        mercy().get("/v1/referrals/" + second).then().body("status", equalTo("DUPLICATE"));
    }

    @Test
    @Tag("R-01")
    void R_01_being_found_to_be_here_already_after_triage_does_not_take_the_status_back() {
        String known = memberId();
        settled(sent(partners(), body("P-" + run, "LME_MCO", known, SUD)));
        String late = sent(mercy(), body("M-" + run, "HOSPITAL", memberId(), ORDINARY));
        settled(late);
        triage(late);
        var before = readAs(mercy(), late);
        changing(intake(), Map.of("reason", "DUPLICATE"))
                .post("/v1/referrals/" + late + "/decline")
                .then()
                .statusCode(200);
        awaited(late, j -> j.getString("stage").equals("DECLINED"));
        assertThat(readAs(mercy(), late)).isEqualTo(before);
        mercy().get("/v1/referrals/" + late)
                .then()
                .body("status", equalTo("TRIAGED"))
                .body("declined", nullValue());
    }

    @Test
    @Tag("R-02")
    void R_02_a_resend_that_drops_the_substance_use_opens_nothing() {
        var body = body("M-" + run, "HOSPITAL", memberId(), SUD);
        body.put("part2", true);
        String referral = sent(mercy(), body);
        settled(referral);
        triage(referral);
        var dropped = body("M-" + run, "HOSPITAL", memberId(), ORDINARY);
        var answer = post(mercy(), dropped)
                .then()
                .statusCode(200)
                .body("changed", not(hasItem("part2")))
                .extract();
        var ours = intake().queryParam("after", answer.header("Cs-Position")).get("/v1/referrals/" + referral);
        assertThat(ours.jsonPath().getBoolean("part2")).isTrue();
        mercy().get("/v1/referrals/" + referral)
                .then()
                .body("status", equalTo("RECEIVED"))
                .body("withheld", hasItem("STATUS"));
    }

    @Test
    @Tag("R-03")
    void R_03_no_step_of_intake_shows_in_anything_that_a_sender_without_consent_is_answered() {
        var body = body("M-" + run, "HOSPITAL", memberId(), SUD);
        String referral = sent(mercy(), body);
        settled(referral);
        var read = mercy().get("/v1/referrals/" + referral);
        var again = whole(post(mercy(), body));
        String etag = read.header("ETag");
        triage(referral);
        changing(intake(), Map.of("reason", "CRITERIA_NOT_MET"))
                .post("/v1/referrals/" + referral + "/decline")
                .then()
                .statusCode(200);
        awaited(referral, j -> j.getString("stage").equals("DECLINED"));
        assertThat(whole(mercy().get("/v1/referrals/" + referral))).isEqualTo(whole(read));
        assertThat(whole(post(mercy(), body))).isEqualTo(again);
        body.put("urgency", "EMERGENT");
        var corrected = command(mercy(), body).header("If-Match", etag).post("/v1/referrals");
        corrected.then().statusCode(200).body("outcome", equalTo("CORRECTED"));
        assertThat(corrected.header("ETag")).isNull();
        awaited(
                referral,
                j -> j.getList("changed").contains("urgency")
                        && j.getString("stage").equals("DECLINED"));
    }

    @Test
    @Tag("R-03")
    void R_03_a_sender_that_may_read_the_status_is_told_that_it_has_ended() {
        var body = body("M-" + run, "HOSPITAL", memberId(), ORDINARY);
        String referral = sent(mercy(), body);
        settled(referral);
        triage(referral);
        changing(intake(), Map.of("reason", "CRITERIA_NOT_MET"))
                .post("/v1/referrals/" + referral + "/decline")
                .then()
                .statusCode(200);
        awaited(referral, j -> j.getString("stage").equals("DECLINED"));
        mercy().get("/v1/referrals/" + referral).then().body("status", equalTo("DECLINED"));
        body.put("urgency", "EMERGENT");
        post(mercy(), body)
                .then()
                .statusCode(409)
                .body("code", equalTo("referral-ended"))
                .body("facts.outcome", equalTo("DECLINED"));
    }

    @Test
    @Tag("R-03")
    void R_03_a_precondition_that_does_not_hold_names_no_version_of_ours() {
        var body = body("M-" + run, "HOSPITAL", memberId(), SUD);
        settled(sent(mercy(), body));
        body.put("urgency", "EMERGENT");
        for (String stale : List.of("\"1\"", "\"2\"", "\"0123456789abcdef\""))
            command(mercy(), body)
                    .header("If-Match", stale)
                    .post("/v1/referrals")
                    .then()
                    .statusCode(412)
                    .body("facts.actual", nullValue());
        mercy().get("/v1/positions").then().statusCode(403);
    }

    @Test
    @Tag("R-04")
    void R_04_the_kind_of_source_is_the_realms_word_and_no_resend_changes_what_was_said_first() {
        var body = body("X-" + run, "SELF", memberId(), ORDINARY);
        String referral = sent(partners(), body);
        settled(referral);
        partners().get("/v1/referrals/" + referral).then().body("withheld", hasItem("STATUS"));
        body.put("sourceType", "LME_MCO");
        post(partners(), body).then().statusCode(200).body("outcome", equalTo("UNCHANGED"));
        body.put("urgency", "URGENT");
        post(partners(), body).then().statusCode(200).body("warnings.code", hasItem("source-type-fixed"));
        triage(referral);
        awaited(referral, j -> j.getString("stage").equals("TRIAGED"));
        partners()
                .get("/v1/referrals/" + referral)
                .then()
                .body("status", equalTo("RECEIVED"))
                .body("withheld", hasItem("STATUS"));
    }

    @Test
    @Tag("R-04")
    void R_04_a_system_that_is_registered_as_nothing_or_as_a_family_calls_itself_a_hospital_in_vain() {
        for (String kind : new String[] {null, "FAMILY", "SELF", "OTHER"}) {
            var portal = Tokens.registered("portal", TENANT, "PORTAL", kind, "false", "referral-sender");
            String referral = sent(as(portal), body("X-" + kind + run, "HOSPITAL", memberId(), ORDINARY));
            settled(referral);
            triage(referral);
            awaited(referral, j -> j.getString("stage").equals("TRIAGED"));
            as(portal)
                    .get("/v1/referrals/" + referral)
                    .then()
                    .body("status", equalTo("RECEIVED"))
                    .body("withheld", hasItem("STATUS"));
        }
    }

    @Test
    @Tag("R-02")
    void R_02_the_privacy_officer_lifts_the_mark_with_a_reason_and_nobody_else() {
        var body = body("M-" + run, "HOSPITAL", memberId(), SUD);
        String referral = sent(mercy(), body);
        settled(referral);
        triage(referral);
        String lift = "/v1/referrals/" + referral + "/part2-lift";
        changing(intake(), Map.of("reason", "why not")).post(lift).then().statusCode(403);
        changing(officer(), Map.of("reason", " ")).post(lift).then().statusCode(400);
        changing(officer(), Map.of("reason", "no Part 2 program"))
                .post(lift)
                .then()
                .statusCode(200);
        awaited(referral, j -> !j.getBoolean("part2"));
        mercy().get("/v1/referrals/" + referral).then().body("status", equalTo("TRIAGED"));
    }

    @Test
    @Tag("R-05")
    void R_05_a_consent_names_a_recipient_that_there_is() {
        String referral = sent(mercy(), body("M-" + run, "HOSPITAL", memberId(), SUD));
        String person = settled(referral).getString("person");
        sent(partners(), body("P-" + run, "LME_MCO", memberId(), ORDINARY));
        command(
                        intake(),
                        Map.of("recipient", "MERCI", "scopes", List.of("STATUS"), "part2", true, "from", "2020-01-01"))
                .post("/v1/persons/" + person + "/consents")
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-recipient"))
                .body("facts.recipients", org.hamcrest.Matchers.containsString("MERCY-HOSPITAL"));
        consent(person, "Mercy-Hospital", true);
        mercy().get("/v1/referrals/" + referral)
                .then()
                .header("Redisclosure-Notice", org.hamcrest.Matchers.containsString("42 CFR part 2"))
                .body("notice", org.hamcrest.Matchers.containsString("42 CFR part 2"))
                .body("withheld", not(hasItem("STATUS")));
    }

    @Test
    @Tag("R-06")
    void R_06_the_consents_of_a_person_are_a_list_and_one_taken_back_is_taken_back_at_once() {
        String referral = sent(mercy(), body("M-" + run, "HOSPITAL", memberId(), SUD));
        String person = settled(referral).getString("person");
        String address = "/v1/persons/" + person + "/consents";
        intake().get(address).then().statusCode(200).body("consents", org.hamcrest.Matchers.empty());
        consent(person, "mercy-hospital", true);
        var listed = intake().get(address).then().statusCode(200).extract().jsonPath();
        assertThat(listed.getString("consents[0].recipient")).isEqualTo("MERCY-HOSPITAL");
        assertThat(listed.getString("consents[0].state")).isEqualTo("STANDS");
        changing(intake(), Map.of("on", "2020-06-01"))
                .post(address + "/" + listed.getString("consents[0].consent") + "/revocation")
                .then()
                .statusCode(200);
        mercy().get("/v1/referrals/" + referral)
                .then()
                .header("Redisclosure-Notice", nullValue())
                .body("notice", nullValue())
                .body("withheld", hasItem("STATUS"));
        officer().get(address).then().body("consents[0].state", equalTo("REVOKED"));
        mercy().get(address).then().statusCode(403);
        as(Tokens.of("zoe", "foothills", "intake")).get(address).then().statusCode(404);
    }

    @Test
    @Tag("O-27")
    void O_27_what_went_outside_is_accounted_for_with_its_ground() {
        String referral = sent(mercy(), body("M-" + run, "HOSPITAL", memberId(), SUD));
        String person = settled(referral).getString("person");
        String address = "/v1/persons/" + person + "/disclosures";
        mercy().get("/v1/referrals/" + referral).then().statusCode(200);
        officer().get(address).then().statusCode(200).body("items", org.hamcrest.Matchers.empty());
        consent(person, "mercy-hospital", true);
        mercy().get("/v1/referrals/" + referral).then().statusCode(200);
        officer()
                .get(address)
                .then()
                .body("items[0].recipient", equalTo("MERCY-HOSPITAL"))
                .body("items[0].disclosed", hasItem("STATUS"))
                .body("items[0].grounds[0]", org.hamcrest.Matchers.startsWith("c"));
        intake().get(address).then().statusCode(403);
    }

    @Test
    @Tag("R-27")
    void R_27_nobody_is_erased_while_something_is_open() {
        String referral = sent(mercy(), body("M-" + run, "HOSPITAL", memberId(), SUD));
        String person = settled(referral).getString("person");
        triage(referral);
        String erasure = "/v1/persons/" + person + "/erasure";
        officer()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "CASE-1"))
                .post(erasure)
                .then()
                .statusCode(409)
                .body("code", equalTo("erasure-forbidden"))
                .body("rule", not(nullValue()));
        changing(intake(), Map.of("reason", "MOVED", "on", "2026-03-01"))
                .post("/v1/referrals/" + referral + "/withdrawal")
                .then()
                .statusCode(200);
        awaited(referral, j -> j.getString("stage").equals("WITHDRAWN"));
        officer()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "CASE-1"))
                .post(erasure)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification officer() {
        return as(Tokens.of("olga", TENANT, "privacy-officer"));
    }

    // ---

    private String sent(RequestSpecification by, Object body) {
        return post(by, body).then().statusCode(201).extract().jsonPath().getString("referral");
    }

    private static Response post(RequestSpecification by, Object body) {
        return command(by, body).post("/v1/referrals");
    }

    private static JsonPath settled(String referral) {
        return awaited(referral, j -> j.getBoolean("identified"));
    }

    private static void triage(String referral) {
        changing(intake(), Map.of("urgency", "ROUTINE"))
                .post("/v1/referrals/" + referral + "/triage")
                .then()
                .statusCode(200);
    }

    private static void consent(String person, String recipient, boolean part2) {
        command(
                        intake(),
                        Map.of(
                                "recipient",
                                recipient,
                                "scopes",
                                List.of("STATUS"),
                                "part2",
                                part2,
                                "from",
                                "2020-01-01"))
                .post("/v1/persons/" + person + "/consents")
                .then()
                .statusCode(201);
    }

    /** What is read of a referral, without what names this one and no other. */
    private static Map<String, Object> readAs(RequestSpecification by, String referral) {
        return told(by.get("/v1/referrals/" + referral));
    }

    private static Map<String, Object> resent(RequestSpecification by, Object body) {
        return told(post(by, body));
    }

    private static Map<String, Object> told(Response answer) {
        var body = new TreeMap<String, Object>(answer.jsonPath().getMap(""));
        body.keySet()
                .removeAll(Set.of("referral", "externalId", "receivedAt", "responseDueAt", "requestId", "instance"));
        return Map.of(
                "status",
                answer.statusCode(),
                "body",
                body,
                "headers",
                headers(answer).keySet());
    }

    /** Byte for byte, headers too. */
    private static Map<String, Object> whole(Response answer) {
        return Map.of("status", answer.statusCode(), "body", answer.asString(), "headers", headers(answer));
    }

    private static TreeMap<String, String> headers(Response answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (Header h : answer.headers()) headers.put(h.getName(), h.getValue());
        headers.keySet()
                .removeIf(name -> Set.of("date", "x-request-id").contains(name.toLowerCase(java.util.Locale.ROOT)));
        return headers;
    }

    private static Map<String, Object> body(
            String externalId, String source, String member, Map<String, Object> clinical) {
        return new HashMap<>(Map.of(
                "externalId",
                externalId,
                "sourceType",
                source,
                "referrerOrganisation",
                "Org",
                "referrerNpi",
                "1245319599",
                "program",
                "US-NC.CST",
                "urgency",
                "ROUTINE",
                "demographics",
                Map.of(
                        "familyName", "Leakman",
                        "givenName", "Pat",
                        "birthDate", "1988-04-02",
                        "state", "NC",
                        "county", "Gaston",
                        "memberId", member),
                "clinical",
                clinical));
    }

    private static String memberId() {
        return "9" + (10_000_000 + ThreadLocalRandom.current().nextInt(80_000_000)) + "K";
    }

    private static RequestSpecification mercy() {
        return as(Tokens.client("hospital-planner", TENANT, "MERCY-HOSPITAL", "referral-sender"));
    }

    private static RequestSpecification partners() {
        return as(Tokens.client("lme-partners", TENANT, "PARTNERS", "referral-sender"));
    }

    private static RequestSpecification intake() {
        return as(Tokens.of("ines", TENANT, "intake"));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static RequestSpecification command(RequestSpecification by, Object body) {
        return by.contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body);
    }

    private static RequestSpecification changing(RequestSpecification by, Object body) {
        return command(by, body).header("If-Match", "*");
    }

    /** Asks as intake until the condition holds; bounded. */
    private static JsonPath awaited(String referral, Predicate<JsonPath> condition) {
        var last = new AtomicReference<JsonPath>();
        Awaits.until(
                () -> {
                    var answer =
                            intake().get("/v1/referrals/" + referral).then().extract();
                    last.set(answer.jsonPath());
                    return answer.statusCode() == 200 && condition.test(answer.jsonPath());
                },
                true);
        return last.get();
    }
}
