package org.communitysupport.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.communitysupport.kernel.Envelope;
import org.junit.jupiter.api.Test;

/** What a consumer takes, drops and holds, record by record. */
class FeedTest {
    private static final Source LANE = new Source("referral", 7);
    private final List<String> handled = new ArrayList<>();
    private static final CursorStore NOTHING_STORED = new CursorStore() {
        @Override
        public void claim(String consumer, Iterable<String> services, Map<Integer, Long> epochs) {
            // Nobody else is there.
        }

        @Override
        public Map<String, Cursors.Stand> load(String consumer, Iterable<String> services) {
            return Map.of();
        }

        @Override
        public long reached(String consumer, Source source) {
            return 0;
        }

        @Override
        public Map<String, Map<String, Map<Integer, Long>>> reached() {
            return Map.of();
        }
    };
    private final Ownership ownership = Ownership.alone(null);
    private final Progress progress = new Progress(ownership, NOTHING_STORED);
    private Map<Source, Feed.Stopped> answer = Map.of();
    private final Feed feed = new Feed("view:test:v1", Set.of("referral"), due -> {
        due.forEach(d -> handled.add(d.envelope().seq() + "." + d.envelope().index()));
        return answer;
    });
    private long offset;

    private Feed.Read read(long seq, int index, boolean last) {
        return read(seq, index, last, "hash" + seq);
    }

    private Feed.Read read(long seq, int index, boolean last, String hash) {
        var at = Instant.EPOCH;
        var envelope = new Envelope(
                "referral",
                7,
                seq,
                index,
                last,
                seq - 1,
                "referral.X",
                1,
                "t/x/a",
                seq,
                "t",
                at,
                at,
                "me",
                "c",
                "",
                "",
                "",
                hash);
        return new Feed.Read(offset++, new Delivery(envelope, "{}"));
    }

    /** As the consumer does: takes, saves, and only then counts it as done. */
    private void take(Feed.Read... reads) {
        feed.workOn(ownership.owned(), NOTHING_STORED, progress);
        feed.meet("referral", Uuid.ONE_UUID);
        feed.take(Map.of(LANE, List.of(reads))).forEach(move -> feed.moved(move, progress));
    }

    @Test
    void takes_each_event_once_and_drops_repeats() {
        take(read(1, 0, false), read(1, 0, false), read(1, 1, true), read(2, 0, true));
        take(read(1, 0, false), read(1, 1, true), read(2, 0, true), read(3, 0, true));
        assertThat(handled).containsExactly("1.0", "1.1", "2.0", "3.0");
        assertThat(feed.offset(LANE)).isEqualTo(8);
        assertThat(progress.at("view:test:v1", LANE)).isEqualTo(3);
    }

    @Test
    void a_commit_counts_only_when_it_is_whole() {
        take(read(1, 0, true), read(2, 0, false));
        assertThat(progress.at("view:test:v1", LANE)).isEqualTo(1);
        take(read(2, 1, true));
        assertThat(progress.at("view:test:v1", LANE)).isEqualTo(2);
    }

    @Test
    void holds_an_early_record_without_moving_the_cursor_until_the_missing_one_comes() {
        take(read(1, 0, true), read(3, 0, true), read(4, 0, true));
        assertThat(handled).containsExactly("1.0");
        assertThat(feed.offset(LANE)).isEqualTo(1);
        assertThat(feed.problems()).singleElement().asString().contains("referral:7:2 is missing", "referral:7:3");
        take(read(5, 0, true));
        assertThat(feed.offset(LANE)).isEqualTo(1);
        take(read(2, 0, true), read(3, 0, true), read(4, 0, true), read(5, 0, true));
        assertThat(handled).containsExactly("1.0", "2.0", "3.0", "4.0", "5.0");
        assertThat(feed.offset(LANE)).isEqualTo(8);
        assertThat(feed.problems()).isEmpty();
    }

    @Test
    void holds_when_an_event_within_a_commit_is_missing() {
        take(read(1, 0, false), read(1, 2, true), read(2, 0, true));
        assertThat(handled).containsExactly("1.0");
        assertThat(feed.problems()).singleElement().asString().contains("referral:7:1 is missing");
    }

    @Test
    void another_topic_of_the_same_name_is_read_from_its_beginning() {
        take(read(1, 0, true), read(2, 0, true));
        feed.meet("referral", new Uuid(4, 2));
        assertThat(feed.offset(LANE)).isZero();
        assertThat(feed.mark(LANE).seq()).isEqualTo(2);
    }

    @Test
    void a_topic_that_tells_another_story_at_a_known_position_stops_the_lane() {
        take(read(1, 0, true), read(2, 0, true));
        take(read(1, 0, true, "other"), read(2, 0, true, "other"), read(3, 0, true, "other"));
        assertThat(handled).containsExactly("1.0", "2.0");
        assertThat(feed.problems()).singleElement().asString().contains("another commit at referral:7:2");
    }

