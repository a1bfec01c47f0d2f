package org.communitysupport.billing.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.communitysupport.billing.api.PayerAnswers.Paid;
import org.communitysupport.billing.infrastructure.x12.Samples;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Position;
import org.communitysupport.testkit.web.AsDescribed;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.Foreign;
import org.communitysupport.testkit.web.OpenApiFile;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From released units to posted money, through the service's doors, on a real database and a real broker. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(Mailbox.class)
class BillingHttpTest {
    private static final String TENANT = "riverbend";
    private static final String X12 = "application/edi-x12";

    @Inject
    Vault vault;

    @Inject
    BusinessClock clock;

    private Foreign referral;
    private Foreign eligibility;
    private Foreign encounter;
    private String person;
    private String pool;
    private LocalDate day;

    @BeforeAll
    static void every_answer_is_held_to_the_contract() {
        RestAssured.replaceFiltersWith(new AsDescribed(Path.of("src/contract/openapi.json")));
    }

    @BeforeEach
    void a_person_with_coverage_and_an_authorization() {
        referral = Foreign.service("referral");
        eligibility = Foreign.service("eligibility");
        Foreign.service("care-plan");
        encounter = Foreign.service("encounter");
        person = "p" + UUID.randomUUID().toString().replace("-", "");
        pool = "a" + UUID.randomUUID().toString().replace("-", "");
        day = clock.today(ZoneId.of("America/New_York")).minusDays(3);
    }

    @Test
    void released_units_become_a_claim_a_file_and_posted_money_that_equals_the_deposit() {
        facts(true);
        release("peer", "U1", 2);
        String claim = claim("READY");
        var built = batch();
        String control = built.getString("controlNumber");
        Awaits.until(() -> status(claim), "SUBMITTED");
        String number = get("/v1/claims/" + claim).extract().path("number");
        assertThat(get("/v1/batches/" + built.getString("batch") + "/content")
                        .extract()
                        .asString())
                .as("what was sent can be shown")
                .isEqualTo(Mailbox.sent(control));
        assertThat(Mailbox.sent(control))
                .contains("CLM*" + number + "*48***12:B:1*Y*A*Y*Y~REF*G1*A77~HI*ABK:F250*ABF:F1020~")
                .contains("SV1*HC:H2015:HT:U1*48*UN*2***1:2~")
                .contains("NM1*IL*1*Testperson*Case****MI*900000001K~");

        Mailbox.leave(control + ".999", PayerAnswers.verdict(control, "A"));
        Mailbox.leave(control + ".277", PayerAnswers.claimVerdict(number, "A2"));
        Awaits.until(() -> status(claim), "ACCEPTED");
        String trace = "T" + number.substring(1, 12);
        Mailbox.leave(
                control + ".835",
                PayerAnswers.remittance(trace, 4016, new Paid(number, "1", 4800, 4016, List.of("CO*45*7.84"))));
        Awaits.until(() -> status(claim), "PAID");
        get("/v1/claims/" + claim)
                .body("paidCents", equalTo(4016))
                .body("adjustedCents", equalTo(784))
                .body("openCents", equalTo(0))
                .body("payerControl", startsWith("PC"));
        Awaits.until(() -> Mailbox.done(control + ".835"), true);
        Awaits.until(
                () -> given().get("/q/metrics")
                        .then()
                        .extract()
                        .asString()
                        .lines()
                        .anyMatch(l ->
                                l.startsWith("cs_claims{") && l.contains("status=\"PAID\"") && !l.endsWith(" 0.0")),
                true);

        Awaits.until(() -> remittance(trace, "state"), "POSTED");
        String remittance = remittance(trace, "remittance");
        var deposited = command("*")
                .body(Map.of("amountCents", 4016, "on", day.toString()))
                .post("/v1/remittances/" + remittance + "/deposit")
                .then()
                .statusCode(200)
                .extract();
        biller().queryParam("after", deposited.header("Cs-Position"))
                .get("/v1/remittances/" + remittance)
                .then()
                .body("depositDifferenceCents", equalTo(0))
                .body("paidCents", equalTo(4016));

        Awaits.until(
                () -> get("/v1/claims/" + claim + "/trace")
                        .extract()
                        .jsonPath()
                        .getList("steps.event")
                        .contains("ClaimPaid"),
                true);
        var steps = get("/v1/claims/" + claim + "/trace").extract().jsonPath();
        assertThat(steps.<String>getList("steps.event"))
                .containsOnlyOnce("ReferralReceived")
                .containsSubsequence(
                        "ReferralReceived",
                        "ReferralAccepted",
                        "CoverageVerified",
                        "AuthorizationGranted",
                        "EncounterReleasedForBilling",
                        "ClaimBuilt",
                        "ClaimScrubPassed",
                        "ClaimBatched",
                        "ClaimSubmitted",
                        "ClaimAcceptedByPayer",
                        "ClaimPaid");
        assertThat(steps.<Boolean>getList("steps.findAll { it.event == 'CoverageVerified' }.knownWhenBilled"))
                .containsOnly(true);
        assertThat(steps.<Boolean>getList("steps.findAll { it.event == 'ClaimPaid' }.knownWhenBilled"))
                .containsOnly(false);
        assertThat(steps.<String>getList("steps.findAll { it.event == 'ClaimBuilt' }.pack"))
                .containsOnly("US-NC.CST/northfork");
        assertThat(steps.prettify())
                .doesNotContain("Testperson")
                .doesNotContain("900000001K")
                .doesNotContain("F25");
    }

