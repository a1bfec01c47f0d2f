package org.communitysupport.referral.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.referral.application.Teams;
import org.communitysupport.referral.domain.TeamCommand;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.OpenApiFile;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The service from its doors, on a real database and a real broker. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ReferralHttpTest {
    private static final String TENANT = "riverbend";

    @Inject
    Teams teams;

    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @Test
    void a_referral_is_received_triaged_and_accepted_into_a_slot() {
        String team = team(100);
        String referral = referral("EXT-" + run, "9000" + digits() + "A");
        triage(referral);
        var accepted = accept(referral, team).then().statusCode(200).extract();
        assertThat(accepted.jsonPath().getString("stage")).isEqualTo("ACCEPTED");
        var detail = intake().queryParam("after", accepted.header("Cs-Position"))
                .get("/v1/referrals/" + referral)
                .then()
                .statusCode(200)
                .body("team", equalTo(team))
                .body("demographics.familyName", equalTo("Rivers"))
                .body("milestones.caseload", equalTo(1))
                .extract();
        assertThat(detail.header("ETag")).isNotBlank();
        assertThat(detail.jsonPath().getString("episode")).startsWith("e");
    }

    @Test
    void a_resend_changes_nothing_and_other_data_is_a_correction() {
        var body = body("EXT-" + run, "9001" + digits() + "A");
        String key = UUID.randomUUID().toString();
        String first =
                post(body, key).then().statusCode(201).extract().jsonPath().getString("referral");
        post(body, key).then().statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        post(body, UUID.randomUUID().toString())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("UNCHANGED"))
                .body("referral", equalTo(first));
        var other = new HashMap<>(body);
        other.put("urgency", "EMERGENT");
        post(other, UUID.randomUUID().toString())
                .then()
                .statusCode(200)
                .body("outcome", equalTo("CORRECTED"))
                .body("changed", hasItem("urgency"));
        post(other, key).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void a_planner_reads_back_of_a_part_2_referral_what_the_person_consents_to() {
        String team = team(100);
        String referral = referral("EXT-" + run, "9002" + digits() + "A");
        triage(referral);
        var accepted = accept(referral, team).then().statusCode(200).extract();
        String after = accepted.header("Cs-Position");
        planner()
                .queryParam("after", after)
                .get("/v1/referrals/" + referral)
                .then()
                .statusCode(200)
                .body("status", equalTo("RECEIVED"))
                .body("team", nullValue())
                .body("withheld", containsInAnyOrder("STATUS", "TEAM", "APPOINTMENT", "CLINICAL"));
        String person = accepted.jsonPath().getString("person");
        command(
                        intake(),
                        Map.of(
                                "recipient",
                                "MERCY-HOSPITAL",
                                "scopes",
                                List.of("STATUS", "TEAM"),
                                "part2",
                                true,
                                "from",
                                "2020-01-01"))
                .post("/v1/persons/" + person + "/consents")
                .then()
                .statusCode(201);
        planner()
                .get("/v1/referrals/" + referral)
                .then()
                .statusCode(200)
                .body("status", equalTo("ACCEPTED"))
                .body("team", equalTo(team))
                .body("clinical", nullValue())
                .body("withheld", containsInAnyOrder("APPOINTMENT", "CLINICAL"));
    }

    @Test
    void the_order_of_a_list_tells_its_sender_nothing_that_may_not_be_read_back() {
        referral("EXT-" + run, "9004" + digits() + "A");
        planner().queryParam("sort", "-receivedAt").get("/v1/referrals").then().statusCode(200);
        for (String hidden : List.of("stage", "-stage", "team", "urgency", "person", "episode"))
            planner()
                    .queryParam("sort", hidden)
                    .get("/v1/referrals")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid-parameter"))
                    .body("errors.pointer", hasItem("query:sort"));
        intake().queryParam("sort", "stage").get("/v1/referrals").then().statusCode(200);
    }

    @Test
    void another_system_and_another_agency_do_not_even_learn_that_it_exists() {
        String referral = referral("EXT-" + run, "9003" + digits() + "A");
        as(Tokens.client("lme-partners", TENANT, "PARTNERS", "referral-sender"))
                .get("/v1/referrals/" + referral)
                .then()
                .statusCode(404);
        as(Tokens.of("zoe", "foothills", "intake"))
                .get("/v1/referrals/" + referral)
                .then()
                .statusCode(404);
        given().get("/v1/referrals/" + referral).then().statusCode(401);
        as(Tokens.of("ben", TENANT, "biller"))
                .get("/v1/referrals/" + referral)
                .then()
                .statusCode(403);
    }

    @Test
    void a_full_team_accepts_nobody_and_declines_with_the_proof() {
        String team = team(10);
        String first = referral("EXT-A" + run, "9004" + digits() + "A");
        String second = referral("EXT-B" + run, "9005" + digits() + "A");
        triage(first);
        triage(second);
        changing(intake(), Map.of("reason", "NO_CAPACITY", "team", team))
                .post("/v1/referrals/" + second + "/decline")
                .then()
                .statusCode(409)
                .body("code", equalTo("capacity-left"))
                .body("rule", equalTo("REF-5"));
        accept(first, team).then().statusCode(200);
        accept(second, team)
                .then()
                .statusCode(409)
                .body("rule", equalTo("REF-6"))
                .body("facts.caseload", equalTo("1"))
                .body("facts.limit", equalTo("1"));
        changing(intake(), Map.of("reason", "NO_CAPACITY", "team", team))
                .post("/v1/referrals/" + second + "/decline")
                .then()
                .statusCode(200)
                .body("proof.caseload", equalTo(1))
                .body("proof.limit", equalTo(1))
                .body("proof.position", notNullValue());
    }

    @Test
    void a_withdrawal_gives_the_slot_back() {
        String team = team(10);
        String referral = referral("EXT-" + run, "9006" + digits() + "A");
        triage(referral);
        accept(referral, team).then().statusCode(200);
        awaited("/v1/teams/" + team, j -> j.getInt("team.caseload") == 1);
        changing(
                        intake(),
                        Map.of(
                                "reason",
                                "MEMBER_WITHDREW",
                                "on",
                                LocalDate.now().toString()))
                .post("/v1/referrals/" + referral + "/withdrawal")
                .then()
                .statusCode(200);
        awaited("/v1/teams/" + team, j -> j.getInt("team.caseload") == 0);
        changing(intake(), Map.of("urgency", "URGENT"))
                .post("/v1/referrals/" + referral + "/triage")
                .then()
                .statusCode(409)
                .body("rule", equalTo("REF-12"));
    }

    @Test
    void an_acceptance_that_stopped_after_its_slot_was_reserved_is_finished_by_its_repeat() {
        String team = team(100);
        String referral = referral("EXT-" + run, "9011" + digits() + "A");
        triage(referral);
        var id = AggregateId.of(TENANT, "team", team);
        var stopped = teams.run(id, new TeamCommand.ReserveSlot(referral), context());
        assertThat(stopped).isInstanceOf(Outcome.Done.class);
        accept(referral, team).then().statusCode(200).body("team", equalTo(team));
        twoMinutesGoBy();
        awaited("/v1/teams/" + team, j -> j.getInt("free") == 11 && j.getInt("team.caseload") == 1);
    }

    @Test
    void a_slot_that_nobody_came_back_for_is_given_back() {
        String team = team(100);
        String referral = referral("EXT-" + run, "9012" + digits() + "A");
        triage(referral);
        teams.run(AggregateId.of(TENANT, "team", team), new TeamCommand.ReserveSlot(referral), context());
        awaited("/v1/teams/" + team, j -> j.getInt("team.caseload") == 1);
        twoMinutesGoBy();
        awaited("/v1/teams/" + team, j -> j.getInt("free") == 12 && j.getInt("team.caseload") == 0);
        accept(referral, team).then().statusCode(200);
        awaited("/v1/teams/" + team, j -> j.getInt("team.caseload") == 1);
    }

    @Test
    void the_repeat_of_an_acceptance_gets_the_first_answer_though_the_referral_has_gone_on() {
        String team = team(100);
        String referral = referral("EXT-" + run, "9015" + digits() + "A");
        triage(referral);
        var accepting = intake().contentType(ContentType.JSON)
                .header("Idempotency-Key", "accept-" + referral)
                .header("If-Match", "*")
                .body(Map.of("team", team));
        String at = "/v1/referrals/" + referral;
        var first = accepting.post(at + "/acceptance").then().statusCode(200).extract();
        changing(intake(), Map.of("reason", "MOVED", "on", "2026-03-01"))
                .post(at + "/withdrawal")
                .then()
                .statusCode(200);
        var again = accepting.post(at + "/acceptance").then().statusCode(200).extract();
        assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        assertThat(again.header("Cs-Position")).isEqualTo(first.header("Cs-Position"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }

    private static void twoMinutesGoBy() {
        var operator = as(Tokens.of("otto", TENANT, "operator"));
        var now = java.time.Instant.parse(operator.get("/v1/clock").jsonPath().getString("now"));
        as(Tokens.of("otto", TENANT, "operator"))
                .contentType(ContentType.JSON)
                .body(Map.of("to", now.plusSeconds(150).toString()))
                .put("/v1/clock")
                .then()
                .statusCode(200);
    }

    @Test
    void the_episode_opens_with_the_pass_through() {
        String team = team(100);
        String referral = referral("EXT-" + run, "9013" + digits() + "A");
        triage(referral);
        var accepted = accept(referral, team).then().statusCode(200).extract().jsonPath();
        assertThat(holds(accepted.getString("person"))).containsOnlyKeys("open-" + accepted.getString("episode"));
        Foreign.service("eligibility")
                .publish(
                        new AggregateId(TENANT, "authorizations", accepted.getString("person"), "US-NC_CST"),
                        "PassThroughOpened",
                        """
                        {"person":"%s","authorization":"a1","referral":"%s","episode":"%s","program":"US-NC.CST",
                         "payer":"northfork","units":36,"from":"2026-03-10","to":"2026-04-08","fiscalYear":2025}"""
                                .formatted(accepted.getString("person"), referral, accepted.getString("episode")));
        var json = awaited("/v1/referrals/" + referral, j -> "EPISODE_OPEN".equals(j.getString("stage")));
        assertThat(json.getString("milestones.openedOn")).isEqualTo("2026-03-10");
        changing(
                        as(Tokens.of("cora", TENANT, "care-coordinator")),
                        Map.of("closedOn", "2026-06-30", "reason", "GOALS_MET"))
                .post("/v1/episodes/" + accepted.getString("episode") + "/closure")
                .then()
                .statusCode(200);
        awaited("/v1/teams/" + team, j -> j.getInt("team.caseload") == 0);
        // the record is held while the episode is open, and for the years of the pack after it.
        String person = accepted.getString("person");
        Awaits.until(
                () -> holds(person), Map.of("kept-" + accepted.getString("episode") + "-2037-06-30", "2037-06-30"));
        as(Tokens.of("olga", TENANT, "privacy-officer"))
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "CASE-1"))
                .post("/v1/persons/" + person + "/erasure")
                .then()
                .statusCode(409)
                .body("rule", equalTo("retention.years"));
    }

    private static Map<String, String> holds(String person) {
        var found = new HashMap<String, String>();
        for (Map<String, String> hold : as(Tokens.of("olga", TENANT, "privacy-officer"))
                .get("/v1/persons/" + person + "/holds")
                .jsonPath()
                .<Map<String, String>>getList("")) found.put(hold.get("id"), hold.get("until"));
        return found;
    }

    @Test
    void nobody_answering_in_time_is_said_so() {
        String referral = referral("EXT-" + run, "9014" + digits() + "A");
        var due = intake().get("/v1/referrals/" + referral).jsonPath().getString("responseDueAt");
        as(Tokens.of("otto", TENANT, "operator"))
                .contentType(ContentType.JSON)
                .body(Map.of("to", java.time.Instant.parse(due).plusSeconds(60).toString()))
                .put("/v1/clock")
                .then()
                .statusCode(200);
        awaited("/v1/referrals/" + referral, j -> j.getBoolean("missedResponse"));
    }

    @Test
    void a_second_open_referral_of_one_member_is_a_duplicate_of_the_first() {
        String member = "9007" + digits() + "A";
        String first = referral("EXT-A" + run, member);
        String second = post(body("EXT-B" + run, member), UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("referral");
        var json = awaited("/v1/referrals/" + second, j -> j.getString("stage").equals("DUPLICATE"));
        assertThat(json.getString("milestones.duplicateOf")).isEqualTo(first);
        assertThat(json.getString("person"))
                .isEqualTo(intake().get("/v1/referrals/" + first).jsonPath().getString("person"));
        assertThat(json.getString("demographics.familyName")).isEqualTo("Rivers");
    }

    @Test
    void the_intake_board_shows_what_waits_and_pages() {
        String one = referral("EXT-A" + run, "9008" + digits() + "A");
        String two = referral("EXT-B" + run, "9009" + digits() + "A");
        var seen = new java.util.ArrayList<String>();
        String cursor = null;
        do {
            var page = intake().queryParam("limit", 1).queryParam("sort", "receivedAt");
            if (cursor != null) page.queryParam("cursor", cursor);
            var json = page.get("/v1/intake").then().statusCode(200).extract().jsonPath();
            seen.addAll(json.getList("items.referral"));
            cursor = json.getString("next");
        } while (cursor != null);
        assertThat(seen).contains(one, two).doesNotHaveDuplicates();
        assertThat(seen.indexOf(one)).isLessThan(seen.indexOf(two));
        intake().queryParam("sort", "county").get("/v1/intake").then().statusCode(400);
    }

    @Test
    void a_fhir_bundle_is_answered_with_a_task() throws IOException {
        String bundle = resource("cst-referral")
                .replace("PLAN-4711", "PLAN-" + run)
                .replace("900100200K", "9010" + digits() + "A");
        String referral = fhir(bundle)
                .then()
                .statusCode(201)
                .body("resourceType", equalTo("Task"))
                .extract()
                .jsonPath()
                .getString("id");
        fhir(bundle).then().statusCode(200).body("businessStatus.text", equalTo("UNCHANGED"));
        var json = awaited("/v1/referrals/" + referral, j -> j.getBoolean("identified"));
        assertThat(json.getString("channel")).isEqualTo("FHIR");
        assertThat(json.getBoolean("part2")).isTrue();
        assertThat(json.getString("demographics.familyName")).isEqualTo("Lindqvist");
    }

    @Test
    void a_bundle_that_is_no_referral_of_ours_is_answered_as_such() throws IOException {
        String elsewhere = resource("synthea__Clemente_Kreiger_1484a42d-0eaf-4654-9cbf-6b050a5cd73b");
        fhir(elsewhere)
                .then()
                .statusCode(422)
                .body("issue[0].details.coding[0].code", equalTo("out-of-area"))
                .contentType("application/fhir+json")
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].details.text", containsString("REF-5"));
        String food = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
                + resource("gravity__ServiceRequest-SDOHCC-ServiceRequestActiveFoodPantryApplicationAssistExample")
                + "},{\"resource\":" + resource("uscore9__patient-example") + "}]}";
        fhir(food).then().statusCode(422).body("issue[0].details.coding[0].code", equalTo("wrong-program"));
        fhir(food.replace("\"Patient\"", "\"Person\""))
                .then()
                .statusCode(422)
                .body("issue[0].details.coding[0].code", equalTo("no-patient"));
        fhir("<Bundle/>").then().statusCode(400).body("issue[0].details.coding[0].code", equalTo("not-json"));
        fhir("{\"resourceType\":\"Bundle\",\"x\":" + "[".repeat(10_000)).then().statusCode(400);
    }

    @Test
    void bad_input_is_named_by_its_place() {
        var body = body("EXT-" + run, null);
        body.put("urgency", "SOON");
        post(body, UUID.randomUUID().toString()).then().statusCode(400).body("errors.pointer", hasItem("/urgency"));
        body.put("urgency", "URGENT");
        body.put("program", "US-MA.CSP");
        post(body, UUID.randomUUID().toString())
                .then()
                .statusCode(422)
                .body("code", equalTo("wrong-program"))
                .body("errors.pointer", hasItem("/program"));
        body.put("program", "US-NC.CST");
        body.remove("referrerNpi");
        post(body, UUID.randomUUID().toString())
                .then()
                .statusCode(422)
                .body("rule", equalTo("REF-3"))
                .body("errors.pointer", hasItem("/referrerNpi"));
    }

    @Test
    void the_openapi_file_is_what_is_served() {
        OpenApiFile.isServed(Path.of("src/contract/openapi.json"));
    }

    @Test
    @Tag("R-32")
    void R_32_the_address_of_a_new_referral_answers_at_once() {
        for (int i = 0; i < 10; i++) {
            var made = post(body("AT-ONCE-" + run + i, null), UUID.randomUUID().toString());
            assertThat(made.statusCode()).isEqualTo(201);
            for (var by : List.of(planner(), intake()))
                by.get(made.header("Location"))
                        .then()
                        .statusCode(200)
                        .body("externalId", equalTo("AT-ONCE-" + run + i));
        }
    }

    @Test
    @Tag("R-33")
    void R_33_a_sender_finds_its_own_by_its_number_and_no_filter_is_ignored() {
        post(body("Find-" + run, null), UUID.randomUUID().toString()).then().statusCode(201);
        awaited("/v1/referrals?externalId=Find-" + run, j -> j.getList("items").size() == 1);
        planner()
                .queryParam("externalId", "Find-" + run)
                .get("/v1/referrals")
                .then()
                .statusCode(200)
                .body("items.externalId", equalTo(List.of("Find-" + run)));
        as(Tokens.client("lme-partners", TENANT, "PARTNERS", "referral-sender"))
                .queryParam("externalId", "Find-" + run)
                .get("/v1/referrals")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
        for (String hidden :
                List.of("team=t1", "stage=TRIAGED", "urgency=URGENT", "person=p1", "updatedFrom=2027-01-01"))
            planner()
                    .get("/v1/referrals?" + hidden)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("query:" + hidden.substring(0, hidden.indexOf('='))));
    }

    @Test
    @Tag("R-30")
    void R_30_a_sender_takes_its_own_referral_back_and_nobody_elses() {
        String referral = referral("BACK-" + run, null);
        var withdrawal =
                Map.of("reason", "REFERRER_WITHDREW", "on", LocalDate.now().toString());
        command(as(Tokens.client("lme-partners", TENANT, "PARTNERS", "referral-sender")), withdrawal)
                .post("/v1/referrals/" + referral + "/withdrawal")
                .then()
                .statusCode(404);
        command(planner(), withdrawal)
                .post("/v1/referrals/" + referral + "/withdrawal")
                .then()
                .statusCode(200)
                .header("ETag", nullValue())
                .header("Cs-Position", nullValue())
                .body("outcome", equalTo("WITHDRAWAL_RECEIVED"));
        awaited("/v1/referrals/" + referral, j -> "WITHDRAWN".equals(j.getString("stage")));
    }

    @Test
    @Tag("R-30")
    void R_30_after_acceptance_intake_is_told_and_decides() {
        String team = team(100);
        String referral = referral("LATE-BACK-" + run, "9011" + digits() + "A");
        triage(referral);
        accept(referral, team).then().statusCode(200);
        command(
                        planner(),
                        Map.of(
                                "reason",
                                "REFERRER_WITHDREW",
                                "on",
                                LocalDate.now().toString()))
                .post("/v1/referrals/" + referral + "/withdrawal")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("WITHDRAWAL_RECEIVED"));
        var detail = awaited("/v1/referrals/" + referral, j -> j.getString("milestones.takenBackOn") != null);
        assertThat(detail.getString("stage")).isEqualTo("ACCEPTED");
        intake().queryParam("stage", "ACCEPTED")
                .queryParam("limit", 200)
                .get("/v1/intake")
                .then()
                .statusCode(200)
                .body("items.find { it.referral == '" + referral + "' }.next", containsString("wants it back"));
    }

    @Test
    @Tag("R-31")
    void R_31_a_sender_answers_what_was_asked() {
        String referral = referral("ASKED-" + run, null);
        changing(intake(), Map.of("items", List.of("LOCUS")))
                .post("/v1/referrals/" + referral + "/information-requests")
                .then()
                .statusCode(200);
        command(planner(), Map.of("answer", "LOCUS 21"))
                .post("/v1/referrals/" + referral + "/information")
                .then()
                .statusCode(200)
                .body("outcome", equalTo("INFORMATION_RECEIVED"));
        awaited(
                "/v1/referrals/" + referral,
                j -> "TRIAGED".equals(j.getString("stage"))
                        && j.getList("milestones.asked").isEmpty());
        command(planner(), Map.of("answer", "And one thing more"))
                .post("/v1/referrals/" + referral + "/information")
                .then()
                .statusCode(200);
        awaited("/v1/referrals/" + referral, j -> j.getBoolean("milestones.senderHeard"));
    }

    @Test
    @Tag("R-35")
    void R_35_a_resend_without_change_is_told_what_the_first_was_told() {
        var body = body("AGAIN-" + run, "odd id");
        var first = post(body, UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        var again = post(body, UUID.randomUUID().toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(again.getString("outcome")).isEqualTo("UNCHANGED");
        assertThat(again.getString("responseDueAt"))
                .isEqualTo(first.getString("responseDueAt"))
                .isNotNull();
        assertThat(again.getList("warnings"))
                .isEqualTo(first.getList("warnings"))
                .isNotEmpty();
    }

    @Test
    @Tag("R-36")
    void R_36_who_wants_to_refer_finds_the_programs_and_a_refusal_names_them() {
        planner()
                .get("/v1/programs")
                .then()
                .statusCode(200)
                .body("programs.find { it.id == 'US-NC.CST' }.minimumAge", equalTo(18))
                .body("programs.find { it.id == 'US-NC.CST' }.payers", hasItem("northfork"))
                .body(
                        "programs.find { it.id == 'US-OH.CPST' }.name",
                        equalTo("Community Psychiatric Supportive Treatment"))
                .body("programs.find { it.id == 'US-OH.CPST' }.payers", hasItem("ohiorise"))
                .body("programs.find { it.id == 'US-NY.CFTSS-CPST' }.maximumAge", equalTo(20))
                .body("programs.find { it.id == 'US-LA.CPST' }.wants", hasItem(containsString("LOCUS")))
                .body("needs.always", hasItem("/program"));
        var wrong = body("NO-PROGRAM-" + run, null);
        wrong.put("program", "CST");
        post(wrong, UUID.randomUUID().toString())
                .then()
                .statusCode(422)
                .body("code", equalTo("wrong-program"))
                .body("facts.programs", containsString("US-NC.CST"));
    }

    @Test
    @Tag("R-28")
    void R_28_every_attempt_to_reach_the_person_is_listed() {
        String referral = referral("TRIED-" + run, null);
        for (String outcome : List.of("NO_ANSWER", "LEFT_MESSAGE"))
            changing(intake(), Map.of("on", "2026-01-02", "outcome", outcome))
                    .post("/v1/referrals/" + referral + "/contact-attempts")
                    .then()
                    .statusCode(200);
        var detail = awaited(
                "/v1/referrals/" + referral,
                j -> j.getList("milestones.contactAttempts").size() == 2);
        assertThat(detail.getList("milestones.contactAttempts.outcome"))
                .isEqualTo(List.of("NO_ANSWER", "LEFT_MESSAGE"));
    }

    @Test
    @Tag("R-37")
    void R_37_a_misspelled_field_is_named() {
        var body = body("MISSPELT-" + run, null);
        @SuppressWarnings("unchecked")
        var demographics = (Map<String, Object>) body.get("demographics");
        demographics.put("dob", "1980-01-01");
        demographics.put("medicaidId", "912345678K");
        post(body, UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .body("warnings.findAll { it.code == 'unknown-field' }.size()", equalTo(2));
    }

    // ---

    private String team(int ftePercent) {
        String team = "t" + UUID.randomUUID().toString().substring(0, 12);
        String staff = "s" + UUID.randomUUID().toString().substring(0, 12);
        command(admin(), Map.of("staff", staff, "displayName", "J. Poe"))
                .post("/v1/staff")
                .then()
                .statusCode(201);
        command(
                        admin(),
                        Map.of(
                                "team",
                                team,
                                "name",
                                "Team",
                                "program",
                                "US-NC.CST",
                                "npi",
                                "1234567893",
                                "siteCode",
                                "S1"))
                .post("/v1/teams")
                .then()
                .statusCode(201);
        changing(admin(), Map.of("staff", staff, "role", "QP", "ftePercent", ftePercent, "from", "2020-01-01"))
                .post("/v1/teams/" + team + "/staff")
                .then()
                .statusCode(200);
        return team;
    }

    private String referral(String externalId, String memberId) {
        String referral = post(body(externalId, memberId), UUID.randomUUID().toString())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("referral");
        awaited("/v1/referrals/" + referral, j -> j.getBoolean("identified"));
        return referral;
    }

    private static CommandContext context() {
        var id = UUID.randomUUID();
        return new CommandContext(id, "", "test", TENANT, id.toString(), "", OptionalLong.empty(), "");
    }

    private void triage(String referral) {
        changing(intake(), Map.of("urgency", "URGENT", "note", "two admissions"))
                .post("/v1/referrals/" + referral + "/triage")
                .then()
                .statusCode(200);
    }

    private Response accept(String referral, String team) {
        return changing(intake(), Map.of("team", team)).post("/v1/referrals/" + referral + "/acceptance");
    }

    private Map<String, Object> body(String externalId, String memberId) {
        var demographics = new HashMap<String, Object>(Map.of(
                "familyName", "Rivers",
                "givenName", "Dana",
                "birthDate", "1990-02-11",
                "state", "NC",
                "county", "Gaston"));
        if (memberId != null) demographics.put("memberId", memberId);
        return new HashMap<>(Map.of(
                "externalId", externalId,
                "sourceType", "HOSPITAL",
                "referrerOrganisation", "Mercy Hospital",
                "referrerNpi", "1234567893",
                "program", "US-NC.CST",
                "urgency", "URGENT",
                "payer", "northfork",
                "demographics", demographics,
                "clinical", Map.of("disabilityGroup", "MH_SUD", "diagnoses", List.of("F25.0", "F10.20"))));
    }

    private Response post(Object body, String key) {
        return planner()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/referrals");
    }

    private Response fhir(String bundle) {
        return planner()
                .config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/fhir+json", ContentType.TEXT)))
                .contentType("application/fhir+json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(bundle)
                .post("/v1/fhir");
    }

    private static RequestSpecification planner() {
        return as(Tokens.client("hospital-planner", TENANT, "MERCY-HOSPITAL", "referral-sender"));
    }

    private static RequestSpecification intake() {
        return as(Tokens.of("ines", TENANT, "intake"));
    }

    private static RequestSpecification admin() {
        return as(Tokens.of("ada", TENANT, "agency-admin"));
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

    private static String digits() {
        return String.valueOf(
                10_000 + java.util.concurrent.ThreadLocalRandom.current().nextInt(80_000));
    }

    /** Asks until the condition holds; bounded. */
    private static JsonPath awaited(String address, Predicate<JsonPath> condition) {
        var last = new AtomicReference<JsonPath>();
        Awaits.until(
                () -> {
                    var answer = as(Tokens.of("ines", TENANT, "intake"))
                            .get(address)
                            .then()
                            .extract();
                    last.set(answer.jsonPath());
                    return answer.statusCode() == 200 && condition.test(answer.jsonPath());
                },
                true);
        return last.get();
    }

    private static String resource(String name) throws IOException {
        try (var in = ReferralHttpTest.class.getResourceAsStream("/fhir/" + name + ".json")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
