package org.communitysupport.billing.api;

import static org.communitysupport.testkit.web.BadInput.Door.post;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.log.LaneLog;
import org.communitysupport.testkit.web.BadInput;
import org.communitysupport.testkit.web.RealParts;
import org.junit.jupiter.api.Test;

/** Every JSON door of the service, and what must not come in by it; the door for X12 is {@link PayerFileDoorTest}'s. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(Mailbox.class)
class BadInputTest {
    @Inject
    LaneLog log;

    @Test
    void claims_batches_and_deposits_take_nothing_bad_in() {
        String person = "p" + UUID.randomUUID().toString().replace("-", "");
        BadInput.knock(
                log,
                List.of(
                        post("/v1/batches", "/v1/batches", "biller", Map.of("payer", "nobody"), 409),
                        post(
                                "/v1/claims/{claim}/denial-resolution",
                                "/v1/claims/" + person + ".2026-01-02-1/denial-resolution",
                                "biller",
                                Map.of("resolution", "APPEALED"),
                                404),
                        post(
                                "/v1/claims/{claim}/rebuild",
                                "/v1/claims/" + person + ".2026-01-02-1/rebuild",
                                "biller",
                                null,
                                404),
                        post(
                                "/v1/remittances/{remittance}/deposit",
                                "/v1/remittances/r" + person + "/deposit",
                                "biller",
                                Map.of("amountCents", 4016, "on", "2026-01-02"),
                                404)),
                "POST /v1/payer-files");
    }
}
