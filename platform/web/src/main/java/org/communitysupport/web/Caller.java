package org.communitysupport.web;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.communitysupport.kernel.AggregateId;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls, as their token says; nothing of it ever comes from a body or a header beside the token. */
@RequestScoped
public class Caller {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final String SERVICE_ACCOUNT = "service-account-";

    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final boolean needsBoundLogins;

    /** @param needsBoundLogins whether a login that the realm binds to no staff member may not sign */
    Caller(
            SecurityIdentity identity,
            JsonWebToken token,
            @ConfigProperty(name = "cs.signatures.need-bound-logins", defaultValue = "false")
                    boolean needsBoundLogins) {
        this.identity = identity;
        this.token = token;
        this.needsBoundLogins = needsBoundLogins;
    }

    /** The provider agency, claim {@code tenant}. */
    public String tenant() {
        String tenant = tenantOrEmpty();
        if (tenant.isEmpty())
            throw Problem.forbidden(
                    "The token has no claim tenant, so it is not known which agency is meant. Ask whoever "
                            + "issues the token to add it.");
        return tenant;
    }

    /** The user's id, or the client's for a client that acts for itself. Never a person's name. */
    public String actor() {
        String user = claim("preferred_username");
        String subject = claim("sub");
        boolean machine = subject.isEmpty() || user.startsWith(SERVICE_ACCOUNT);
        return machine ? client() : subject;
    }

    /** The client application, claim {@code azp}. */
    public String client() {
        String azp = claim("azp");
        return azp.isEmpty() ? claim("sub") : azp;
    }

    public Set<String> roles() {
        return new TreeSet<>(identity.getRoles());
    }

    public boolean has(String... anyRole) {
        return Arrays.stream(anyRole).anyMatch(identity.getRoles()::contains);
    }

    /** The sending system that a client posts referrals for, claim {@code sender}. */
    public Optional<String> sender() {
        String sender = claim("sender");
        return NAME.matcher(sender).matches() ? Optional.of(sender) : Optional.empty();
    }

    /** What the realm says of the sending system beside its name, e.g. {@code kind} for the claim {@code sender_kind}. */
    public Optional<String> sender(String about) {
        String said = claim("sender_" + about);
        return NAME.matcher(said).matches() ? Optional.of(said) : Optional.empty();
    }

    /** The staff member that this login is, claim {@code staff}; empty when the realm binds it to none. */
    public Optional<String> staff() {
        String staff = claim("staff");
        return NAME.matcher(staff).matches() ? Optional.of(staff) : Optional.empty();
    }

    /**
     * Goes on when a signature is the caller's own: a staff id in a body says whom something is about, never who did it.
     *
     * @param rule that says whose signature it must be
     * @param named the staff member whose signature is asked for
     */
    public void signsAs(String rule, String named) {
        var own = staff();
        // A claim that does not read as a staff id binds the login all the same, to nobody.
        if (own.isEmpty() && token.getClaim("staff") == null && !needsBoundLogins) return;
        if (own.isEmpty())
            throw Problem.of(
                            403,
                            "login-is-no-staff-member",
                            "Your login is bound to no staff member, so it cannot sign. Ask the administrator to bind it (claim staff).")
                    .rule(rule);
        if (!own.get().equals(named))
            throw Problem.of(
                            403,
                            "signature-of-another",
                            "This is the signature of another staff member than you are. Each signs with a login of their own.")
                    .rule(rule)
                    .at("/staff", "is not the staff member of this login");
    }

    /**
     * Goes on when the caller has one of the roles; else 403, and a line in the audit. For what depends on the content of a request: the
     * roles of an operation stand on its method, as {@code @RolesAllowed}, and are asked before the body is read.
     */
    public void require(String... anyRole) {
        if (!has(anyRole))
            throw Problem.of(
                    403,
                    "forbidden",
                    "Your roles do not allow this. It needs one of: " + String.join(", ", anyRole) + '.');
    }

    /**
     * The id in the caller's own tenant that an address names; an id that cannot exist is answered like one that does not.
     *
     * @param publicId as in {@link AggregateId#publicId()}
     */
    public AggregateId aggregate(String type, String publicId) {
        try {
            return AggregateId.ofPublic(tenant(), type, publicId);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(type);
        }
    }

    /** Tells callers apart for rates and idempotency keys: two users of one application do not share keys. */
    String key() {
        String client = client();
        String actor = actor();
        return actor.equals(client) ? client : client + '/' + actor;
    }

    String tenantOrEmpty() {
        String tenant = claim("tenant");
        return NAME.matcher(tenant).matches() ? tenant : "";
    }

    boolean isAnonymous() {
        return identity.isAnonymous();
    }

    private String claim(String name) {
        if (identity.isAnonymous()) return "";
        Object value = token.getClaim(name);
        return value == null ? "" : value.toString();
    }
}
