package org.communitysupport.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.communitysupport.faults.Evidence.Batch;
import org.communitysupport.faults.Evidence.Commit;
import org.communitysupport.faults.Evidence.PayerFile;
import org.communitysupport.kernel.Uuid5;
import org.junit.jupiter.api.Test;

/** Each check passes on what is right and has a case in which it fails. */
class CheckerTest {
    private static final String AT = "referral:3:7";

    private static Attempt attempt(String key, String input, int status, String position, String etag, String body) {
        return new Attempt(
                4,
                "referral",
                "triage-referral",
                "riverbend",
                "cs-console/u1",
                key,
                input,
                1,
                2,
                status,
                status == 0 ? "IOException" : "",
                position,
                etag,
                body);
    }

    private static Attempt done(String key) {
        return attempt(key, "i", 200, AT, "\"2\"", "{\"events\":[\"ReferralTriaged\"]}");
    }

    private static Attempt refused(String key, String input, int status, String code) {
        return attempt(key, input, status, "", "", "{\"code\":\"" + code + "\"}");
    }

    private static Attempt lost(String key) {
        return attempt(key, "i", 0, "", "", "");
    }

    private static Commit stored(String key) {
        return stored(key, AT);
    }

    private static Commit stored(String key, String position) {
        return new Commit("referral", position, Uuid5.of("riverbend", "cs-console/u1", "triage-referral", key));
    }

    private static List<String> answers(List<Attempt> history, Commit... log) {
        return Checker.answers(history, List.of(log)).stream()
                .map(Finding::sentence)
                .toList();
    }

    @Test
    void what_was_acknowledged_stands_in_the_log_once_where_it_was_told() {
        assertThat(answers(List.of(lost("a"), done("a"), done("b")), stored("a"), stored("b")))
                .isEmpty();
        assertThat(answers(List.of(done("a"))))
                .singleElement()
                .asString()
                .contains("stands in no log", "Idempotency-Key a");
        assertThat(answers(List.of(done("a")), stored("a"), stored("a", "referral:3:8")))
                .singleElement()
                .asString()
                .contains("stands 2 times");
        assertThat(answers(List.of(done("a")), stored("a", "referral:3:8")))
                .singleElement()
                .asString()
                .contains("acknowledged at referral:3:7 and stands at referral:3:8");
    }

    @Test
    void what_had_nothing_to_do_stands_in_no_log() {
        var nothing = attempt("a", "i", 200, AT, "\"2\"", "{\"events\":[]}");
        assertThat(answers(List.of(nothing))).isEmpty();
        assertThat(answers(List.of(nothing), stored("a")))
                .singleElement()
                .asString()
                .contains("nothing to do");
    }

    @Test
    void what_was_refused_changed_nothing() {
        var no = refused("a", "i", 409, "wrong-stage");
        assertThat(answers(List.of(no))).isEmpty();
        assertThat(answers(List.of(lost("a"), no), stored("a")))
                .singleElement()
                .asString()
                .contains("was refused (409 wrong-stage) and stands in the log");
    }

    @Test
    void a_repeat_gets_the_first_answer() {
        assertThat(answers(List.of(done("a"), done("a")), stored("a"))).isEmpty();
        var body = attempt("a", "i", 200, AT, "\"2\"", "{\"events\":[\"ReferralClosed\"]}");
        assertThat(answers(List.of(done("a"), body), stored("a")))
                .singleElement()
                .asString()
                .contains("[events]");
        var etag = attempt("a", "i", 200, AT, "\"3\"", "{\"events\":[\"ReferralTriaged\"]}");
        assertThat(answers(List.of(done("a"), etag), stored("a")))
                .singleElement()
                .asString()
                .contains("ETag");
        var status = attempt("a", "i", 201, AT, "\"2\"", "{\"events\":[\"ReferralTriaged\"]}");
        assertThat(answers(List.of(done("a"), status), stored("a")))
                .singleElement()
                .asString()
                .contains("status 200/201");
        var position = attempt("a", "i", 200, "referral:3:9", "\"2\"", "{\"events\":[\"ReferralTriaged\"]}");
        assertThat(answers(List.of(done("a"), position), stored("a")))
                .anyMatch(s -> s.contains("Cs-Position referral:3:7/referral:3:9"));
    }

    @Test
    void a_key_serves_one_request() {
        assertThat(answers(List.of(done("a"), refused("a", "other", 422, "idempotency-key-reused")), stored("a")))
                .isEmpty();
        assertThat(answers(List.of(done("a"), refused("a", "other", 409, "wrong-stage")), stored("a")))
                .singleElement()
                .asString()
                .contains("for something else and was answered 409");
    }

    @Test
    void everybody_is_answered_in_the_end_and_nobody_with_who_are_you() {
        assertThat(answers(List.of(lost("a"), lost("a"))))
                .singleElement()
                .asString()
                .contains("never got an answer");
        assertThat(answers(List.of(refused("a", "i", 401, "unauthorized"))))
                .singleElement()
                .asString()
                .contains("was answered 401");
    }

    // ------------------------------------------------------------------ the payer

    private static final PayerFile FILE = file("done/1.837", "100000001", "C1");
    private static final List<Batch> BATCHES = List.of(new Batch("b1", "100000001", FILE.sha256()));
    private static final List<String> ANSWERED = List.of("100000001 " + FILE.sha256());

