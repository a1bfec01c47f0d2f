package org.communitysupport.testkit.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.communitysupport.log.LaneLog;

/**
 * Knocks at every door of a service with everything that must not come in. Each try has to be answered by a 4xx problem (an
 * OperationOutcome to those who speak FHIR) that names the place and the code and quotes nothing of what was sent; afterwards the log holds no commit of this caller, and the door still takes what is good.
 * Doors are those of the served OpenAPI document: one that is missing in the table fails, and so does a document that says other than the
 * service does about required fields and headers.
 */
public final class BadInput {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TENANT = "riverbend";
    private static final String OTHER_TENANT = "foothills";
    private static final int OVERSIZE = 9 << 20;

    private final LaneLog log;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Described document = new Described();
    private final List<String> failures = new ArrayList<>();

    private BadInput(LaneLog log) {
        this.log = log;
    }

    /**
     * @param template the address as the OpenAPI document has it
     * @param address the same with its ids
     * @param role of who may
     * @param sender the sending system, for a client that acts for itself; null for a user
     * @param type the media type that is due; bodies other than {@code application/json} are tried as a whole only
     * @param good a body that the door takes as far as its shape goes; null when none is due
     * @param answered what the good body is answered with, e.g. 201, or 404 when the address names nothing
     */
    public record Door(
            String method,
            String template,
            String address,
            String role,
            String sender,
            String type,
            Object good,
            int answered) {

        public static Door post(String template, String address, String role, Object good, int answered) {
            return new Door("POST", template, address, role, null, "application/json", good, answered);
        }

        public static Door put(String template, String address, String role, Object good, int answered) {
            return new Door("PUT", template, address, role, null, "application/json", good, answered);
        }

        public Door sentBy(String system) {
            return new Door(method, template, address, role, system, type, good, answered);
        }

        public Door of(String mediaType) {
            return new Door(method, template, address, role, sender, mediaType, good, answered);
        }

        @Override
        public String toString() {
            return method + ' ' + template;
        }
    }

    private record Answer(int status, String type, String text, Map<String, List<String>> headers) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /** @param elsewhere doors of the document, e.g. {@code POST /v1/payer-files}, that another test knocks at */
    public static void knock(LaneLog log, List<Door> doors, String... elsewhere) {
        var bad = new BadInput(log);
        bad.everyDoorIsTried(doors, Set.of(elsewhere));
        doors.forEach(bad::knock);
        bad.everyReadIsAskedStrictly();
        assertThat(bad.failures).isEmpty();
        Examples.wereSent(doors, Set.of(elsewhere));
    }

    /** For doors that every service has. */
    public static void knockAtCommon(LaneLog log, List<Door> doors) {
        var bad = new BadInput(log);
        doors.forEach(bad::knock);
        assertThat(bad.failures).isEmpty();
    }

    private void everyDoorIsTried(List<Door> doors, Set<String> elsewhere) {
        var served = document.doors();
        served.removeAll(elsewhere);
        var tried = new TreeSet<String>();
        doors.forEach(d -> tried.add(d.toString()));
        if (!served.equals(tried)) failures.add("doors served: " + served + ", doors tried: " + tried);
    }

    private void knock(Door door) {
        String who = "bad-" + UUID.randomUUID().toString().substring(0, 8);
        var before = log.heads();
        for (var t : BadBodies.of(door, document)) {
            var answer = send(door, t.body(), t.type(), headers(door, token(door, who)));
            check(door, t.what(), () -> refused(answer, t.status(), t.code(), t.pointer()));
        }
        badHeaders(door, who);
        badTokens(door, who);
        badAddresses(door, who);
        check(door, "nothing is stored", () -> assertThat(commitsOf(who, before))
                .isZero());
        check(door, "it still answers", () -> stillAnswers(door));
    }

    // ------------------------------------------------------------------ headers, tokens, addresses

    private void badHeaders(Door door, String who) {
        String token = token(door, who);
        boolean keyed = document.needs(door, "Idempotency-Key");
        boolean versioned = document.needs(door, "If-Match");
        if (keyed) {
            var without = headers(door, token);
            without.remove("Idempotency-Key");
            expect(door, "no Idempotency-Key", without, 400, "idempotency-key-missing");
            var strange = headers(door, token);
            strange.put("Idempotency-Key", "two words");
            expect(door, "a malformed Idempotency-Key", strange, 400, "idempotency-key-malformed");
        }
        if (versioned) {
            var without = headers(door, token);
            without.remove("If-Match");
            expect(door, "no If-Match", without, 428, "if-match-missing");
            var strange = headers(door, token);
            strange.put("If-Match", "two");
            expect(door, "a malformed If-Match", strange, 400, "if-match-malformed");
        }
    }

    /** Where nothing is at the address, that may be said first. */
    private void expect(Door door, String what, Map<String, String> headers, int status, String code) {
        var answer = send(door, BadBodies.good(door), door.type(), headers);
        check(door, what, () -> {
            if (door.answered() == 404 && answer.status() == 404) refused(answer, 404, null, null);
            else refused(answer, status, code, null);
        });
    }

