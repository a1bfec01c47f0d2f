package org.communitysupport.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Position;

/** Judges and folds with the real deciders and stores nothing: what is left when the log's time is taken away. For one thread. */
final class Ledgers implements CommandRunner {
    private final Map<AggregateId, Loaded<?>> states;

    Ledgers() {
        this(Map.of());
    }

    private Ledgers(Map<AggregateId, Loaded<?>> states) {
        this.states = new HashMap<>(states);
    }

    /** States are immutable: both go their own ways from here. */
    Ledgers copy() {
        return new Ledgers(states);
    }

    @Override
    public <C, S, E, F> Outcome<E> run(
            Aggregate<C, S, E, F> aggregate, AggregateId id, C command, F facts, CommandContext context) {
        var before = load(aggregate, id);
        return switch (aggregate.decider().decide(command, before.state(), facts)) {
            case Decision.Rejected<E> no -> new Outcome.Refused<>(no.rejection(), before.version());
            case Decision.Accepted<E> yes -> accepted(aggregate, id, before, yes.events());
        };
    }

    private <C, S, E, F> Outcome<E> accepted(
            Aggregate<C, S, E, F> aggregate, AggregateId id, Loaded<S> before, List<E> events) {
        S state = before.state();
        for (E event : events) state = aggregate.decider().evolve(state, event);
        var after = new Loaded<>(state, before.version() + events.size(), before.position());
        states.put(id, after);
        return new Outcome.Done<>(after.position(), after.version(), events, false);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C, S, E, F> Loaded<S> load(Aggregate<C, S, E, F> aggregate, AggregateId id) {
        var known = (Loaded<S>) states.get(id);
        return known != null
                ? known
                : new Loaded<>(aggregate.decider().initial(), 0, new Position("billing", id.lane(), 0));
    }
}
