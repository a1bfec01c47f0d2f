package org.communitysupport.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SigningKey.class)
class DoorsTest {
    private static final String GOOD =
            "{\"name\":\"n\",\"on\":\"2025-01-31\",\"parts\":[{\"code\":\"c\",\"units\":1}]}";

    @Inject
    Parts parts;

    @Inject
    Standing standing;

    @Inject
    MeterRegistry meters;

    @Inject
    WebConfig config;

    @BeforeEach
    void fresh() {
        parts.lines.clear();
        parts.auditDown = false;
    }

    @Test
    void takes_what_is_well_formed() {
        post("/v1/doors/echo", GOOD).statusCode(200).body("on", equalTo("2025-01-31"));
    }

    @Test
    void names_the_place_of_a_wrong_type() {
        problem(
                        post("/v1/doors/echo", GOOD.replace("\"units\":1", "\"units\":\"one-hundred-secret\"")),
                        400,
                        "wrong-type")
                .body("errors[0].pointer", equalTo("/parts/0/units"))
                .body(not(containsString("secret")));
        problem(post("/v1/doors/echo", GOOD.replace("\"n\"", "17")), 400, "wrong-type")
                .body("errors[0].pointer", equalTo("/name"));
        problem(post("/v1/doors/echo", GOOD.replace("2025-01-31", "31.1.2025")), 400, "wrong-type")
                .body("errors[0].pointer", equalTo("/on"))
                .body("errors[0].detail", containsString("2025-01-31"));
        problem(post("/v1/doors/echo", GOOD.replace("{\"name\"", "{\"colour\":\"MAUVE\",\"name\"")), 400, "wrong-type")
                .body("errors[0].pointer", equalTo("/colour"))
                .body("errors[0].detail", containsString("RED, GREEN"));
        problem(post("/v1/doors/echo", "[]"), 400, "wrong-type").body("errors[0].pointer", equalTo(""));
    }

    @Test
    void names_the_place_of_a_missing_field() {
        problem(post("/v1/doors/echo", "{\"name\":\"n\",\"parts\":[]}"), 400, "invalid-field")
                .body("errors[0].pointer", equalTo("/on"));
        problem(post("/v1/doors/echo", GOOD.replace("\"code\":\"c\",", "")), 400, "invalid-field")
                .body("errors[0].pointer", equalTo("/parts/0/code"));
        for (String left : List.of("", ",\"units\":null"))
            problem(post("/v1/doors/echo", GOOD.replace(",\"units\":1", left)), 400, "invalid-field")
                    .body("errors[0].pointer", equalTo("/parts/0/units"))
                    .body("errors[0].detail", equalTo("is missing"));
        problem(post("/v1/doors/echo", "null"), 400, "body-missing");
        problem(caller().contentType(ContentType.JSON).post("/v1/doors/echo").then(), 400, "body-missing");
    }

    @Test
    void does_not_read_an_unknown_field_and_says_so() {
        double before = unknownFields();
        post(
                        "/v1/doors/echo",
                        GOOD.replace("{\"name\"", "{\"$where\":{\"$gt\":[1]},\"name\"")
                                .replace("\"units\":1", "\"units\":1,\"unit\":\"kept back\""))
                .statusCode(200)
                .body("name", equalTo("n"))
                .body("warnings.code", everyItem(equalTo("unknown-field")))
                .body("warnings[0].detail", containsString("/$where"))
                .body("warnings[1].detail", containsString("/parts/0/unit"))
                .body("warnings", hasSize(2))
                .body(not(containsString("kept back")));
        assertThat(unknownFields()).as("those of the outer record").isEqualTo(before + 1);
        post("/v1/doors/echo", GOOD).statusCode(200).body("warnings", nullValue());
    }

    @Test
    void keeps_no_text_that_nobody_can_read() {
        for (String odd : List.of("a\\u0000b", "\\u200B", "\u200B", "a\\uD800", "\u0085"))
            problem(post("/v1/doors/echo", bytes(GOOD.replace("\"n\"", '"' + odd + '"'))), 400, "unreadable-text")
                    .body("errors[0].pointer", equalTo("/name"));
        post("/v1/doors/echo", bytes(GOOD.replace("\"n\"", "\"Zo\u00eb \\ud83d\\ude00\\nO'Neil\"")))
                .statusCode(200);
    }

