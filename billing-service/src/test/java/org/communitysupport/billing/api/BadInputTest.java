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
                                "/v1/claims/{claim}/correction",
                                "/v1/claims/" + person + ".2026-01-02-1/correction",
                                "biller",
                                Map.of("reason", "MISSING_DATA"),
                                404),
                        post(
                                "/v1/claims/{claim}/cancellation",
                                "/v1/claims/" + person + ".2026-01-02-1/cancellation",
                                "biller",
                                Map.of("reason", "DUPLICATE"),
                                404),
                        post(
                                "/v1/claims/{claim}/closing",
                                "/v1/claims/" + person + ".2026-01-02-1/closing",
                                "biller",
                                Map.of("reason", "DUPLICATE"),
                                404),
                        post(
                                "/v1/claims/{claim}/refund",
                                "/v1/claims/" + person + ".2026-01-02-1/refund",
                                "biller",
                                Map.of("cents", 100, "on", "2026-01-02", "reason", "PAID_TWICE"),
                                404),
                        post(
                                "/v1/claims/{claim}/payments/removal",
                                "/v1/claims/" + person + ".2026-01-02-1/payments/removal",
                                "biller",
                                Map.of("remittance", "x1", "ordinal", 1, "reason", "OTHER_CLAIM"),
                                404),
                        post(
                                "/v1/remittances/{remittance}/unmatched/{ordinal}/match",
                                "/v1/remittances/r" + person + "/unmatched/1/match",
                                "biller",
                                Map.of(
                                        "reason",
                                        "OLD_NUMBER",
                                        "parts",
                                        List.of(Map.of("claim", person + ".2026-01-02-1"))),
                                404),
                        post(
                                "/v1/remittances/{remittance}/unmatched/{ordinal}/closing",
                                "/v1/remittances/r" + person + "/unmatched/1/closing",
                                "biller",
                                Map.of("reason", "NOT_OURS"),
                                404),
                        post(
                                "/v1/remittances/{remittance}/release",
                                "/v1/remittances/r" + person + "/release",
                                "biller",
                                Map.of("reason", "CHECKED"),
                                404),
                        post(
                                "/v1/remittances/{remittance}/rejection",
                                "/v1/remittances/r" + person + "/rejection",
                                "biller",
                                Map.of("reason", "NOT_OURS"),
                                404),
                        post(
                                "/v1/remittances",
                                "/v1/remittances",
                                "biller",
                                Map.of(
                                        "payer", "northfork",
                                        "trace", "PAPER1",
                                        "paymentDate", "2026-01-02",
                                        "amountCents", 1000,
                                        "reason", "PAPER_EOB",
                                        "claims",
                                                List.of(Map.of(
                                                        "number",
                                                        "C1",
                                                        "status",
                                                        "1",
                                                        "chargeCents",
                                                        1000,
                                                        "paidCents",
                                                        999))),
                                422),
                        post(
                                "/v1/remittances/{remittance}/deposit",
                                "/v1/remittances/r" + person + "/deposit",
                                "biller",
                                Map.of("amountCents", 4016, "on", "2026-01-02"),
                                404)),
                "POST /v1/payer-files");
    }
}
