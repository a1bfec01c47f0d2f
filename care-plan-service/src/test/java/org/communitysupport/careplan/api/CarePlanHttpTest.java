package org.communitysupport.careplan.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.careplan.projection.BoardView;
import org.communitysupport.careplan.projection.TimelineView;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Position;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service from its doors, other services speaking on their topics. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class CarePlanHttpTest {
    private static final String TENANT = "riverbend";
    private final String person = "p" + UUID.randomUUID().toString().replace("-", "");
    private final String episode = "e" + UUID.randomUUID().toString().replace("-", "");
    private final String plan = person + '.' + episode;
    private final Foreign referral = Foreign.service("referral");
    private final Foreign eligibility = Foreign.service("eligibility");
    private final Foreign encounter = Foreign.service("encounter");
    private final Foreign billing = Foreign.service("billing");

    @Inject
    Vault vault;

    @Inject
    BusinessClock clock;

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @Test
    void a_plan_is_drafted_signed_ordered_and_activated() {
        accepted();
        assessed();
        staff("s-qp-" + episode, "QP");
        staff("s-md-" + episode, "MD");
        draft().statusCode(200).body("events", contains("PlanDrafted"));
        goal().statusCode(200);
        change(
                        "/interventions",
                        Map.of(
                                "goal",
                                "g1",
                                "role",
                                "QP",
                                "unitsPerWeek",
                                12,
                                "frequency",
                                "three times a week",
                                "description",
                                "Practises shopping"))
                .statusCode(200);
        change("/activation", Map.of()).statusCode(409);
        change(
                        "/crisis-plan",
                        Map.of(
                                "earlyWarningSigns",
                                List.of("sleeps less"),
                                "copingStrategies",
                                List.of("calls the team"),
                                "steps",
                                List.of("walks"),
                                "contacts",
                                List.of()))
                .statusCode(200);
        change("/signatures", Map.of("by", "PERSON")).statusCode(200);
        change("/signatures", Map.of("by", "QP", "staff", "s-qp-" + episode)).statusCode(200);
        change(
                        "/service-orders",
                        Map.of(
                                "staff",
                                "s-md-" + episode,
                                "orderedOn",
                                today().toString(),
                                "directContact",
                                true,
                                "assessmentReviewed",
                                true))
                .statusCode(200);
        var activated = change("/activation", Map.of())
                .statusCode(200)
                .body("events", contains("PlanActivated"))
                .extract();
        as("care-coordinator")
                .queryParam("after", activated.header("Cs-Position"))
                .get("/v1/plans/" + plan)
                .then()
                .statusCode(200)
                .body("versions[0].state", equalTo("ACTIVE"))
                .body("versions[0].goals.g1.text.outcome", equalTo("Keeps the flat"))
                .body("member.familyName", equalTo("Rivers"));
        change("/goals", goalBody()).statusCode(409).body("rule", equalTo("PLN-9"));
        theVersionInForceCountsWhileTheNextIsWritten();
    }

    private void theVersionInForceCountsWhileTheNextIsWritten() {
        var revised = change(
                        "/revision",
                        Map.of(
                                "planDate",
                                today().toString(),
                                "endDate",
                                today().plusMonths(7).toString(),
                                "reason",
                                "a move"))
                .statusCode(200)
                .extract();
        as("care-coordinator")
                .queryParam("person", person)
                .queryParam("after", revised.header("Cs-Position"))
                .get("/v1/board")
                .then()
                .statusCode(200)
                .body("items[0].plan.state", equalTo("UNDER_REVISION"))
                .body("items[0].missing", not(hasItem("PCP")));
    }

    @Test
    void who_may_not_order_does_not_and_an_order_is_not_backdated() {
        accepted();
        staff("s-qp-" + episode, "QP");
        staff("s-md-" + episode, "MD");
        change(
                        "/service-orders",
                        Map.of(
                                "staff",
                                "s-qp-" + episode,
                                "orderedOn",
                                today().toString(),
                                "directContact",
                                true,
                                "assessmentReviewed",
                                true))
                .statusCode(422)
                .body("rule", equalTo("PLN-6"));
        change(
                        "/service-orders",
                        Map.of(
                                "staff",
                                "s-md-" + episode,
                                "orderedOn",
                                today().minusDays(1).toString(),
                                "directContact",
                                true,
                                "assessmentReviewed",
                                true))
                .statusCode(422)
                .body("rule", equalTo("PLN-6"));
    }

    @Test
    void the_board_says_what_is_left_how_long_it_lasts_and_what_is_missing() {
        accepted();
        eligibility.publish(
                authorizations(),
                "PassThroughOpened",
                """
                {"person":"%s","authorization":"a1","referral":"r1","episode":"%s","program":"US-NC.CST","payer":"northfork","units":36,
                 "from":"%s","to":"%s","fiscalYear":2026}"""
                        .formatted(person, episode, today(), today().plusDays(29)));
        Position last = eligibility.publish(
                authorizations(),
                "UnitsCommitted",
                """
                {"person":"%s","program":"US-NC.CST","line":"l1","version":1,"date":"%s","units":30,
                 "allocations":[{"authorization":"a1","kind":"PASS_THROUGH","units":30}],
                 "balances":[{"authorization":"a1","granted":36,"used":30,"reserved":0,"left":6}]}"""
                        .formatted(person, today()));
        as("care-coordinator")
                .queryParam("person", person)
                .queryParam("after", last.toString())
                .get("/v1/board")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].name", equalTo("Rivers, Robin"))
                .body("items[0].authorization.left", equalTo(6))
                .body("items[0].authorization.usedPercent", equalTo(83))
                .body("items[0].missing", hasItems("CCA", "PCP", "CRISIS_PLAN", "SERVICE_ORDER"))
                .body("items[0].alerts", hasItems("UNITS_USED_80", "ASK_NOW"));
        as("care-coordinator")
                .queryParam("person", person)
                .queryParam("alert", "PLAN_OVERDUE")
                .get("/v1/board")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void who_is_closed_leaves_the_board_and_is_found_when_asked_for() {
        accepted();
        var referral = AggregateId.of(TENANT, "referral", "r" + episode.substring(1));
        Position closed = this.referral.publish(
                referral,
                "EpisodeClosed",
                """
                {"referral":"r%s","person":"%s","episode":"%s","program":"US-NC.CST","closedOn":"%s","reason":"MOVED"}"""
                        .formatted(episode.substring(1), person, episode, today()));
        board(closed, "ACTIVE").body("items", hasSize(0));
        board(closed, "CLOSED")
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("CLOSED"))
                .body("items[0].closedOn", equalTo(today().toString()))
                .body("items[0].alerts", hasSize(0));
        board(closed, "ALL").body("items", hasSize(1));
        board(closed, null).body("items", hasSize(1));
        as("care-coordinator")
                .queryParam("limit", 200)
                .get("/v1/board")
                .then()
                .statusCode(200)
                .body("items.person", not(hasItem(person)));
    }

    private ValidatableResponse board(Position after, String state) {
        var asked = as("care-coordinator").queryParam("person", person).queryParam("after", after.toString());
        if (state != null) asked.queryParam("state", state);
        return asked.get("/v1/board").then().statusCode(200);
    }

    @Test
    void a_request_after_a_grant_lacks_the_updated_plan() {
        accepted();
        Position granted = eligibility.publish(
                authorizations(),
                "AuthorizationGranted",
                """
                {"person":"%s","authorization":"a2","episode":"%s","program":"US-NC.CST","payer":"northfork","number":"SAR-1","units":128,
                 "requestedUnits":128,"from":"%s","to":"%s","payerOverride":false}"""
                        .formatted(person, episode, today(), today().plusDays(59)));
        as("care-coordinator")
                .queryParam("person", person)
                .queryParam("after", granted.toString())
                .get("/v1/board")
                .then()
                .statusCode(200)
                .body("items[0].authorization.number", equalTo("SAR-1"))
                .body("items[0].missing", hasItem("PCP_UPDATED"));
    }

    @Test
    void the_timeline_tells_of_every_service_and_nothing_personal() {
        accepted();
        Position last = encounter.publish(
                new AggregateId(TENANT, "encounter", person, "n1"),
                "EncounterLogged",
                """
                {"person":"%s","encounter":"n1","program":"US-NC.CST","staff":"s1","role":"PEER","date":"%s","minutes":30,"code":"H2015",
                 "activity":"SERVICE","breakMinutes":0,"crisis":false,"part2":false}"""
                        .formatted(person, today()));
        Awaits.handled("view:timeline:v" + TimelineView.VIEW.version(), last);
        as("care-coordinator")
                .get("/v1/persons/" + person + "/timeline")
                .then()
                .statusCode(200)
                .body("items.type", hasItems("referral.ReferralAccepted", "encounter.EncounterLogged"))
                .body("items.about", hasItem("encounter logged: peer, H2015, 30 minutes, on " + today()))
                .body("items.about", not(hasItem("Rivers")));
    }

    @Test
    void a_correction_of_the_person_reaches_board_and_plan() {
        accepted();
        String sealed = vault.seal(
                person,
                "demographics",
                """
                {"familyName":"Renamed","givenName":"Robin","birthDate":"1992-04-01","sex":"F"}"""
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Position at = referral.publish(
                AggregateId.of(TENANT, "referral", "r" + episode.substring(1)),
                "DemographicsCorrected",
                """
                {"referral":"r%s","person":"%s","episode":"%s","program":"US-NC.CST","by":"SENDER","changed":["familyName"],
                 "guardianFlagged":false,"demographics":%s}"""
                        .formatted(
                                episode.substring(1), person, episode, Foreign.sealed(person, "demographics", sealed)));
        Awaits.handled("reaction:WhenReferralMovesThenNoteInPlan", at);
        as("care-coordinator")
                .queryParam("person", person)
                .queryParam("after", at.toString())
                .get("/v1/board")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("Renamed, Robin"));
        Awaits.until(
                () -> as("care-coordinator").get("/v1/plans/" + plan).jsonPath().getString("member.familyName"),
                "Renamed");
    }

    @Test
    void bad_input_and_foreign_callers_are_refused_at_the_door() {
        accepted();
        change("/draft", Map.of("planDate", "not a date")).statusCode(400);
        change("/goals", Map.of("outcome", "x")).statusCode(400);
        draft().statusCode(200);
        change(
                        "/interventions",
                        Map.of("goal", "g9", "role", "QP", "unitsPerWeek", 1, "frequency", "x", "description", "y"))
                .statusCode(422);
        given().auth()
                .oauth2(Tokens.of("eve", "foothills", "care-coordinator"))
                .get("/v1/plans/" + plan)
                .then()
                .statusCode(404);
        as("biller").get("/v1/plans/" + plan).then().statusCode(403);
        given().get("/v1/board").then().statusCode(401);
    }

    private void accepted() {
        String sealed = vault.seal(
                person,
                "demographics",
                """
                {"familyName":"Rivers","givenName":"Robin","birthDate":"1992-04-01","sex":"F"}"""
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Position at = referral.publish(
                AggregateId.of(TENANT, "referral", "r" + episode.substring(1)),
                "ReferralAccepted",
                """
                {"referral":"r%s","person":"%s","episode":"%s","program":"US-NC.CST","payer":"northfork","team":"t1","acceptedOn":"%s",
                 "caseload":1,"limit":48,"part2":false,"demographics":%s}"""
                        .formatted(
                                episode.substring(1),
                                person,
                                episode,
                                today(),
                                Foreign.sealed(person, "demographics", sealed)));
        Awaits.handled("reaction:WhenReferralMovesThenNoteInPlan", at);
        Awaits.handled("view:timeline:v" + TimelineView.VIEW.version(), at);
        Awaits.handled("view:board:v" + BoardView.VIEW.version(), at);
    }

    private void assessed() {
        Position at = eligibility.publish(
                new AggregateId(TENANT, "determination", person, episode),
                "ClinicalAssessmentRecorded",
                """
                {"person":"%s","episode":"%s","program":"US-NC.CST","assessment":"x1","kind":"CCA","assessedOn":"%s","staff":"s9",
                 "credential":"LCSW","recommendsProgram":true,"part2":false}"""
                        .formatted(person, episode, today()));
        Awaits.handled("reaction:WhenAssessedThenNoteInPlan", at);
    }

    private void staff(String staff, String kind) {
        var file = AggregateId.of(TENANT, "staff", staff);
        referral.publish(
                file, "StaffRegistered", """
                {"staff":"%s","displayName":"Sam"}""".formatted(staff));
        Position at = referral.publish(
                file,
                "CredentialRecorded",
                """
                {"staff":"%s","kind":"%s","validFrom":"2020-01-01"}""".formatted(staff, kind));
        Awaits.handled("view:staff:v2", at);
    }

    private ValidatableResponse draft() {
        return change(
                "/draft",
                Map.of(
                        "planDate",
                        today().toString(),
                        "endDate",
                        today().plusMonths(6).toString(),
                        "author",
                        "s-qp",
                        "longRangeOutcome",
                        "A home",
                        "whereAmINow",
                        "In a shelter",
                        "strengths",
                        List.of("patient")));
    }

    private ValidatableResponse goal() {
        return change("/goals", goalBody());
    }

    private Map<String, Object> goalBody() {
        return Map.of(
                "targetDate",
                today().plusMonths(3).toString(),
                "responsibleRole",
                "QP",
                "part2",
                false,
                "outcome",
                "Keeps the flat",
                "strategy",
                "Practises",
                "measure",
                "Rent is paid");
    }

    private ValidatableResponse change(String path, Object body) {
        return as("clinician", "care-coordinator")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/plans/" + plan + path)
                .then();
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(Tokens.of("ada", TENANT, roles));
    }

    private AggregateId authorizations() {
        return new AggregateId(TENANT, "authorizations", person, "US-NC_CST");
    }

    private LocalDate today() {
        return clock.today(ZoneId.of("America/New_York"));
    }
}
