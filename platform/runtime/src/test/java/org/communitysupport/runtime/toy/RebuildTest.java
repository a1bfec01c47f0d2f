package org.communitysupport.runtime.toy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.Test;

/** A view is rebuilt, flipped and flipped back under the eyes of its readers. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RebuildTest {
    private static final int MOST_WRITES = 400;

    private final String staff = Tokens.of("ada", "meadow", "staff");
    private final String operator = Tokens.of("otto", "meadow", "operator");

    @Test
    void readers_see_no_difference_while_a_view_is_built_anew_and_writes_go_on() throws Exception {
        var settled = new ArrayList<String>();
        for (int i = 0; i < 20; i++) settled.add(written());
        var answers = new ConcurrentHashMap<String, Set<String>>();
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> reads = threads.submit(() -> {
                int n = 0;
                for (; !over.get() || n < settled.size(); n++) {
                    String note = settled.get(n % settled.size());
                    answers.computeIfAbsent(note, k -> ConcurrentHashMap.newKeySet())
                            .add(answer(note, null));
                }
                return n;
            });
            // Each is read after its own position: also a generation that has just begun to serve must hold it.
            Future<Integer> writes = threads.submit(() -> {
                int n = 0;
                for (; !over.get() && n < MOST_WRITES; n++) written();
                return n;
            });
            int before = serving();
            change("rebuild", Map.of());
            Awaits.until(() -> serving() > before, true);
            int rebuilt = serving();
            change("back", Map.of());
            assertThat(serving()).isEqualTo(before);
            change("flip", Map.of("generation", rebuilt));
            assertThat(serving()).isEqualTo(rebuilt);
            over.set(true);
            assertThat(reads.get()).isGreaterThanOrEqualTo(settled.size());
            assertThat(writes.get()).isPositive();
        }
        assertThat(answers).hasSize(settled.size());
        answers.forEach((note, seen) -> assertThat(seen).as(note).hasSize(1));
    }

    /** Writes a note and reads it after its position. */
    private String written() {
        String person = "p" + UUID.randomUUID().toString().replace("-", "");
        String position = given().header("Authorization", "Bearer " + staff)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("person", person, "colour", "green", "text", "words"))
                .post("/v1/notes")
                .then()
                .statusCode(201)
                .extract()
                .header("Cs-Position");
        assertThat(answer(person, position)).contains(person);
        return person;
    }

    private String answer(String note, String after) {
        var request = given().header("Authorization", "Bearer " + staff);
        if (after != null) request.queryParam("after", after);
        return request.get("/v1/notes/" + note).then().statusCode(200).extract().asString();
    }

    private void change(String how, Object body) {
        given().header("Authorization", "Bearer " + operator)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/views/board/" + how)
                .then()
                .statusCode(200);
    }

    private int serving() {
        List<Map<String, Object>> generations = given().header("Authorization", "Bearer " + operator)
                .get("/v1/views")
                .jsonPath()
                .getList("");
        return generations.stream()
                .filter(g -> g.get("view").equals("board") && g.get("serving").equals(true))
                .map(g -> (Integer) g.get("number"))
                .findFirst()
                .orElseThrow();
    }
}
