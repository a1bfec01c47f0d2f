package org.communitysupport.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final String P = "p" + "1".repeat(32);
    private static final String Q = "p" + "2".repeat(32);
    private static final String R = "r" + "3".repeat(32);

    @TempDir
    Path home;

    private final Logs logs = new Logs();

    @Test
    void the_same_end_gives_the_same_bytes_though_the_logs_have_grown() throws IOException {
        var cause = logs.stored("alpha", 1, 10, null);
        logs.stored("beta", 2, 9, cause);
        var first = export("one", Selection.ALL, Ends.NOTHING, null);
        logs.stored("beta", 5, 1, null);
        logs.stored("alpha", 1, 30, null);
        export("two", Selection.ALL, Ends.NOTHING, Export.endOf(home.resolve("one")));
        for (String file : List.of(Export.EVENTS, Export.MANIFEST))
            assertThat(home.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(home.resolve("one").resolve(file));
        assertThat(first.path("events").asInt()).isEqualTo(2);
        export("three", Selection.ALL, Ends.NOTHING, null);
        assertThat(Files.readAllBytes(home.resolve("three/events.jsonl")))
                .isNotEqualTo(Files.readAllBytes(home.resolve("one/events.jsonl")));
    }

    @Test
    void the_manifest_says_how_much_of_what_and_which_bytes() throws Exception {
        logs.stored(
                "alpha",
                1,
                10,
                "Opened",
                "agency/thing/k",
                null,
                "{\"name\":{\"person\":\"p\",\"field\":\"n\",\"withheld\":\"sealed\"}}");
        logs.stored(
                "alpha",
                1,
                11,
                "Opened",
                "agency/thing/k",
                null,
                "{\"name\":{\"person\":\"p\",\"field\":\"n\",\"erased\":true}}");
        logs.stored("beta", 1, 12, null);
        var manifest = export("one", Selection.ALL, Ends.NOTHING, null);
        assertThat(manifest.at("/counts/alpha/alpha.Opened.v1").asInt()).isEqualTo(2);
        assertThat(manifest.at("/counts/beta/beta.Happened.v1").asInt()).isOne();
        assertThat(manifest.at("/hidden/withheld: sealed").asInt()).isOne();
        assertThat(manifest.at("/hidden/erased").asInt()).isOne();
        assertThat(manifest.at("/to/alpha/1").asInt()).isEqualTo(2);
        byte[] bytes = Files.readAllBytes(home.resolve("one/events.jsonl"));
        assertThat(manifest.at("/files/0/sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void two_exports_one_after_the_other_are_the_whole() throws IOException {
        var cause = logs.stored("alpha", 1, 10, null);
        export("one", Selection.ALL, Ends.NOTHING, null);
        logs.stored("beta", 2, 9, cause);
        export("two", Selection.ALL, Export.endOf(home.resolve("one/manifest.json")), null);
        export("whole", Selection.ALL, Ends.NOTHING, null);
        var both = new java.util.ArrayList<>(lines("one"));
        both.addAll(lines("two"));
        assertThat(lines("two")).hasSize(1);
        assertThat(both).isEqualTo(lines("whole"));
    }

    @Test
    void what_is_chosen_stands_in_the_order_of_the_whole() throws IOException {
        personsReferral();
        export("whole", Selection.ALL, Ends.NOTHING, null);
        export("beta", new Selection(Set.of("beta"), Set.of(), ""), Ends.NOTHING, null);
        export("types", new Selection(Set.of(), Set.of("Received"), ""), Ends.NOTHING, null);
        assertThat(lines("beta"))
                .isEqualTo(lines("whole").stream()
                        .filter(l -> l.contains("/cs/beta"))
                        .toList());
        assertThat(lines("types")).hasSize(1);
    }

    @Test
    void a_persons_history_begins_before_anybody_knew_whose_it_was() throws IOException {
        personsReferral();
        export("person", new Selection(Set.of(), Set.of(), P), Ends.NOTHING, null);
        assertThat(lines("person"))
                .hasSize(5)
                .satisfies(first -> assertThat(first.getFirst()).contains("Received"))
                .noneMatch(line -> line.contains(Q));
        assertThatThrownBy(() -> export("nobody", new Selection(Set.of(), Set.of(), "p0"), Ends.NOTHING, null))
                .isInstanceOf(NotTold.class)
                .hasMessageContaining("p0");
    }

    /** Somebody known is referred again under a new id; a worker's day holds two persons. */
    private void personsReferral() {
        String minted = "p" + "9".repeat(32);
        logs.stored("alpha", 4, 1, "Received", "agency/referral/" + R, null, "{\"person\":\"" + minted + "\"}");
        logs.stored("alpha", 4, 2, "Triaged", "agency/referral/" + R, null, "{}");
        var known = logs.stored(
                "alpha",
                4,
                3,
                "Identified",
                "agency/referral/" + R,
                null,
                "{\"person\":\"" + P + "\",\"receivedAs\":\"" + minted + "\"}");
        logs.stored("beta", 7, 4, "Opened", "agency/file/" + P, known, "{\"person\":\"" + P + "\"}");
        logs.stored("beta", 8, 5, "Booked", "agency/day/w1", null, "{\"person\":\"" + Q + "\"}");
        var booked = logs.stored("beta", 8, 6, "Booked", "agency/day/w1", null, "{\"person\":\"" + P + "\"}");
        logs.stored("beta", 8, 7, "Freed", "agency/day/w1", null, "{}");
        assertThat(booked.seq()).isEqualTo(2);
    }

    @Test
    void an_effect_whose_cause_lies_beyond_the_end_waits_for_the_next_export() throws IOException {
        var cause = logs.stored("alpha", 1, 10, null);
        logs.stored("beta", 2, 11, cause);
        logs.stored("beta", 2, 12, null);
        logs.endsEarlier.put("alpha:1", 0L);
        var manifest = export("one", Selection.ALL, Ends.NOTHING, null);
        assertThat(manifest.path("events").asInt()).isZero();
        assertThat(manifest.at("/to/beta/2").asInt()).isZero();
        export("two", Selection.ALL, Export.endOf(home.resolve("one")), null);
        assertThat(lines("two")).hasSize(3);
    }

    @Test
    void a_cause_that_is_in_no_log_ends_it_and_nothing_is_left() {
        logs.stored("beta", 2, 11, new Place("alpha", 1, 5, 0));
        assertThatThrownBy(() -> export("one", Selection.ALL, Ends.NOTHING, null))
                .isInstanceOf(NotTold.class)
                .hasMessage("beta:2:1:0 names alpha:1:5:0 as its cause, which is in no log.");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void positions_of_another_log_are_refused() throws IOException {
        logs.stored("beta", 2, 11, null);
        logs.stored("beta", 2, 12, null);
        export("one", Selection.ALL, Ends.NOTHING, null);
        var other = new Logs();
        other.stored("beta", 2, 11, null);
        var request = new Export.Request(Selection.ALL, Ends.NOTHING, Export.endOf(home.resolve("one")), "");
        assertThatThrownBy(() -> new Export(other, request, (e, c, of) -> {}).write(home.resolve("two")))
                .isInstanceOf(NotTold.class)
                .hasMessageContaining("lane 2, seq 1");
        assertThat(home.resolve("two")).doesNotExist();
    }

    @Test
    void what_is_there_is_not_written_over() throws IOException {
        Files.createDirectory(home.resolve("one"));
        assertThatThrownBy(() -> export("one", Selection.ALL, Ends.NOTHING, null))
                .isInstanceOf(NotTold.class)
                .hasMessageContaining("already");
    }

    private JsonNode export(String name, Selection selection, Ends from, Ends to) {
        return new Export(logs, new Export.Request(selection, from, to, ""), (events, commits, of) -> {})
                .write(home.resolve(name));
    }

    private List<String> lines(String export) throws IOException {
        return Files.readAllLines(home.resolve(export).resolve(Export.EVENTS));
    }
}
