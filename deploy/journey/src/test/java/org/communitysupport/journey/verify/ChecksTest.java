package org.communitysupport.journey.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.journey.verify.TopicCheck.Record;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.View;
import org.junit.jupiter.api.Test;

/** Each check passes on what is right and has a case in which it fails: a check that cannot fail proves nothing. */
class ChecksTest {
    private final Differences found = new Differences();

    private static Logged event(String service, long seq, String type, String data) {
        var e = new Envelope(
                service,
                3,
                seq,
                0,
                true,
                seq - 1,
                service + '.' + type,
                1,
                "riverbend/x/p1",
                seq,
                "riverbend",
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                "",
                "",
                "",
                "",
                "hash" + seq);
        return new Logged(e, data);
    }

    private static Record record(long seq) {
        return new Record(3, seq, 0, "hash" + seq, "{}");
    }

    private final List<Logged> log =
            List.of(event("referral", 1, "A", "{}"), event("referral", 2, "B", "{}"), event("referral", 3, "C", "{}"));

    @Test
    void a_topic_may_repeat_and_must_not_leave_out() {
        assertThat(TopicCheck.check(
                        "referral", log, List.of(record(1), record(2), record(1), record(2), record(3)), found))
                .isEqualTo(2);
        assertThat(found.all()).isEmpty();
        assertThat(topic(record(1), record(3)))
                .containsExactly("referral:3:2:0 is missing on the topic before referral:3:3:0");
        assertThat(topic(record(1)))
                .containsExactly(
                        "referral:3:2:0 is in the log and not on the topic",
                        "referral:3:3:0 is in the log and not on the topic");
    }

    @Test
    void a_topic_must_say_what_the_log_says_and_nothing_more() {
        var altered = new Record(3, 2, 0, "hash2", "{\"x\":1}");
        assertThat(topic(record(1), altered, record(3), record(4)))
                .containsExactly(
                        "referral:3:2:0 reads otherwise on the topic than in the log",
                        "referral:3:4:0 is on the topic and not in the log");
    }

    private List<String> topic(Record... records) {
        var differences = new Differences();
        TopicCheck.check("referral", log, List.of(records), differences);
        return differences.all();
    }

    private final Logged grant =
            event("eligibility", 1, "PassThroughOpened", "{\"authorization\":\"a1\",\"units\":36}");

    private static Logged committed(long seq, String line, int units, int used) {
        return event(
                "eligibility",
                seq,
                "UnitsCommitted",
                """
                {"line":"%s","allocations":[{"authorization":"a1","units":%d}],
                 "balances":[{"authorization":"a1","granted":36,"used":%d,"reserved":0,"left":%d}]}"""
                        .formatted(line, units, used, 36 - used));
    }

    @Test
    void units_granted_are_used_reserved_or_left() {
        assertThat(UnitsCheck.check(List.of(grant, committed(2, "l1", 10, 10), committed(3, "l2", 5, 15)), found))
                .isEqualTo(1);
        assertThat(found.all()).isEmpty();
        UnitsCheck.check(List.of(grant, committed(2, "l1", 10, 10), committed(3, "l2", 5, 10)), found);
        assertThat(found.all()).hasSize(1).first().asString().contains("its lines give 36/15/0");
        var more = new Differences();
        UnitsCheck.check(List.of(grant, committed(2, "l1", 37, 37)), more);
        assertThat(more.all()).first().asString().contains("37 used");
    }

    @Test
    void cents_charged_are_paid_adjusted_or_open() {
        var built = event(
                "billing",
                1,
                "ClaimBuilt",
                "{\"claim\":\"p1.2026-01-01-1\",\"chargeCents\":100,\"lines\":[{\"chargeCents\":100}]}");
        var events = new ArrayList<>(List.of(
                built,
                event(
                        "billing",
                        2,
                        "ClaimPaid",
                        "{\"claim\":\"p1.2026-01-01-1\",\"paidCents\":80,\"adjustedCents\":20,\"openCents\":0}")));
        assertThat(CentsCheck.check(events, found)).isEqualTo(1);
        assertThat(found.all()).isEmpty();
        events.set(
                1,
                event(
                        "billing",
                        2,
                        "ClaimPaid",
                        "{\"claim\":\"p1.2026-01-01-1\",\"paidCents\":80,\"adjustedCents\":10,\"openCents\":0}"));
        events.add(event("billing", 3, "ClaimPaid", "{\"claim\":\"p2.2026-01-01-1\",\"paidCents\":80}"));
        var wrong = event(
                "billing",
                1,
                "ClaimBuilt",
                "{\"claim\":\"p1.2026-01-01-1\",\"chargeCents\":90,\"lines\":[{\"chargeCents\":100}]}");
        events.add(wrong);
        CentsCheck.check(events, found);
        assertThat(found.all()).hasSize(3);
        assertThat(found.all().get(0)).contains("charged 100 is not 80 paid");
        assertThat(found.all().get(1)).contains("was answered and never built");
        assertThat(found.all().get(2)).contains("charges 90 cents, its lines 100");
    }

    record Noted(String key, int n) {}

    record Sum(int of, int times) {}

    private static final View<Sum> SUMS = View.of("sums", 1, Sum.class)
            .on(
                    "referral.Noted",
                    Noted.class,
                    e -> e.data().key(),
                    (row, e) -> row == null
                            ? new Sum(e.data().n(), 1)
                            : new Sum(row.of() + e.data().n(), row.times() + 1));

    private List<String> differences(Document... rows) {
        checked(rows);
        return found.all();
    }

    private int checked(Document... rows) {
        var log = List.of(
                event("referral", 1, "Noted", "{\"key\":\"a\",\"n\":2}"),
                event("referral", 2, "Noted", "{\"key\":\"a\",\"n\":3}"),
                event("referral", 3, "Noted", "{\"key\":\"b\",\"n\":4}"));
        var codec = new EventCodec(EventTypes.of("referral").event("Noted", Noted.class), null);
        return ViewCheck.check(SUMS, Map.of("referral", log), List.of(rows), codec, found);
    }

    private static Document row(String key, int of, int times) {
        return new Document("_id", "riverbend|" + key).append("r", new Document("of", of).append("times", times));
    }

    @Test
    void a_view_has_the_rows_that_the_log_folds_to_and_no_others() {
        assertThat(checked(row("a", 5, 2), row("b", 4, 1))).isEqualTo(2);
        assertThat(found.all()).isEmpty();
        assertThat(differences(new Document("_id", "riverbend|b"), row("c", 1, 1)))
                .containsExactly(
                        "view sums lacks the row riverbend|b",
                        "view sums has a row that no event led to: riverbend|c",
                        "view sums lacks the row riverbend|a");
    }

    @Test
    void every_row_that_differs_is_named_with_the_field_and_without_its_value() {
        assertThat(differences(row("a", 7, 2), row("b", 4, 2)))
                .containsExactly(
                        "view sums, row riverbend|a is not the fold of the log: they differ in [of]",
                        "view sums, row riverbend|b is not the fold of the log: they differ in [times]");
    }

    @Test
    void a_row_that_cannot_be_read_does_not_end_the_check() {
        var unreadable = new Document("_id", "riverbend|a").append("r", new Document("of", "many"));
        assertThat(differences(unreadable, row("b", 7, 1)))
                .containsExactly(
                        "view sums, row riverbend|a does not read as Sum",
                        "view sums, row riverbend|b is not the fold of the log: they differ in [of]");
    }
}
