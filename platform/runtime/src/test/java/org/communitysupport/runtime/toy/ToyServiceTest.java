package org.communitysupport.runtime.toy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.MongoClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.runtime.Settings;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.OpenApiFile;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.Test;

/** A whole service, as small as can be, over HTTP on a real mongod and a real broker. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ToyServiceTest {
    private final String staff = Tokens.of("ada", "riverbend", "staff");
    private final String person = "p" + UUID.randomUUID().toString().replace("-", "");

    @Inject
    MongoClient mongo;

    @Inject
    Settings settings;

    @Inject
    Vault vault;

    @Test
    void a_write_is_read_after_its_position_with_its_words_opened_and_audited() {
        String after = open(person, "red")
                .statusCode(201)
                .header("ETag", "\"1\"")
                .extract()
                .header("Cs-Position");
        as(staff)
                .queryParam("after", after)
                .header("X-Purpose", "payment")
                .get("/v1/notes/" + person)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("text", equalTo("a secret of " + person));
        as(Tokens.of("pia", "riverbend", "privacy-officer"))
                .queryParam("person", person)
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].outcome", equalTo("READ"))
                .body("items[0].fields", equalTo(List.of("words")))
                .body("items[0].purpose", equalTo("payment"))
                .body("items[0].what", equalTo("GET /v1/notes/" + person));
    }

    @Test
    void neither_log_nor_view_holds_the_words() {
        String after = open(person, "red").statusCode(201).extract().header("Cs-Position");
        as(staff).queryParam("after", after).get("/v1/notes/" + person).then().statusCode(200);
        var database = mongo.getDatabase(settings.database());
        var all = new ArrayList<String>();
        for (String name : database.listCollectionNames())
            database.getCollection(name).find().forEach(d -> all.add(d.toJson()));
        assertThat(all).anyMatch(d -> d.contains(person)).noneMatch(d -> d.contains("a secret of"));
    }

    @Test
    void a_repeat_gets_the_first_answer_and_another_body_with_the_same_key_is_refused() {
        String key = UUID.randomUUID().toString();
        var body = Map.of("person", person, "colour", "red", "text", "x");
        var first = command(key, body).post("/v1/notes").then().statusCode(201).extract();
        var again = command(key, body).post("/v1/notes").then().statusCode(201).extract();
        assertThat(again.header("Cs-Position")).isEqualTo(first.header("Cs-Position"));
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isNull();
        command(key, Map.of("person", person, "colour", "blue", "text", "x"))
                .post("/v1/notes")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @Test
    void a_change_names_its_version_and_a_no_its_rule() {
        open(person, "red").statusCode(201);
        paint("\"7\"", "blue").statusCode(412).body("facts.actual", equalTo("1"));
        paint("\"1\"", "black")
                .statusCode(422)
                .body("rule", equalTo("TOY-3"))
                .body("errors[0].pointer", equalTo("/colour"))
                .body("facts.colour", equalTo("black"));
        paint("\"1\"", "blue").statusCode(200).header("ETag", "\"2\"").body("events", equalTo(List.of("NotePainted")));
        paint("*", "blue").statusCode(200).header("ETag", "\"2\"").body("events", empty());
        open(person, "red").statusCode(409).body("code", equalTo("note-exists"));
    }

    @Test
    void another_tenant_finds_nothing_and_the_try_is_written_down() {
        String after = open(person, "red").statusCode(201).extract().header("Cs-Position");
        var other = Tokens.of("eve", "foothills", "staff");
        as(other)
                .queryParam("after", after)
                .get("/v1/notes/" + person)
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
        as(Tokens.of("pia", "foothills", "privacy-officer"))
                .queryParam("outcome", "DENIED")
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("items.what", hasItem("GET /v1/notes/" + person));
        as(staff).get("/v1/audit").then().statusCode(403);
    }

    @Test
    void pages_through_a_list_in_a_stable_order_without_gap_or_repeat() {
        String colour = "c" + UUID.randomUUID().toString().substring(0, 8);
        var positions = new ArrayList<String>();
        var written = new HashSet<String>();
        for (int i = 0; i < 7; i++) {
            String one = "p" + UUID.randomUUID().toString().replace("-", "");
            written.add(one);
            positions.add(open(one, colour).statusCode(201).extract().header("Cs-Position"));
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var request = as(staff)
                    .queryParam("colour", colour)
                    .queryParam("limit", 3)
                    .queryParam("sort", "-person")
                    .queryParam("after", positions.toArray());
            if (cursor != null) request = request.queryParam("cursor", cursor);
            JsonPath page =
                    request.get("/v1/notes").then().statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("items.note"));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(seen)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(written)
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        as(staff)
                .queryParam("cursor", "rubbish")
                .get("/v1/notes")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("query:cursor"));
        as(staff)
                .queryParam("sort", "words")
                .get("/v1/notes")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("query:sort"));
        as(staff)
                .queryParam("limit", 0)
                .get("/v1/notes")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("query:limit"));
    }

    @Test
    void waits_for_a_position_and_says_what_it_reached() {
        as(staff)
                .queryParam("after", "toy:3:99999999")
                .get("/v1/notes")
                .then()
                .statusCode(504)
                .body("code", equalTo("not-there-yet"))
                .body("facts.reached", containsString("toy:3:"));
        as(staff)
                .queryParam("after", "other:3:1")
                .get("/v1/notes")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("query:after"));
        as(staff).queryParam("after", "rubbish").get("/v1/notes").then().statusCode(400);
    }

    @Test
    void a_reaction_counts_each_note_once() {
        String colour = "c" + UUID.randomUUID().toString().substring(0, 8);
        open(person, colour).statusCode(201);
        open("p" + UUID.randomUUID().toString().replace("-", ""), colour).statusCode(201);
        Awaits.until(
                () -> as(staff)
                        .get("/v1/notes/tallies/" + colour)
                        .then()
                        .extract()
                        .path("notes"),
                2);
    }

    @Test
    void an_event_of_another_service_is_handled() {
        String colour = "c" + UUID.randomUUID().toString().substring(0, 8);
        var seen = Foreign.service("neighbour")
                .publish(
                        AggregateId.of("riverbend", "fence", "f1"),
                        "FencePainted",
                        "{\"colour\":\"" + colour + "\",\"by\":"
                                + Foreign.sealed(
                                        person,
                                        "words",
                                        vault.seal(
                                                person,
                                                "words",
                                                "{\"text\":\"t\",\"author\":\"a\"}".getBytes(StandardCharsets.UTF_8)))
                                + "}");
        Awaits.handled("reaction:WhenFencePaintedThenCountIt", seen);
        as(staff).get("/v1/notes/tallies/" + colour).then().statusCode(200).body("notes", equalTo(1));
    }

    @Test
    void a_deadline_fires_when_the_clock_has_passed_it() {
        open(person, "red").statusCode(201);
        var now = Instant.parse(
                as(staff).get("/v1/clock").then().statusCode(200).extract().path("now"));
        move(Tokens.of("olga", "riverbend", "operator"), now.plus(Duration.ofDays(31)))
                .statusCode(200);
        Awaits.until(() -> as(staff).get("/v1/notes/" + person).jsonPath().getString("colour"), "grey");
    }

    @Test
    void an_event_that_cannot_be_handled_parks_its_key_until_it_is_healed() {
        String operator = Tokens.of("olga", "riverbend", "operator");
        Tally.healed = false;
        String colour = "poison" + UUID.randomUUID().toString().substring(0, 8);
        open(person, colour).statusCode(201);
        String mine = "find { it.key.contains('" + person + "') }";
        Awaits.until(() -> as(operator).get("/v1/parked").jsonPath().getString(mine + ".type"), "toy.NoteOpened");
        String id = as(operator).get("/v1/parked").jsonPath().getString(mine + ".id");
        as(staff).get("/v1/parked").then().statusCode(403);
        as(operator)
                .contentType(ContentType.JSON)
                .post("/v1/parked/" + id + "/heal")
                .then()
                .statusCode(200)
                .body("free", equalTo(false));
        Tally.healed = true;
        as(operator)
                .contentType(ContentType.JSON)
                .post("/v1/parked/" + id + "/heal")
                .then()
                .statusCode(200)
                .body("free", equalTo(true));
        Awaits.until(
                () -> as(staff)
                        .get("/v1/notes/tallies/" + colour)
                        .then()
                        .extract()
                        .path("notes"),
                1);
        as(operator)
                .contentType(ContentType.JSON)
                .post("/v1/parked/" + id + "/heal")
                .then()
                .statusCode(404);
    }

    @Test
    void the_clock_goes_forward_only_and_by_an_operator_only() {
        String operator = Tokens.of("olga", "riverbend", "operator");
        var now = Instant.parse(
                as(staff).get("/v1/clock").then().statusCode(200).extract().path("now"));
        move(staff, now.plus(Duration.ofDays(1))).statusCode(403);
        move(operator, now.minus(Duration.ofDays(1))).statusCode(422).body("errors[0].pointer", equalTo("/to"));
        var moved = Instant.parse(move(operator, now.plus(Duration.ofDays(90)))
                .statusCode(200)
                .extract()
                .path("now"));
        assertThat(moved).isAfterOrEqualTo(now.plus(Duration.ofDays(90)));
    }

    @Test
    void an_erased_person_cannot_be_read_and_a_hold_forbids_erasing() {
        String officer = Tokens.of("pia", "riverbend", "privacy-officer");
        String after = open(person, "red").statusCode(201).extract().header("Cs-Position");
        as(officer)
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "LEGAL_HOLD", "rule", "case 17"))
                .put("/v1/persons/" + person + "/holds/h1")
                .then()
                .statusCode(200)
                .body("[0].rule", equalTo("case 17"));
        erase(officer)
                .statusCode(409)
                .body("code", equalTo("erasure-forbidden"))
                .body("rule", equalTo("case 17"));
        as(officer)
                .contentType(ContentType.JSON)
                .delete("/v1/persons/" + person + "/holds/h1")
                .then()
                .statusCode(200)
                .body("$", empty());
        erase(staff).statusCode(403);
        erase(Tokens.of("pia", "foothills", "privacy-officer")).statusCode(404);
        erase(officer).statusCode(200);
        as(staff)
                .queryParam("after", after)
                .get("/v1/notes/" + person)
                .then()
                .statusCode(200)
                .body("text", nullValue())
                .body("colour", equalTo("red"));
    }

    @Test
    void says_how_far_everything_has_come() {
        String after = open(person, "red").statusCode(201).extract().header("Cs-Position");
        String[] position = after.split(":");
        as(staff).queryParam("after", after).get("/v1/notes").then().statusCode(200);
        JsonPath positions =
                as(staff).get("/v1/positions").then().statusCode(200).extract().jsonPath();
        assertThat(positions.getLong("log." + '\'' + position[1] + '\''))
                .isGreaterThanOrEqualTo(Long.parseLong(position[2]));
    }

    @Test
    void the_openapi_file_is_what_is_served() {
        OpenApiFile.isServed(Path.of("src/test/contract/openapi.json"));
    }

    @Test
    void is_ready_when_its_parts_are_and_says_what_it_costs() {
        open(person, "red").statusCode(201);
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        Awaits.until(() -> given().get("/q/health/ready").statusCode(), 200);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("cs_append_latency_seconds_count"))
                .body(containsString("cs_call_size"))
                .body(containsString("cs_relay_lag"))
                .body(containsString("cs_view_lag"))
                .body(containsString("cs_parked_keys"))
                .body(not(containsString(person)));
        given().get("/q/openapi").then().statusCode(200).body(containsString("/v1/notes/{id}"));
        given().get("/q/openapi").then().body(containsString("/v1/positions"));
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private ValidatableResponse open(String who, String colour) {
        return command(
                        UUID.randomUUID().toString(),
                        Map.of("person", who, "colour", colour, "text", "a secret of " + who))
                .post("/v1/notes")
                .then();
    }

    private ValidatableResponse paint(String version, String colour) {
        return command(UUID.randomUUID().toString(), Map.of("colour", colour))
                .header("If-Match", version)
                .post("/v1/notes/" + person + "/colour")
                .then();
    }

    private ValidatableResponse erase(String token) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "asked for"))
                .post("/v1/persons/" + person + "/erasure")
                .then();
    }

    private static ValidatableResponse move(String token, Instant to) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(Map.of("to", to.toString()))
                .put("/v1/clock")
                .then();
    }

    private RequestSpecification command(String key, Object body) {
        return as(staff)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body);
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
