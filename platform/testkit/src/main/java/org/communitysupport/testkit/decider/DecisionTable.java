package org.communitysupport.testkit.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/**
 * State × command: what a decider answers to every pair, held against a table that people have read. Lines of
 * {@code state | command | answer}; the answer is names of events, {@code no: code}, or {@code -} for nothing to do. The order of lines and
 * the width of columns make no difference.
 */
public final class DecisionTable<C, S, E, F> {
    private final Decider<C, S, E, F> decider;
    private final F facts;
    private final Map<String, S> states = new LinkedHashMap<>();
    private final List<C> commands = new ArrayList<>();

    public DecisionTable(Decider<C, S, E, F> decider, F facts) {
        this.decider = decider;
        this.facts = facts;
    }

    /** Called as its record is. */
    public DecisionTable<C, S, E, F> state(S sample) {
        return state(sample.getClass().getSimpleName(), sample);
    }

    public DecisionTable<C, S, E, F> state(String name, S sample) {
        if (states.put(name, sample) != null) throw new IllegalStateException("two states are called " + name);
        return this;
    }

    public DecisionTable<C, S, E, F> states(Map<String, S> samples) {
        samples.forEach(this::state);
        return this;
    }

    public DecisionTable<C, S, E, F> command(C sample) {
        commands.add(sample);
        return this;
    }

    public DecisionTable<C, S, E, F> commands(List<? extends C> samples) {
        commands.addAll(samples);
        return this;
    }

    /** The table stands in the test. A new state or command of the sealed types without a sample fails. */
    public void is(Class<S> stateType, Class<C> commandType, String expected) {
        assertThat(states.keySet()).containsExactlyInAnyOrderElementsOf(names(stateType));
        hold(commandType, expected);
    }

    /**
     * The table stands in a file, {@code -Dgolden=write} writes it anew. A new command of the sealed type without a sample fails.
     *
     * @param file e.g. {@code src/test/resources/tables/team.txt}, in the module's folder
     */
    public void isIn(Path file, Class<C> commandType) {
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, table());
            }
            assertThat(file).as("written with -Dgolden=write").exists();
            hold(commandType, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hold(Class<C> commandType, String expected) {
        assertThat(commands.stream().map(c -> c.getClass().getSimpleName()).distinct())
                .containsExactlyInAnyOrderElementsOf(names(commandType));
        assertThat(lines(table())).isEqualTo(lines(expected));
    }

    private static List<String> names(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList();
    }

    private String table() {
        int widest = states.keySet().stream().mapToInt(String::length).max().orElseThrow();
        var table = new StringBuilder();
        states.forEach((name, state) -> {
            for (C command : commands)
                table.append(pad(name, widest))
                        .append(" | ")
                        .append(pad(command.getClass().getSimpleName(), 24))
                        .append(" | ")
                        .append(answer(decider.decide(command, state, facts)))
                        .append('\n');
        });
        return table.toString();
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
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

    private static String lines(String table) {
        return table.strip()
                .lines()
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).collect(Collectors.joining(" | ")))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
