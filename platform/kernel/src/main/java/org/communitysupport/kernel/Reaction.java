package org.communitysupport.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service does because of events, its own or another's: it sends commands. The id of each command is a pure function of the event,
 * the reaction and the target, so handling a message twice has one effect. A reaction never builds anything for reading.
 */
public final class Reaction {
    private final String name;
    private final Map<String, On<?>> handled = new LinkedHashMap<>();
    private final Set<String> ignored = new TreeSet<>();

    private Reaction(String name) {
        this.name = name;
    }

    /** Handles one event. Runs its commands through the context and lets every exception out: the runner retries, then parks the key. */
    @FunctionalInterface
    public interface Handler<E> {
        void on(Event<E> event, Context context);
    }

    public record On<E>(String type, Class<E> as, Handler<E> handler) {}

    /** Runs commands with ids that follow from the event. */
    public interface Context {

        /**
         * Runs a command that must end in an event (or have nothing to do); anything else throws, so that the key parks and somebody looks.
         */
        <C, S, E, F> List<E> run(Aggregate<C, S, E, F> aggregate, AggregateId target, C command, F facts);

        /** The context for one target, for use cases that run the command themselves. */
        CommandContext commandContext(AggregateId target);
    }

    /** e.g. {@code WhenReferralAcceptedThenOpenMemberFile}. The name is part of the command ids and therefore for ever. */
    public static Reaction named(String name) {
        return new Reaction(name);
    }

    /** Personal values arrive opened (or erased). */
    public <E> Reaction on(String type, Class<E> as, Handler<E> handler) {
        if (handled.put(type, new On<>(type, as, handler)) != null)
            throw new IllegalStateException(type + " is handled twice");
        return this;
    }

    public Reaction ignores(String... types) {
        ignored.addAll(List.of(types));
        return this;
    }

    public String name() {
        return name;
    }

    public Map<String, On<?>> handled() {
        return handled;
    }

    public Set<String> ignored() {
        return ignored;
    }

    public Set<String> sources() {
        var sources = new TreeSet<String>();
        handled.keySet().forEach(t -> sources.add(t.substring(0, t.indexOf('.'))));
        ignored.forEach(t -> sources.add(t.substring(0, t.indexOf('.'))));
        return sources;
    }
}
