package org.communitysupport.encounter.api;

import static org.communitysupport.testkit.web.BadInput.Door.post;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.log.LaneLog;
import org.communitysupport.testkit.web.BadInput;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.RealParts;
import org.junit.jupiter.api.Test;

/** Every door of the service, and what must not come in by it. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class BadInputTest {
    private final String person = "p" + UUID.randomUUID().toString().replace("-", "");
    private final String encounter = "/v1/encounters/" + person + ".n1";
    private final String day = "/v1/days/" + person + "/2026-03-02";

    @Inject
    LaneLog log;

    @Test
    void encounters_and_days_take_nothing_bad_in() {
        for (String other : List.of("referral", "eligibility", "care-plan", "billing")) Foreign.service(other);
        var planned = new HashMap<String, Object>(Map.of(
                "program", "US-NC.CST",
                "staff", "s1",
                "startAt", "2026-03-02T09:00:00-05:00",
                "endAt", "2026-03-02T09:30:00-05:00",
                "breakMinutes", 0,
                "mode", "FACE_TO_FACE",
                "place", "12",
                "crisis", false,
                "goals", List.of("g1"),
                "note", Map.of("purpose", "housing", "intervention", "called", "response", "hopeful")));
        var visit = new HashMap<>(planned);
        visit.put("person", person);
        var because = Map.of("reason", "wrong member");
        BadInput.knock(
                log,
                List.of(
                        post(
                                "/v1/encounters",
                                "/v1/encounters",
                                "staff",
                                Map.of(
                                        "person", person,
                                        "program", "US-NC.CST",
                                        "staff", "s1",
                                        "startAt", "2026-03-02T09:00:00-05:00",
                                        "minutes", 30,
                                        "mode", "FACE_TO_FACE"),
                                409),
                        post("/v1/encounters/log", "/v1/encounters/log", "staff", visit, 409),
                        post("/v1/encounters/{id}/log", encounter + "/log", "staff", planned, 404),
                        post(
                                "/v1/encounters/{id}/note-signature",
                                encounter + "/note-signature",
                                "staff",
                                Map.of("staff", "s1"),
                                404),
                        post("/v1/encounters/{id}/cancellation", encounter + "/cancellation", "staff", because, 404),
                        post("/v1/encounters/{id}/missed", encounter + "/missed", "staff", because, 404),
                        post(
                                "/v1/encounters/{id}/amendment",
                                encounter + "/amendment",
                                "staff",
                                Map.of("addendum", "more", "reason", "forgotten"),
                                404),
                        post("/v1/encounters/{id}/void", encounter + "/void", "staff", because, 404),
                        post(
                                "/v1/days/{person}/{date}/billable-choice",
                                day + "/billable-choice",
                                "supervisor",
                                Map.of("billed", "n1", "notBilled", "n2", "reason", "led"),
                                404),
                        post(
                                "/v1/days/{person}/{date}/non-billable",
                                day + "/non-billable",
                                "supervisor",
                                Map.of("line", "l1", "reason", "training"),
                                404)));
    }
}
