package org.communitysupport.runtime.toy;

import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;

/** The smallest aggregate that has all there is to prove: a personal value, a change, a refusal. */
final class Note {
    static final Aggregate<Command, State, NoteEvent, Void> AGGREGATE =
            new Aggregate<>("note", NoteEvent.class, new Rules());

    private Note() {}

    record Words(String text, String author) {}

    sealed interface Command {}

    record Open(String person, String colour, Personal<Words> words) implements Command {}

    record Paint(String colour) implements Command {}

    record Fade() implements Command {}

    sealed interface NoteEvent {}

    record NoteOpened(String person, String colour, Personal<Words> words) implements NoteEvent {}

    record NotePainted(String person, String colour) implements NoteEvent {}

    record State(String person, String colour) {}

    private static final class Rules implements Decider<Command, State, NoteEvent, Void> {
        @Override
        public State initial() {
            return null;
        }

        @Override
        public Decision<NoteEvent> decide(Command command, State state, Void facts) {
            return switch (command) {
                case Open open
                when state == null -> Decision.accept(new NoteOpened(open.person(), open.colour(), open.words()));
                case Open open -> Decision.reject("note-exists", "TOY-1", "there is such a note already");
                case Fade fade when state == null || state.colour().equals("grey") -> Decision.nothingToDo();
                case Fade fade -> Decision.accept(new NotePainted(state.person(), "grey"));
                case Paint paint when state == null -> Decision.reject("no-note", "TOY-2", "there is no such note");
                case Paint paint when paint.colour().equals(state.colour()) -> Decision.nothingToDo();
                case Paint paint
                when paint.colour().equals("black") ->
                    Decision.reject(Rejection.ofContent("too-dark", "TOY-3", "/colour", "nothing can be read on it")
                            .with(Map.of("colour", "black")));
                case Paint paint -> Decision.acceptAll(List.of(new NotePainted(state.person(), paint.colour())));
            };
        }

        @Override
        public State evolve(State state, NoteEvent event) {
            return switch (event) {
                case NoteOpened opened -> new State(opened.person(), opened.colour());
                case NotePainted painted -> new State(state.person(), painted.colour());
            };
        }
    }
}
