package org.communitysupport.billing.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.communitysupport.billing.infrastructure.x12.Samples;
import org.communitysupport.log.LaneLog;
import org.communitysupport.testkit.web.Awaits;
import org.communitysupport.testkit.web.RealParts;
import org.communitysupport.testkit.web.Tokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What must not come in by the door for payers' files: of a refused file the file as received is kept, and nothing else. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(Mailbox.class)
class PayerFileDoorTest {
    private static final String X12 = "application/edi-x12";

    @Inject
    LaneLog log;

    @Test
    void of_a_refused_file_nothing_is_stored_but_the_file() {
        byte[] advice =
                PayerAnswers.remittance("X" + UUID.randomUUID().toString().substring(0, 8), 0);
        for (byte[] bad : List.of(
                Samples.bytes("staedi__sample837-original.edi"),
                Arrays.copyOf(advice, advice.length / 2),
                bytes("<?xml version=\"1.0\"?><Remittance id=\"" + UUID.randomUUID() + "\"/>"),
                bytes("{\"resourceType\":\"PaymentReconciliation\",\"id\":\"" + UUID.randomUUID() + "\"}"),
                bytes("$ne " + UUID.randomUUID()),
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2, (byte) 0xC3, 7},
                bytes("ISA*".repeat(100_000)),
                new String(advice, StandardCharsets.US_ASCII)
                        .replace("ST*835*0001", "ST*835*" + "9".repeat(1 << 20))
                        .getBytes(StandardCharsets.US_ASCII))) {
            String who = "bad-" + UUID.randomUUID().toString().substring(0, 8);
            var before = log.heads();
            var refused = post(biller(who), bad)
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("code", equalTo("payer-file-refused"))
                    .body("rule", not(emptyOrNullString()))
                    .body("errors[0].pointer", not(emptyOrNullString()))
                    .extract();
            assertThat(aggregatesOf(who, before)).containsExactly("payer-file");
            long once = commitsOf(who, before);
            post(biller(who), bad).statusCode(422).body("facts.file", equalTo(refused.path("facts.file")));
            assertThat(commitsOf(who, before))
                    .as("the same file twice is one file")
                    .isEqualTo(once);
        }
        post(biller("good"), Samples.bytes("lfh__secondary-payment.835")).statusCode(200);
    }

    @Test
    void who_may_not_leave_a_file_leaves_none() {
        byte[] file = Samples.bytes("lfh__secondary-payment.835");
        var before = log.heads();
        post(given(), file).statusCode(401).contentType("application/problem+json");
        post(as(Tokens.expired("bad", "riverbend", "biller")), file).statusCode(401);
        post(as(Tokens.forAudience("other", "bad", "riverbend", "biller")), file)
                .statusCode(401);
        post(as(Tokens.of("bad", "riverbend", "staff")), file).statusCode(403).body("code", equalTo("forbidden"));
        as(Tokens.of("bad", "riverbend", "biller"))
                .contentType("application/json")
                .body("{}")
                .post("/v1/payer-files")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        assertThat(commitsOf("bad", before)).isZero();
    }

    @Test
    @Tag("B-01")
    void an_odd_file_in_the_inbox_stops_nobody_behind_it_and_its_sender_is_answered() {
        String who = UUID.randomUUID().toString().substring(0, 8);
        String interchange =
                "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND      *261123*1000*^*00501*"
                        + "000000001*0*T*:~%sIEA*%d*000000001~";
        byte[] sound = PayerAnswers.remittance("T" + who, 0);
        Mailbox.leave("0-" + who + ".999", bytes(interchange.formatted("TA1*889000001*270301*0800*A~", 0)));
        Mailbox.leave("1-" + who + ".999", Samples.bytes("stupidedi__chiropractic.edi"));
        Mailbox.leave("2-" + who + ".835", bytes("nothing that anybody knows " + who));
        Mailbox.leave("3-" + who + ".835", sound);
        for (String name : List.of("0-%s.999", "1-%s.999", "2-%s.835", "3-%s.835"))
            Awaits.until(() -> Mailbox.done(name.formatted(who)), true);
        String refused = post(biller("b"), Samples.bytes("stupidedi__chiropractic.edi"))
                .statusCode(422)
                .extract()
                .path("facts.file");
        assertThat(Mailbox.folder("outbox").resolve(refused.substring(0, 17) + ".ack"))
                .content()
                .contains("ST*999*");
        post(biller("b"), sound).statusCode(200).body("known", equalTo(true)).body("state", equalTo("KNOWN"));
    }

    @Test
    void who_may_reads_a_file_as_it_came_and_nobody_else() {
        byte[] sent = PayerAnswers.remittance("X" + UUID.randomUUID().toString().substring(0, 8), 0);
        var taken = post(biller("b"), sent)
                .statusCode(200)
                .body("state", equalTo("POSTED"))
                .body("remittances[0].state", equalTo("POSTED"))
                .body("remittances[0].remittance", not(emptyOrNullString()))
                .extract();
        String address = "/v1/payer-files/" + taken.path("file") + "/content?after=" + taken.header("Cs-Position");
        assertThat(biller("b")
                        .get(address)
                        .then()
                        .statusCode(200)
                        .contentType(X12)
                        .extract()
                        .asByteArray())
                .isEqualTo(sent);
        as(Tokens.of("b", "foothills", "biller")).get(address).then().statusCode(404);
        as(Tokens.of("o", "riverbend", "operator")).get(address).then().statusCode(403);
        post(biller("b"), sent)
                .statusCode(200)
                .body("state", equalTo("KNOWN"))
                .body("remittances[0].remittance", equalTo(taken.path("remittances[0].remittance")));
    }

    private static ValidatableResponse post(RequestSpecification by, byte[] file) {
        return by.contentType(X12).body(file).post("/v1/payer-files").then();
    }

    private static RequestSpecification biller(String who) {
        return as(Tokens.of(who, "riverbend", "biller"));
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TreeSet<String> aggregatesOf(String who, Map<Integer, Long> before) {
        var types = new TreeSet<String>();
        for (var commit : log.read(new HashMap<>(before), 500))
            if (commit.commit().actor().equals(who))
                types.add(commit.commit().aggregate().split("/")[1]);
        return types;
    }

    private long commitsOf(String who, Map<Integer, Long> before) {
        return log.read(new HashMap<>(before), 500).stream()
                .filter(c -> c.commit().actor().equals(who))
                .count();
    }
}
