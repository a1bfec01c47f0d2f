package org.communitysupport.runtime.toy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.kernel.Position;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.Test;

/** What a service tells of its log, to whom, and what of that stands in the audit. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class HistoryDoorTest {
    private static final String SECRET = "a secret of ";

    private final String analyst = Tokens.of("ana", "riverbend", "analyst");
    private final String officer = Tokens.of("pia", "riverbend", "privacy-officer");
    private final String person = "p" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void an_analyst_reads_events_without_sealed_values_and_that_is_a_line_in_the_audit() {
        opened();
        var page = get(analyst, "/v1/history/keys/" + person, null)
                .then()
                .statusCode(200)
                .extract();
        JsonPath events = page.jsonPath();
        assertThat(events.getList("events")).hasSize(1);
        assertThat(events.getString("events[0].specversion")).isEqualTo("1.0");
        assertThat(events.getString("events[0].type")).isEqualTo("toy.NoteOpened.v1");
        assertThat(events.getString("events[0].person")).isEqualTo(person);
        assertThat(events.getMap("events[0].data.words"))
                .isEqualTo(Map.of("person", person, "field", "words", "withheld", "sealed"));
        assertThat(page.asString()).doesNotContain(SECRET);
        assertThat(audit("READ")).containsExactly("ana history [history]");
    }

    @Test
    void a_privacy_officer_who_says_what_for_reads_the_values_and_the_audit_names_them() {
        opened();
        var page = get(officer, "/v1/history/keys/" + person + "?open=true", "complaint-review");
        assertThat(page.jsonPath().getString("events[0].data.words.value.text")).isEqualTo(SECRET + person);
        assertThat(audit("READ")).containsExactly("pia complaint-review [history, words]");
    }

    @Test
    void nothing_is_opened_without_a_purpose_or_for_another_role() {
        opened();
        for (String address : List.of("/v1/history/keys/" + person, "/v1/history/lanes/0")) {
            get(officer, address + "?open=true", null).then().statusCode(400);
            var denied = get(analyst, address + "?open=true", "curiosity");
            denied.then().statusCode(403);
            assertThat(denied.asString()).doesNotContain(SECRET);
        }
    }

    @Test
    void who_is_no_analyst_gets_nothing_and_the_try_is_written_down() {
        opened();
        String curious = "c" + UUID.randomUUID();
        get(Tokens.of(curious, "riverbend", "staff", "operator"), "/v1/history/keys/" + person, null)
                .then()
                .statusCode(403);
        given().get("/v1/history").then().statusCode(401);
        JsonPath lines = given().header("Authorization", "Bearer " + officer)
                .queryParam("actor", "cs-console/" + curious)
                .get("/v1/audit")
                .jsonPath();
        assertThat(lines.getList("items.outcome")).containsExactly("DENIED");
    }

    @Test
    void another_agency_finds_nothing() {
        var position = Position.parse(opened());
        String stranger = Tokens.of("fia", "foothills", "analyst");
        assertThat(get(stranger, "/v1/history/keys/" + person, null).jsonPath().getList("events"))
                .isEmpty();
        String address =
                "/v1/history/lanes/" + position.lane() + "?after=" + (position.seq() - 1) + "&to=" + position.seq();
        JsonPath page = get(stranger, address, null).jsonPath();
        assertThat(page.getList("events")).isEmpty();
        assertThat(page.getLong("through")).isEqualTo(position.seq());
        assertThat(get(analyst, address, null).jsonPath().getList("events")).hasSize(1);
    }

    @Test
    void a_lane_is_read_from_its_beginning_to_the_end_that_was_asked_for() {
        for (int i = 0; i < 3; i++) painted("c" + i);
        var last = Position.parse(painted("last"));
        long end = get(analyst, "/v1/history", null).jsonPath().getLong("ends.'" + last.lane() + "'");
        assertThat(end).isGreaterThanOrEqualTo(last.seq());
        long after = 0;
        int mine = 0;
        while (after < last.seq()) {
            JsonPath page = get(
                            analyst,
                            "/v1/history/lanes/" + last.lane() + "?limit=2&after=" + after + "&to=" + last.seq(),
                            null)
                    .jsonPath();
            assertThat(page.getLong("through")).isBetween(after + 1, Math.min(after + 2, last.seq()));
            mine += (int) page.getList("events.subject", String.class).stream()
                    .filter(s -> s.endsWith(person))
                    .count();
            after = page.getLong("through");
        }
        assertThat(mine).isEqualTo(5);
    }

    @Test
    void an_erased_person_shows_as_erased_to_everybody() {
        opened();
        given().header("Authorization", "Bearer " + officer)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "CASE-1"))
                .post("/v1/persons/" + person + "/erasure")
                .then()
                .statusCode(200);
        var erased = Map.of("person", person, "field", "words", "erased", true);
        assertThat(get(analyst, "/v1/history/keys/" + person, null).jsonPath().getMap("events[0].data.words"))
                .isEqualTo(erased);
        assertThat(get(officer, "/v1/history/keys/" + person + "?open=true", "complaint-review")
                        .jsonPath()
                        .getMap("events[0].data.words"))
                .isEqualTo(erased);
    }

    @Test
    void what_cannot_be_read_is_answered_with_the_place() {
        for (String address : List.of(
                "lanes/0?after=-1", "lanes/0?to=-1", "lanes/0?limit=0", "lanes/0?limit=501", "keys/k?limit=many"))
            get(analyst, "/v1/history/" + address, null).then().statusCode(400);
        for (String address : List.of("lanes/16", "lanes/-1", "keys/a.b", "keys/a%2Fb"))
            get(analyst, "/v1/history/" + address, null).then().statusCode(404);
    }

    private String opened() {
        return given().header("Authorization", "Bearer " + Tokens.of("ada", "riverbend", "staff"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("person", person, "colour", "red", "text", SECRET + person))
                .post("/v1/notes")
                .then()
                .statusCode(201)
                .extract()
                .header("Cs-Position");
    }

    private boolean known;

    private String painted(String colour) {
        if (!known) opened();
        known = true;
        return given().header("Authorization", "Bearer " + Tokens.of("ada", "riverbend", "staff"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of("colour", colour))
                .post("/v1/notes/" + person + "/colour")
                .then()
                .statusCode(200)
                .extract()
                .header("Cs-Position");
    }

    /** Lines about this person: who, what for, which fields. */
    private List<String> audit(String outcome) {
        JsonPath lines = given().header("Authorization", "Bearer " + officer)
                .queryParam("person", person)
                .queryParam("outcome", outcome)
                .get("/v1/audit")
                .jsonPath();
        return lines.<Map<String, Object>>getList("items").stream()
                .map(line -> line.get("actor").toString().replace("cs-console/", "")
                        + ' '
                        + line.get("purpose")
                        + ' '
                        + line.get("fields"))
                .toList();
    }

    private static Response get(String token, String address, String purpose) {
        var request = given().urlEncodingEnabled(false).header("Authorization", "Bearer " + token);
        if (purpose != null) request.header("X-Purpose", purpose);
        return request.get(address);
    }
}
