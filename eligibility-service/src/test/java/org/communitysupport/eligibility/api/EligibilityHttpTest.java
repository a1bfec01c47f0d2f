package org.communitysupport.eligibility.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.OpenApiFile;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service from its doors and topics, on a real database and a real broker. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class EligibilityHttpTest {
    private static final String TENANT = "riverbend";
    private static final String PROGRAM = "US-NC.CST";

    private final String run = UUID.randomUUID().toString().replace("-", "");
    private final String person = "p" + run;
    private final String episode = "e" + run;
    private final String licensed = "s" + run.substring(0, 12);
    private final String peer = "x" + run.substring(0, 12);
    private final String program = "/v1/persons/" + person + "/programs/" + PROGRAM;
    private final String eligibility = program + "/eligibility";

    private final Foreign referral = Foreign.service("referral");
    private final Foreign carePlan = Foreign.service("care-plan");
    private final Foreign encounter = Foreign.service("encounter");

    @Inject
    Vault vault;

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @BeforeEach
    void a_person_was_accepted_by_a_team_with_a_licensed_lead() {
        credential(licensed, "LCSW");
        credential(peer, "CPSS");
        referral.publish(
                AggregateId.of(TENANT, "team", "t1"),
                "TeamEstablished",
                "{\"team\":\"t1\",\"name\":\"Team East\",\"program\":\"US-NC.CST\",\"npi\":\"1234567893\",\"siteCode\":\"SITE-9\"}");
        referral.publish(
                AggregateId.of(TENANT, "referral", "r" + run),
                "ReferralAccepted",
                """
                {"referral":"r%1$s","person":"%2$s","episode":"%3$s","program":"US-NC.CST","payer":"northfork","team":"t1",
                 "acceptedOn":"2026-03-01","demographics":%4$s,"clinical":%5$s}"""
                        .formatted(
                                run,
                                person,
                                episode,
                                sealed(
                                        "demographics",
                                        "{\"familyName\":\"Rivers\",\"givenName\":\"Dana\",\"birthDate\":\"1990-02-11\",\"memberId\":\"900100200K\"}"),
                                sealed("clinical", "{\"disabilityGroup\":\"MH_SUD\",\"diagnoses\":[\"F25.0\"]}")));
        awaited(eligibility, j -> episode.equals(j.getString("episode")));
    }

    @Test
    void units_flow_from_the_pass_through_to_the_grant() {
        found();
        passThrough().then().statusCode(201).body("units", equalTo(36)).body("to", equalTo("2026-04-08"));
        day("2026-03-11", 1, line("2026-03-11_s1_H2015-HT-U1", 34));
        day("2026-04-02", 1, line("2026-04-02_s1_H2015-HT-U1", 5));
        var json = awaited(eligibility, j -> !j.getList("shortLines").isEmpty());
        assertThat(json.getInt("shortLines[0].missing")).isEqualTo(3);
        assertThat(json.getString("shortLines[0].reason")).isEqualTo("EXHAUSTED");
        assertThat(json.getInt("authorizations[0].left")).isZero();

        request(Map.of())
                .then()
                .statusCode(409)
                .body("rule", equalTo("ELG-7"))
                .body("facts.missing", containsString("CRISIS_PLAN"));
        planned();
        var requested = request(Map.of())
                .then()
                .statusCode(201)
                .body("step", equalTo("INITIAL"))
                .extract();
        assertThat(requested.jsonPath().getString("decisionDueOn")).isEqualTo("2026-03-28");
        String authorization = requested.jsonPath().getString("authorization");
        request(Map.of()).then().statusCode(409).body("rule", equalTo("ELG-9"));

        answer(authorization, 129).then().statusCode(422).body("rule", equalTo("ELG-10"));
        answer(authorization, 128).then().statusCode(200).body("filledLines", equalTo(1));
        json = awaited(eligibility, j -> j.getList("shortLines").isEmpty() && j.getInt("left") == 125);
        assertThat(json.getString("endsOn")).isEqualTo("2026-05-30");
        assertThat(json.getString("authorizations[1].number")).isEqualTo("NF-1");
        coordinator()
                .queryParam("kind", "AUTHORIZATION")
                .queryParam("person", person)
                .get("/v1/authorizations")
                .then()
                .statusCode(200)
                .body("items.person", hasItem(person));
    }

    @Test
    void an_authorisation_whose_last_day_has_passed_says_so_and_one_that_runs_does_not() {
        var today = LocalDate.now(ZoneId.of("America/New_York"));
        post(
                        program + "/pass-through",
                        Map.of(
                                "payer",
                                "northfork",
                                "notifiedOn",
                                today.toString(),
                                "from",
                                today.toString(),
                                "reference",
                                "SAR-2"))
                .then()
                .statusCode(201);
        var second = "f" + run;
        referral.publish(
                AggregateId.of(TENANT, "referral", "r2" + run.substring(1)),
                "ReferralAccepted",
                """
                {"referral":"r2%s","person":"%s","episode":"%s","program":"US-NC.CST","payer":"northfork","team":"t1",
                 "acceptedOn":"2025-03-01"}"""
                        .formatted(run.substring(1), person, second));
        awaited(eligibility, j -> second.equals(j.getString("episode")));
        post(
                        program + "/pass-through",
                        Map.of(
                                "payer", "northfork",
                                "notifiedOn", "2025-03-10",
                                "from", "2025-03-10",
                                "reference", "SAR-1"))
                .then()
                .statusCode(201);
        var json = awaited(eligibility, j -> "EXPIRED".equals(j.getString("authorizations[1].status")));
        assertThat(json.getString("authorizations[0].status")).isEqualTo("GRANTED");
        listed("PASS_THROUGH", "EXPIRED").body("items.size()", equalTo(1));
        listed("AUTHORIZATION", "EXPIRED").body("items.size()", equalTo(0));
        assertThat(json.getString("authorizations[1].to")).isEqualTo("2025-04-08");
    }

    private ValidatableResponse listed(String kind, String status) {
        return as(Tokens.of("sam", TENANT, "staff"))
                .queryParam("person", person)
                .queryParam("kind", kind)
                .queryParam("status", status)
                .get("/v1/authorizations")
                .then()
                .statusCode(200);
    }

    @Test
    void the_request_form_has_exactly_the_payers_fields() {
        found();
        planned();
        String authorization =
                request(Map.of()).then().statusCode(201).extract().jsonPath().getString("authorization");
        String address = program + "/authorization-requests/" + authorization + "/form";
        awaited(eligibility, j -> j.getList("authorizations").size() == 1);
        awaited(
                "/v1/persons/" + person + "/coverages",
                j -> j.getList("coverages").size() == 1);
        coordinator()
                .accept(ContentType.JSON)
                .get(address)
                .then()
                .statusCode(200)
                .body("title", equalTo("SAR"))
                .body("fields.field", hasItems("siteCode", "memberName", "locus", "documents"))
                .body("fields.find { it.field == 'memberName' }.value", equalTo("Rivers, Dana"))
                .body("fields.find { it.field == 'siteCode' }.value", equalTo("SITE-9"))
                .body("fields.find { it.field == 'asamLevel' }.value", equalTo("2.1"))
                .body("fields.find { it.field == 'memberId' }.value", equalTo("900100200K"))
                .body("fields.size()", equalTo(18));
        coordinator()
                .accept("text/html")
                .get(address)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("Rivers, Dana"))
                .body(not(containsString("null")));
        referral.publish(
                AggregateId.of(TENANT, "referral", "r" + run),
                "DemographicsCorrected",
                """
                {"referral":"r%s","person":"%s","episode":"%s","program":"US-NC.CST","by":"INTAKE","changed":["familyName"],
                 "guardianFlagged":false,"demographics":%s}"""
                        .formatted(
                                run,
                                person,
                                episode,
                                sealed("demographics", "{\"familyName\":\"Renamed\",\"givenName\":\"Dana\"}")));
        Awaits.until(
                () -> coordinator()
                        .accept(ContentType.JSON)
                        .get(address)
                        .jsonPath()
                        .getString("fields.find { it.field == 'memberName' }.value"),
                "Renamed, Dana");
    }

    @Test
    void medical_necessity_is_confirmed_by_a_licensed_person_only() {
        assess(licensed).then().statusCode(201);
        determine(peer, true).then().statusCode(409).body("rule", equalTo("ELG-5"));
        determine(licensed, true)
                .then()
                .statusCode(200)
                .body("credential", equalTo("LCSW"))
                .body("criteria.find { it.id == 'level-of-care' }.verdict", equalTo("MET"))
                .body("criteria.find { it.id == 'age' }.verdict", equalTo("MET"))
                .body("criteria.find { it.id == 'lower-level' }.verdict", equalTo("UNKNOWN"));
        as(Tokens.of("ines", TENANT, "intake"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key())
                .body(necessity(licensed, true))
                .post("/v1/episodes/" + person + "." + episode + "/medical-necessity")
                .then()
                .statusCode(403);
    }

    @Test
    void a_clinician_sees_what_the_records_show_of_each_criterion_before_deciding() {
        String address = "/v1/episodes/" + person + "." + episode + "/criteria";
        criteria(address, "cleo", "clinician")
                .then()
                .statusCode(200)
                .body("proposal", equalTo(true))
                .body("criteria.find { it.id == 'age' }.verdict", equalTo("MET"))
                .body("criteria.find { it.id == 'age' }.source", equalTo("birth date on the referral"))
                .body("criteria.find { it.id == 'diagnosis' }.verdict", equalTo("UNKNOWN"))
                .body("criteria.find { it.id == 'diagnosis' }.source", equalTo("no assessment yet"));
        assess(licensed).then().statusCode(201);
        awaited(eligibility, j -> j.getString("assessed.assessment") != null);
        criteria(address, "cleo", "clinician")
                .then()
                .statusCode(200)
                .body("criteria.size()", equalTo(7))
                .body("criteria.find { it.id == 'diagnosis' }.verdict", equalTo("MET"))
                .body("criteria.find { it.id == 'level-of-care' }.verdict", equalTo("MET"))
                .body("criteria.find { it.id == 'level-of-care' }.source", containsString("LOCUS of 2026-03-04"))
                .body("criteria.find { it.id == 'lower-level' }.verdict", equalTo("UNKNOWN"));
        assertThat(awaited(eligibility, j -> true).getString("necessity")).isNull();
        criteria(address, "ines", "intake").then().statusCode(403);
        criteria(address.replace(person, "p0"), "cleo", "clinician").then().statusCode(404);
    }

    @Test
    void an_answer_to_a_criterion_that_the_program_does_not_have_is_refused() {
        assess(licensed).then().statusCode(201);
        var body = new HashMap<>(necessity(licensed, true));
        body.put("criteria", List.of(Map.of("id", "shoe-size", "verdict", "MET", "source", "seen")));
        clinician(body, "/medical-necessity")
                .then()
                .statusCode(422)
                .body("code", equalTo("unknown-criterion"))
                .body("errors.pointer", hasItem("/criteria"));
    }

    private Response criteria(String address, String who, String role) {
        return as(Tokens.of(who, TENANT, role))
                .queryParam("program", PROGRAM)
                .queryParam("on", "2026-03-05")
                .get(address);
    }

    @Test
    void a_scheduled_visit_reserves_units_and_a_withdrawal_brings_them_back() {
        var today = LocalDate.now(ZoneId.of("America/New_York"));
        post(
                        program + "/pass-through",
                        Map.of(
                                "payer",
                                "northfork",
                                "notifiedOn",
                                "" + today,
                                "from",
                                "" + today,
                                "reference",
                                "SAR-1"))
                .then()
                .statusCode(201);
        encounter.publish(
                AggregateId.of(TENANT, "encounter", person),
                "EncounterScheduled",
                """
                {"person":"%s","program":"US-NC.CST","encounter":"n1","date":"%s","units":8,"line":"sched_n1"}"""
                        .formatted(person, today.plusDays(10)));
        awaited(eligibility, j -> Integer.valueOf(8).equals(j.get("authorizations[0].reserved")));
        referral.publish(
                AggregateId.of(TENANT, "referral", "r" + run),
                "ReferralWithdrawn",
                """
                {"referral":"r%s","person":"%s","program":"US-NC.CST","episode":"%s","withdrawnOn":"%s"}"""
                        .formatted(run, person, episode, today.plusDays(5)));
        var json = awaited(eligibility, j -> "ENDED".equals(j.getString("authorizations[0].status")));
        assertThat(json.getInt("authorizations[0].reserved")).isZero();
        assertThat(json.getInt("authorizations[0].left")).isEqualTo(36);
        assertThat(json.getString("authorizations[0].to")).isEqualTo("" + today.plusDays(4));
    }

    @Test
    void a_second_pass_through_of_the_episode_is_refused() {
        passThrough().then().statusCode(201);
        passThrough().then().statusCode(409).body("rule", equalTo("ELG-6")).body("facts.once", equalTo("episode"));
    }

    @Test
    void another_agency_and_another_role_learn_nothing() {
        as(Tokens.of("zoe", "foothills", "care-coordinator"))
                .get(eligibility)
                .then()
                .statusCode(404);
        as(Tokens.of("sam", TENANT, "staff")).get(eligibility).then().statusCode(403);
        given().get(eligibility).then().statusCode(401);
    }

    @Test
    void bad_input_is_named_by_its_place() {
        var body = coverage();
        body.put("verifiedTo", "not a day");
        post("/v1/persons/" + person + "/coverages", body)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/verifiedTo"));
        body.put("verifiedTo", "2025-12-31");
        post("/v1/persons/" + person + "/coverages", body)
                .then()
                .statusCode(422)
                .body("rule", equalTo("ELG-1"))
                .body("errors.pointer", hasItem("/verifiedTo"));
        body.put("verifiedTo", "2026-05-31");
        body.put("payer", "nobody");
        post("/v1/persons/" + person + "/coverages", body)
                .then()
                .statusCode(422)
                .body("code", equalTo("no-policy-pack"));
        post(program + "/pass-through", Map.of("units", 0))
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/from"));
        var high = assessment(licensed);
        high.put(
                "findings",
                with(
                        findings(),
                        "locus",
                        Map.of(
                                "composite",
                                22,
                                "dimensions",
                                List.of(3, 3, 3, 3, 3, 3, 3),
                                "level",
                                4,
                                "rater",
                                licensed,
                                "ratedOn",
                                "2026-03-04")));
        clinician(high, "/assessments")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/findings/locus/composite"));
    }

    @Test
    void the_openapi_file_is_what_is_served() {
        OpenApiFile.isServed(Path.of("src/contract/openapi.json"));
    }

    // ---

    /** Coverage, assessment, necessity. */
    private void found() {
        post("/v1/persons/" + person + "/coverages", coverage()).then().statusCode(201);
        assess(licensed).then().statusCode(201);
        determine(licensed, true).then().statusCode(200);
    }

    private void planned() {
        carePlan.publish(
                new AggregateId(TENANT, "care-plan", person, episode),
                "ServiceOrdered",
                """
                {"person":"%s","episode":"%s","order":"o1","program":"US-NC.CST","orderedOn":"2026-03-06","validTo":"2027-03-05"}"""
                        .formatted(person, episode));
        carePlan.publish(
                new AggregateId(TENANT, "care-plan", person, episode),
                "PlanActivated",
                """
                {"person":"%s","episode":"%s","plan":"v1","version":1,"program":"US-NC.CST","activatedOn":"2026-03-20",
                 "crisisPlanOn":"2026-03-18","plannedUnitsPerWeek":15}"""
                        .formatted(person, episode));
        awaited(eligibility, j -> j.getString("planned.plan") != null && j.getString("necessity.on") != null);
    }

    private Response passThrough() {
        return post(
                program + "/pass-through",
                Map.of("payer", "northfork", "notifiedOn", "2026-03-10", "from", "2026-03-10", "reference", "SAR-1"));
    }

    private Response request(Map<String, Object> more) {
        var body = new HashMap<String, Object>(Map.of(
                "payer", "northfork",
                "units", 128,
                "from", "2026-04-01",
                "to", "2026-05-30",
                "requestedOn", "2026-03-21"));
        body.putAll(more);
        return post(program + "/authorization-requests", body);
    }

    private Response answer(String authorization, int units) {
        return coordinator()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key())
                .header("If-Match", "*")
                .body(Map.of(
                        "answer", "GRANTED",
                        "number", "NF-1",
                        "units", units,
                        "from", "2026-04-01",
                        "to", "2026-05-30",
                        "decidedOn", "2026-03-25"))
                .post(program + "/authorization-requests/" + authorization + "/answer");
    }

    private Map<String, Object> coverage() {
        return new HashMap<>(Map.of(
                "payer", "northfork",
                "planName", "Northfork Tailored",
                "from", "2026-01-01",
                "verifiedFrom", "2026-03-01",
                "verifiedTo", "2026-05-31",
                "checkedOn", "2026-03-02",
                "proof", Map.of("kind", "PORTAL", "reference", "NCT-77"),
                "memberId", "900100200K"));
    }

    private Response assess(String staff) {
        return clinician(assessment(staff), "/assessments");
    }

    private Response determine(String staff, boolean confirmed) {
        return clinician(necessity(staff, confirmed), "/medical-necessity");
    }

    private Response clinician(Object body, String what) {
        return as(Tokens.of("cleo", TENANT, "clinician"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key())
                .body(body)
                .post("/v1/episodes/" + person + "." + episode + what);
    }

    private static Map<String, Object> necessity(String staff, boolean confirmed) {
        return Map.of("program", PROGRAM, "staff", staff, "determinedOn", "2026-03-05", "confirmed", confirmed);
    }

    private static Map<String, Object> assessment(String staff) {
        return new HashMap<>(Map.of(
                "program",
                PROGRAM,
                "kind",
                "CCA",
                "assessedOn",
                "2026-03-04",
                "staff",
                staff,
                "recommendsProgram",
                true,
                "findings",
                findings()));
    }

    private static Map<String, Object> findings() {
        return new HashMap<>(Map.of(
                "diagnoses",
                List.of("F25.0", "F10.20"),
                "principalDiagnosis",
                "F25.0",
                "locus",
                Map.of("composite", 21, "level", 4, "rater", "s1", "ratedOn", "2026-03-04"),
                "asam",
                Map.of("level", "2.1", "rater", "s1", "ratedOn", "2026-03-04"),
                "functionalDeficits",
                List.of("HOUSING", "SOCIAL"),
                "psychiatricAdmissions90d",
                2,
                "ableAndWilling",
                "MET",
                "disabilityGroup",
                "MH_SUD"));
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        map.put(key, value);
        return map;
    }

    private void day(String date, int version, String... lines) {
        encounter.publish(
                new AggregateId(TENANT, "member-day", person, date),
                "DailyUnitsComputed",
                """
                {"person":"%s","date":"%s","program":"US-NC.CST","episode":"%s","version":%d,"lines":[%s]}"""
                        .formatted(person, date, episode, version, String.join(",", lines)));
    }

    private static String line(String line, int units) {
        return "{\"line\":\"" + line + "\",\"units\":" + units + ",\"encounters\":[\"n1\"]}";
    }

    private void credential(String staff, String kind) {
        var id = AggregateId.of(TENANT, "staff", staff);
        referral.publish(id, "StaffRegistered", "{\"staff\":\"" + staff + "\",\"displayName\":\"J. Poe\"}");
        var position = referral.publish(
                id,
                "CredentialRecorded",
                "{\"staff\":\"" + staff + "\",\"kind\":\"" + kind + "\",\"validFrom\":\"2020-01-01\"}");
        assertThat(position.lane()).isEqualTo(id.lane());
    }

    private String sealed(String field, String json) {
        return Foreign.sealed(person, field, vault.seal(person, field, json.getBytes(StandardCharsets.UTF_8)));
    }

    private Response post(String address, Object body) {
        return coordinator()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key())
                .body(body)
                .post(address);
    }

    private static RequestSpecification coordinator() {
        return as(Tokens.of("cora", TENANT, "care-coordinator"));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    /** Asks until the condition holds; bounded. */
    private static JsonPath awaited(String address, Predicate<JsonPath> condition) {
        var last = new AtomicReference<JsonPath>();
        Awaits.until(
                () -> {
                    var answer = coordinator().get(address).then().extract();
                    last.set(answer.jsonPath());
                    return answer.statusCode() == 200 && condition.test(answer.jsonPath());
                },
                true);
        return last.get();
    }
}
