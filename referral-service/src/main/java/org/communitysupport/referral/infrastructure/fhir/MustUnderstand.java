package org.communitysupport.referral.infrastructure.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What changes the meaning of everything around it, wherever it stands: it is understood or the whole is refused. */
final class MustUnderstand {
    private static final Set<String> TAKEN = Set.of("POST", "PUT");

    private MustUnderstand() {}

    static void check(JsonNode json, String path, Findings findings) {
        var entries = json.path("entry");
        for (int i = 0; i < entries.size(); i++) {
            String method = entries.path(i).path("request").path("method").asText("POST");
            if (!TAKEN.contains(method))
                findings.fault(
                        "method-not-taken",
                        path + ".entry[" + i + "].request.method",
                        "The entry has another method than POST or PUT. This address receives referrals only; "
                                + "send each entry with POST or PUT.");
        }
        within(json, path, findings);
    }

    private static void within(JsonNode node, String path, Findings findings) {
        node.properties().forEach(e -> {
            String at = path + '.' + e.getKey();
            if (e.getKey().equals("modifierExtension") && !e.getValue().isEmpty())
                findings.fault(
                        "modifier-not-understood",
                        at,
                        "The resource has a modifier extension that this service does not know, so its meaning "
                                + "is not certain. Send it without.");
            else if (e.getKey().equals("implicitRules"))
                findings.fault(
                        "modifier-not-understood",
                        at,
                        "The resource has implicitRules that this service does not know, so its meaning is not "
                                + "certain. Send it without.");
            else within(e.getValue(), at, findings);
        });
        if (node.isArray()) for (int i = 0; i < node.size(); i++) within(node.get(i), path + '[' + i + ']', findings);
    }
}