    @Test
    void a_lane_that_must_stop_keeps_its_cursor_before_what_was_not_taken() {
        answer = Map.of(LANE, new Feed.Stopped(2, 1, "enough"));
        take(read(1, 0, true), read(2, 0, false), read(2, 1, true), read(3, 0, true));
        assertThat(feed.offset(LANE)).isEqualTo(2);
        assertThat(feed.mark(LANE)).isEqualTo(new Mark(2, 0, false));
        assertThat(progress.at("view:test:v1", LANE)).isEqualTo(1);
        take(read(3, 0, true));
        assertThat(feed.offset(LANE)).isEqualTo(2);
        answer = Map.of();
        assertThat(feed.resume()).isTrue();
        take(read(2, 1, true), read(3, 0, true));
        assertThat(feed.problems()).isEmpty();
        assertThat(progress.at("view:test:v1", LANE)).isEqualTo(3);
    }

    @Test
    void an_unreadable_record_is_passed_over_and_noticed_by_what_is_missing() {
        take(read(1, 0, true), new Feed.Read(offset++, null), read(2, 0, true));
        assertThat(handled).containsExactly("1.0", "2.0");
        take(new Feed.Read(offset++, null), read(4, 0, true));
        assertThat(feed.problems()).singleElement().asString().contains("referral:7:3 is missing");
    }

    private long now;

    private boolean knowsRepeats;

    /** Handles the third commit and passes the others by. */
    private Feed choosy() {
        var choosy = new Feed(
                "view:choosy:v1",
                Set.of("referral"),
                new Feed.Handler() {
                    @Override
                    public Map<Source, Feed.Stopped> handle(List<Delivery> due) {
                        return Map.of();
                    }

                    @Override
                    public boolean handles(Delivery d) {
                        return d.envelope().seq() == 3;
                    }

                    @Override
                    public boolean knowsRepeats() {
                        return knowsRepeats;
                    }
                },
                () -> now);
        choosy.workOn(ownership.owned(), NOTHING_STORED, progress);
        choosy.meet("referral", Uuid.ONE_UUID);
        return choosy;
    }

    @Test
    void counts_what_nobody_handles_as_reached_and_saves_its_cursor_with_the_next_that_is_handled() {
        var choosy = choosy();
        assertThat(choosy.take(Map.of(LANE, List.of(read(1, 0, true), read(2, 0, true)))))
                .isEmpty();
        choosy.passed(progress);
        assertThat(progress.at("view:choosy:v1", LANE)).isEqualTo(2);
        assertThat(choosy.mark(LANE).seq()).isZero();
        choosy.take(Map.of(LANE, List.of(read(3, 0, true)))).forEach(move -> choosy.moved(move, progress));
        assertThat(choosy.mark(LANE).seq()).isEqualTo(3);
    }

    @Test
    void saves_the_cursor_of_what_was_passed_by_after_a_second_at_the_latest() {
        var choosy = choosy();
        now = Feed.PASSING_BY - 1;
        assertThat(choosy.take(Map.of(LANE, List.of(read(1, 0, true))))).isEmpty();
        now = Feed.PASSING_BY;
        choosy.take(Map.of(LANE, List.of(read(2, 0, true)))).forEach(move -> choosy.moved(move, progress));
        assertThat(choosy.mark(LANE).seq()).isEqualTo(2);
    }

    @Test
    void saves_the_cursor_of_what_was_passed_by_when_it_is_asked_to_store() {
        var choosy = choosy();
        choosy.take(Map.of(LANE, List.of(read(1, 0, true))));
        choosy.store().forEach(move -> choosy.moved(move, progress));
        assertThat(choosy.mark(LANE).seq()).isEqualTo(1);
    }

    @Test
    void what_knows_its_place_counts_as_reached_when_it_is_stored_and_its_cursor_follows_soon() {
        knowsRepeats = true;
        var choosy = choosy();
        var three = new Feed.Read[] {read(1, 0, true), read(2, 0, true), read(3, 0, true)};
        now = Feed.KNOWN - 1;
        assertThat(choosy.take(Map.of(LANE, List.of(three)))).isEmpty();
        choosy.passed(progress);
        assertThat(progress.at("view:choosy:v1", LANE)).isEqualTo(3);
        assertThat(choosy.mark(LANE).seq()).isZero();
        now = Feed.KNOWN;
        choosy.take(Map.of(LANE, List.of(read(4, 0, true)))).forEach(move -> choosy.moved(move, progress));
        assertThat(choosy.mark(LANE).seq()).isEqualTo(4);
    }

    @Test
    void what_does_not_know_its_place_counts_as_reached_with_its_cursor() {
        var choosy = choosy();
        var moves = choosy.take(Map.of(LANE, List.of(read(1, 0, true), read(2, 0, true), read(3, 0, true))));
        assertThat(moves).isNotEmpty();
        moves.forEach(move -> choosy.moved(move, progress));
        assertThat(progress.at("view:choosy:v1", LANE)).isEqualTo(3);
    }