    @Test
    void a_denial_that_no_scrub_could_foresee_is_in_the_queue_in_plain_words() {
        facts(true);
        release("lead", "HO", 3);
        String claim = claim("READY");
        batch();
        Awaits.until(() -> status(claim), "SUBMITTED");
        String number = get("/v1/claims/" + claim).extract().path("number");
        post(PayerAnswers.remittance(
                        "D" + number.substring(1, 12), 0, new Paid(number, "4", 10800, 0, List.of("CO*27*108"))))
                .statusCode(200)
                .body("posted", equalTo(1));
        Awaits.until(() -> status(claim), "DENIED");
        var line = get("/v1/denials?owner=intake").extract().jsonPath().<Map<String, Object>>getList("items").stream()
                .filter(l -> l.get("claim").equals(claim))
                .findFirst()
                .orElseThrow();
        assertThat(line.get("cause").toString()).contains("Coverage with this payer had ended");
        assertThat(line.get("nextStep").toString()).contains("Check eligibility");
        assertThat(line).containsEntry("openCents", 10800).containsEntry("carc", "27");
        assertThat(((Number) line.get("daysLeft")).intValue()).isBetween(360, 365);

        command("*")
                .body(Map.of("resolution", "OTHER_PAYER"))
                .post("/v1/claims/" + claim + "/denial-resolution")
                .then()
                .statusCode(200);
        Awaits.until(
                () -> get("/v1/denials")
                        .extract()
                        .jsonPath()
                        .getList("items.claim")
                        .contains(claim),
                false);
        get("/v1/claims/" + claim).body("openCents", equalTo(10800));
    }

    @Test
    void a_claim_that_lacks_a_fact_waits_and_goes_by_itself_when_the_fact_comes() {
        facts(false);
        release("peer", "U1", 2);
        String claim = claim("FAILED");
        get("/v1/claims/" + claim).body("findings.place", hasItem("HI"));
        assessment();
        Awaits.until(() -> status(claim), "READY");
    }

    @Test
    void a_claim_that_the_payer_does_not_take_is_back_to_be_corrected_and_sent_again() {
        facts(true);
        release("peer", "U1", 2);
        String claim = claim("READY");
        batch();
        Awaits.until(() -> status(claim), "SUBMITTED");
        String number = get("/v1/claims/" + claim).extract().path("number");
        post(PayerAnswers.claimVerdict(number, "A7")).statusCode(200).body("posted", equalTo(1));
        Awaits.until(() -> status(claim), "REJECTED");
        var rebuilt = command("*")
                .post("/v1/claims/" + claim + "/rebuild")
                .then()
                .statusCode(200)
                .extract();
        String again = rebuilt.path("claims[0]");
        biller().queryParam("after", rebuilt.header("Cs-Position"))
                .get("/v1/claims/" + again)
                .then()
                .statusCode(200)
                .body("status", equalTo("READY"))
                .body("chargeCents", equalTo(4800));
        assertThat(status(claim)).isEqualTo("SUPERSEDED");
    }

