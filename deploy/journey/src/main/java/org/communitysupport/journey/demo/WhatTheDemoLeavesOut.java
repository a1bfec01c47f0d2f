package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.ADMIN;
import static org.communitysupport.journey.demo.Stage.COORDINATOR;
import static org.communitysupport.journey.demo.Stage.INTAKE;
import static org.communitysupport.journey.demo.Stage.STAFF;
import static org.communitysupport.journey.demo.Stage.SUPERVISOR;

import java.time.LocalDate;
import java.util.Map;
import org.communitysupport.journey.demo.Api.Answer;

/**
 * What happens in a year and not in the demo: somebody is admitted three times, a request is denied, a referral comes twice, is corrected,
 * a contact is void, staff change their team, a member their payer. Played before what a system holds is kept as test data.
 */
public final class WhatTheDemoLeavesOut {
    private final Story s;
    private final Stage stage;
    private final LocalDate day;

    public WhatTheDemoLeavesOut(Story story) {
        s = story;
        stage = s.stage;
        day = s.monday;
    }

    /** One Monday, from the morning on. */
    public void isPlayed() {
        AnAgencyWithATeam.isSetUp(s);
        stage.itIs(day, "14:00");
        var who = s.cast.person(41, day);
        comesAndLeaves(who);
        comesBackAndLeaves(who);
        comesBackAndStays(who);
        isReferredTwiceAndCorrected();
        somebodyChangesTheirPayer();
        somebodyChangesTheirTeam();
        stage.itIs(day.plusDays(1), "14:00");
    }

    private void comesAndLeaves(Cast.Person who) {
        var c = admitted(who, 1);
        c.covered(day, day.plusDays(60), "NF-PORTAL-" + s.run + "-k");
        c.assessed(s.lead, day);
        c.necessityConfirmed(s.lead, day);
        c.ordered(s.physician, day);
        c.passThroughFrom(day);
        c.served(s.lead, day, "08:00", "08:45");
        var wrong = c.served(s.qualified, day, "09:00", "09:30");
        stage.post(
                STAFF,
                "encounter",
                "/v1/encounters/" + wrong.id() + "/amendment",
                Map.of("addendum", "Also called the sister.", "reason", "late addition"));
        stage.post(
                SUPERVISOR,
                "encounter",
                "/v1/encounters/" + wrong.id() + "/void",
                Map.of("reason", "somebody else was seen"));
        closed(c);
    }

    private void comesBackAndLeaves(Cast.Person who) {
        var c = admitted(who, 2);
        s.main = c;
        c.assessed(s.lead, day);
        c.necessityConfirmed(s.lead, day);
        c.ordered(s.physician, day);
        APlanOfTheirOwn.isDraftedSignedAndActive(s);
        APlanOfTheirOwn.fillsThePayersForm(s);
        answered(c, Map.of("answer", "PENDED", "reason", "LOCUS sheet missing"));
        answered(
                c,
                Map.of(
                        "answer",
                        "GRANTED",
                        "number",
                        s.number,
                        "units",
                        40,
                        "from",
                        day.toString(),
                        "to",
                        day.plusDays(59).toString()));
        isOpen(c);
        c.served(s.lead, day, "10:00", "10:45");
        UnitsRunOut.visit(s, c, day.plusDays(2));
        closed(c);
    }

    private void comesBackAndStays(Cast.Person who) {
        var c = admitted(who, 3);
        s.main = c;
        c.assessed(s.lead, day);
        c.necessityConfirmed(s.lead, day);
        c.ordered(s.physician, day);
        APlanOfTheirOwn.isDraftedSignedAndActive(s);
        APlanOfTheirOwn.fillsThePayersForm(s);
        answered(c, Map.of("answer", "DENIED", "reason", "Criteria not met in the payer's view"));
        APlanOfTheirOwn.fillsThePayersForm(s);
        answered(
                c,
                Map.of(
                        "answer",
                        "GRANTED",
                        "number",
                        s.number + "B",
                        "units",
                        128,
                        "from",
                        day.toString(),
                        "to",
                        day.plusDays(59).toString()));
        isOpen(c);
        c.served(s.peer, day, "11:00", "11:45");
        UnitsRunOut.visit(s, c, day.plusDays(3));
    }

    private Client admitted(Cast.Person who, int time) {
        var c = Client.referred(stage, who, "K-" + s.run + '-' + time, day).identified();
        c.triaged();
        c.acceptedInto(s.team);
        return c;
    }

    private Answer answered(Client c, Map<String, Object> answer) {
        return stage.post(
                COORDINATOR, "eligibility", c.program() + "/authorization-requests/" + s.request + "/answer", answer);
    }

    private void isOpen(Client c) {
        stage.until("the episode is open", INTAKE, "referral", "/v1/referrals/" + c.referral, a -> a.at("/stage")
                .equals("EPISODE_OPEN"));
    }

    private void closed(Client c) {
        stage.post(
                SUPERVISOR,
                "referral",
                "/v1/episodes/" + c.episode + "/closure",
                Map.of("closedOn", day.toString(), "reason", "MOVED"));
    }

    private void isReferredTwiceAndCorrected() {
        var who = s.cast.person(29, day);
        Client.referred(stage, who, "K-" + s.run + "-4", day).identified();
        Client.referred(stage, who, "K-" + s.run + "-4", day.plusDays(1)).identified();
        var again = Client.referred(stage, who, "K-" + s.run + "-5", day);
        stage.until(
                "the second referral is known as a duplicate",
                INTAKE,
                "referral",
                "/v1/referrals/" + again.referral,
                a -> a.text().contains("DUPLICATE"));
        var mistaken = admittedAnew();
        stage.post(
                INTAKE,
                "referral",
                "/v1/referrals/" + mistaken.referral + "/decline",
                Map.of("reason", "OUT_OF_COMPETENCY"));
    }

    private Client admittedAnew() {
        var c = Client.referred(stage, s.cast.person(37, day), "K-" + s.run + "-6", day)
                .identified();
        c.triaged();
        return c;
    }

    private void somebodyChangesTheirPayer() {
        var c = Client.referred(stage, s.cast.person(52, day), "K-" + s.run + "-7", day)
                .identified();
        c.triaged();
        c.acceptedInto(s.team);
        c.covered(day, day.plusDays(60), "NF-PORTAL-" + s.run + "-m");
        c.passThroughFrom(day);
        c.served(s.sudProfessional, day, "12:00", "12:45");
        stage.post(
                INTAKE,
                "eligibility",
                "/v1/persons/" + c.person + "/payer-change",
                Map.of(
                        "fromPayer",
                        Stage.PAYER,
                        "toPayer",
                        "partners",
                        "on",
                        day.plusDays(1).toString()));
    }

    private void somebodyChangesTheirTeam() {
        String other = s.team + "-west";
        stage.post(
                ADMIN,
                "referral",
                "/v1/teams",
                Map.of(
                        "team",
                        other,
                        "name",
                        "Gastonia West " + s.run,
                        "program",
                        Stage.PROGRAM,
                        "npi",
                        "1234567893",
                        "siteCode",
                        "GAS-2",
                        "timeZone",
                        "America/New_York"));
        stage.post(
                ADMIN,
                "referral",
                "/v1/teams/" + s.team + "/staff/" + s.sudProfessional + "/end",
                Map.of("until", day.toString()));
        stage.post(
                ADMIN,
                "referral",
                "/v1/teams/" + other + "/staff",
                Map.of(
                        "staff",
                        s.sudProfessional,
                        "role",
                        "SUD_PROF",
                        "ftePercent",
                        100,
                        "from",
                        day.plusDays(1).toString()));
    }
}
