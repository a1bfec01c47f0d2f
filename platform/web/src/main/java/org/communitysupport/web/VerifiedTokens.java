package org.communitysupport.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers which tokens were found valid, by their SHA-256, so that the same signature is not checked with every request (measured:
 * three quarters more requests a second). A minute at most, so that a rotated key or a changed realm counts after that; never past the
 * token's own end; no more than 4,096 tokens. All else is Quarkus OIDC's.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens implements HttpAuthenticationMechanism {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 4_096;

    private final OidcAuthenticationMechanism oidc;
    private final Map<ByteBuffer, Verified> known = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
            return size() > MOST;
        }
    };

    private record Verified(SecurityIdentity identity, Instant until) {}

    private final Counter remembered;
    private final Counter checked;

    VerifiedTokens(OidcAuthenticationMechanism oidc, MeterRegistry meters) {
        this.oidc = oidc;
        this.remembered = meters.counter("cs_tokens_total", "how", "remembered");
        this.checked = meters.counter("cs_tokens_total", "how", "checked");
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext routing, IdentityProviderManager providers) {
        String header = routing.request().getHeader("Authorization");
        if (header == null || !header.startsWith("Bearer ")) return oidc.authenticate(routing, providers);
        var digest = digest(header);
        var found = find(digest);
        (found == null ? checked : remembered).increment();
        if (found != null) return Uni.createFrom().item(found);
        return oidc.authenticate(routing, providers).onItem().ifNotNull().invoke(identity -> keep(digest, identity));
    }

    private SecurityIdentity find(ByteBuffer digest) {
        synchronized (known) {
            var verified = known.get(digest);
            if (verified == null) return null;
            if (Instant.now().isBefore(verified.until())) return verified.identity();
            known.remove(digest);
            return null;
        }
    }

    private void keep(ByteBuffer digest, SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) return;
        Instant end = Instant.ofEpochSecond(token.getExpirationTime());
        Instant kept = Instant.now().plus(KEPT);
        synchronized (known) {
            known.put(digest, new Verified(withoutRequest(identity), end.isBefore(kept) ? end : kept));
        }
    }

    /** The first request must not live on in the identity that later ones share. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        var copy = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials());
        identity.getAttributes().forEach((name, value) -> {
            if (!(value instanceof RoutingContext)) copy.addAttribute(name, value);
        });
        return copy.build();
    }

    private static ByteBuffer digest(String header) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(header.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext routing) {
        return oidc.getChallenge(routing);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext routing) {
        return oidc.getCredentialTransport(routing);
    }

    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }
}
