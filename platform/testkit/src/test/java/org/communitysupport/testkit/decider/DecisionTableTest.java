package org.communitysupport.testkit.decider;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.junit.jupiter.api.Test;

/** A table that cannot fail guards nothing. */
class DecisionTableTest {
    sealed interface Door {}

    record Open() implements Door {}

    record Shut() implements Door {}

    sealed interface Asked {}

    record Close() implements Asked {}

    record Lock() implements Asked {}

    record Closed() {}

    private static final class DoorDecider implements Decider<Asked, Door, Closed, String> {
        @Override
        public Door initial() {
            return new Open();
        }

        @Override
        public Decision<Closed> decide(Asked command, Door state, String facts) {
            if (command instanceof Lock) return Decision.reject("no-key", "", "there is no key");
            return state instanceof Open ? Decision.accept(new Closed()) : Decision.nothingToDo();
        }

        @Override
        public Door evolve(Door state, Closed event) {
            return new Shut();
        }
    }

    private static final String TRUE =
            """
            Shut | Close | -
            Shut | Lock  | no: no-key
            Open | Close | Closed
            Open | Lock  | no: no-key
            """;

    private static DecisionTable<Asked, Door, Closed, String> table() {
        return new DecisionTable<>(new DoorDecider(), "")
                .state(new Open())
                .state(new Shut())
                .command(new Close());
    }

    @Test
    void holds_in_whatever_order_its_lines_stand() {
        assertThatCode(() -> table().command(new Lock()).is(Door.class, Asked.class, TRUE))
                .doesNotThrowAnyException();
    }

    @Test
    void a_wrong_answer_fails() {
        var wrong = TRUE.replace("Closed", "-");
        assertThatThrownBy(() -> table().command(new Lock()).is(Door.class, Asked.class, wrong))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_missing_line_fails() {
        var less = TRUE.replaceFirst(".*\n", "");
        assertThatThrownBy(() -> table().command(new Lock()).is(Door.class, Asked.class, less))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_command_or_a_state_without_a_sample_fails() {
        assertThatThrownBy(() -> table().is(Door.class, Asked.class, TRUE)).isInstanceOf(AssertionError.class);
        var stateless = new DecisionTable<>(new DoorDecider(), "")
                .state(new Open())
                .commands(java.util.List.of(new Close(), new Lock()));
        assertThatThrownBy(() -> stateless.is(Door.class, Asked.class, TRUE)).isInstanceOf(AssertionError.class);
    }
}
