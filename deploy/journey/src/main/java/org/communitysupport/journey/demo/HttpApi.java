package org.communitysupport.journey.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Asks once: who watches a demo wants to see what goes wrong, not that it went right in the end. */
public final class HttpApi implements Api {
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI keycloak;
    private final Map<String, URI> services;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String text, Instant until) {}

    /** @param keycloak the realm's address; @param services service name to address */
    public HttpApi(URI keycloak, Map<String, URI> services) {
        this.keycloak = keycloak;
        this.services = services;
    }

    @Override
    public Answer get(Who who, String service, String path) {
        return send(who, request(service, path).GET());
    }

    @Override
    public Answer get(Who who, String service, String path, String accept) {
        return send(who, request(service, path).header("Accept", accept).GET());
    }

    @Override
    public Answer post(Who who, String service, String path, Object body) {
        return send(
                who,
                request(service, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("If-Match", "*")
                        .POST(HttpRequest.BodyPublishers.ofString(json(body))));
    }

    @Override
    public Answer put(Who who, String service, String path, Object body) {
        return send(
                who,
                request(service, path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .PUT(HttpRequest.BodyPublishers.ofString(json(body))));
    }

    @Override
    public Answer post(Who who, String service, String path, String contentType, byte[] body) {
        return send(
                who,
                request(service, path)
                        .header("Content-Type", contentType)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String service, String path) {
        return HttpRequest.newBuilder(services.get(service).resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private Answer send(Who who, HttpRequest.Builder request) {
        var response =
                exchange(request.header("Authorization", "Bearer " + token(who)).build());
        return new Answer(
                response.statusCode(),
                parse(response.body()),
                response.body(),
                response.headers().firstValue("Cs-Position").orElse(""),
                response.headers().firstValue("ETag").orElse(""));
    }

    private String token(Who who) {
        var known = tokens.get(who.name());
        if (known != null && Instant.now().isBefore(known.until)) return known.text;
        String form = "client_id=" + encoded(who.client())
                + (who.secret().isEmpty() ? "" : "&client_secret=" + encoded(who.secret()))
                + (who.user().isEmpty()
                        ? "&grant_type=client_credentials"
                        : "&grant_type=password&username=" + encoded(who.user()) + "&password="
                                + encoded(who.password()));
        var response = exchange(HttpRequest.newBuilder(URI.create(keycloak + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
        if (response.statusCode() != 200)
            throw new IllegalStateException("Keycloak gives no token to " + who.name() + ": " + response.statusCode());
        var body = parse(response.body());
        var token = new Token(
                body.at("/access_token").asText(),
                Instant.now().plusSeconds(body.at("/expires_in").asLong() - 20));
        tokens.put(who.name(), token);
        return token.text;
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "no answer from " + request.uri().getAuthority() + ": is ./cs run running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request body can be written", e);
        }
    }
}
