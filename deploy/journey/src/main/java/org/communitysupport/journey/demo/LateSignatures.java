package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.STAFF;
import static org.communitysupport.journey.demo.Stage.SUPERVISOR;

import java.util.Map;

/** Near misses of another person: an order signed a day late, and a peer whose certificate expired yesterday. */
final class LateSignatures {
    private LateSignatures() {}

    /** Referred on the same Friday; on Monday the physician does not sign. */
    static void somebodyElseStartsWithoutAnOrder(Story s) {
        s.stage.scene("Somebody else starts on Monday as well, and the order is forgotten");
        var c = s.lateOrder;
        c.covered(s.monday, s.monday.plusDays(60), "NF-PORTAL-" + s.run + "-2");
        c.assessed(s.lead, s.monday);
        c.necessityConfirmed(s.lead, s.monday);
        c.passThroughFrom(s.monday);
        s.stage.say("   The episode is open, no order is signed.");
    }

    static void holdTheDay(Story s) {
        s.stage.scene("Near misses: no order, and a peer's certificate that expired yesterday");
        var c = s.lateOrder;
        var tuesday = s.day(4);
        c.served(s.sudProfessional, tuesday, "14:00", "14:30");
        var expired = c.served(s.expiredPeer, tuesday, "16:00", "16:15");
        Stage.check(
                expired.warnings().stream()
                        .anyMatch(w -> w.path("code").asText().equals("staff-credential-missing")),
                "logging already warns of the expired certificate");
        tell(s, OneDay.heldFor(s, c, "order-missing", 1));
        tell(s, OneDay.heldFor(s, c, "staff-credential-missing", 1));
    }

    static void theOrderComesADayLate(Story s) {
        var wednesday = s.day(5);
        s.stage.itIs(wednesday, "12:00");
        var c = s.lateOrder;
        c.ordered(s.physician, wednesday);
        var held = OneDay.heldFor(s, c, "order-after-service", 1);
        tell(s, held);
        s.stage.post(
                SUPERVISOR,
                "encounter",
                c.day(s.day(4)) + "/non-billable",
                Map.of("line", line(s, c, "H2015 HT HF"), "reason", "no order on the day of service"));
        c.served(s.sudProfessional, wednesday, "11:00", "11:30");
        s.stage.until(
                "the day after the order is covered",
                STAFF,
                "encounter",
                c.day(wednesday),
                a -> c.linesOf(a).values().stream()
                        .anyMatch(l -> l.at("/answer/shortUnits").asInt(-1) == 0
                                && l.path("causes").isEmpty()));
        s.stage.say("   Tuesday's line is not billed, by a supervisor; Wednesday's, after the order, flows.");
    }

    private static String line(Story s, Client c, String service) {
        var day = s.stage.get(STAFF, "encounter", c.day(s.day(4)));
        return c.linesOf(day).get(service).at("/daily/line").asText();
    }

    static void tell(Story s, com.fasterxml.jackson.databind.JsonNode held) {
        s.stage.say("   Held: " + held.at("/causes/0/detail").asText() + " ("
                + held.at("/causes/0/rule").asText() + "); who can mend it: "
                + held.at("/causes/0/mend").asText() + ".");
    }
}