    @Test
    void holds_all_of_another_when_it_has_read_as_far_whether_the_cursors_are_saved_or_not() {
        knowsRepeats = true;
        var one = choosy();
        var other = choosy();
        var three = List.of(read(1, 0, true), read(2, 0, true), read(3, 0, true));
        other.take(Map.of(LANE, three));
        assertThat(one.holdsAllOf(other)).isFalse();
        one.take(Map.of(LANE, three));
        assertThat(one.holdsAllOf(other)).isTrue();
    }

    private final Set<String> open = new HashSet<>();

    /** Its handler returns at once; what is in {@link #open} is still being worked on. */
    private Feed later() {
        var later = new Feed(
                "reaction:later",
                Set.of("referral"),
                new Feed.Handler() {
                    @Override
                    public Map<Source, Feed.Stopped> handle(List<Delivery> due) {
                        due.forEach(d -> {
                            handled.add(d.envelope().seq() + "." + d.envelope().index());
                            open.add(d.envelope().eventId());
                        });
                        return Map.of();
                    }

                    @Override
                    public boolean knowsRepeats() {
                        return true;
                    }

                    @Override
                    public boolean isOpen(String eventId) {
                        return open.contains(eventId);
                    }

                    @Override
                    public Map<Source, Feed.Stopped> stops() {
                        return answer;
                    }
                },
                () -> now);
        later.workOn(ownership.owned(), NOTHING_STORED, progress);
        later.meet("referral", Uuid.ONE_UUID);
        return later;
    }

    private void store(Feed later) {
        later.store().forEach(move -> later.moved(move, progress));
        later.passed(progress);
    }

    private void done(long seq, int index) {
        assertThat(open.remove("referral:7:" + seq + ":" + index)).isTrue();
    }

    @Test
    void the_cursor_stays_before_the_first_event_that_is_not_done() {
        var later = later();
        later.take(Map.of(LANE, List.of(read(1, 0, true), read(2, 0, false), read(2, 1, true), read(3, 0, true))));
        store(later);
        assertThat(later.offset(LANE)).isZero();
        done(3, 0);
        done(1, 0);
        done(2, 0);
        store(later);
        assertThat(later.offset(LANE)).isEqualTo(2);
        assertThat(later.mark(LANE)).isEqualTo(new Mark(2, 0, false));
        assertThat(progress.at("reaction:later", LANE)).isEqualTo(1);
        done(2, 1);
        store(later);
        assertThat(later.offset(LANE)).isEqualTo(4);
        assertThat(progress.at("reaction:later", LANE)).isEqualTo(3);
    }

    @Test
    void what_is_read_again_while_it_is_not_done_is_not_handed_in_again() {
        var later = later();
        var one = read(1, 0, true);
        later.take(Map.of(LANE, List.of(one)));
        later.take(Map.of(LANE, List.of(one, read(2, 0, true))));
        assertThat(handled).containsExactly("1.0", "2.0");
        done(2, 0);
        store(later);
        assertThat(later.offset(LANE)).isZero();
        done(1, 0);
        store(later);
        assertThat(later.offset(LANE)).isEqualTo(2);
    }

    @Test
    void a_lane_that_stops_later_takes_nothing_more_and_keeps_what_was_read() {
        var later = later();
        later.take(Map.of(LANE, List.of(read(1, 0, true), read(2, 0, true))));
        answer = Map.of(LANE, new Feed.Stopped(2, 0, "enough"));
        store(later);
        assertThat(later.problems()).singleElement().asString().contains("enough");
        later.take(Map.of(LANE, List.of(read(3, 0, true))));
        assertThat(handled).containsExactly("1.0", "2.0");
        answer = Map.of();
        assertThat(later.resume()).isTrue();
        offset = 0;
        later.take(Map.of(LANE, List.of(read(1, 0, true), read(2, 0, true), read(3, 0, true))));
        assertThat(handled).containsExactly("1.0", "2.0", "3.0");
    }

    @Test
    void how_long_it_is_behind_is_told_by_what_was_there_first() {
        var choosy = choosy();
        choosy.look(Map.of(LANE, 0L));
        assertThat(choosy.lagSeconds()).isZero();
        choosy.look(Map.of(LANE, 2L));
        now += TimeUnit.SECONDS.toNanos(3);
        choosy.look(Map.of(LANE, 5L));
        assertThat(choosy.lag()).isEqualTo(5);
        assertThat(choosy.lagSeconds()).isEqualTo(3);
        choosy.take(Map.of(LANE, List.of(read(1, 0, true), read(2, 0, true))));
        now += TimeUnit.SECONDS.toNanos(4);
        choosy.look(Map.of(LANE, 5L));
        assertThat(choosy.lag()).isEqualTo(3);
        assertThat(choosy.lagSeconds()).isEqualTo(4);
    }
}
