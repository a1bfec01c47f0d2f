package org.communitysupport.testkit.web;

import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens as the realm would issue them, signed in the test by a key of this JVM. The service under test trusts that key when it
 * runs with {@link RealParts}, or with {@code quarkus.oidc.public-key} set to {@link #publicKey()}.
 */
public final class Tokens {
    /** System properties and no fields: tests of Quarkus load this class more than once in one JVM. */
    private static final String PRIVATE = "cs.testkit.token.private";

    private static final String PUBLIC = "cs.testkit.token.public";

    /** As {@code deploy/keycloak} registers them. */
    private static final Map<String, String> KINDS = Map.of("PARTNERS", "LME_MCO", "MERCY-HOSPITAL", "HOSPITAL");

    private Tokens() {}

    /** A user of the internal apps. */
    public static String of(String user, String tenant, String... roles) {
        return build("cs-api", Duration.ofHours(1), "cs-console", user, user, tenant, Map.of(), roles);
    }

    /** A client that acts for itself, such as an LME-MCO's system, registered as the realm registers it. */
    public static String client(String client, String tenant, String sender, String... roles) {
        return registered(client, tenant, sender, KINDS.get(sender), KINDS.containsKey(sender) ? "false" : null, roles);
    }

    /**
     * A referring system.
     *
     * @param kind what it is registered as, e.g. {@code HOSPITAL}; null when nobody said
     * @param part2 {@code true} when it is a Part 2 program, {@code false} when not; null when nobody said
     */
    public static String registered(
            String client, String tenant, String sender, String kind, String part2, String... roles) {
        var about = new java.util.HashMap<String, String>();
        if (sender != null) about.put("sender", sender);
        if (kind != null) about.put("sender_kind", kind);
        if (part2 != null) about.put("sender_part2", part2);
        return build("cs-api", Duration.ofHours(1), client, client, "service-account-" + client, tenant, about, roles);
    }

    /** A user whom the realm binds to a staff member. */
    public static String ofStaff(String user, String tenant, String staff, String... roles) {
        return build("cs-api", Duration.ofHours(1), "cs-console", user, user, tenant, Map.of("staff", staff), roles);
    }

    public static String expired(String user, String tenant, String... roles) {
        return build("cs-api", Duration.ofHours(-1), "cs-console", user, user, tenant, Map.of(), roles);
    }

    /** A user's token that soon ends. */
    public static String valid(Duration valid, String user, String tenant, String... roles) {
        return build("cs-api", valid, "cs-console", user, user, tenant, Map.of(), roles);
    }

    public static String forAudience(String audience, String user, String tenant, String... roles) {
        return build(audience, Duration.ofHours(1), "cs-console", user, user, tenant, Map.of(), roles);
    }

    /** Base64 of the public key, as {@code quarkus.oidc.public-key} wants it. */
    public static String publicKey() {
        makeKey();
        return System.getProperty(PUBLIC);
    }

    private static String build(
            String audience,
            Duration valid,
            String client,
            String subject,
            String username,
            String tenant,
            Map<String, String> sender,
            String... roles) {
        var now = Instant.now();
        var claims = Jwt.issuer("https://tokens.test")
                .subject(subject)
                .audience(audience)
                .issuedAt(now.minus(Duration.ofHours(2)))
                .expiresAt(now.plus(valid))
                .claim("jti", UUID.randomUUID().toString())
                .claim("azp", client)
                .claim("preferred_username", username)
                .claim("realm_access", Map.of("roles", Set.of(roles)));
        if (tenant != null) claims = claims.claim("tenant", tenant);
        for (var said : sender.entrySet()) claims = claims.claim(said.getKey(), said.getValue());
        return claims.jws().keyId("test").sign(privateKey());
    }

    private static PrivateKey privateKey() {
        makeKey();
        try {
            byte[] bytes = Base64.getDecoder().decode(System.getProperty(PRIVATE));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    private static void makeKey() {
        synchronized (System.class) {
            if (System.getProperty(PRIVATE) != null) return;
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var pair = generator.generateKeyPair();
                System.setProperty(
                        PUBLIC,
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
                System.setProperty(
                        PRIVATE,
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has RSA", e);
            }
        }
    }
}
