package org.communitysupport.referral.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.testkit.web.BadInput.Door.post;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.log.LaneLog;
import org.communitysupport.testkit.web.BadInput;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.Test;

/** Every door of the service, and what must not come in by it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BadInputTest {
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Inject
    LaneLog log;

    @Test
    void staff_and_teams_take_nothing_bad_in() {
        BadInput.knock(log, staffAndTeams(), others(referrals()));
    }

    @Test
    void referrals_take_nothing_bad_in() {
        BadInput.knock(log, referrals(), others(staffAndTeams()));
    }

    @Test
    void a_bundle_that_is_not_fhir_leaves_nothing_behind() throws IOException {
        var before = log.heads();
        for (String bad : List.of(
                "<Bundle xmlns=\"http://hl7.org/fhir\"/>",
                "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[]}",
                bundle().replace("\"resourceType\": \"Patient\"", "\"resourceType\": \"Person\""),
                "{\"resourceType\":\"Patient\"}"))
            given().auth()
                    .oauth2(Tokens.client("hospital-planner", "riverbend", "MERCY-HOSPITAL", "referral-sender"))
                    .config(io.restassured.RestAssured.config()
                            .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                    .encodeContentTypeAs("application/fhir+json", ContentType.TEXT)))
                    .contentType("application/fhir+json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(bad)
                    .post("/v1/fhir")
                    .then()
                    .statusCode(org.hamcrest.Matchers.oneOf(400, 422))
                    .contentType("application/fhir+json");
        assertThat(log.heads()).isEqualTo(before);
    }

    private static String[] others(List<BadInput.Door> doors) {
        return doors.stream().map(BadInput.Door::toString).toArray(String[]::new);
    }

    private List<BadInput.Door> staffAndTeams() {
        String staff = "bs" + run;
        String team = "bt" + run;
        return List.of(
                post(
                        "/v1/staff",
                        "/v1/staff",
                        "agency-admin",
                        Map.of("staff", staff, "displayName", "J. Poe", "npi", "1234567893"),
                        201),
                post(
                        "/v1/staff/{id}/credentials",
                        "/v1/staff/" + staff + "/credentials",
                        "agency-admin",
                        Map.of("kind", "QP", "number", "N1", "validFrom", "2020-01-01", "validTo", "2030-01-01"),
                        200),
                post(
                        "/v1/staff/{id}/credentials/{kind}/end",
                        "/v1/staff/" + staff + "/credentials/QP/end",
                        "agency-admin",
                        Map.of("endedOn", "2024-01-01", "reason", "EXPIRED"),
                        200),
                post(
                        "/v1/teams",
                        "/v1/teams",
                        "agency-admin",
                        Map.of(
                                "team",
                                team,
                                "name",
                                "East",
                                "program",
                                "US-NC.CST",
                                "npi",
                                "1234567893",
                                "siteCode",
                                "S1",
                                "timeZone",
                                "America/New_York"),
                        201),
                post(
                        "/v1/teams/{id}/staff",
                        "/v1/teams/" + team + "/staff",
                        "agency-admin",
                        Map.of("staff", staff, "role", "QP", "ftePercent", 100, "from", "2020-01-01"),
                        200),
                post(
                        "/v1/teams/{id}/staff/{staff}/end",
                        "/v1/teams/" + team + "/staff/" + staff + "/end",
                        "agency-admin",
                        Map.of("until", "2024-01-01"),
                        200));
    }

    private List<BadInput.Door> referrals() {
        String referral = referral();
        String at = "/v1/referrals/" + referral;
        String nobody = "p" + UUID.randomUUID().toString().replace("-", "");
        return List.of(
                post("/v1/referrals", "/v1/referrals", "referral-sender", body("BAD-" + run), 201)
                        .sentBy("MERCY-HOSPITAL"),
                post("/v1/fhir", "/v1/fhir", "referral-sender", fhir(), 201)
                        .sentBy("MERCY-HOSPITAL")
                        .of("application/fhir+json"),
                post(
                        "/v1/referrals/{id}/triage",
                        at + "/triage",
                        "intake",
                        Map.of("urgency", "URGENT", "note", "two admissions"),
                        200),
                post(
                        "/v1/referrals/{id}/information-requests",
                        at + "/information-requests",
                        "intake",
                        Map.of("items", List.of("LOCUS", "CONSENT")),
                        200),
                post(
                        "/v1/referrals/{id}/information",
                        at + "/information",
                        "intake",
                        Map.of("answer", "comes by mail"),
                        200),
                post(
                        "/v1/referrals/{id}/contact-attempts",
                        at + "/contact-attempts",
                        "intake",
                        Map.of("on", "2024-01-01", "outcome", "NO_ANSWER"),
                        200),
                post(
                        "/v1/referrals/{id}/acceptance",
                        at + "/acceptance",
                        "intake",
                        Map.of("team", "nobody" + run),
                        409),
                post(
                        "/v1/referrals/{id}/decline",
                        at + "/decline",
                        "intake",
                        Map.of("reason", "NO_CAPACITY", "team", "nobody" + run),
                        422),
                post(
                        "/v1/referrals/{id}/withdrawal",
                        at + "/withdrawal",
                        "intake",
                        Map.of("reason", "MEMBER_WITHDREW", "on", "2024-01-01"),
                        200),
                post(
                        "/v1/referrals/{id}/part2-lift",
                        at + "/part2-lift",
                        "privacy-officer",
                        Map.of("reason", "of no Part 2 program"),
                        200),
                post(
                        "/v1/referrals/{id}/outcome-correction",
                        at + "/outcome-correction",
                        "supervisor",
                        Map.of("is", "DECLINED", "reason", "KEYED_WRONGLY"),
                        200),
                post(
                        "/v1/referrals/{id}/demographics-correction",
                        at + "/demographics-correction",
                        "intake",
                        Map.of("demographics", Map.of("phone", "704-555-0100"), "reason", "called"),
                        409),
                post(
                        "/v1/identity-questions/{referral}/{question}/answer",
                        "/v1/identity-questions/" + referral + "/q1/answer",
                        "intake",
                        Map.of("answer", "ANOTHER_PERSON", "reason", "asked the hospital"),
                        409),
                post(
                        "/v1/persons/{person}/consents",
                        "/v1/persons/" + nobody + "/consents",
                        "intake",
                        Map.of(
                                "recipient",
                                "MERCY-HOSPITAL",
                                "scopes",
                                List.of("STATUS"),
                                "part2",
                                true,
                                "from",
                                "2020-01-01",
                                "until",
                                "2030-01-01"),
                        404),
                post(
                        "/v1/persons/{person}/consents/{id}/revocation",
                        "/v1/persons/" + nobody + "/consents/c1/revocation",
                        "intake",
                        Map.of("on", "2024-01-01"),
                        404),
                post(
                        "/v1/episodes/{episode}/closure",
                        "/v1/episodes/e1/closure",
                        "care-coordinator",
                        Map.of("closedOn", "2024-01-01", "reason", "GOALS_MET", "destination", "HOME"),
                        404),
                post(
                        "/v1/episodes/{episode}/closure-correction",
                        "/v1/episodes/e1/closure-correction",
                        "supervisor",
                        Map.of("closedOn", "2024-01-01", "reason", "GOALS_MET", "why", "KEYED_WRONGLY"),
                        404),
                post(
                        "/v1/episodes/{episode}/reopening",
                        "/v1/episodes/e1/reopening",
                        "supervisor",
                        Map.of("why", "KEYED_WRONGLY"),
                        404));
    }

    private String referral() {
        return given().auth()
                .oauth2(Tokens.client("hospital-planner", "riverbend", "MERCY-HOSPITAL", "referral-sender"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body("GOOD-" + UUID.randomUUID()))
                .post("/v1/referrals")
                .then()
                .statusCode(201)
                .extract()
                .path("referral");
    }

    private static Map<String, Object> body(String externalId) {
        return Map.of(
                "externalId", externalId,
                "sourceType", "HOSPITAL",
                "referrerOrganisation", "Mercy Hospital",
                "referrerNpi", "1234567893",
                "program", "US-NC.CST",
                "urgency", "URGENT",
                "payer", "northfork",
                "part2", true,
                "demographics",
                        Map.of(
                                "familyName",
                                "Rivers",
                                "givenName",
                                "Dana",
                                "birthDate",
                                "1990-02-11",
                                "state",
                                "NC",
                                "county",
                                "Gaston"),
                "clinical",
                        Map.of(
                                "disabilityGroup",
                                "MH_SUD",
                                "diagnoses",
                                List.of("F25.0", "F10.20"),
                                "locusComposite",
                                21,
                                "housing",
                                Map.of("homeless", true)));
    }

    private Object fhir() {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().readTree(bundle());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String bundle() throws IOException {
        try (var in = BadInputTest.class.getResourceAsStream("/fhir/cst-referral.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("PLAN-4711", "FHIR-" + run);
        }
    }
}