    private static PayerFile file(String name, String control, String claim) {
        String text = "ISA*00*          *00*          *ZZ*A              *ZZ*B              *261125*1200*^*00501*"
                + control
                + "*0*T*:~\nGS*HC*A*B*20261125*1200*" + control + "*X*005010X222A1~\nST*837*0001*005010X222A1~\nCLM*"
                + claim + "*72~\nSE*3*0001~\nGE*1*" + control + "~\nIEA*1*" + control + "~\n";
        return Evidence.payerFile(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<String> payer(List<Batch> batches, List<PayerFile> files, List<String> answered) {
        return Checker.payer(batches, files, answered).stream()
                .map(Finding::sentence)
                .toList();
    }

    private static List<PayerFile> files(PayerFile... more) {
        var files = new ArrayList<>(List.of(FILE));
        files.addAll(List.of(more));
        return files;
    }

    @Test
    void a_batch_is_one_file_and_the_same_bytes_again_are_no_second() {
        assertThat(payer(BATCHES, files(file("done/again.837", "100000001", "C1")), ANSWERED))
                .isEmpty();
        assertThat(payer(BATCHES, List.of(), List.of()))
                .singleElement()
                .asString()
                .contains("0 different files");
        assertThat(payer(BATCHES, files(file("done/2.837", "100000001", "C2")), ANSWERED))
                .anyMatch(s -> s.contains("of batch 100000001 2 different files"));
        assertThat(payer(List.of(new Batch("b1", "100000001", "otherwise")), List.of(FILE), ANSWERED))
                .singleElement()
                .asString()
                .contains("not the one that was built");
        assertThat(payer(List.of(), List.of(FILE), ANSWERED))
                .singleElement()
                .asString()
                .contains("no batch has");
    }

    @Test
    void no_control_number_is_used_twice() {
        var twice = new ArrayList<>(BATCHES);
        twice.add(new Batch("b2", "100000001", FILE.sha256()));
        assertThat(payer(twice, List.of(FILE), ANSWERED))
                .singleElement()
                .asString()
                .contains("batch b1 and of b2");
        assertThat(payer(BATCHES, files(file("done/2.837", "100000001", "C2")), ANSWERED))
                .anyMatch(s -> s.contains("ISA13 100000001 is used in done/1.837 and in done/2.837"))
                .anyMatch(s -> s.contains("GS06 100000001"))
                .anyMatch(s -> s.contains("ST02 100000001/0001"));
    }

    @Test
    void no_claim_goes_out_in_two_files() {
        var second = file("done/2.837", "100000002", "C1");
        var batches = new ArrayList<>(BATCHES);
        batches.add(new Batch("b2", "100000002", second.sha256()));
        assertThat(payer(batches, files(second), List.of(ANSWERED.getFirst(), "100000002 " + second.sha256())))
                .singleElement()
                .asString()
                .contains("claim C1 went to the payer in done/1.837 and in done/2.837");
    }

    @Test
    void the_payer_answers_a_file_once() {
        assertThat(payer(BATCHES, List.of(FILE), List.of()))
                .singleElement()
                .asString()
                .contains("answered 0 times");
        assertThat(payer(BATCHES, List.of(FILE), List.of(ANSWERED.getFirst(), ANSWERED.getFirst())))
                .singleElement()
                .asString()
                .contains("answered 2 times");
    }

    // ------------------------------------------------------------------ at rest

    private static Map<String, JsonNode> positions(String billing) {
        var all = new TreeMap<String, JsonNode>();
        all.put("referral", json("{\"log\":{\"3\":7},\"relayed\":{\"3\":7},\"consumers\":{}}"));
        all.put("billing", json(billing));
        return all;
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void a_relay_a_view_or_a_reaction_that_is_behind_is_named() {
        var good = positions("{\"log\":{},\"relayed\":{},\"consumers\":{\"view:a\":{\"referral\":{\"3\":7}}}}");
        var readers = Settled.readers(good);
        assertThat(Settled.behind(good, readers)).isEmpty();
        assertThat(Settled.behind(
                        positions("{\"log\":{\"1\":2},\"relayed\":{\"1\":1},\"consumers\":{}}"), new TreeSet<>()))
                .containsExactly("the relay of billing, lane 1: 1 of 2");
        assertThat(Settled.behind(
                        positions("{\"log\":{},\"relayed\":{},\"consumers\":{\"view:a\":{\"referral\":{\"3\":6}}}}"),
                        readers))
                .containsExactly("view:a of billing, referral lane 3: 6 of 7");
        assertThat(Settled.behind(positions("{\"log\":{},\"relayed\":{},\"consumers\":{}}"), readers))
                .as("a consumer that is gone")
                .containsExactly("view:a of billing, referral lane 3: 0 of 7");
    }

    @Test
    void what_is_parked_is_named() {
        assertThat(Settled.parked(Map.of("billing", json("[]")))).isEmpty();
        assertThat(Settled.parked(Map.of("billing", json("[{\"key\":\"x\"}]"))))
                .singleElement()
                .extracting(Finding::sentence)
                .asString()
                .contains("billing has parked");
    }
}
