package org.communitysupport.journey.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.TreeMap;

/** Cents charged = paid + adjusted + open for every claim, from what the payer's answers say line by line. */
final class CentsCheck {
    private static final String[] ANSWERS = {"ClaimPaid", "ClaimPartiallyPaid", "ClaimDenied"};

    private CentsCheck() {}

    /** @return how many claims were checked */
    static int check(List<Logged> billing, Differences found) {
        var charged = new TreeMap<String, Long>();
        for (var event : billing) {
            var json = event.json();
            String claim = json.path("claim").asText();
            if (event.name().equals("ClaimBuilt")) {
                long lines = 0;
                for (JsonNode line : json.path("lines"))
                    lines += line.path("chargeCents").asLong();
                long total = json.path("chargeCents").asLong();
                if (lines != total) found.add(at(event, claim) + " charges " + total + " cents, its lines " + lines);
                charged.put(claim, total);
            }
            if (List.of(ANSWERS).contains(event.name())) answer(event, json, claim, charged.get(claim), found);
        }
        return charged.size();
    }

    private static void answer(Logged event, JsonNode json, String claim, Long charged, Differences found) {
        if (charged == null) {
            found.add(at(event, claim) + " was answered and never built");
            return;
        }
        long paid = json.path("paidCents").asLong();
        long open = json.path("openCents").asLong();
        long adjusted = json.path("adjustedCents").asLong();
        if (charged != paid + adjusted + open)
            found.add(at(event, claim) + ": charged " + charged + " is not " + paid + " paid + " + adjusted
                    + " adjusted + " + open + " open");
    }

    private static String at(Logged event, String claim) {
        return event.envelope().eventId() + " (claim " + claim.substring(claim.indexOf('.') + 1) + ')';
    }
}
