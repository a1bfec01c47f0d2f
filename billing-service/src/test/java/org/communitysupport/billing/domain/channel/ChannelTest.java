package org.communitysupport.billing.domain.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchAcknowledged;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchBuilt;
import org.communitysupport.billing.domain.channel.ChannelEvent.ClaimBatchSubmitted;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A channel grows for years; what it had it shares with what it becomes. */
class ChannelTest {
    private static final int BATCHES = 400;
    private final ChannelDecider decider = new ChannelDecider();

    @Test
    @Tag("O-17")
    void a_new_batch_copies_nothing_of_those_before_it() {
        var state = Channel.NONE;
        for (int n = 1; n <= BATCHES; n++) {
            var next = decider.evolve(state, built(n));
            assertThat(next.newest().before()).isSameAs(state.newest());
            state = next;
        }
        assertThat(state.has(claim(1, 7))).isTrue();
        assertThat(state.has("nobody")).isFalse();
    }

    @Test
    void an_answer_makes_anew_only_what_is_newer_than_its_batch() {
        var state = Channel.NONE;
        for (int n = 1; n <= BATCHES; n++) state = decider.evolve(state, built(n));
        var before = state;
        for (int back : new int[] {0, 1, 5}) {
            int n = BATCHES - back;
            state = decider.evolve(state, submitted(n));
            state = decider.evolve(state, acknowledged(n));
            assertThat(tail(state, back + 1)).isSameAs(tail(before, back + 1));
            assertThat(state.byControlNumber(Integer.toString(n)).orElseThrow().verdict())
                    .isEqualTo("A");
            before = state;
        }
        assertThat(state.lastControl()).isEqualTo(BATCHES);
    }

    private static Channel.Sent tail(Channel channel, int from) {
        var at = channel.newest();
        for (int i = 0; i < from; i++) at = at.before();
        return at;
    }

    private static ClaimBatchBuilt built(int n) {
        var claims = new ArrayList<String>();
        for (int i = 0; i < 250; i++) claims.add(claim(n, i));
        return new ClaimBatchBuilt("northfork", "b" + n, Channel.text(n), claims, 100, "f" + n, 900);
    }

    private static ClaimBatchSubmitted submitted(int n) {
        return new ClaimBatchSubmitted("northfork", "b" + n, Channel.text(n), List.of(), LocalDate.of(2026, 11, 23));
    }

    private static ClaimBatchAcknowledged acknowledged(int n) {
        return new ClaimBatchAcknowledged("northfork", "b" + n, Channel.text(n), "A", List.of(), List.of(), "999");
    }

    private static String claim(int batch, int n) {
        return "p" + batch + ".2026-11-20-" + n;
    }
}
