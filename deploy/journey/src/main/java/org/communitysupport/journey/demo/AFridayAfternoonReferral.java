package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.ADMIN;
import static org.communitysupport.journey.demo.Stage.PLANNER;

import java.util.List;
import java.util.Set;
import org.communitysupport.journey.demo.Api.Answer;

/** Friday 15:40: a discharge planner refers somebody who leaves hospital on Monday; intake finds room the same afternoon. */
final class AFridayAfternoonReferral {
    private AFridayAfternoonReferral() {}

    static void arrives(Story s) {
        s.stage.scene("A discharge planner refers somebody, on a Friday afternoon");
        s.stage.itIs(s.friday, "15:40");
        s.main = Client.referred(s.stage, s.cast.person(34, s.friday), "MERCY-" + s.run + "-1", s.monday)
                .identified();
        var received = s.main.read();
        Stage.check(received.body().path("part2").asBoolean(), "F10.20 makes it a Part 2 referral");
        s.stage.say("   Referral " + s.main.referral + ": 34 years, F25.0 and F10.20, two admissions in 90 days,"
                + " LOCUS composite 21, ASAM 2.1, leaves hospital on " + received.at("/dischargeOn") + ".");
        s.stage.say("   An answer is due by " + received.at("/responseDueAt") + ".");
    }

    static void isAcceptedTheSameAfternoon(Story s) {
        s.stage.scene("Intake triages and accepts into real capacity");
        s.stage.itIs(s.friday, "16:10");
        s.main.triaged();
        var before = team(s, 0);
        var accepted = s.main.acceptedInto(s.team);
        Stage.same(accepted.at("/stage"), "ACCEPTED", "the stage of the referral");
        var after = team(s, 1);
        s.stage.say("   Capacity of the team: " + carried(before) + " → " + carried(after) + ".");
    }

    /** 42 CFR Part 2: without the person's consent a referrer reads no more than that it was received. */
    static void isReadBackAsFarAsThePersonConsents(Story s) {
        s.stage.scene("Part 2: what the planner reads back is what the person consents to");
        var before = s.stage.until(
                "the planner reads that it was received",
                PLANNER,
                "referral",
                "/v1/referrals/" + s.main.referral,
                a -> true);
        Stage.same(before.at("/status"), "RECEIVED", "what the planner reads without a consent");
        Stage.same(
                Set.copyOf(Client.texts(before.body().path("withheld"))),
                Set.of("STATUS", "TEAM", "APPOINTMENT", "CLINICAL"),
                "what is withheld without a consent");
        s.stage.say("   Without consent: status " + before.at("/status") + ", withheld "
                + before.body().path("withheld") + ".");
        s.main.consents(List.of("STATUS", "TEAM"), s.friday);
        var after = s.stage.until(
                "the planner reads the status after the consent",
                PLANNER,
                "referral",
                "/v1/referrals/" + s.main.referral,
                a -> a.at("/status").equals("ACCEPTED"));
        Stage.same(after.at("/team"), s.team, "the team that the planner reads");
        Stage.check(
                after.body().path("clinical").isNull()
                        || after.body().path("clinical").isMissingNode(),
                "clinical content stays closed, for the consent does not name it");
        s.stage.say("   With consent to status and team: status " + after.at("/status") + ", team " + after.at("/team")
                + ", still withheld " + after.body().path("withheld") + ".");
    }

    static Answer team(Story s, int caseload) {
        return s.stage.until(
                "the team carries " + caseload,
                ADMIN,
                "referral",
                "/v1/teams/" + s.team,
                a -> a.body().at("/team/caseload").asInt() == caseload);
    }

    static String carried(Answer team) {
        return team.at("/team/caseload") + " of " + team.at("/limit");
    }
}
