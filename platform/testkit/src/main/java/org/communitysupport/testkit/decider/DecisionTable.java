package org.communitysupport.testkit.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/**
 * State × command: what a decider answers to every pair of its sealed types. A new state or command without a sample fails; so does a pair
 * whose answer is not in the expected table.
 */
public final class DecisionTable<C, S, E, F> {
    private final Decider<C, S, E, F> decider;
    private final F facts;
    private final Map<String, S> states = new LinkedHashMap<>();
    private final Map<String, C> commands = new LinkedHashMap<>();

    public DecisionTable(Decider<C, S, E, F> decider, F facts) {
        this.decider = decider;
        this.facts = facts;
    }

    public DecisionTable<C, S, E, F> state(S sample) {
        states.put(sample.getClass().getSimpleName(), sample);
        return this;
    }

    public DecisionTable<C, S, E, F> command(C sample) {
        commands.put(sample.getClass().getSimpleName(), sample);
        return this;
    }

    /** Lines of {@code state | command | answer}; the answer is event names, {@code no: code}, or {@code -} for nothing to do. */
    public void is(Class<S> stateType, Class<C> commandType, String expected) {
        assertThat(states.keySet()).containsExactlyInAnyOrderElementsOf(names(stateType));
        assertThat(commands.keySet()).containsExactlyInAnyOrderElementsOf(names(commandType));
        var computed = new TreeMap<String, String>();
        states.forEach((s, state) -> commands.forEach(
                (c, command) -> computed.put(s + " | " + c, answer(decider.decide(command, state, facts)))));
        var wanted = new TreeMap<String, String>();
        for (String line : expected.strip().split("\n")) {
            var cells = Stream.of(line.split("\\|")).map(String::strip).toList();
            assertThat(wanted.put(cells.get(0) + " | " + cells.get(1), cells.get(2)))
                    .as(line)
                    .isNull();
        }
        assertThat(text(computed)).isEqualTo(text(wanted));
    }

    private static List<String> names(Class<?> sealed) {
        var names = new ArrayList<String>();
        for (var type : sealed.getPermittedSubclasses()) names.add(type.getSimpleName());
        return names;
    }

    private static String answer(Decision<?> decision) {
        return switch (decision) {
            case Decision.Rejected<?> r -> "no: " + r.rejection().code();
            case Decision.Accepted<?> a ->
                a.events().isEmpty()
                        ? "-"
                        : a.events().stream()
                                .map(e -> e.getClass().getSimpleName())
                                .collect(Collectors.joining(" "));
        };
    }

    private static String text(Map<String, String> cells) {
        return cells.entrySet().stream()
                .map(e -> e.getKey() + " | " + e.getValue())
                .collect(Collectors.joining("\n"));
    }
}
