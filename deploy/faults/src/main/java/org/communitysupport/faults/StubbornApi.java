package org.communitysupport.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.communitysupport.journey.demo.Api;
import org.communitysupport.journey.demo.Who;
import org.communitysupport.parts.keycloak.Tokens;

/**
 * A client as every client should be: what it gets no answer for it sends again, the same under the same Idempotency-Key, until there is
 * one. Every attempt goes into the history.
 */
final class StubbornApi implements Api {
    /** Nothing is down for as long as that: who waited longer was let down. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Tokens tokens;
    private final Map<String, List<URI>> services;
    private final History history;
    private final Remembered remembered;
    private final String run;
    private final AtomicLong keys = new AtomicLong();
    private final Map<String, Token> known = new ConcurrentHashMap<>();
    private volatile int round;
    private volatile boolean ended;

    /** The workload is over: nothing new is sent. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("the workload has ended");
        }
    }

    /** Nobody answered within {@link #PATIENCE}; the history shows it. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(String what) {
            super("no answer within " + PATIENCE.toSeconds() + " s: " + what);
        }
    }

    /**
     * A command that can be sent as often as one likes.
     *
     * @param ifMatch a version in quotes, or {@code *}
     */
    record Request(Who who, String service, String path, String key, String ifMatch, byte[] body) {
        String route() {
            return Routes.of(service, path);
        }

        Request with(byte[] other) {
            return new Request(who, service, path, key, ifMatch, other);
        }
    }

    private record Token(String text, String tenant, String client, Instant until) {}

    /** @param run stands in every Idempotency-Key */
    StubbornApi(Tokens tokens, Map<String, List<URI>> services, History history, Remembered remembered, String run) {
        this.tokens = tokens;
        this.services = services;
        this.history = history;
        this.remembered = remembered;
        this.run = run;
    }

    void round(int number) {
        round = number;
    }

    void end() {
        ended = true;
    }

    /** As if all had run out: the next request of everybody needs Keycloak. */
    void forgetTokens() {
        known.clear();
    }

    @Override
    public Answer get(Who who, String service, String path) {
        return get(who, service, path, "application/json");
    }

    @Override
    public Answer get(Who who, String service, String path, String accept) {
        return insist(
                service + " " + path,
                () -> send(request(who, service, path)
                        .header("Accept", accept)
                        .GET()
                        .build()));
    }

    /** Only the business clock is put: that is no command. */
    @Override
    public Answer put(Who who, String service, String path, Object body) {
        return insist(
                service + " " + path,
                () -> send(request(who, service, path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(json(body)))
                        .build()));
    }

    @Override
    public Answer post(Who who, String service, String path, Object body) {
        return send(command(who, service, path, body, "*"));
    }

    @Override
    public Answer post(Who who, String service, String path, String contentType, byte[] body) {
        throw new UnsupportedOperationException("the workload sends JSON");
    }

    /** A new one, with a key of its own. */
    Request command(Who who, String service, String path, Object body, String ifMatch) {
        return new Request(who, service, path, run + '-' + keys.incrementAndGet(), ifMatch, json(body));
    }

    /** The same for the first time, at any version. */
    Request anew(Request r) {
        return new Request(r.who, r.service, r.path, run + '-' + keys.incrementAndGet(), "*", r.body);
    }

    /** Until there is an answer. */
    Answer send(Request command) {
        return insist(command.service + ' ' + command.path, () -> attempt(command));
    }

    private Answer insist(String what, java.util.function.Supplier<Answer> ask) {
        if (ended) throw new Ended();
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (long pause = 20; ; pause = Math.min(LONGEST_PAUSE.toMillis(), pause * 2)) {
            Answer answer = ask.get();
            if (Attempt.isAnswer(answer.status())) return answer;
            if (System.nanoTime() > until) throw new Unanswered(what);
            LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
        }
    }

    private Answer attempt(Request c) {
        Token token;
        try {
            token = token(c.who);
        } catch (Tokens.NoToken | UncheckedIOException e) {
            return failed(e);
        }
        long sentAt = History.now();
        var answer = send(HttpRequest.newBuilder(instance(c.service).resolve(c.path))
                .timeout(ONE_ATTEMPT)
                .header("Authorization", "Bearer " + token.text)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", c.key)
                .header("If-Match", c.ifMatch)
                .POST(HttpRequest.BodyPublishers.ofByteArray(c.body))
                .build());
        var attempt = new Attempt(
                round,
                c.service,
                c.route(),
                token.tenant,
                token.client,
                c.key,
                sha256(c.path, c.body),
                sentAt,
                History.now(),
                answer.status(),
                answer.status() == 0 ? answer.text() : "",
                answer.position(),
                answer.version(),
                answer.status() == 0 ? "" : answer.text());
        history.add(attempt);
        if (attempt.acknowledged() && !attempt.hadNothingToDo()) remembered.add(c);
        return answer;
    }

    private HttpRequest.Builder request(Who who, String service, String path) {
        return HttpRequest.newBuilder(instance(service).resolve(path))
                .timeout(ONE_ATTEMPT)
                .header("Authorization", "Bearer " + insistOnToken(who));
    }

    /** Any of them, as a balancer would: each answers for all. */
    private URI instance(String service) {
        var instances = services.get(service);
        return instances.get(ThreadLocalRandom.current().nextInt(instances.size()));
    }

    private String insistOnToken(Who who) {
        var token = new Token[1];
        insist("a token for " + who.name(), () -> {
            try {
                token[0] = token(who);
                return new Answer(200, MissingNode.getInstance(), "", "", "");
            } catch (Tokens.NoToken | UncheckedIOException e) {
                return failed(e);
            }
        });
        return token[0].text;
    }

    private static Answer failed(Exception e) {
        return new Answer(0, MissingNode.getInstance(), e.getClass().getSimpleName(), "", "");
    }

    private Answer send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    parse(response.body()),
                    response.body(),
                    response.headers().firstValue("Cs-Position").orElse(""),
                    response.headers().firstValue("ETag").orElse(""));
        } catch (IOException e) {
            return failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended();
        }
    }

    private Token token(Who who) {
        var token = known.get(who.name());
        if (token != null && Instant.now().isBefore(token.until)) return token;
        String text = who.user().isEmpty() ? tokens.ofClient(who.client()) : tokens.ofUser(who.user());
        JsonNode claims =
                parse(new String(Base64.getUrlDecoder().decode(text.split("\\.")[1]), StandardCharsets.UTF_8));
        String client = claims.path("azp").asText();
        boolean machine = claims.path("preferred_username").asText().startsWith("service-account-");
        token = new Token(
                text,
                claims.path("tenant").asText(),
                machine ? client : client + '/' + claims.path("sub").asText(),
                Instant.ofEpochSecond(claims.path("exp").asLong() - 30));
        known.put(who.name(), token);
        return token;
    }

    private static String sha256(String path, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request body can be written", e);
        }
    }
}
