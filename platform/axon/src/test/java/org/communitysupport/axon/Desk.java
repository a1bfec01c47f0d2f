package org.communitysupport.axon;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;

/** A desk with few seats: enough of a domain to see commands win, lose and have nothing to do. */
final class Desk {
    sealed interface Command {}

    record Open(int seats) implements Command {}

    record Take(String who, Personal<String> name) implements Command {}

    record TakeAll(List<String> who) implements Command {}

    record Leave(String who) implements Command {}

    record Break() implements Command {}

    sealed interface Event {}

    record Opened(int seats) implements Event {}

    record Taken(String who, Personal<String> name) implements Event {}

    record Left(String who) implements Event {}

    record State(int seats, List<String> taken, List<String> names) {}

    record Today(boolean holiday) {}

    private static final class Rules implements Decider<Command, State, Event, Today> {
        @Override
        public boolean begins(Command command) {
            return command instanceof Open;
        }

        @Override
        public State initial() {
            return new State(0, List.of(), List.of());
        }

        @Override
        public Decision<Event> decide(Command command, State state, Today facts) {
            return switch (command) {
                case Open c -> state.seats() > 0 ? Decision.nothingToDo() : Decision.accept(new Opened(c.seats()));
                case Take c when facts.holiday() -> Decision.reject("holiday", "DESK-2", "Closed.");
                case Take c when state.taken().contains(c.who()) -> Decision.nothingToDo();
                case Take c
                when state.taken().size() >= state.seats() ->
                    Decision.reject("no-seat", "DESK-1", "Every seat is taken.");
                case Take c -> Decision.accept(new Taken(c.who(), c.name()));
                case TakeAll c ->
                    Decision.acceptAll(c.who().stream()
                            .map(w -> new Taken(w, Personal.of("p" + w, "name", "name of " + w)))
                            .toList());
                case Leave c ->
                    state.taken().contains(c.who())
                            ? Decision.accept(new Left(c.who()))
                            : Decision.reject("not-here", "DESK-3", "Nobody of that id is here.");
                case Break c -> throw new IllegalStateException("a fault of the rules");
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return switch (event) {
                case Opened e -> new State(e.seats(), List.of(), List.of());
                case Taken e ->
                    new State(
                            state.seats(),
                            and(state.taken(), e.who()),
                            and(state.names(), e.name().value().orElse("erased")));
                case Left e -> {
                    var taken = new ArrayList<>(state.taken());
                    taken.remove(e.who());
                    yield new State(state.seats(), List.copyOf(taken), state.names());
                }
            };
        }

        private static List<String> and(List<String> list, String more) {
            var longer = new ArrayList<>(list);
            longer.add(more);
            return List.copyOf(longer);
        }
    }

    static final Aggregate<Command, State, Event, Today> DESK = new Aggregate<>("desk", Event.class, new Rules());

    static EventTypes types() {
        return EventTypes.of("desk")
                .event("Opened", Opened.class)
                .event("Taken", Taken.class)
                .event("Left", Left.class);
    }

    private Desk() {}
}
