package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.COORDINATOR;
import static org.communitysupport.journey.demo.Stage.STAFF;
import static org.communitysupport.journey.demo.Stage.SUPERVISOR;

import java.time.LocalDate;
import java.util.Map;

/** 34 of 36 units used and 3 more wanted; the payer's answer; and how far it reaches. */
final class UnitsRunOut {
    private UnitsRunOut() {}

    static void at34Of36With3MoreWanted(Story s) {
        s.stage.scene("34 of 36 pass-through units are used, and 3 more are wanted");
        var c = s.main;
        s.stage.itIs(s.day(6), "13:00");
        c.served(s.lead, s.day(6), "10:00", "12:00");
        s.stage.itIs(s.day(7), "16:00");
        c.served(s.sudProfessional, s.day(7), "09:00", "11:00");
        c.served(s.qualified, s.day(7), "13:00", "15:00");
        IntoTheProgram.poolBecomes(s, c, "PASS_THROUGH", 34, 2);
        s.stage.say("   Used: 34 of 36.");
        s.stage.itIs(s.day(10), "12:00");
        c.served(s.peer, s.day(10), "10:00", "10:45");
        var held = OneDay.heldFor(s, c, "units-exhausted", 1);
        LateSignatures.tell(s, held);
        var pools = IntoTheProgram.poolBecomes(s, c, "PASS_THROUGH", 36, 0);
        Stage.same(pools.body().path("shortLines").size(), 1, "the number of lines that are short");
    }

    static void untilThePayerAnswers(Story s) {
        s.stage.scene("The payer's answer is keyed in: 128 units");
        s.stage.itIs(s.day(11), "09:00");
        var c = s.main;
        s.stage.post(
                COORDINATOR,
                "eligibility",
                c.program() + "/authorization-requests/" + s.request + "/answer",
                Map.of(
                        "answer",
                        "GRANTED",
                        "number",
                        s.number,
                        "units",
                        128,
                        "from",
                        s.monday.toString(),
                        "to",
                        s.monday.plusDays(59).toString()));
        IntoTheProgram.poolBecomes(s, c, "AUTHORIZATION", 1, 127);
        s.stage.until(
                "the line that was short is no longer held",
                SUPERVISOR,
                "encounter",
                "/v1/held?person=" + c.person + "&cause=units-exhausted",
                a -> Stage.items(a).isEmpty());
        var day = s.stage.until(
                "the line is drawn from both",
                STAFF,
                "encounter",
                c.day(s.day(10)),
                a -> c.linesOf(a).get("H2015 HT U1").at("/answer/allocations").size() == 2);
        for (var part : c.linesOf(day).get("H2015 HT U1").at("/answer/allocations"))
            s.stage.say("   Drawn: " + part.path("units").asInt() + " from "
                    + part.path("kind").asText()
                    + (part.hasNonNull("number") ? " " + part.path("number").asText() : "") + ".");
    }

    static void areSeenOnTheBoardBeforeRenewal(Story s) {
        s.stage.scene("The coordination board before renewal");
        var c = s.main;
        int scheduled = 0;
        for (int day : new int[] {12, 14, 17, 19, 21, 24}) {
            visit(s, c, s.day(day));
            scheduled += 4;
        }
        int units = scheduled;
        var board = s.stage.until(
                "the board shows the scheduled units",
                COORDINATOR,
                "care-plan",
                "/v1/board?person=" + c.person,
                a -> a.body().at("/items/0/authorization/scheduled").asInt() == units);
        var line = Stage.items(board).getFirst();
        var authorization = line.path("authorization");
        Stage.same(authorization.path("granted").asInt(), 128, "the units granted, as the board shows them");
        Stage.same(authorization.path("left").asInt(), 127 - units, "the units left, as the board shows them");
        var out = LocalDate.parse(authorization.path("projectedLastDay").asText());
        var ask = LocalDate.parse(authorization.path("lastSafeDayToAsk").asText());
        Stage.check(ask.isBefore(out), "the last safe day to ask comes before the units run out");
        s.stage.say("   Authorization " + authorization.path("number").asText() + ": granted 128, used "
                + authorization.path("used").asInt() + ", scheduled " + units + ", left "
                + authorization.path("left").asInt() + ", pace "
                + authorization.path("unitsPerWeek").asText()
                + " units a week.");
        s.stage.say("   At this pace they last until " + out + "; the last safe day to ask is " + ask + ".");
        s.stage.say("   Missing for the next request: " + words(line.path("missing")) + "; alerts: "
                + words(line.path("alerts")) + ".");
        s.stage.say("   Roles seen in 30 days: " + line.path("rolesSeen30Days") + "; next contact "
                + line.at("/nextContact/startAt").asText() + ".");
        Stage.check(line.path("rolesSeen30Days").size() >= 3, "the board shows which roles were seen");
    }

    static void visit(Story s, Client c, LocalDate day) {
        s.stage.post(
                STAFF,
                "encounter",
                "/v1/encounters",
                Map.of(
                        "person",
                        c.person,
                        "program",
                        Stage.PROGRAM,
                        "staff",
                        s.qualified,
                        "startAt",
                        Stage.at(day, c == s.main ? "10:00" : "15:00").toString(),
                        "minutes",
                        60,
                        "mode",
                        "FACE_TO_FACE"));
    }

    private static String words(com.fasterxml.jackson.databind.JsonNode list) {
        return list.isEmpty() ? "nothing" : String.join(", ", Client.texts(list));
    }
}
