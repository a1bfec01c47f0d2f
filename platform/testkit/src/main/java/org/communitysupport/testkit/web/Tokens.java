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

    private Tokens() {}

    /** A user of the internal apps. */
    public static String of(String user, String tenant, String... roles) {
        return build("cs-api", Duration.ofHours(1), "cs-console", user, user, tenant, null, roles);
    }

    /** A client that acts for itself, such as an LME-MCO's system. */
    public static String client(String client, String tenant, String sender, String... roles) {
        return build("cs-api", Duration.ofHours(1), client, client, "service-account-" + client, tenant, sender, roles);
    }

    public static String expired(String user, String tenant, String... roles) {
        return build("cs-api", Duration.ofHours(-1), "cs-console", user, user, tenant, null, roles);
    }

    /** A user's token that soon ends. */
    public static String valid(Duration valid, String user, String tenant, String... roles) {
        return build("cs-api", valid, "cs-console", user, user, tenant, null, roles);
    }

    public static String forAudience(String audience, String user, String tenant, String... roles) {
        return build(audience, Duration.ofHours(1), "cs-console", user, user, tenant, null, roles);
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
            String sender,
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
                .claim("realm_access", java.util.Map.of("roles", Set.of(roles)));
        if (tenant != null) claims = claims.claim("tenant", tenant);
        if (sender != null) claims = claims.claim("sender", sender);
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
