package org.communitysupport.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/**
 * What a decider answers to every command in every state, as text to hold against a file that somebody has read: {@code EventA+EventB},
 * {@code !rejection-code}, {@code -} for nothing to do, {@code impossible} where the decider says so by an IllegalStateException. By
 * reflection over the sealed interfaces, so that a new command or state cannot be forgotten.
 */
public final class DecisionTable {
    private DecisionTable() {}

    /**
     * @param commands at least one of each permitted record of {@code commandType}
     * @param states by name; where {@code stateKinds} is not empty the names must be exactly those
     */
    public static <C, S, E, F> String of(
            Decider<C, S, E, F> decider,
            Class<C> commandType,
            Collection<? extends C> commands,
            Collection<String> stateKinds,
            Map<String, S> states,
            F facts) {
        assertAllThere(
                kinds(commandType), commands.stream().map(Object::getClass).collect(Collectors.toSet()));
        if (!stateKinds.isEmpty() && !Set.copyOf(stateKinds).equals(states.keySet()))
            throw new AssertionError("states wanted " + stateKinds + ", given " + states.keySet());
        var lines = new ArrayList<String>();
        for (C command : commands)
            states.forEach((name, state) -> lines.add("%-26s %-24s %s"
                    .formatted(command.getClass().getSimpleName(), name, cell(decider, command, state, facts))));
        return String.join("\n", lines) + "\n";
    }

    /** Every record that a sealed interface permits, however deep. */
    public static Set<Class<?>> kinds(Class<?> sealed) {
        if (!sealed.isSealed()) return Set.of(sealed);
        var all = new LinkedHashSet<Class<?>>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) all.addAll(kinds(permitted));
        return all;
    }

    private static void assertAllThere(Set<Class<?>> wanted, Set<Class<?>> given) {
        List<String> missing = wanted.stream()
                .filter(k -> !given.contains(k))
                .map(Class::getSimpleName)
                .toList();
        if (!missing.isEmpty()) throw new AssertionError("no example of " + missing);
    }

    private static <C, S, E, F> String cell(Decider<C, S, E, F> decider, C command, S state, F facts) {
        try {
            return switch (decider.decide(command, state, facts)) {
                case Decision.Accepted<E> a when a.events().isEmpty() -> "-";
                case Decision.Accepted<E> a ->
                    a.events().stream().map(e -> e.getClass().getSimpleName()).collect(Collectors.joining("+"));
                case Decision.Rejected<E> r -> "!" + r.rejection().code();
            };
        } catch (IllegalStateException e) {
            return "impossible";
        }
    }
}
