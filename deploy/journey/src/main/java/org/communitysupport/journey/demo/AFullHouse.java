package org.communitysupport.journey.demo;

import static org.communitysupport.journey.demo.Stage.COORDINATOR;
import static org.communitysupport.journey.demo.Stage.INTAKE;
import static org.communitysupport.journey.demo.Stage.PLANNER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The limits: 48 of 48, somebody who withdraws, and referrals that are not for us. */
final class AFullHouse {
    private static final int LIMIT = 48;
    private static final int AT_ONCE = 6;

    private AFullHouse() {}

    /** Three more with a story of their own come on the same Friday. */
    static void beginsWithThreeMore(Story s) {
        s.stage.scene("Three more referrals on the same Friday");
        s.lateOrder = another(s, 2);
        s.payerChange = another(s, 3);
        s.withdrawing = another(s, 4);
        for (var c : List.of(s.lateOrder, s.payerChange, s.withdrawing)) c.identified();
        for (var c : List.of(s.lateOrder, s.payerChange, s.withdrawing)) accepted(s, c);
        s.stage.say("   Capacity of the team: " + AFridayAfternoonReferral.carried(AFridayAfternoonReferral.team(s, 4))
                + ".");
    }

    private static Client another(Story s, int n) {
        return Client.referred(s.stage, s.cast.person(25 + n, s.friday), "MERCY-" + s.run + "-" + n, s.monday);
    }

    private static void accepted(Story s, Client client) {
        client.triaged();
        client.acceptedInto(s.team);
    }

    static void isReachedAt48Of48(Story s) {
        s.stage.scene("The team fills up: " + (LIMIT - 4) + " more, " + AT_ONCE + " at a time");
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var all = new java.util.ArrayList<Future<?>>();
            for (int n = 5; n <= LIMIT; n++) {
                int number = n;
                all.add(threads.submit(() -> accepted(s, another(s, number).identified())));
            }
            for (var one : all) one.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("The demo was interrupted.");
        }
        var team = AFridayAfternoonReferral.team(s, LIMIT);
        s.stage.say("   Capacity of the team: " + AFridayAfternoonReferral.carried(team) + ".");
    }

    static void declinesWithTheProof(Story s) {
        s.stage.scene("Another person is declined at 48 of 48, with the proof");
        var c = another(s, LIMIT + 1).identified();
        c.triaged();
        var no = Stage.refused(
                s.stage
                        .api()
                        .post(
                                INTAKE,
                                "referral",
                                "/v1/referrals/" + c.referral + "/acceptance",
                                Map.of("team", s.team)),
                "no-capacity",
                "Acceptance into a full team");
        Stage.same(no.at("/facts/caseload"), "48", "the caseload that the refusal names");
        var declined = s.stage.post(
                INTAKE,
                "referral",
                "/v1/referrals/" + c.referral + "/decline",
                Map.of("reason", "NO_CAPACITY", "team", s.team));
        Stage.same(declined.body().at("/proof/caseload").asInt(), LIMIT, "the caseload in the proof");
        Stage.same(declined.body().at("/proof/limit").asInt(), LIMIT, "the limit in the proof");
        s.stage.say("   Declined: NO_CAPACITY, " + declined.at("/proof/caseload") + " of " + declined.at("/proof/limit")
                + ", as the team's history shows at " + declined.at("/proof/position") + ".");
    }

    static void givesBackSlotAndUnits(Story s) {
        s.stage.scene("One withdraws: slot and units come back");
        var c = s.withdrawing;
        c.covered(s.day(11), s.day(40), "NF-PORTAL-" + s.run + "-4");
        c.passThroughFrom(s.day(11));
        UnitsRunOut.visit(s, c, s.day(12));
        reserved(s, c, 4, 32);
        s.stage.say("   A visit for tomorrow is scheduled: 4 units reserved, 32 of 36 left.");
        s.stage.post(
                INTAKE,
                "referral",
                "/v1/referrals/" + c.referral + "/withdrawal",
                Map.of("reason", "MEMBER_WITHDREW", "on", s.day(11).toString()));
        var team = AFridayAfternoonReferral.team(s, LIMIT - 1);
        reserved(s, c, 0, 36);
        s.stage.say("   Withdrawn: nothing is reserved any more, 36 of 36 units are back; the team carries "
                + AFridayAfternoonReferral.carried(team) + ".");
    }

    private static void reserved(Story s, Client c, int reserved, int left) {
        s.stage.until(
                reserved + " units are reserved and " + left + " left",
                COORDINATOR,
                "eligibility",
                IntoTheProgram.eligibility(c),
                a -> IntoTheProgram.pool(a, "PASS_THROUGH").path("reserved").asInt(-1) == reserved
                        && IntoTheProgram.pool(a, "PASS_THROUGH").path("left").asInt(-1) == left);
    }

    static void answersWhatIsNotForUsAsSuch(Story s) {
        s.stage.scene("Referrals that are not for us, as FHIR bundles");
        String food = bundle(
                sample("gravity__ServiceRequest-SDOHCC-ServiceRequestActiveFoodPantryApplicationAssistExample.json"),
                sample("uscore9__patient-example.json"));
        var wrongProgram = Stage.refused(fhir(s, food), "wrong-program", "A request for a food pantry");
        s.stage.say("   A request for a food pantry: " + wrongProgram.status() + " " + wrongProgram.at("/code") + ". "
                + wrongProgram.at("/detail"));
        var away = Stage.refused(
                fhir(s, sample("synthea__Clemente_Kreiger_1484a42d-0eaf-4654-9cbf-6b050a5cd73b.json")),
                "out-of-area",
                "A bundle of somebody in Massachusetts");
        s.stage.say(
                "   Somebody in Massachusetts: " + away.status() + " " + away.at("/code") + ". " + away.at("/detail"));
    }

    private static Api.Answer fhir(Story s, String bundle) {
        return s.stage
                .api()
                .post(
                        PLANNER,
                        "referral",
                        "/v1/fhir",
                        "application/fhir+json",
                        bundle.getBytes(StandardCharsets.UTF_8));
    }

    private static String bundle(String... resources) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
                + String.join("},{\"resource\":", resources) + "}]}";
    }

    private static String sample(String name) {
        try (var in = AFullHouse.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) throw new IllegalStateException("the sample " + name + " is missing");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