    @Test
    void asks_for_the_role_before_it_judges_the_body() {
        for (String body : List.of(GOOD, "{}", "no JSON at all"))
            problem(post("/v1/doors/decisions", body), 403, "forbidden")
                    .body("detail", containsString("supervisor, biller"));
        assertThat(parts.lines).hasSize(3).allMatch(l -> l.outcome() == AuditTrail.Outcome.DENIED);
    }

    @Test
    void refuses_a_parameter_that_it_does_not_know() {
        problem(caller().get("/v1/doors/lines?teams=t1").then(), 400, "unknown-parameter")
                .body("errors[0].pointer", equalTo("query:teams"))
                .body("detail", containsString("team"));
        problem(caller().get("/v1/doors/dated?on=2025-01-31&limit=5").then(), 400, "unknown-parameter")
                .body("errors[0].pointer", equalTo("query:limit"));
        problem(post("/v1/doors/echo?dry=true", GOOD), 400, "unknown-parameter")
                .body("detail", equalTo("The address has a query parameter, and it accepts none. Leave it out."));
        problem(caller().get("/v1/doors/lines?%F0%9F%98%80=t1").then(), 400, "unknown-parameter");
        caller().get("/v1/doors/lines?team=t1&colour=RED&colour=GREEN").then().statusCode(200);
    }

    @Test
    void refuses_a_value_that_a_parameter_cannot_have() {
        for (String wrong : List.of(
                "colour=MAUVE",
                "colour=red",
                "colour=RED&colour=MAUVE",
                "from=yesterday",
                "seenFrom=2025-01-01",
                "open=yes",
                "code=abc",
                "team=",
                "team=a&team=b"))
            problem(caller().get("/v1/doors/lines?" + wrong).then(), 400, "invalid-parameter")
                    .body("errors[0].pointer", equalTo("query:" + wrong.substring(0, wrong.indexOf('='))));
        problem(caller().get("/v1/doors/lines?colour=MAUVE").then(), 400, "invalid-parameter")
                .body("detail", containsString("RED, GREEN"));
    }

    @Test
    void refuses_a_range_that_ends_before_it_begins() {
        problem(caller().get("/v1/doors/lines?from=2027-05-01&to=2027-01-01").then(), 400, "invalid-parameter")
                .body("errors[0].pointer", equalTo("query:from"));
        problem(
                        caller().get("/v1/doors/lines?seenFrom=2027-05-01T00:00:01Z&seenTo=2027-05-01T00:00:00Z")
                                .then(),
                        400,
                        "invalid-parameter")
                .body("errors[0].pointer", equalTo("query:seenFrom"));
        caller().get("/v1/doors/lines?from=2027-05-01&to=2027-05-01").then().statusCode(200);
    }

    @Test
    void takes_no_compressed_body() {
        caller().contentType(ContentType.JSON)
                .header("Content-Encoding", "gzip")
                .body(GOOD)
                .post("/v1/doors/echo")
                .then()
                .statusCode(415)
                .header("Accept-Encoding", "identity")
                .body("code", equalTo("unsupported-content-encoding"));
    }

    @Test
    void guards_an_address_whichever_way_it_is_written() throws IOException {
        for (String path : List.of("/q/../v1/doors/dated", "/q/%2e%2e/v1/doors/dated", "/q/./../v1/doors/dated"))
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + Tokens.of("ada", "riverbend", "staff") + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("cache-control: no-store");
    }

    @Test
    void says_where_something_is_without_believing_the_host_header() throws IOException {
        String body = GOOD;
        assertThat(raw("POST /v1/doors/commands HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer "
                        + Tokens.of("ada", "riverbend") + "\r\nIdempotency-Key: " + UUID.randomUUID()
                        + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body))
                .startsWith("HTTP/1.1 201")
                .containsIgnoringCase("location: /v1/doors/1")
                .doesNotContain("evil.example");
    }

