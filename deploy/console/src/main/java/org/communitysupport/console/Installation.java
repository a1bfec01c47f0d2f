package org.communitysupport.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.TreeMap;
import org.communitysupport.local.Home;
import org.communitysupport.local.Trouble;
import org.communitysupport.parts.keycloak.Keycloak;

/**
 * The services that a command speaks to and the token it speaks with: those of this checkout and of its realm, or, for any other
 * installation, what {@code CS_SERVICES} ({@code referral=https://…,…}) and {@code CS_TOKEN} say. A token stands in no command line: every
 * user of the machine can read that.
 */
final class Installation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, URI> services;
    private final String given;
    private final String realm;
    private final String user;
    private String token;
    private Instant until = Instant.MIN;

    /** @param user of the local realm, who asks when {@code CS_TOKEN} says nobody */
    Installation(Home home, String user) {
        var environment = home.environment();
        this.given = environment.getOrDefault("CS_TOKEN", "").strip();
        this.services =
                environment.containsKey("CS_SERVICES") ? named(environment.get("CS_SERVICES")) : home.services();
        this.realm = Keycloak.issuer(home.keycloakPort());
        this.user = user;
    }

    private static Map<String, URI> named(String text) {
        var all = new TreeMap<String, URI>();
        for (String one : text.split(",")) {
            int equals = one.indexOf('=');
            if (equals < 1 || !one.substring(equals + 1).matches("https?://.+"))
                throw new Trouble("CS_SERVICES reads name=https://address,… and not '" + one + "'.");
            all.put(
                    one.substring(0, equals).strip(),
                    URI.create(one.substring(equals + 1).strip()));
        }
        return all;
    }

    Map<String, URI> services() {
        return services;
    }

    /** Valid for the next moments. */
    synchronized String token() {
        if (!given.isEmpty()) return given;
        if (Instant.now().isBefore(until)) return token;
        String form = "client_id=cs-console&grant_type=password&username="
                + URLEncoder.encode(user, StandardCharsets.UTF_8) + "&password=local-only";
        var answer = exchange(
                "The realm of the local profile",
                HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
        if (answer.statusCode() != 200)
            throw new Trouble("The local realm knows no user '" + user
                    + "' (README.md lists them); for another realm set CS_TOKEN.");
        var body = parsed(answer.body());
        token = body.path("access_token").asText();
        until = Instant.now().plusSeconds(body.path("expires_in").asLong() - 30);
        return token;
    }

    JsonNode get(String service, String path) {
        return asked(
                service,
                HttpRequest.newBuilder(services.get(service).resolve(path)).GET());
    }

    JsonNode post(String service, String path, Object body) {
        return asked(
                service,
                HttpRequest.newBuilder(services.get(service).resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.valueToTree(body).toString())));
    }

    JsonNode delete(String service, String path) {
        return asked(
                service,
                HttpRequest.newBuilder(services.get(service).resolve(path)).DELETE());
    }

    private JsonNode asked(String service, HttpRequest.Builder request) {
        var answer = exchange(
                "The service " + service,
                request.header("Authorization", "Bearer " + token())
                        .timeout(Duration.ofSeconds(60))
                        .build());
        if (answer.statusCode() == 200) return parsed(answer.body());
        throw new Trouble("The service " + service + " refuses (" + answer.statusCode() + "): "
                + parsed(answer.body()).path("detail").asText("it does not say why") + ".");
    }

    private HttpResponse<String> exchange(String who, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Trouble(
                    who + " does not answer at " + request.uri().getAuthority() + "; ./cs status shows what runs.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.", e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