    @Test
    void the_same_payment_in_another_envelope_posts_once() {
        facts(true);
        release("peer", "U1", 2);
        String claim = claim("READY");
        batch();
        Awaits.until(() -> status(claim), "SUBMITTED");
        String number = get("/v1/claims/" + claim).extract().path("number");
        byte[] file = PayerAnswers.remittance(
                "E" + number.substring(1, 12), 4016, new Paid(number, "1", 4800, 4016, List.of("CO*45*7.84")));
        post(file).statusCode(200).body("posted", equalTo(1)).body("known", equalTo(false));
        post(file).statusCode(200).body("posted", equalTo(1)).body("known", equalTo(true));
        byte[] other = new String(file, StandardCharsets.US_ASCII)
                .replace("*000000001", "*000000002")
                .getBytes(StandardCharsets.US_ASCII);
        post(other).statusCode(200).body("posted", equalTo(0)).body("unmatched", equalTo(0));
        Awaits.until(() -> status(claim), "PAID");
        get("/v1/claims/" + claim).body("paidCents", equalTo(4016));
    }

    @Test
    void an_advice_that_does_not_balance_is_quarantined_and_nothing_of_it_is_posted() {
        facts(true);
        release("peer", "U1", 2);
        String claim = claim("READY");
        batch();
        Awaits.until(() -> status(claim), "SUBMITTED");
        String number = get("/v1/claims/" + claim).extract().path("number");
        String trace = "Q" + number.substring(1, 12);
        String position = post(PayerAnswers.remittance(
                        trace, 4017, new Paid(number, "1", 4800, 4016, List.of("CO*45*7.84"))))
                .statusCode(200)
                .body("posted", equalTo(0))
                .extract()
                .header("Cs-Position");
        Position.parse(position);
        Awaits.until(() -> remittance(trace, "state"), "QUARANTINED");
        assertThat(remittance(trace, "quarantined")).contains("the amount paid is $40.17");
        assertThat(status(claim)).isEqualTo("SUBMITTED");
    }

    @Test
    void a_payment_for_nobody_we_know_is_shown_as_unmatched_and_not_lost() {
        String trace = "U" + UUID.randomUUID().toString().substring(0, 10);
        post(PayerAnswers.remittance(trace, 1000, new Paid("STRANGER01", "1", 1000, 1000, List.of())))
                .statusCode(200)
                .body("unmatched", equalTo(1));
        Awaits.until(() -> remittance(trace, "state"), "POSTED");
        assertThat(remittance(trace, "unmatchedCents")).isEqualTo("1000");
    }

    @Test
    void valid_samples_of_payment_advices_are_taken() {
        for (String sample : List.of(
                "lfh__secondary-payment.835",
                "pyx12__835_mult_loops.txt",
                "stupidedi__dollars-and-data-sent-together.edi"))
            post(Samples.bytes(sample)).statusCode(200).body("kind", equalTo("835"));
    }

