package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.ADMIN;
import static org.communitysupport.journey.demo.Stage.PROGRAM;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** An agency team of this run alone: lead, substance-use professional, qualified professional, two peers; and a physician who orders. */
public final class AnAgencyWithATeam {
    private static final LocalDate LONG_AGO = LocalDate.of(2022, 1, 1);

    private AnAgencyWithATeam() {}

    public static void isSetUp(Story s) {
        s.stage.scene("An agency sets up a team");
        works(s, s.lead, "LCSW", null);
        works(s, s.sudProfessional, "LCAS", null);
        works(s, s.qualified, "QP", null);
        works(s, s.peer, "CPSS", null);
        works(s, s.expiredPeer, "CPSS", s.monday);
        works(s, s.physician, "MD", null);
        holds(s, s.qualified, "PCP_TRAINING", null);
        s.stage.post(
                ADMIN,
                "referral",
                "/v1/teams",
                Map.of(
                        "team",
                        s.team,
                        "name",
                        "Gastonia Community Support Team " + s.run,
                        "program",
                        PROGRAM,
                        "npi",
                        "1234567893",
                        "siteCode",
                        "GAS-1",
                        "timeZone",
                        "America/New_York"));
        serves(s, s.lead, "TEAM_LEAD", 100);
        serves(s, s.sudProfessional, "SUD_PROF", 100);
        serves(s, s.qualified, "QP", 100);
        serves(s, s.peer, "PEER", 50);
        serves(s, s.expiredPeer, "PEER", 50);
        var team = s.stage.until(
                "the team has four full-time equivalents",
                ADMIN,
                "referral",
                "/v1/teams/" + s.team,
                a -> a.body().path("limit").asInt() == 48);
        s.stage.say("   Team " + s.team + ": lead LCSW, LCAS, QP, two CPSS (one certificate ends on " + s.monday
                + "); it may carry " + team.at("/limit") + " people, 12 for each full-time equivalent.");
        isKnownWhereContactsAreLogged(s);
    }

    private static void works(Story s, String staff, String credential, LocalDate until) {
        s.stage.post(ADMIN, "referral", "/v1/staff", Map.of("staff", staff, "displayName", s.cast.somebody()));
        holds(s, staff, credential, until);
    }

    private static void holds(Story s, String staff, String credential, LocalDate until) {
        var body = new HashMap<String, Object>(Map.of("kind", credential, "validFrom", LONG_AGO.toString()));
        if (until != null) body.put("validTo", until.toString());
        s.stage.post(ADMIN, "referral", "/v1/staff/" + staff + "/credentials", body);
    }

    private static void serves(Story s, String staff, String role, int percent) {
        s.stage.post(
                ADMIN,
                "referral",
                "/v1/teams/" + s.team + "/staff",
                Map.of("staff", staff, "role", role, "ftePercent", percent, "from", LONG_AGO.toString()));
    }

    private static void isKnownWhereContactsAreLogged(Story s) {
        for (String staff : new String[] {s.lead, s.sudProfessional, s.qualified, s.peer, s.expiredPeer})
            s.stage.until(
                    "encounter-service knows who is on the team",
                    ADMIN,
                    "encounter",
                    "/v1/staff?staff=" + staff + "&team=" + s.team,
                    a -> !Stage.items(a).isEmpty());
    }
}
