package org.communitysupport.local;

import java.io.PrintStream;
import java.util.List;
import org.communitysupport.parts.keycloak.Keycloak;
import org.communitysupport.parts.keycloak.Tokens;

/** What a person needs to know once everything serves: addresses, pages, a first request to paste. */
record Greeting(Home home, List<Part> parts) {

    void print(PrintStream out, boolean detached) {
        out.println();
        for (Part part : parts) {
            boolean service = part.address().startsWith("http") && !part.needs().isEmpty();
            out.println("  " + Launcher.padded(part) + " " + part.address()
                    + (service ? "   API: " + part.address() + "/q/swagger-ui" : ""));
        }
        if (parts.stream().anyMatch(p -> p.name().equals("referral"))) {
            out.println();
            out.println("Refer somebody, as the LME-MCO (test data only; every local password is '"
                    + Tokens.LOCAL_SECRET + "'):");
            out.println();
            out.println(curl());
        }
        out.println();
        out.println(
                detached
                        ? "All of it runs on. ./cs status shows it, ./cs stop ends it."
                        : "Ctrl-C stops all of it. In another terminal: ./cs status, ./cs logs <part>, ./cs restart <part>.");
        out.flush();
    }

    private String curl() {
        return """
                TOKEN=$(curl -s %s/protocol/openid-connect/token -d grant_type=client_credentials -d client_id=lme-partners -d client_secret=%s | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                curl -i http://127.0.0.1:%d/v1/referrals -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(date +%%s)" -H 'Content-Type: application/json' -d @%s"""
                .formatted(
                        Keycloak.issuer(home.keycloakPort()),
                        Tokens.LOCAL_SECRET,
                        home.port(8081),
                        home.root().resolve("deploy/local/samples/referral.json"));
    }
}
