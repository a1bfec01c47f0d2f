package org.communitysupport.encounter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service over HTTP, with a real database and broker; the other services are played by hand. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class EncounterHttpTest {
    private static final String TENANT = "riverbend";
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final LocalDate YESTERDAY = LocalDate.now(ZONE).minusDays(1);
    private static Foreign referral;
    private static Foreign eligibility;
    private static Foreign carePlan;
    private static Foreign billing;

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @BeforeAll
    static void the_team_is_there() {
        referral = Foreign.service("referral");
        eligibility = Foreign.service("eligibility");
        carePlan = Foreign.service("care-plan");
        billing = Foreign.service("billing");
        staff("s-peer", "PEER", "CPSS", null);
        staff("s-lead", "TEAM_LEAD", "LCSW", null);
        staff("s-qp", "QP", "QP", null);
        staff("s-lapsed", "PEER", "CPSS", YESTERDAY.minusDays(1));
    }

    private static void staff(String staff, String role, String credential, LocalDate validTo) {
        var id = AggregateId.of(TENANT, "staff", staff);
        tell(referral, id, "StaffRegistered", Map.of("staff", staff, "displayName", "x", "npi", "1234567893"));
        var c = new HashMap<String, Object>(Map.of(
                "staff",
                staff,
                "kind",
                credential,
                "validFrom",
                YESTERDAY.minusYears(1).toString()));
        if (validTo != null) c.put("validTo", validTo.toString());
        tell(referral, id, "CredentialRecorded", c);
        tell(
                referral,
                AggregateId.of(TENANT, "team", "t-east"),
                "StaffAssigned",
                Map.of(
                        "team",
                        "t-east",
                        "staff",
                        staff,
                        "role",
                        role,
                        "ftePercent",
                        100,
                        "from",
                        YESTERDAY.minusYears(1).toString()));
    }

    /** A person with everything in order but, maybe, an order of their own date. */
    private static String member(LocalDate orderedOn) {
        String person = "p" + UUID.randomUUID().toString().replace("-", "");
        var own = AggregateId.of(TENANT, "referral", "r" + person.substring(1));
        tell(
                referral,
                own,
                "ReferralAccepted",
                Map.of(
                        "referral",
                        own.key(),
                        "person",
                        person,
                        "episode",
                        "e1",
                        "program",
                        "US-NC.CST",
                        "payer",
                        "northfork",
                        "team",
                        "t-east"));
        tell(
                referral,
                own,
                "EpisodeOpened",
                Map.of(
                        "person",
                        person,
                        "program",
                        "US-NC.CST",
                        "episode",
                        "e1",
                        "openedOn",
                        YESTERDAY.minusDays(20).toString()));
        tell(
                eligibility,
                AggregateId.of(TENANT, "coverage", person),
                "CoverageVerified",
                Map.of(
                        "person",
                        person,
                        "payer",
                        "northfork",
                        "verifiedFrom",
                        YESTERDAY.minusDays(40).toString(),
                        "verifiedTo",
                        YESTERDAY.plusDays(40).toString()));
        order(person, orderedOn);
        return person;
    }

    private static void order(String person, LocalDate orderedOn) {
        tell(
                carePlan,
                new AggregateId(TENANT, "care-plan", person, "e1"),
                "ServiceOrdered",
                Map.of(
                        "person",
                        person,
                        "program",
                        "US-NC.CST",
                        "order",
                        "o-" + orderedOn,
                        "orderedOn",
                        orderedOn.toString(),
                        "validTo",
                        orderedOn.plusYears(1).toString()));
    }

    private static void commit(String person, String line, int version, int units) {
        commit(person, YESTERDAY, line, version, units);
    }

    private static void commit(String person, LocalDate date, String line, int version, int units) {
        tell(
                eligibility,
                new AggregateId(TENANT, "authorizations", person, "US-NC_CST"),
                "UnitsCommitted",
                Map.of(
                        "person",
                        person,
                        "program",
                        "US-NC.CST",
                        "line",
                        line,
                        "version",
                        version,
                        "date",
                        date.toString(),
                        "units",
                        units,
                        "allocations",
                        List.of(Map.of(
                                "authorization", "a1", "number", "PA-7", "kind", "AUTHORIZATION", "units", units)),
                        "balances",
                        List.of()));
    }

    // ------------------------------------------------------------------ little helpers

    private static void tell(Foreign service, AggregateId aggregate, String event, Map<String, ?> data) {
        service.publish(aggregate, event, new JsonObject(new HashMap<>(data)).encode());
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(Tokens.of("ada", TENANT, roles)).contentType(ContentType.JSON);
    }

    private static RequestSpecification command(String... roles) {
        return as(roles).header("Idempotency-Key", UUID.randomUUID().toString()).header("If-Match", "*");
    }

    private static String at(String time) {
        return LocalTime.parse(time)
                .atDate(YESTERDAY)
                .atZone(ZONE)
                .toOffsetDateTime()
                .toString();
    }

    private static Map<String, Object> visit(String person, String staff, String from, String to) {
        var body = new HashMap<String, Object>();
        body.put("person", person);
        body.put("program", "US-NC.CST");
        body.put("staff", staff);
        body.put("startAt", at(from));
        body.put("endAt", at(to));
        body.put("mode", "FACE_TO_FACE");
        body.put("place", "12");
        body.put("goals", List.of());
        body.put("note", Map.of("purpose", "housing", "intervention", "called landlords", "response", "hopeful"));
        return body;
    }

    /** Logs a visit once the facts it needs have arrived here. */
    private static String log(Map<String, Object> visit) {
        var answer = new ArrayList<JsonPath>();
        eventually(() -> answer.add(command("staff")
                .body(visit)
                .post("/v1/encounters/log")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()));
        return answer.getFirst().getString("encounter");
    }

    private static void sign(String encounter, String staff) {
        command("staff")
                .body(Map.of("staff", staff))
                .post("/v1/encounters/" + encounter + "/note-signature")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse get(String address) {
        return as("supervisor").get(address).then().statusCode(200);
    }

    /** Until what is said is so; the bound is for the broken case only. */
    private static void eventually(Runnable says) {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (true)
            try {
                says.run();
                return;
            } catch (AssertionError e) {
                if (Instant.now().isAfter(end)) throw e;
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            }
    }

    private static String day(String person) {
        return "/v1/days/" + person + "/" + YESTERDAY;
    }

    // ------------------------------------------------------------------ sentences

    @Test
    void three_contacts_of_ten_minutes_become_two_units_and_go_out_when_signed_and_covered() {
        String person = member(YESTERDAY.minusDays(10));
        var encounters = List.of(
                log(visit(person, "s-peer", "09:00", "09:10")),
                log(visit(person, "s-peer", "11:00", "11:10")),
                log(visit(person, "s-peer", "15:00", "15:10")));
        String line = YESTERDAY + "_s-peer_H2015-HT-U1";
        eventually(() -> get(day(person))
                .body("lines", hasSize(1))
                .body("lines[0].daily.line", equalTo(line))
                .body("lines[0].daily.minutes", equalTo(30))
                .body("lines[0].daily.units", equalTo(2)));
        commit(person, line, 3, 2);
        eventually(() -> get("/v1/held?person=" + person)
                .body("items[0].codes", hasItem("note-not-signed"))
                .body("items[0].mend", hasItem("staff")));
        encounters.forEach(e -> sign(e, "s-peer"));
        eventually(() -> get("/v1/ready-to-bill?person=" + person)
                .body("items", hasSize(1))
                .body("items[0].units", equalTo(2))
                .body("items[0].payer", equalTo("northfork"))
                .body("items[0].lines[0].modifiers", equalTo(List.of("HT", "U1")))
                .body("items[0].lines[0].authorizationNumber", equalTo("PA-7")));
        eventually(() -> get("/v1/held?person=" + person).body("items", hasSize(0)));
    }

    @Test
    void what_a_claim_bills_is_not_waiting_for_one() {
        String person = member(YESTERDAY.minusDays(10));
        sign(log(visit(person, "s-lead", "07:00", "07:30")), "s-lead");
        commit(person, YESTERDAY + "_s-lead_H2015-HT-HO", 1, 2);
        String waiting = "/v1/ready-to-bill?claimed=false&person=" + person;
        eventually(() -> get(waiting).body("items", hasSize(1)));
        tell(
                billing,
                new AggregateId(TENANT, "day-claims", person, YESTERDAY.toString()),
                "ClaimBuilt",
                Map.of(
                        "person",
                        person,
                        "claim",
                        person + "." + YESTERDAY + "-1",
                        "date",
                        YESTERDAY.toString(),
                        "program",
                        "US-NC.CST",
                        "release",
                        1));
        eventually(() -> get(waiting).body("items", hasSize(0)));
        get("/v1/ready-to-bill?person=" + person).body("items[0].claims", hasSize(1));
    }

    @Test
    void a_day_goes_out_when_the_clock_passes_midnight() {
        var today = clock().toLocalDate();
        var day = today.plusDays(1);
        move(day.atTime(12, 0).atZone(ZONE).toInstant());
        String person = member(YESTERDAY.minusDays(10));
        var visit = visit(person, "s-lead", "09:00", "09:30");
        visit.put("startAt", day.atTime(9, 0).atZone(ZONE).toOffsetDateTime().toString());
        visit.put("endAt", day.atTime(9, 30).atZone(ZONE).toOffsetDateTime().toString());
        sign(log(visit), "s-lead");
        String line = day + "_s-lead_H2015-HT-HO";
        commit(person, day, line, 1, 2);
        eventually(() -> get("/v1/days/" + person + "/" + day).body("lines[0].answer.version", equalTo(1)));
        get("/v1/held?person=" + person).body("items", hasSize(0));
        get("/v1/ready-to-bill?person=" + person).body("items", hasSize(0));
        move(day.plusDays(1).atStartOfDay(ZONE).toInstant());
        eventually(() -> get("/v1/ready-to-bill?person=" + person).body("items", hasSize(1)));
    }

    private static java.time.ZonedDateTime clock() {
        String now =
                as("operator").get("/v1/clock").then().statusCode(200).extract().path("now");
        return Instant.parse(now).atZone(ZONE);
    }

    private static void move(Instant to) {
        command("operator")
                .body(Map.of("to", to.toString()))
                .put("/v1/clock")
                .then()
                .statusCode(200);
    }

    @Test
    void a_day_before_the_order_stays_held_and_says_why() {
        String person = member(YESTERDAY.plusDays(1));
        String encounter = log(visit(person, "s-peer", "16:00", "16:30"));
        sign(encounter, "s-peer");
        commit(person, YESTERDAY + "_s-peer_H2015-HT-U1", 1, 2);
        eventually(() -> get("/v1/held?cause=order-after-service&person=" + person)
                .body("items", hasSize(1))
                .body("items[0].causes[0].rule", equalTo("PLN-6")));
    }

    @Test
    void a_peer_whose_certificate_ended_is_held_until_the_new_one_is_recorded() {
        String person = member(YESTERDAY.minusDays(10));
        String encounter = log(visit(person, "s-lapsed", "09:00", "09:30"));
        sign(encounter, "s-lapsed");
        commit(person, YESTERDAY + "_s-lapsed_H2015-HT-U1", 1, 2);
        eventually(() -> get("/v1/held?person=" + person).body("items[0].codes", hasItem("staff-credential-missing")));
        tell(
                referral,
                AggregateId.of(TENANT, "staff", "s-lapsed"),
                "CredentialRecorded",
                Map.of("staff", "s-lapsed", "kind", "CPSS", "validFrom", YESTERDAY.toString()));
        eventually(() -> get("/v1/ready-to-bill?person=" + person).body("items", hasSize(1)));
    }

    @Test
    void who_bills_shared_minutes_is_chosen() {
        String person = member(YESTERDAY.minusDays(10));
        String lead = log(visit(person, "s-lead", "13:00", "13:50"));
        String qp = log(visit(person, "s-qp", "13:30", "14:00"));
        eventually(() -> get(day(person)).body("contacts", hasSize(2)));
        command("supervisor")
                .body(Map.of(
                        "billed", lead.substring(lead.indexOf('.') + 1),
                        "notBilled", qp.substring(qp.indexOf('.') + 1),
                        "reason", "the lead led"))
                .post(day(person) + "/billable-choice")
                .then()
                .statusCode(200);
        eventually(() -> get(day(person))
                .body("lines.find { it.daily.staff == 's-lead' }.daily.units", equalTo(3))
                .body("lines.find { it.daily.staff == 's-qp' }.daily.minutes", equalTo(10)));
    }

    @Test
    void nobody_is_with_two_members_at_once() {
        log(visit(member(YESTERDAY.minusDays(10)), "s-qp", "08:00", "08:30"));
        String other = member(YESTERDAY.minusDays(10));
        eventually(() -> command("staff")
                .body(visit(other, "s-qp", "08:20", "08:40"))
                .post("/v1/encounters/log")
                .then()
                .statusCode(409)
                .body("code", equalTo("staff-time-overlaps"))
                .body("rule", equalTo("ENC-4")));
    }

    @Test
    void a_visit_over_midnight_is_two_encounters() {
        String person = member(YESTERDAY.minusDays(10));
        var visit = visit(person, "s-qp", "23:30", "23:59");
        visit.put(
                "startAt",
                LocalTime.of(23, 30)
                        .atDate(YESTERDAY.minusDays(1))
                        .atZone(ZONE)
                        .toOffsetDateTime()
                        .toString());
        visit.put("endAt", at("00:40"));
        String first = log(visit);
        eventually(() -> get("/v1/encounters?sort=date&person=" + person)
                .body("items", hasSize(2))
                .body("items.minutes", equalTo(List.of(30, 40)))
                .body("items.partOf.unique()", hasSize(1)));
        assertThat(first).startsWith(person);
    }

    @Test
    void a_voided_contact_gives_the_time_back() {
        String person = member(YESTERDAY.minusDays(10));
        String wrong = log(visit(person, "s-lead", "10:00", "10:30"));
        command("staff")
                .body(Map.of("reason", "wrong member"))
                .post("/v1/encounters/" + wrong + "/void")
                .then()
                .statusCode(200);
        eventually(() -> get(day(person)).body("contacts", hasSize(0)).body("lines[0].daily.units", equalTo(0)));
        log(visit(person, "s-lead", "10:00", "10:30"));
    }

    @Test
    void a_repeat_gets_the_first_answer_and_another_request_under_its_key_is_refused() {
        String person = member(YESTERDAY.minusDays(10));
        log(visit(person, "s-lead", "17:00", "17:10"));
        String key = UUID.randomUUID().toString();
        var body = visit(person, "s-lead", "18:00", "18:30");
        var first = as("staff")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/encounters/log")
                .then()
                .statusCode(201)
                .extract();
        as("staff")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/encounters/log")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("encounter", equalTo(first.path("encounter")));
        as("staff")
                .header("Idempotency-Key", key)
                .body(visit(person, "s-lead", "18:00", "18:40"))
                .post("/v1/encounters/log")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void the_note_is_read_by_who_may_and_shown_in_no_list() {
        String person = member(YESTERDAY.minusDays(10));
        String encounter = log(visit(person, "s-lead", "20:00", "20:10"));
        eventually(() -> get("/v1/encounters/" + encounter).body("note.intervention", equalTo("called landlords")));
        as("biller").get("/v1/encounters/" + encounter).then().statusCode(403);
        String list = as("biller")
                .get("/v1/encounters?person=" + person)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(list).doesNotContain("landlords");
    }

    @Test
    void another_tenant_sees_nothing() {
        String person = member(YESTERDAY.minusDays(10));
        String encounter = log(visit(person, "s-lead", "21:00", "21:10"));
        eventually(() -> get("/v1/encounters/" + encounter));
        elsewhere().get("/v1/encounters/" + encounter).then().statusCode(404);
        elsewhere().get("/v1/encounters").then().statusCode(200).body("items", hasSize(0));
        var because = Map.of("reason", "wrong member");
        for (String change : List.of("void", "cancellation", "missed"))
            elsewhere()
                    .body(because)
                    .post("/v1/encounters/" + encounter + "/" + change)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
        elsewhere()
                .body(Map.of("staff", "s-lead"))
                .post("/v1/encounters/" + encounter + "/note-signature")
                .then()
                .statusCode(404);
        elsewhere()
                .body(Map.of("addendum", "more", "reason", "forgotten"))
                .post("/v1/encounters/" + encounter + "/amendment")
                .then()
                .statusCode(404);
        elsewhere()
                .body(Map.of("line", "l1", "reason", "training"))
                .post(day(person) + "/non-billable")
                .then()
                .statusCode(404);
        get("/v1/encounters/" + encounter).body("encounter.state", equalTo("LOGGED"));
    }

    private static RequestSpecification elsewhere() {
        return given().auth()
                .oauth2(Tokens.of("eve", "foothills", "supervisor", "staff"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*");
    }

    @Test
    void c04_a_bound_login_signs_its_own_notes_and_nobody_elses() {
        String person = member(YESTERDAY.minusDays(10));
        String encounter = log(visit(person, "s-lead", "22:00", "22:10"));
        for (String login : List.of("s-other", " s-lead", "s-lead"))
            given().auth()
                    .oauth2(Tokens.ofStaff("bea", TENANT, login, "supervisor"))
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("If-Match", "*")
                    .body(Map.of("staff", "s-lead"))
                    .post("/v1/encounters/" + encounter + "/note-signature")
                    .then()
                    .statusCode(login.equals("s-lead") ? 200 : 403)
                    .body(
                            "code",
                            switch (login) {
                                case "s-lead" -> nullValue();
                                case "s-other" -> equalTo("signature-of-another");
                                default -> equalTo("login-is-no-staff-member");
                            });
    }

    @Test
    void bad_input_names_its_place() {
        String person = member(YESTERDAY.minusDays(10));
        given().get("/v1/held").then().statusCode(401);
        as("referral-sender").get("/v1/held").then().statusCode(403);
        as("staff")
                .body(visit(person, "s-lead", "09:00", "09:10"))
                .post("/v1/encounters/log")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency-key-missing"));
        command("staff")
                .body("{\"person\": 7")
                .post("/v1/encounters/log")
                .then()
                .statusCode(400);
        var noNote = visit(person, "s-lead", "09:00", "09:10");
        noNote.remove("note");
        eventually(() -> command("staff")
                .body(noNote)
                .post("/v1/encounters/log")
                .then()
                .statusCode(422)
                .body("rule", equalTo("ENC-6"))
                .body("errors[0].pointer", equalTo("/note")));
        var reversed = visit(person, "s-lead", "10:00", "09:00");
        command("staff")
                .body(reversed)
                .post("/v1/encounters/log")
                .then()
                .statusCode(422)
                .body("rule", equalTo("ENC-1"));
        var badPerson = visit("{$gt: 1}", "s-lead", "10:00", "11:00");
        command("staff")
                .body(badPerson)
                .post("/v1/encounters/log")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", containsString("person"));
        as("supervisor").get("/v1/held?sort=secret").then().statusCode(400);
        as("supervisor").get("/v1/held?from=yesterday").then().statusCode(400);
        as("supervisor").get("/v1/held?after=billing:1:1").then().statusCode(400);
        as("supervisor").get("/v1/days/" + person + "/2026-13-45").then().statusCode(400);
    }
}
