package org.communitysupport.testkit.views;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.kernel.View;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

class LaneOrdersTest {
    record Said(String who, String topic, String what) {}

    record LastWord(String word) {}

    record Words(Map<String, String> byTopic) {}

    private static final History TWO_LANES = History.of("two lanes")
            .then(1, "t/talk/a", "talk.Said", said("a", "yes"))
            .then(1, "t/talk/a", "talk.Said", said("a", "no"))
            .then(2, "t/talk/b", "talk.Said", said("b", "perhaps"));

    @Test
    void a_view_that_keeps_the_last_word_of_any_lane_is_found() {
        var lastWord = View.of("last-word", 1, LastWord.class)
                .on(
                        "talk.Said",
                        Said.class,
                        e -> e.data().who(),
                        (row, e) -> new LastWord(e.data().what()));
        assertThatThrownBy(() -> run(lastWord, TWO_LANES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("last-word")
                .hasMessageContaining("[word]");
    }

    @Test
    void a_view_that_keeps_what_each_lane_said_passes() {
        var words = View.of("words", 1, Words.class)
                .on("talk.Said", Said.class, e -> e.data().who(), (row, e) -> {
                    var all = new TreeMap<String, String>(row == null ? Map.of() : row.byTopic());
                    all.put(e.data().topic(), e.data().what());
                    return new Words(all);
                });
        assertThatCode(() -> run(words, TWO_LANES)).doesNotThrowAnyException();
    }

    @Test
    void a_view_that_counts_sees_nothing_twice() {
        record Count(int said) {}
        var count = View.of("count", 1, Count.class)
                .on(
                        "talk.Said",
                        Said.class,
                        e -> e.data().who(),
                        (row, e) -> new Count(row == null ? 1 : row.said() + 1));
        assertThatCode(() -> run(count, TWO_LANES)).doesNotThrowAnyException();
    }

    @Test
    void a_view_that_no_history_feeds_is_found() {
        var silent = View.of("silent", 1, LastWord.class)
                .on("talk.Whispered", Said.class, e -> e.data().who(), (row, e) -> null);
        assertThatThrownBy(() -> run(silent, TWO_LANES)).hasMessageContaining("a history must feed every view");
    }

    private static String said(String topic, String what) {
        return """
               {"who":"ann","topic":"%s","what":"%s"}""".formatted(topic, what);
    }

    private static void run(View<?> view, History history) throws Throwable {
        for (DynamicTest test : LaneOrders.of(List.of(view), EventTypes.of("listener"), List.of(history)))
            test.getExecutable().execute();
    }
}
