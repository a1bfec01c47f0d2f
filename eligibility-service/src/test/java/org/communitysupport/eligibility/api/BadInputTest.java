package org.communitysupport.eligibility.api;

import static io.restassured.RestAssured.given;
import static org.communitysupport.testkit.web.BadInput.Door.post;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.log.LaneLog;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.BadInput;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.Test;

/** Every door of the service, and what must not come in by it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BadInputTest {
    private final String run = UUID.randomUUID().toString().replace("-", "");
    private final String person = "p" + run;
    private final String episode = "e" + run;
    private final String persons = "/v1/persons/" + person;
    private final String program = persons + "/programs/US-NC.CST";

    @Inject
    Vault vault;

    @Inject
    LaneLog log;

    @Test
    void coverage_necessity_and_units_take_nothing_bad_in() {
        accepted();
        var proof = Map.of("kind", "PORTAL", "reference", "C-1");
        BadInput.knock(
                log,
                List.of(
                        post(
                                "/v1/persons/{person}/coverages",
                                persons + "/coverages",
                                "intake",
                                Map.of(
                                        "payer", "northfork",
                                        "planName", "Medicaid",
                                        "from", "2026-01-01",
                                        "verifiedFrom", "2026-01-01",
                                        "verifiedTo", "2026-03-31",
                                        "checkedOn", "2026-03-02",
                                        "proof", proof,
                                        "memberId", "900100200K"),
                                201),
                        post(
                                "/v1/persons/{person}/coverages/{payer}/end",
                                persons + "/coverages/northfork/end",
                                "intake",
                                Map.of("endedOn", "2026-03-20"),
                                200),
                        post(
                                "/v1/persons/{person}/coverage-checks",
                                persons + "/coverage-checks",
                                "intake",
                                Map.of("checkedFor", "2026-03-25", "proof", proof),
                                200),
                        post(
                                "/v1/persons/{person}/payer-change",
                                persons + "/payer-change",
                                "intake",
                                Map.of("fromPayer", "northfork", "toPayer", "partners", "on", "2026-03-21"),
                                409),
                        post(
                                "/v1/episodes/{id}/assessments",
                                "/v1/episodes/" + person + '.' + episode + "/assessments",
                                "clinician",
                                Map.of(
                                        "program", "US-NC.CST",
                                        "kind", "CCA",
                                        "assessedOn", "2026-03-02",
                                        "staff", "nobody",
                                        "recommendsProgram", true,
                                        "part2", true,
                                        "findings",
                                                Map.of(
                                                        "diagnoses",
                                                        List.of("F25.0"),
                                                        "principalDiagnosis",
                                                        "F25.0",
                                                        "disabilityGroup",
                                                        "MH_SUD",
                                                        "asam",
                                                        Map.of(
                                                                "level", "2.1",
                                                                "rater", "s1",
                                                                "ratedOn", "2026-03-02"))),
                                409),
                        post(
                                "/v1/episodes/{id}/medical-necessity",
                                "/v1/episodes/" + person + '.' + episode + "/medical-necessity",
                                "clinician",
                                Map.of(
                                        "program", "US-NC.CST",
                                        "staff", "nobody",
                                        "determinedOn", "2026-03-02",
                                        "confirmed", true,
                                        "criteria",
                                                List.of(Map.of("id", "A", "verdict", "MET", "source", "assessment"))),
                                409),
                        post(
                                "/v1/persons/{person}/programs/{program}/pass-through",
                                program + "/pass-through",
                                "care-coordinator",
                                Map.of("payer", "northfork", "from", "2026-03-10", "units", 36, "reference", "R1"),
                                422),
                        post(
                                "/v1/persons/{person}/programs/{program}/authorization-requests",
                                program + "/authorization-requests",
                                "care-coordinator",
                                Map.of(
                                        "payer", "northfork",
                                        "units", 128,
                                        "from", "2026-04-01",
                                        "to", "2026-06-30",
                                        "expedited", false),
                                409),
                        post(
                                "/v1/persons/{person}/programs/{program}/authorization-not-required",
                                program + "/authorization-not-required",
                                "care-coordinator",
                                Map.of("payer", "northfork", "from", "2026-07-01", "to", "2026-07-31"),
                                409),
                        post(
                                "/v1/persons/{person}/programs/{program}/authorization-requests/{id}/answer",
                                program + "/authorization-requests/a1/answer",
                                "care-coordinator",
                                Map.of("answer", "DENIED", "reason", "too late", "decidedOn", "2026-03-20"),
                                404),
                        post(
                                "/v1/persons/{person}/programs/{program}/authorization-requests/{id}/cancellation",
                                program + "/authorization-requests/a1/cancellation",
                                "care-coordinator",
                                Map.of("reason", "asked for the wrong days"),
                                404),
                        post(
                                "/v1/persons/{person}/programs/{program}/authorization-requests/{id}/resubmission",
                                program + "/authorization-requests/a1/resubmission",
                                "care-coordinator",
                                Map.of("on", "2026-03-20"),
                                404)));
    }

    private void accepted() {
        for (String other : List.of("care-plan", "encounter")) Foreign.service(other);
        String sealed = vault.seal(
                person,
                "demographics",
                "{\"familyName\":\"Rivers\",\"givenName\":\"Dana\",\"birthDate\":\"1990-02-11\"}"
                        .getBytes(StandardCharsets.UTF_8));
        String clinical = vault.seal(
                person,
                "clinical",
                "{\"disabilityGroup\":\"MH_SUD\",\"diagnoses\":[\"F25.0\"]}".getBytes(StandardCharsets.UTF_8));
        Foreign.service("referral")
                .publish(
                        AggregateId.of("riverbend", "referral", "r" + run),
                        "ReferralAccepted",
                        """
                {"referral":"r%s","person":"%s","episode":"%s","program":"US-NC.CST","payer":"northfork","team":"t1",
                 "acceptedOn":"2026-03-01","demographics":%s,"clinical":%s}"""
                                .formatted(
                                        run,
                                        person,
                                        episode,
                                        Foreign.sealed(person, "demographics", sealed),
                                        Foreign.sealed(person, "clinical", clinical)));
        Awaits.until(
                () -> given().auth()
                        .oauth2(Tokens.of("ada", "riverbend", "intake"))
                        .get(program + "/eligibility")
                        .jsonPath()
                        .getString("episode"),
                episode);
    }
}