    private void badTokens(Door door, String who) {
        var none = headers(door, "");
        none.remove("Authorization");
        String[] roles = {door.role()};
        check(
                door,
                "no token",
                () -> refused(send(door, BadBodies.good(door), door.type(), none), 401, "token-missing", null));
        check(
                door,
                "expired token",
                () -> refused(
                        send(
                                door,
                                BadBodies.good(door),
                                door.type(),
                                headers(door, Tokens.expired(who, TENANT, roles))),
                        401,
                        "token-invalid",
                        null));
        check(
                door,
                "wrong audience",
                () -> refused(
                        send(
                                door,
                                BadBodies.good(door),
                                door.type(),
                                headers(door, Tokens.forAudience("other", who, TENANT, roles))),
                        401,
                        "token-invalid",
                        null));
        check(door, "wrong role", () -> {
            refused(
                    send(door, BadBodies.good(door), door.type(), headers(door, Tokens.of(who, TENANT, "analyst"))),
                    403,
                    "forbidden",
                    null);
            assertThat(denied(who, TENANT)).contains(door.method() + ' ' + door.address());
        });
        check(
                door,
                "wrong role, before the body is judged",
                () -> refused(
                        send(
                                door,
                                "{}".getBytes(StandardCharsets.UTF_8),
                                door.type(),
                                headers(door, Tokens.of(who, TENANT, "analyst"))),
                        403,
                        "forbidden",
                        null));
        if (!door.template().contains("{") || !document.needs(door, "Idempotency-Key")) return;
        check(door, "another tenant's", () -> {
            refused(
                    send(door, BadBodies.good(door), door.type(), headers(door, Tokens.of(who, OTHER_TENANT, roles))),
                    404,
                    "not-found",
                    null);
            assertThat(denied(who, OTHER_TENANT)).contains(door.method() + ' ' + door.address());
        });
    }

    private List<String> denied(String who, String tenant) {
        var answer = send(
                "GET",
                "/v1/audit?limit=200&outcome=DENIED&actor=cs-console/" + who,
                null,
                null,
                Map.of("Authorization", "Bearer " + Tokens.of("officer", tenant, "privacy-officer")));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().path("items").findValuesAsText("what");
    }

    private void badAddresses(Door door, String who) {
        var headers = headers(door, token(door, who));
        check(
                door,
                "wrong method",
                () -> refused(
                        send("PATCH", door.address(), BadBodies.good(door), door.type(), headers),
                        405,
                        "method-not-allowed",
                        null));
        if (!door.type().contains("fhir"))
            check(
                    door,
                    "an unknown parameter",
                    () -> refused(
                            send(
                                    door.method(),
                                    door.address() + "?colour=mauve",
                                    BadBodies.good(door),
                                    door.type(),
                                    headers),
                            400,
                            "unknown-parameter",
                            "query:colour"));
        check(door, "announces 9 MiB", () -> assertThat(answerToHead(door, headers))
                .startsWith("HTTP/1.1 413")
                .contains("body-too-large")
                .containsAnyOf("application/problem+json", "application/fhir+json"));
        if (!door.template().contains("{")) return;
        String operator = door.template().replaceAll("\\{[^}]+\\}", "%7B%22%24gt%22%3A%22%22%7D");
        check(
                door,
                "an operator in the address",
                () -> refused(
                        send(door.method(), operator, BadBodies.good(door), door.type(), headers), 0, null, null));
    }

