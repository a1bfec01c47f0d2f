package org.communitysupport.stream;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** The aggregate that reactions and deadlines of these tests write to. */
final class Ledger implements Decider<Ledger.Enter, Ledger.State, Ledger.LedgerEvent, String> {
    static final Aggregate<Enter, State, LedgerEvent, String> AGGREGATE =
            new Aggregate<>("ledger", LedgerEvent.class, new Ledger());

    record Enter(String text) {}

    sealed interface LedgerEvent {}

    record Entered(String text) implements LedgerEvent {}

    record State(List<String> entries) {}

    @Override
    public State initial() {
        return new State(List.of());
    }

    @Override
    public Decision<LedgerEvent> decide(Enter command, State state, String facts) {
        return command.text.equals("forbidden")
                ? Decision.reject(Rejection.of("not-here", "TEST-1", "This may not be entered."))
                : Decision.accept(new Entered(command.text));
    }

    @Override
    public State evolve(State state, LedgerEvent event) {
        var entries = new ArrayList<>(state.entries);
        if (event instanceof Entered entered) entries.add(entered.text);
        return new State(entries);
    }
}
