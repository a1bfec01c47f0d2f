package org.communitysupport.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpHistoryTest {
    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void a_service() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Purpose"));
            var answer = answers.remove();
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void closed() {
        server.stop(0);
    }

    private HttpHistory history(String purpose, boolean open) {
        return new HttpHistory(
                Map.of(
                        "alpha",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                () -> "t",
                purpose,
                open);
    }

    @Test
    void a_page_is_asked_for_with_token_and_purpose() {
        answers.add(
                new Answer(
                        200,
                        "{\"lane\":3,\"through\":7,\"events\":[{\"id\":\"alpha:3:7:0\",\"recordedat\":\"2026-11-02T12:00:00Z\",\"causation\":\"event of old\",\"data\":{\"share\":1.50}}]}"));
        var page = history("complaint-review", true).lane("alpha", 3, 6, 9);
        assertThat(asked).containsExactly("/v1/history/lanes/3?after=6&to=9&open=true Bearer t complaint-review");
        assertThat(page.through()).isEqualTo(7);
        assertThat(page.events().getFirst().at()).isEqualTo(new Place("alpha", 3, 7, 0));
        assertThat(page.events().getFirst().cause()).isNull();
        assertThat(page.events().getFirst().json().toString()).contains("1.50");
    }

    @Test
    void a_service_that_is_busy_is_asked_again() {
        answers.add(new Answer(503, "{}"));
        answers.add(new Answer(200, "{\"tenant\":\"agency\"}"));
        assertThat(history("", false).tenant()).isEqualTo("agency");
        assertThat(asked).hasSize(2).last().asString().endsWith("Bearer t null");
    }

    @Test
    void a_refusal_is_said_in_the_services_words() {
        answers.add(new Answer(403, "{\"detail\":\"this needs one of the roles analyst\"}"));
        assertThatThrownBy(() -> history("", false).ends())
                .isInstanceOf(NotTold.class)
                .hasMessage("The service alpha refuses (403): this needs one of the roles analyst.");
        answers.add(new Answer(401, "no"));
        assertThatThrownBy(() -> history("", false).ends()).hasMessage("The service alpha refuses (401).");
        answers.add(new Answer(200, "<html>"));
        assertThatThrownBy(() -> history("", false).ends()).hasMessageContaining("no JSON");
    }

    @Test
    void an_id_that_cannot_be_one_is_not_sent() {
        assertThat(history("", false).about("alpha", "../secrets")).isEmpty();
        assertThat(asked).isEmpty();
    }
}
