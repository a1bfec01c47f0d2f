package org.communitysupport.runtime.toy;

import static org.communitysupport.testkit.web.BadInput.Door.post;
import static org.communitysupport.testkit.web.BadInput.Door.put;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.communitysupport.log.LaneLog;
import org.communitysupport.testkit.web.BadInput;
import org.communitysupport.testkit.web.RealParts;
import org.junit.jupiter.api.Test;

/** The doors that every service has, and what must not come in by them. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class CommonDoorsTest {
    @Inject
    LaneLog log;

    @Test
    void the_doors_of_operators_and_privacy_officers_take_nothing_bad_in() {
        String nobody = "p00000000000000000000000000000000";
        BadInput.knockAtCommon(
                log,
                List.of(
                        put("/v1/clock", "/v1/clock", "operator", Map.of("to", "2000-01-01T00:00:00Z"), 422),
                        post("/v1/relay/rewind", "/v1/relay/rewind", "operator", Map.of("lane", 0, "seq", 1), 200),
                        post("/v1/parked/{id}/heal", "/v1/parked/nothing/heal", "operator", null, 404),
                        post("/v1/views/{view}/rebuild", "/v1/views/nothing/rebuild", "operator", null, 404),
                        post("/v1/views/{view}/back", "/v1/views/nothing/back", "operator", null, 404),
                        post(
                                "/v1/views/{view}/flip",
                                "/v1/views/nothing/flip",
                                "operator",
                                Map.of("generation", 2),
                                404),
                        post(
                                "/v1/persons/{person}/erasure",
                                "/v1/persons/" + nobody + "/erasure",
                                "privacy-officer",
                                Map.of("reason", "CASE-1"),
                                404),
                        put(
                                "/v1/persons/{person}/holds/{id}",
                                "/v1/persons/" + nobody + "/holds/h1",
                                "privacy-officer",
                                Map.of("kind", "LEGAL_HOLD", "rule", "R-1", "until", "2030-01-01"),
                                404)));
    }
}
