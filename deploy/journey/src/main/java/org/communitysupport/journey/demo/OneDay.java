package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.CLINICIAN;
import static org.communitysupport.journey.demo.Stage.STAFF;
import static org.communitysupport.journey.demo.Stage.SUPERVISOR;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Map;

/** Tuesday and the nights after: many hands, shared minutes, a crisis at 02:40, a visit over midnight. */
final class OneDay {
    private OneDay() {}

    static void ofManyHands(Story s) {
        s.stage.scene("One day: a peer 10 + 10 + 10 minutes, the lead 50, 20 of them together with the QP");
        LocalDate tuesday = s.day(4);
        s.stage.itIs(tuesday, "18:00");
        var c = s.main;
        var peer = c.served(s.peer, tuesday, "09:00", "09:10");
        c.served(s.peer, tuesday, "11:30", "11:40");
        c.served(s.peer, tuesday, "13:00", "13:10");
        var lead = c.served(s.lead, tuesday, "10:00", "10:50");
        var together = c.served(s.qualified, tuesday, "10:30", "10:50");
        Stage.same(peer.service(), "H2015 HT U1", "the service of the peer");
        Stage.same(lead.service(), "H2015 HT HO", "the service of the lead");
        var held = heldFor(s, c, "overlap-undecided", 1);
        s.stage.say("   Held, because " + held.at("/causes/0/detail").asText() + " ("
                + held.at("/causes/0/rule").asText() + ", "
                + held.at("/causes/0/mend").asText() + ").");
        s.stage.post(
                SUPERVISOR,
                "encounter",
                c.day(tuesday) + "/billable-choice",
                Map.of(
                        "billed", lead.local(),
                        "notBilled", together.local(),
                        "reason", "The lead led the session; the QP learned."));
        oneContactIsVoidedBeforeRelease(s, tuesday);
        var day = s.stage.until(
                "the day has 2 units of the peer and 3 of the lead, all covered",
                STAFF,
                "encounter",
                c.day(tuesday),
                a -> units(c, a, "H2015 HT U1") == 2
                        && units(c, a, "H2015 HT HO") == 3
                        && units(c, a, "H2015 HT HN") == 0);
        Stage.same(minutes(c, day, "H2015 HT U1"), 30, "the minutes of the peer");
        Stage.same(minutes(c, day, "H2015 HT HO"), 50, "the minutes of the lead");
        s.stage.say("   The day: H2015 HT U1 30 minutes = 2 units; H2015 HT HO 50 minutes = 3 units; the QP's shared"
                + " minutes are not billed, as the supervisor chose.");
    }

    private static void oneContactIsVoidedBeforeRelease(Story s, LocalDate day) {
        var wrong = s.main.served(s.qualified, day, "14:00", "14:30");
        s.stage.post(
                STAFF,
                "encounter",
                "/v1/encounters/" + wrong.id() + "/void",
                Map.of("reason", "logged for the wrong person"));
        s.stage.say("   A contact of 30 minutes logged for the wrong person is voided before it goes out.");
    }

    static void andTheNightsAfter(Story s) {
        s.stage.scene("A crisis contact at 02:40, and a visit over midnight");
        LocalDate wednesday = s.day(5);
        s.stage.itIs(wednesday, "08:00");
        var crisis = s.main.served(
                s.lead,
                Stage.at(wednesday, "02:40"),
                Stage.at(wednesday, "03:10"),
                Map.of("crisis", true, "responseMinutes", 25));
        var read = s.stage.until(
                "the crisis contact is signed",
                CLINICIAN,
                "encounter",
                "/v1/encounters/" + crisis.id(),
                a -> a.body().at("/encounter/crisis").asBoolean()
                        && !a.at("/encounter/signedAt").isBlank());
        s.stage.say("   Crisis contact on " + read.at("/encounter/date") + " at 02:40, there after "
                + read.at("/encounter/responseMinutes") + " minutes, 30 minutes long.");
        LateSignatures.theOrderComesADayLate(s);
        s.stage.itIs(s.day(6), "08:00");
        var night = s.main.served(s.qualified, Stage.at(wednesday, "23:30"), Stage.at(s.day(6), "00:20"), Map.of());
        Stage.same(night.encounters().size(), 2, "the number of encounters of a visit over midnight");
        s.stage.say("   A visit from 23:30 to 00:20 is two encounters, one on each date of service.");
    }

    static JsonNode heldFor(Story s, Client c, String cause, int atLeast) {
        var held = s.stage.until(
                "a line is held: " + cause,
                SUPERVISOR,
                "encounter",
                "/v1/held?person=" + c.person + "&cause=" + cause,
                a -> Stage.items(a).size() >= atLeast);
        var line = Stage.items(held).getFirst();
        for (var found : line.path("causes"))
            if (found.path("code").asText().equals(cause)) return onlyCause(line, found);
        throw new Broken("A held line does not name its cause " + cause + ".");
    }

    private static JsonNode onlyCause(JsonNode line, JsonNode cause) {
        var copy = (com.fasterxml.jackson.databind.node.ObjectNode) line.deepCopy();
        copy.putArray("causes").add(cause);
        return copy;
    }

    static int units(Client c, Api.Answer day, String service) {
        var line = c.linesOf(day).get(service);
        return line == null ? -1 : line.at("/daily/units").asInt();
    }

    private static int minutes(Client c, Api.Answer day, String service) {
        return c.linesOf(day).get(service).at("/daily/minutes").asInt();
    }
}