    /** The answer to a head that announces more than is taken anywhere, before a byte of the body was sent. */
    private static String answerToHead(Door door, Map<String, String> headers) {
        var head = new StringBuilder(door.method() + ' ' + door.address() + " HTTP/1.1\r\nHost: x\r\nContent-Type: "
                + door.type() + "\r\nContent-Length: " + OVERSIZE + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[8_192];
            int read = 0;
            while (!new String(answer, 0, read, StandardCharsets.US_ASCII).endsWith("}")) {
                int more = socket.getInputStream().read(answer, read, answer.length - read);
                if (more < 0) break;
                read += more;
            }
            return new String(answer, 0, read, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ------------------------------------------------------------------ reads

    /** Of every address that is read: an unknown parameter, an unknown value, a range the wrong way round, a wrong role. */
    private void everyReadIsAskedStrictly() {
        for (var read : document.reads()) {
            String who = "asks-" + UUID.randomUUID().toString().substring(0, 8);
            var headers = Map.of("Authorization", "Bearer " + Tokens.of(who, TENANT, read.role()));
            for (var wrong : read.wrong().entrySet())
                check(read.path() + '?' + wrong.getKey(), () -> {
                    var answer = send("GET", read.address() + '?' + wrong.getKey(), null, null, headers);
                    refused(answer, 400, null, wrong.getValue());
                });
            if (read.roles().isEmpty()) continue;
            check(read.path() + " by somebody else", () -> {
                var other = Map.of("Authorization", "Bearer " + Tokens.of(who, TENANT, "nobody-in-particular"));
                refused(send("GET", read.address(), null, null, other), 403, "forbidden", null);
            });
        }
    }

    private void check(String what, Runnable assertions) {
        try {
            assertions.run();
        } catch (AssertionError | RuntimeException e) {
            String message = String.valueOf(e.getMessage());
            failures.add(what + ": " + message.substring(0, Math.min(700, message.length())));
        }
    }

    // ------------------------------------------------------------------ afterwards

    private void stillAnswers(Door door) {
        String who = "good-" + UUID.randomUUID().toString().substring(0, 8);
        var headers = headers(door, token(door, who));
        boolean plain = door.good() != null && door.type().equals("application/json");
        byte[] more = plain ? BadBodies.withUnknownField(door) : BadBodies.good(door);
        double before = unknownFields();
        var first = send(door, more, door.type(), headers);
        assertThat(first.status()).as(first.text()).isEqualTo(door.answered());
        if (plain) assertThat(unknownFields()).as("unknown fields counted").isGreaterThan(before);
        if (first.status() < 300)
            assertThat(document.answers(door, first.status()))
                    .as("the document names status " + first.status())
                    .isTrue();
        else refused(first, door.answered(), null, null);
        if (!document.needs(door, "Idempotency-Key")) return;
        var again = send(door, BadBodies.good(door), door.type(), headers);
        assertThat(again.status())
                .as("without the unknown field it is the same request: " + again.text())
                .isEqualTo(door.answered());
        if (first.status() < 300)
            assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    }

    private long commitsOf(String who, Map<Integer, Long> before) {
        var after = new HashMap<Integer, Long>();
        log.heads().keySet().forEach(lane -> after.put(lane, before.getOrDefault(lane, 0L)));
        long found = 0;
        while (true) {
            var commits = log.read(after, 500);
            if (commits.isEmpty()) return found;
            for (var commit : commits) {
                after.merge(commit.lane(), commit.seq(), Math::max);
                if (commit.commit().actor().equals(who)) found++;
            }
        }
    }

    private double unknownFields() {
        var metrics = send("GET", "/q/metrics", null, null, Map.of()).text();
        return metrics.lines()
                .filter(line -> line.startsWith("cs_unknown_fields_total{"))
                // The value, before an exemplar if there is one.
                .mapToDouble(line -> Double.parseDouble(
                        line.substring(line.indexOf("} ") + 2).split(" ")[0]))
                .sum();
    }

    /** @param status 0 when any 4xx will do */
    private static void refused(Answer answer, int status, String code, String pointer) {
        if (status == 0) assertThat(answer.status()).as(brief(answer)).isBetween(400, 499);
        else assertThat(answer.status()).as(brief(answer)).isEqualTo(status);
        if (answer.type().startsWith("application/fhir+json")) refusedInFhir(answer, code);
        else refusedAsProblem(answer, code, pointer);
        assertThat(answer.text()).doesNotContain(BadBodies.MARK);
    }

    private static void refusedInFhir(Answer answer, String code) {
        assertThat(answer.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        var issues = answer.json().path("issue");
        assertThat(issues).isNotEmpty();
        for (var issue : issues) {
            assertThat(issue.path("severity").asText()).isEqualTo("error");
            assertThat(issue.path("details").path("text").asText()).isNotBlank();
            String said = issue.at("/details/coding/0/code").asText();
            assertThat(said).matches("[a-z0-9-]+");
            if (code != null) assertThat(said).isEqualTo(code);
        }
    }

    private static void refusedAsProblem(Answer answer, String code, String pointer) {
        assertThat(answer.type()).startsWith("application/problem+json");
        var problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("code").asText()).matches("[a-z0-9-]+");
        assertThat(problem.path("type").asText())
                .endsWith(':' + problem.path("code").asText());
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("instance").asText()).startsWith("/v1/");
        if (code != null) assertThat(problem.path("code").asText()).isEqualTo(code);
        if (pointer != null)
            assertThat(problem.path("errors").findValuesAsText("pointer")).contains(pointer);
    }

    private static String brief(Answer answer) {
        return answer.text().substring(0, Math.min(400, answer.text().length()));
    }

    private void check(Door door, String what, Runnable assertions) {
        check(door + ", " + what, assertions);
    }

    // ------------------------------------------------------------------ requests

    private static String token(Door door, String who) {
        return door.sender() == null
                ? Tokens.of(who, TENANT, door.role())
                : Tokens.client(who, TENANT, door.sender(), door.role());
    }

    private Map<String, String> headers(Door door, String token) {
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Idempotency-Key", UUID.randomUUID().toString());
        if (document.needs(door, "If-Match")) headers.put("If-Match", "*");
        return headers;
    }

    private Answer send(Door door, byte[] body, String type, Map<String, String> headers) {
        return send(door.method(), door.address(), body, type, headers);
    }

    private Answer send(String method, String address, byte[] body, String type, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + address))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) request.header("Content-Type", type);
        headers.forEach(request::header);
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body(),
                    answer.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(method + ' ' + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