    @Test
    void a_claim_file_at_this_door_is_refused_as_what_it_is() {
        post(Samples.bytes("stupidedi__chiropractic.edi"))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("payer-file-refused"))
                .body("rule", equalTo("X12-IK5-1"))
                .body("detail", containsString("837 professional claim file"));
        biller().accept(X12)
                .contentType(X12)
                .body(Samples.bytes("stupidedi__chiropractic.edi"))
                .post("/v1/payer-files")
                .then()
                .statusCode(422)
                .contentType(X12)
                .body(containsString("IK5*R*1~AK9*R*1*1*0~"));
    }

    @Test
    void a_cut_advice_is_refused_whole() {
        byte[] whole = Samples.bytes("lfh__secondary-payment.835");
        post(Arrays.copyOf(whole, 900)).statusCode(422).body("errors.detail", hasItem(containsString("cut")));
    }

    @Test
    void xml_json_and_nothing_are_refused_by_name() {
        post("<Bundle/>".getBytes(StandardCharsets.UTF_8)).statusCode(422).body("detail", containsString("XML"));
        post("{}".getBytes(StandardCharsets.UTF_8)).statusCode(422).body("detail", containsString("JSON"));
        post(new byte[] {(byte) 0xC3, 0x28}).statusCode(422).body("rule", equalTo("X12-TA1-022"));
    }

    @Test
    void a_byte_order_mark_does_no_harm() {
        byte[] plain = Samples.bytes("imsweb__x12_277CA_accepted.txt");
        byte[] marked = new byte[plain.length + 3];
        System.arraycopy(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, 0, marked, 0, 3);
        System.arraycopy(plain, 0, marked, 3, plain.length);
        post(marked).statusCode(200).body("kind", equalTo("277"));
    }

    @Test
    void a_file_that_is_too_large_is_refused_before_it_is_read() {
        post(new byte[(8 << 20) + 1]).statusCode(413);
    }

    @Test
    void a_refused_file_is_kept_as_received_with_its_fault() {
        String file = post("<x/>".getBytes(StandardCharsets.UTF_8))
                .statusCode(422)
                .extract()
                .path("facts.file");
        Awaits.until(
                () -> biller().get("/v1/payer-files/" + file).then().extract().path("state"), "REFUSED");
        get("/v1/payer-files/" + file).body("rule", equalTo("X12-TA1-022")).body("size", equalTo(4));
    }

    @Test
    void only_billers_bill_and_only_for_their_own_agency() {
        given().auth()
                .oauth2(Tokens.of("s", TENANT, "staff"))
                .get("/v1/claims")
                .then()
                .statusCode(403);
        given().get("/v1/claims").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.expired("b", TENANT, "biller"))
                .get("/v1/claims")
                .then()
                .statusCode(401);
        facts(true);
        release("peer", "U1", 1);
        String claim = claim("READY");
        String batch = batch().getString("batch");
        Awaits.until(() -> status(claim), "SUBMITTED");
        long version = claimVersion(claim);
        for (String address : List.of("/v1/claims/" + claim, "/v1/claims/" + claim + "/trace", "/v1/batches/" + batch))
            elsewhere().get(address).then().statusCode(404).body("code", equalTo("not-found"));
        elsewhere()
                .body(Map.of("resolution", "APPEALED"))
                .post("/v1/claims/" + claim + "/denial-resolution")
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"));
        elsewhere().post("/v1/claims/" + claim + "/rebuild").then().statusCode(404);
        assertThat(claimVersion(claim)).isEqualTo(version);
        elsewhere().get("/v1/claims").then().statusCode(200).body("items", hasSize(0));
    }

    private static RequestSpecification elsewhere() {
        return given().auth()
                .oauth2(Tokens.of("f", "foothills", "biller"))
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*");
    }

    private long claimVersion(String claim) {
        return get("/v1/claims/" + claim).extract().jsonPath().getLong("version");
    }

    @Test
    void what_is_served_is_what_the_contract_says() {
        OpenApiFile.isServed(Path.of("src/contract/openapi.json"));
    }

    @Test
    void a_batch_for_a_payer_without_ready_claims_is_a_no_and_lists_are_paged() {
        command(null)
                .body(Map.of("payer", "nobody"))
                .post("/v1/batches")
                .then()
                .statusCode(409)
                .body("code", equalTo("empty-batch"));
        command(null).body(Map.of("payer", "$ne")).post("/v1/batches").then().statusCode(400);
        biller().queryParam("limit", 1)
                .get("/v1/payer-files")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(1));
        biller().queryParam("sort", "nonsense").get("/v1/claims").then().statusCode(400);
        for (String wrong : List.of("status=paid", "status=%7B%22%24ne%22%3Anull%7D", "nummer=1"))
            biller().get("/v1/claims?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("query:" + wrong.substring(0, wrong.indexOf('='))));
        get("/v1/claims?number=none-such").body("items", hasSize(0));
    }

    private void received(String id) {
        referral.publish(
                id("referral"),
                "ReferralReceived",
                """
                {"referral":"%s","person":"%s","program":"US-NC.CST","basis":{"pack":"US-NC.CST/_","version":"2000-01-01","rules":["REF-1"]}}"""
                        .formatted(id, person));
    }

    private void facts(boolean assessed) {
        received("r1");
        received("r0");
        referral.publish(
                id("referral"),
                "ReferralAccepted",
                """
                {"referral":"r1","person":"%s","episode":"e%s","program":"US-NC.CST","payer":"northfork","team":"t1","acceptedOn":"%s",
                 "demographics":%s,"basis":{"pack":"US-NC.CST/northfork","version":"2025-01-01","rules":["REF-6"]}}"""
                        .formatted(
                                person,
                                person.substring(1),
                                day.minusDays(20),
                                sealed(
                                        "demographics",
                                        """
                        {"familyName":"Testperson","givenName":"Case","birthDate":"1992-02-03","sex":"female","addressLine":"2 Oak St",
                         "city":"Gastonia","state":"NC","zip":"28052","memberId":"900000001K"}""")));
        eligibility.publish(
                id("coverage"),
                "CoverageVerified",
                """
                {"person":"%s","payer":"northfork","planName":"Medicaid","from":"2026-01-01","verifiedFrom":"2026-01-01","verifiedTo":"%s",
                 "checkedOn":"%s","memberId":%s,"basis":{"pack":"US-NC.CST/northfork","version":"2025-01-01","rules":["ELG-1"]}}"""
                        .formatted(person, day.plusDays(30), day, sealed("memberId", "\"900000001K\"")));
        if (assessed) assessment();
        eligibility.publish(
                id("authorizations"),
                "AuthorizationGranted",
                """
                {"person":"%s","authorization":"%s","episode":"e%s","program":"US-NC.CST","payer":"northfork","number":"A77","units":128,
                 "requestedUnits":128,"from":"%s","to":"%s","decidedOn":"%s"}"""
                        .formatted(
                                person,
                                pool,
                                person.substring(1),
                                day.minusDays(5),
                                day.plusDays(50),
                                day.minusDays(6)));
    }

    private void assessment() {
        var position = eligibility.publish(
                id("determination"),
                "ClinicalAssessmentRecorded",
                """
                {"person":"%s","episode":"e%s","program":"US-NC.CST","assessment":"as1","kind":"CCA","assessedOn":"%s","staff":"s1",
                 "credential":"LCSW","recommendsProgram":true,"part2":true,"findings":%s}"""
                        .formatted(
                                person,
                                person.substring(1),
                                day.minusDays(15),
                                sealed(
                                        "findings",
                                        "{\"diagnoses\":[\"F10.20\",\"F25.0\"],\"principalDiagnosis\":\"F25.0\"}")));
        Awaits.handled("reaction:WhenEligibilitySpeaksThenNoteFacts", position);
    }

    private void release(String staff, String modifier, int units) {
        encounter.publish(
                id("member-day"),
                "EncounterReleasedForBilling",
                """
                {"person":"%s","date":"%s","program":"US-NC.CST","episode":"e%s","payer":"northfork","release":1,
                 "lines":[{"line":"%s_%s_H2015-HT-%s","staff":"%s","code":"H2015","modifiers":["HT","%s"],"place":"12","minutes":%d,"units":%d,
                           "authorization":"%s","authorizationNumber":"A77","authorizationKind":"AUTHORIZATION","encounters":["n1"]}],
                 "basis":{"pack":"US-NC.CST/northfork","version":"2025-01-01","rules":["ENC-9"]},
                 "facts":[{"name":"order","value":"valid","position":"care-plan:1:1"}]}"""
                        .formatted(
                                person,
                                day,
                                person.substring(1),
                                day,
                                staff,
                                modifier,
                                staff,
                                modifier,
                                units * 15,
                                units,
                                pool));
    }

    private AggregateId id(String type) {
        return AggregateId.of(TENANT, type, person);
    }

    private String sealed(String field, String json) {
        return Foreign.sealed(person, field, vault.seal(person, field, json.getBytes(StandardCharsets.UTF_8)));
    }

    /** The person's only claim, when it has come so far. */
    private String claim(String status) {
        String claim = person + '.' + day + "-1";
        Awaits.until(() -> status(claim), status);
        return claim;
    }

    private String status(String claim) {
        return biller().get("/v1/claims/" + claim)
                .then()
                .extract()
                .path("status")
                .toString();
    }

    private String remittance(String trace, String field) {
        Object value = get("/v1/remittances?trace=" + trace).extract().path("items[0]." + field);
        return value == null ? null : value.toString();
    }

    private JsonPath batch() {
        return command(null)
                .body(Map.of("payer", "northfork"))
                .post("/v1/batches")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private ValidatableResponse post(byte[] file) {
        return biller().contentType(X12).body(file).post("/v1/payer-files").then();
    }

    private ValidatableResponse get(String path) {
        return biller().get(path).then().statusCode(200);
    }

    private static RequestSpecification command(String ifMatch) {
        var request =
                biller().header("Idempotency-Key", UUID.randomUUID().toString()).contentType(ContentType.JSON);
        return ifMatch == null ? request : request.header("If-Match", ifMatch);
    }

    private static RequestSpecification biller() {
        return given().auth().oauth2(Tokens.of("bill", TENANT, "biller"));
    }
}