    @Test
    void lets_no_caller_choose_a_tag_of_a_metric() {
        String chosen = "chosen-" + UUID.randomUUID();
        given().patch("/v1/doors/things/" + chosen).then().statusCode(not(200));
        given().get("/v1/" + chosen).then().statusCode(not(200));
        caller().get("/v1/doors/things/" + chosen).then().statusCode(404);
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(not(containsString(chosen)))
                .body(containsString("cs_requests_refused_total"));
    }

    @Test
    void takes_operators_of_the_database_as_the_strings_they_are() {
        post("/v1/doors/echo", GOOD.replace("\"n\"", "\"{$ne:null}\""))
                .statusCode(200)
                .body("name", equalTo("{$ne:null}"));
    }

    @Test
    void refuses_what_is_no_json_and_says_where() {
        problem(post("/v1/doors/echo", "{\"name\":\"n\",\n \"on\": }"), 400, "not-json")
                .body("detail", containsString("line 2"))
                .body("errors[0].pointer", equalTo("/on"));
        problem(post("/v1/doors/echo", GOOD + "x"), 400, "not-json");
        problem(post("/v1/doors/echo", GOOD.replace("{\"name\"", "{\"name\":\"m\",\"name\"")), 400, "not-json")
                .body("detail", containsString("twice"));
        problem(post("/v1/doors/echo", "<thing/>"), 400, "not-json");
        problem(
                caller().contentType("application/xml")
                        .body("<thing/>")
                        .post("/v1/doors/echo")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void bounds_depth_and_length() {
        problem(
                post("/v1/doors/echo", bytes("{\"other\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")),
                400,
                "nested-too-deep");
        problem(
                        post("/v1/doors/echo", bytes(GOOD.replace("\"n\"", '"' + "x".repeat(100_000) + '"'))),
                        400,
                        "value-too-long")
                .body("errors[0].pointer", equalTo("/name"));
        problem(
                post("/v1/doors/echo", bytes(GOOD.replace("\"n\"", '"' + "x".repeat(1 << 20) + '"'))),
                413,
                "body-too-large");
    }

    @Test
    void bounds_the_bodies_of_files() throws IOException {
        caller().contentType("application/edi-x12")
                .body(new byte[1 << 20])
                .post("/v1/doors/bytes")
                .then()
                .statusCode(200)
                .body("bytes", equalTo(1 << 20));
        problem(
                caller().contentType("application/edi-x12")
                        .body(new byte[(1 << 20) + 1])
                        .post("/v1/doors/bytes")
                        .then(),
                413,
                "body-too-large");
        assertThat(answerToHead(9 << 20))
                .startsWith("HTTP/1.1 413")
                .contains("application/problem+json", "body-too-large");
    }

    /** The answer to a head that announces more than is taken, before a byte of the body was sent. */
    private static String answerToHead(int announced) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("POST /v1/doors/bytes HTTP/1.1\r\nHost: x\r\nContent-Type: application/edi-x12\r\nAuthorization: Bearer "
                                            + Tokens.of("ada", "riverbend", "staff") + "\r\nContent-Length: "
                                            + announced
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[8_192];
            int read = 0;
            while (!new String(answer, 0, read, StandardCharsets.US_ASCII).endsWith("}")) {
                int more = socket.getInputStream().read(answer, read, answer.length - read);
                if (more < 0) break;
                read += more;
            }
            return new String(answer, 0, read, StandardCharsets.US_ASCII);
        }
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void refuses_invalid_utf_8_and_byte_order_marks() {
        byte[] bad = GOOD.getBytes(StandardCharsets.UTF_8);
        bad[9] = (byte) 0xC3;
        problem(post("/v1/doors/echo", bad), 400, "not-utf-8").body("detail", containsString("byte 9"));
        problem(post("/v1/doors/echo", ("\uFEFF" + GOOD).getBytes(StandardCharsets.UTF_8)), 400, "byte-order-mark");
        problem(post("/v1/doors/echo", GOOD.getBytes(StandardCharsets.UTF_16)), 400, "not-utf-8");
    }

    @Test
    void answers_every_wrong_address_method_and_media_type_alike() {
        problem(caller().get("/v1/nothing").then(), 404, "no-such-address");
        problem(caller().delete("/v1/doors/echo").then(), 405, "method-not-allowed");
        problem(caller().accept("application/pdf").get("/v1/doors/supervised").then(), 406, "not-acceptable");
        problem(caller().queryParam("on", "soon").get("/v1/doors/dated").then(), 400, "invalid-parameter");
    }

    @Test
    void says_no_in_fhir_to_who_speaks_it() {
        caller().accept("application/fhir+json, application/json;q=0.5")
                .contentType(ContentType.JSON)
                .body(GOOD.replace("\"n\"", "17"))
                .post("/v1/doors/echo")
                .then()
                .statusCode(400)
                .contentType("application/fhir+json")
                .body("resourceType", equalTo("OperationOutcome"))
                .body("issue[0].severity", equalTo("error"))
                .body("issue[0].code", equalTo("structure"))
                .body("issue[0].details.coding[0].code", equalTo("wrong-type"))
                .body("issue[0].expression[0]", equalTo("name"));
        given().accept("application/fhir+json, application/json;q=0.5")
                .get("/v1/doors/supervised")
                .then()
                .statusCode(401)
                .body("issue[0].code", equalTo("login"));
        problem(
                caller().accept("application/problem+json, */*;q=0.1")
                        .get("/v1/doors/things/x1")
                        .then(),
                404,
                "not-found");
    }

    @Test
    void turns_away_who_has_no_valid_token_and_writes_it_down() {
        problem(given().get("/v1/doors/supervised").then(), 401, "token-missing")
                .header("WWW-Authenticate", startsWith("Bearer"));
        problem(
                bearer(Tokens.expired("ada", "riverbend", "supervisor"))
                        .get("/v1/doors/supervised")
                        .then(),
                401,
                "token-invalid");
        problem(
                bearer(Tokens.forAudience("other", "ada", "riverbend", "supervisor"))
                        .get("/v1/doors/supervised")
                        .then(),
                401,
                "token-invalid");
        String token = Tokens.of("ada", "riverbend", "supervisor");
        problem(
                bearer(token.substring(0, token.length() - 8) + "AAAAAAAA")
                        .get("/v1/doors/supervised")
                        .then(),
                401,
                "token-invalid");
        problem(bearer("rubbish").get("/v1/doors/supervised").then(), 401, "token-invalid");
        await(() -> parts.lines.size() == 5);
        assertThat(parts.lines)
                .allMatch(l ->
                        l.outcome() == AuditTrail.Outcome.DENIED && l.what().equals("GET /v1/doors/supervised"));
        assertThat(parts.lines)
                .extracting(AuditTrail.Line::actor)
                .containsExactlyInAnyOrder(
                        "unverified:nobody",
                        "unverified:ada",
                        "unverified:ada",
                        "unverified:ada",
                        "unverified:unreadable");
    }

    @Test
    void remembers_no_token_past_its_end() {
        String token = Tokens.valid(Duration.ofSeconds(3), "brief", "riverbend", "supervisor");
        double remembered =
                meters.counter("cs_tokens_total", "how", "remembered").count();
        for (int i = 0; i < 3; i++)
            bearer(token).get("/v1/doors/supervised").then().statusCode(200).body("actor", equalTo("brief"));
        assertThat(meters.counter("cs_tokens_total", "how", "remembered").count())
                .isEqualTo(remembered + 2);
        await(() -> bearer(token).get("/v1/doors/dated").statusCode() == 401);
    }

    @Test
    void keeps_callers_apart_whose_tokens_it_remembers() {
        for (int i = 0; i < 2; i++)
            for (String who : List.of("ada", "bob"))
                bearer(Tokens.of(who, who + "s-agency", "supervisor"))
                        .get("/v1/doors/supervised")
                        .then()
                        .statusCode(200)
                        .body("actor", equalTo(who))
                        .body("tenant", equalTo(who + "s-agency"));
    }

    @Test
    void answers_a_missing_role_and_a_foreign_id_and_writes_them_down() {
        problem(caller().get("/v1/doors/supervised").then(), 403, "forbidden")
                .body("detail", containsString("supervisor"));
        problem(caller().get("/v1/doors/things/x1").then(), 404, "not-found");
        problem(caller().get("/v1/doors/things/$ne").then(), 404, "not-found");
        problem(
                bearer(Tokens.of("ada", null, "supervisor"))
                        .get("/v1/doors/supervised")
                        .then(),
                403,
                "forbidden");
        assertThat(parts.lines).hasSize(4).allMatch(l -> l.outcome() == AuditTrail.Outcome.DENIED);
        assertThat(parts.lines.get(1).what()).isEqualTo("GET /v1/doors/things/x1");
        bearer(Tokens.of("ada", "riverbend", "supervisor"))
                .get("/v1/doors/supervised")
                .then()
                .statusCode(200)
                .body("actor", equalTo("ada"));
    }

    @Test
    void makes_the_same_command_of_the_same_request() {
        String key = UUID.randomUUID().toString();
        var first = command(Tokens.of("ada", "riverbend"), key, GOOD);
        first.statusCode(201)
                .header("Cs-Position", "toy:3:7")
                .header("ETag", "\"2\"")
                .header("Location", containsString("/v1/doors/1"));
        var again = command(
                Tokens.of("ada", "riverbend"),
                key,
                GOOD.replace("\"name\":\"n\",", "").replace("}]", "}],\"name\":\"n\""));
        assertThat(idAndHash(again)).isEqualTo(idAndHash(first));
        assertThat(idAndHash(command(Tokens.of("ada", "riverbend"), key, GOOD.replace("\"n\"", "\"m\"")))[0])
                .isEqualTo(idAndHash(first)[0]);
        assertThat(idAndHash(command(Tokens.of("ada", "riverbend"), key, GOOD.replace("\"n\"", "\"m\"")))[1])
                .isNotEqualTo(idAndHash(first)[1]);
        assertThat(idAndHash(command(Tokens.of("bob", "riverbend"), key, GOOD))[0])
                .isNotEqualTo(idAndHash(first)[0]);
        assertThat(idAndHash(command(Tokens.of("ada", "foothills"), key, GOOD))[0])
                .isNotEqualTo(idAndHash(first)[0]);
    }

    @Test
    void carries_the_trace_of_the_request_into_the_command() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String carried = caller().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .body(GOOD)
                .post("/v1/doors/commands")
                .then()
                .statusCode(201)
                .extract()
                .path("trace");
        assertThat(carried).startsWith("00-" + trace + "-");
    }

    @Test
    void wants_a_key_for_every_command_and_a_version_for_every_change() {
        problem(post("/v1/doors/commands", GOOD), 400, "idempotency-key-missing")
                .body("errors.pointer", hasItem("header:Idempotency-Key"));
        var key = caller().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body(GOOD);
        problem(key.post("/v1/doors/changes").then(), 428, "if-match-missing");
        problem(
                caller().contentType(ContentType.JSON)
                        .header("Idempotency-Key", "k")
                        .header("If-Match", "two")
                        .body(GOOD)
                        .post("/v1/doors/changes")
                        .then(),
                400,
                "if-match-malformed");
        problem(
                        caller().contentType(ContentType.JSON)
                                .header("Idempotency-Key", "k")
                                .header("If-Match", "\"1\"")
                                .body(GOOD)
                                .post("/v1/doors/changes")
                                .then(),
                        412,
                        "version-conflict")
                .body("facts.actual", equalTo("2"));
        caller().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .header("If-Match", "*")
                .body(GOOD)
                .post("/v1/doors/changes")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("position", equalTo("toy:3:8"));
    }

    @Test
    void tells_a_no_of_the_state_from_a_no_to_the_content() {
        problem(post("/v1/doors/refusals/state", "{}"), 409, "no-capacity")
                .body("rule", equalTo("REF-6"))
                .body("facts.limit", equalTo("48"))
                .body("type", equalTo("urn:cs:toy:no-capacity"));
        problem(post("/v1/doors/refusals/content", "{}"), 422, "not-yet-born")
                .body("errors[0].pointer", equalTo("/on"));
        problem(post("/v1/doors/refusals/reused", "{}"), 422, "idempotency-key-reused");
    }

    @Test
    void audits_what_it_opens_a_line_a_person_before_it_answers() {
        caller().header("X-Purpose", "payment")
                .get("/v1/doors/persons")
                .then()
                .statusCode(200)
                .body("name", equalTo("Jane"));
        assertThat(parts.lines).hasSize(2);
        var line = parts.lines.getFirst();
        assertThat(line.person()).isEqualTo("p1");
        assertThat(line.fields()).containsExactly("demographics", "goal");
        assertThat(line.purpose()).isEqualTo("payment");
        assertThat(line.actor()).isEqualTo("cs-console/ada");
        assertThat(line.outcome()).isEqualTo(AuditTrail.Outcome.READ);
    }

    @Test
    void shows_nothing_when_the_audit_cannot_be_written() {
        parts.auditDown = true;
        problem(caller().get("/v1/doors/persons").then(), 503, "audit-unavailable")
                .body(not(containsString("Jane")));
    }

    @Test
    void lets_no_personal_value_into_an_answer_by_accident() {
        problem(caller().get("/v1/doors/leak").then(), 500, "fault").body(not(containsString("Jane")));
    }

    @Test
    void answers_a_fault_with_the_request_id_and_nothing_of_the_inside() {
        problem(
                        caller().header("X-Request-Id", "abcdef-123")
                                .get("/v1/doors/fault")
                                .then(),
                        500,
                        "fault")
                .body("requestId", equalTo("abcdef-123"))
                .header("X-Request-Id", "abcdef-123")
                .body(not(containsString("something inside")));
        problem(caller().get("/v1/doors/unknown-outcome").then(), 503, "outcome-unknown")
                .header("Retry-After", "1");
    }

    @Test
    void holds_a_caller_to_the_rate() {
        var greedy = Tokens.of("greedy", "riverbend");
        boolean held = false;
        for (int i = 0; i < 2 * config.burst() && !held; i++)
            held = bearer(greedy).get("/v1/doors/dated").statusCode() == 429;
        assertThat(held).isTrue();
        caller().get("/v1/doors/dated").then().statusCode(200);
    }

    @Test
    void sheds_what_is_too_much_before_it_costs_anything() throws Exception {
        var inside = new ArrayList<CompletableFuture<Integer>>();
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < config.maxInFlight(); i++)
            inside.add(client.sendAsync(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/doors/waiting"))
                                    .header("Authorization", "Bearer " + Tokens.of("ada", "riverbend", "staff"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode));
        assertThat(standing.entered.tryAcquire(config.maxInFlight(), 30, TimeUnit.SECONDS))
                .isTrue();
        problem(caller().get("/v1/doors/dated").then(), 503, "overloaded").header("Retry-After", "1");
        given().get("/q/health/live").then().statusCode(200);
        standing.leave.release(config.maxInFlight());
        for (var request : inside) assertThat(request.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        caller().get("/v1/doors/dated").then().statusCode(200);
    }

    private double unknownFields() {
        return meters.find("cs_unknown_fields_total").tag("in", "Thing").counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    private static Object[] idAndHash(ValidatableResponse response) {
        return new Object[] {response.extract().path("id"), response.extract().path("hash")};
    }

    private static ValidatableResponse command(String token, String key, String body) {
        return bearer(token)
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/doors/commands")
                .then();
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static RequestSpecification caller() {
        return bearer(Tokens.of("ada", "riverbend", "staff"));
    }

    private static ValidatableResponse post(String path, byte[] body) {
        return caller().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/json", ContentType.BINARY)))
                .contentType("application/json")
                .body(new ByteArrayInputStream(body))
                .post(path)
                .then();
    }

    private static ValidatableResponse post(String path, String body) {
        return caller().contentType(ContentType.JSON).body(body).post(path).then();
    }

    /** Rest Assured takes long to print large JSON prettily. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", equalTo("urn:cs:toy:" + code))
                .body("instance", startsWith("/v1/"));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("awaited in vain").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
