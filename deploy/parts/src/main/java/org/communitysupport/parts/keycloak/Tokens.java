package org.communitysupport.parts.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Access tokens of the local realm. Every secret and password of the local realm is {@link #LOCAL_SECRET}: it guards nothing but test data
 * on the loopback address.
 *
 * @param issuer address of the realm
 */
public record Tokens(String issuer) {
    public static final String LOCAL_SECRET = "local-only";

    /** The realm gave none; the message holds what it said. */
    public static final class NoToken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoToken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A machine's token (client credentials), for instance of {@code lme-partners}. */
    public String ofClient(String client) {
        return ask(Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", LOCAL_SECRET));
    }

    /** A person's token through the internal app, for instance of {@code riverbend-intake}; named {@code <tenant>-<role>}. */
    public String ofUser(String user) {
        return ask(Map.of(
                "grant_type", "password", "client_id", "cs-console", "username", user, "password", LOCAL_SECRET));
    }

    private String ask(Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200)
                throw new NoToken(
                        "no token for " + form.getOrDefault("username", form.get("client_id")) + ": "
                                + answer.statusCode() + " " + answer.body(),
                        null);
            return Document.parse(answer.body()).getString("access_token");
        } catch (IOException e) {
            throw new UncheckedIOException("the realm " + issuer + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoToken("interrupted while asking for a token", e);
        }
    }
}
