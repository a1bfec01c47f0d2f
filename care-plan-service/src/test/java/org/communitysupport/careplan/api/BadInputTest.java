package org.communitysupport.careplan.api;

import static org.communitysupport.testkit.web.BadInput.Door.post;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.log.LaneLog;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.BadInput;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.RealParts;
import org.junit.jupiter.api.Test;

/** Every door of the service, and what must not come in by it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BadInputTest {
    private static final String TEMPLATE = "/v1/plans/{id}";
    private final String person = "p" + UUID.randomUUID().toString().replace("-", "");
    private final String episode = "e" + UUID.randomUUID().toString().replace("-", "");

    @Inject
    Vault vault;

    @Inject
    BusinessClock clock;

    @Inject
    LaneLog log;

    @Test
    void a_plan_takes_nothing_bad_in() {
        accepted();
        LocalDate today = clock.today(ZoneId.of("America/New_York"));
        var goal = Map.of(
                "targetDate", today.plusDays(100).toString(),
                "responsibleRole", "QP",
                "part2", false,
                "outcome", "Keeps the flat",
                "strategy", "Practises",
                "measure", "Rent is paid",
                "copingStrategies", List.of("calls the team"));
        BadInput.knock(
                log,
                List.of(
                        door(
                                "/draft",
                                Map.of(
                                        "planDate",
                                        today.toString(),
                                        "endDate",
                                        today.plusMonths(6).toString(),
                                        "author",
                                        "s1",
                                        "longRangeOutcome",
                                        "Lives at home",
                                        "whereAmINow",
                                        "In hospital",
                                        "strengths",
                                        List.of("humour")),
                                200),
                        door("/goals", goal, 200),
                        new BadInput.Door(
                                "POST",
                                TEMPLATE + "/goals/{goal}",
                                "/v1/plans/" + person + '.' + episode + "/goals/g1",
                                "care-coordinator",
                                null,
                                "application/json",
                                goal,
                                200),
                        door(
                                "/interventions",
                                Map.of(
                                        "goal", "g1",
                                        "role", "QP",
                                        "unitsPerWeek", 12,
                                        "frequency", "weekly",
                                        "description", "Practises shopping"),
                                200),
                        door(
                                "/crisis-plan",
                                Map.of(
                                        "earlyWarningSigns", List.of("sleeps less"),
                                        "copingStrategies", List.of("calls"),
                                        "steps", List.of("walks"),
                                        "contacts", List.of("sister")),
                                200),
                        door(
                                "/linkages",
                                Map.of(
                                        "kind", "HOUSING",
                                        "state", "ASKED",
                                        "on", today.toString(),
                                        "detail", "two landlords"),
                                200),
                        door(
                                "/natural-supports",
                                Map.of(
                                        "name", "A. Rivers",
                                        "relationship", "sister",
                                        "phone", "555-0100",
                                        "consentScopes", List.of("STATUS")),
                                200),
                        door(
                                "/natural-supports/{support}",
                                "/natural-supports/u1",
                                Map.of(
                                        "name", "A. Rivers",
                                        "relationship", "sister",
                                        "phone", "555-0101",
                                        "consentScopes", List.of("CRISIS")),
                                200),
                        door(
                                "/natural-supports/{support}/contacts",
                                "/natural-supports/u1/contacts",
                                Map.of("on", today.toString(), "about", List.of("CRISIS"), "detail", "called"),
                                200),
                        door(
                                "/natural-supports/{support}/end",
                                "/natural-supports/u1/end",
                                Map.of("on", today.toString(), "reason", "moved away"),
                                200),
                        door("/signatures", Map.of("by", "PERSON"), 200),
                        door("/consent-not-obtained", Map.of("reason", "in hospital"), 200),
                        new BadInput.Door(
                                "POST",
                                TEMPLATE + "/service-orders",
                                "/v1/plans/" + person + '.' + episode + "/service-orders",
                                "clinician",
                                null,
                                "application/json",
                                Map.of(
                                        "staff",
                                        "nobody",
                                        "orderedOn",
                                        today.toString(),
                                        "directContact",
                                        true,
                                        "assessmentReviewed",
                                        true),
                                422),
                        door(
                                "/goals/{goal}/progress",
                                "/goals/g1/progress",
                                Map.of("on", today.toString(), "rating", 4, "encounter", "n1", "evidence", "called"),
                                409),
                        door(
                                "/goals/{goal}/outcome",
                                "/goals/g1/outcome",
                                Map.of("outcome", "ACHIEVED", "on", today.toString(), "reason", "lease signed"),
                                409),
                        door("/activation", null, 409),
                        door(
                                "/revision",
                                Map.of(
                                        "planDate", today.toString(),
                                        "endDate", today.plusMonths(6).toString(),
                                        "reason", "annual"),
                                200)));
    }

    private BadInput.Door door(String step, String to, Object good, int answered) {
        return post(TEMPLATE + step, "/v1/plans/" + person + '.' + episode + to, "care-coordinator", good, answered);
    }

    private BadInput.Door door(String step, Object good, int answered) {
        return post(TEMPLATE + step, "/v1/plans/" + person + '.' + episode + step, "care-coordinator", good, answered);
    }

    private void accepted() {
        String sealed = vault.seal(
                person,
                "demographics",
                "{\"familyName\":\"Rivers\",\"givenName\":\"Robin\",\"birthDate\":\"1992-04-01\"}"
                        .getBytes(StandardCharsets.UTF_8));
        for (String other : List.of("eligibility", "encounter", "billing")) Foreign.service(other);
        var at = Foreign.service("referral")
                .publish(
                        AggregateId.of("riverbend", "referral", "r" + episode.substring(1)),
                        "ReferralAccepted",
                        """
                {"referral":"r%s","person":"%s","episode":"%s","program":"US-NC.CST","payer":"northfork","team":"t1","acceptedOn":"%s",
                 "caseload":1,"limit":48,"part2":false,"demographics":%s}"""
                                .formatted(
                                        episode.substring(1),
                                        person,
                                        episode,
                                        clock.today(ZoneId.of("America/New_York")),
                                        Foreign.sealed(person, "demographics", sealed)));
        Awaits.handled("reaction:WhenReferralMovesThenNoteInPlan", at);
    }
}
