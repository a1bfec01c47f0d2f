package org.communitysupport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.communitysupport.local.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {

    @Test
    void a_figure_is_one_line_of_json_with_these_names_in_this_order() {
        var figure = new Figure("relay", "events/s", 1_000, 2_000.0, 0.5, 5, 0.25);
        assertThat(figure.json())
                .isEqualTo(
                        "{\"name\":\"relay\",\"unit\":\"events/s\",\"value\":1000.0,\"reference\":2000.0,\"ratio\":0.5,\"n\":5,\"spread\":0.25}");
        assertThat(Figure.parse(figure.json())).isEqualTo(figure);
    }

    @Test
    void without_a_reference_there_is_no_ratio() {
        assertThat(Figure.single("start", "s", 9, 1).json()).contains("\"reference\":null,\"ratio\":null");
    }

    @Test
    void the_ratio_is_the_median_of_the_rounds_and_not_of_their_sums() {
        var rounds = new Rounds(new double[] {10, 90, 30}, new double[] {10, 100, 60});
        var figure = rounds.figure("x", "y");
        assertThat(figure.ratio()).isEqualTo(0.9);
        assertThat(figure.value()).isEqualTo(30);
        assertThat(figure.reference()).isEqualTo(60);
        assertThat(figure.spread()).isEqualTo(80.0 / 30);
    }

    @Test
    void the_first_round_of_both_is_thrown_away_and_they_take_turns() {
        var order = new StringBuilder();
        var rounds = Rounds.alternating(
                2,
                round -> {
                    order.append("a").append(round);
                    return round + 5.0;
                },
                round -> {
                    order.append("b").append(round);
                    return 1;
                });
        assertThat(order.toString()).isEqualTo("a-1b-1a0b0a1b1");
        assertThat(rounds.ours()).containsExactly(5, 6);
    }

    @Test
    void an_aim_is_reached_or_not() {
        assertThat(Table.line(new Figure("relay", "events/s", 6, 10.0, 0.6, 5, 0)))
                .endsWith("ratio ≥ 0.6 reached");
        assertThat(Table.line(new Figure("relay", "events/s", 5, 10.0, 0.5, 5, 0)))
                .endsWith("ratio ≥ 0.6 not reached");
        assertThat(Table.line(Figure.single("intake.16.p99", "ms", 51, 5))).endsWith("≤ 50 not reached");
    }

    @Test
    void the_table_is_put_between_the_marks_and_nothing_else_is_touched(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("figures.md");
        Files.writeString(page, "above\n" + Page.FROM + "\nold\n" + Page.TO + "\nbelow\n");
        Page.write(page, List.of(Figure.single("freshness.p99", "ms", 42, 1_200)));
        assertThat(Files.readString(page))
                .startsWith("above\n" + Page.FROM)
                .endsWith(Page.TO + "\nbelow\n")
                .contains("| `freshness.p99` | 42 ms | – | – | 1200 | 0 % | ≤ 100 reached |")
                .doesNotContain("old");
    }

    @Test
    void a_page_without_marks_is_refused(@TempDir Path directory) throws Exception {
        Path page = directory.resolve("figures.md");
        Files.writeString(page, "nothing");
        assertThatThrownBy(() -> Page.write(page, List.of()))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("lacks the marks");
        assertThat(Files.readString(page)).isEqualTo("nothing");
    }

    @Test
    void a_request_has_its_own_number_in_three_places_and_the_length_that_it_says() {
        var posts = new Posts("token");
        byte[] one = posts.buffer(), other = posts.buffer();
        posts.next(one);
        posts.next(other);
        String text = new String(one, java.nio.charset.StandardCharsets.US_ASCII);
        String body = text.substring(text.indexOf("\r\n\r\n") + 4);
        String number = text.replaceAll("(?s).*Idempotency-Key: bench-(\\d{9})\r\n.*", "$1");
        assertThat(text).contains("Content-Length: " + body.length() + "\r\n");
        assertThat(body).contains("\"BENCH-" + number + "\"", "\"" + number + "T\"");
        assertThat(other).hasSameSizeAs(one).isNotEqualTo(one);
    }
}
