package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.COORDINATOR;

/** Monday: coverage with its proof, assessment, criteria with sources, a licensed person's word, an order, a pass-through. */
final class IntoTheProgram {
    private IntoTheProgram() {}

    static void criteriaAreMetEachWithItsSource(Story s) {
        s.stage.scene("Monday: coverage with proof, assessment, entry criteria each with its source");
        s.stage.itIs(s.monday, "10:00");
        s.main.covered(s.monday, s.monday.plusDays(60), "NF-PORTAL-" + s.run + "-1");
        s.main.assessed(s.lead, s.monday);
        var criteria = s.main.necessityConfirmed(s.lead, s.monday);
        Stage.check(criteria.size() >= 7, "every entry criterion is judged");
        for (var criterion : criteria) {
            Stage.check(!criterion.path("source").asText().isBlank(), "every criterion names its source");
            s.stage.say("   %-8s %-24s %s"
                    .formatted(
                            criterion.path("verdict").asText(),
                            criterion.path("id").asText(),
                            criterion.path("source").asText()));
        }
        Stage.check(
                criteria.stream().noneMatch(c -> c.path("verdict").asText().equals("UNMET")), "no criterion is unmet");
    }

    static void anOrderAndAPassThroughOpenTheEpisode(Story s) {
        s.stage.scene("The physician orders; the pass-through is notified; the episode opens");
        s.main.ordered(s.physician, s.monday);
        var opened = s.main.passThroughFrom(s.monday);
        Stage.same(opened.body().path("units").asInt(), 36, "the units of the pass-through");
        s.stage.say("   Pass-through of " + opened.at("/units") + " units, " + opened.at("/from") + " to "
                + opened.at("/to") + "; the episode is open.");
    }

    static String eligibility(Client client) {
        return client.program() + "/eligibility";
    }

    /** One of the pools of a person: granted, used, reserved, left. */
    static com.fasterxml.jackson.databind.JsonNode pool(Api.Answer eligibility, String kind) {
        for (var pool : Stage.list(eligibility.body().path("authorizations")))
            if (pool.path("kind").asText().equals(kind)) return pool;
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    static Api.Answer poolBecomes(Story s, Client client, String kind, int used, int left) {
        return s.stage.until(
                "of the " + kind + " " + used + " units are used and " + left + " left",
                COORDINATOR,
                "eligibility",
                eligibility(client),
                a -> pool(a, kind).path("used").asInt(-1) == used
                        && pool(a, kind).path("left").asInt(-1) == left);
    }
}
