package org.communitysupport.runtime.toy;

import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;

/** Counts the notes of each colour, by a reaction. */
final class Tally {
    static final Aggregate<Count, Integer, TallyEvent, Void> AGGREGATE =
            new Aggregate<>("tally", TallyEvent.class, new Rules());

    /** What a fix of the code would do. */
    static volatile boolean healed;

    private Tally() {}

    record Count(String colour) {}

    sealed interface TallyEvent {}

    record NoteCounted(String colour, int notes) implements TallyEvent {}

    record Opened(String colour) {}

    static Reaction reaction() {
        return Reaction.named("WhenNoteOpenedThenCountIt")
                .on("toy.NoteOpened", Opened.class, (event, context) -> {
                    String colour = event.data().colour();
                    if (colour.startsWith("poison") && !healed) throw new IllegalStateException("cannot count poison");
                    context.run(
                            AGGREGATE,
                            AggregateId.of(event.envelope().tenant(), "tally", colour),
                            new Count(colour),
                            null);
                })
                .ignores("toy.NotePainted", "toy.NoteCounted");
    }

    /** A tolerant record of another service's event. */
    record FencePainted(String colour, Personal<Note.Words> by) {}

    static Reaction fences() {
        return Reaction.named("WhenFencePaintedThenCountIt")
                .on("neighbour.FencePainted", FencePainted.class, (event, context) -> {
                    String colour = event.data().colour();
                    if (event.data().by().value().isEmpty()) throw new IllegalStateException("not opened");
                    context.run(
                            AGGREGATE,
                            AggregateId.of(event.envelope().tenant(), "tally", colour),
                            new Count(colour),
                            null);
                });
    }

    private static final class Rules implements Decider<Count, Integer, TallyEvent, Void> {
        @Override
        public Integer initial() {
            return 0;
        }

        @Override
        public Decision<TallyEvent> decide(Count command, Integer notes, Void facts) {
            return Decision.accept(new NoteCounted(command.colour(), notes + 1));
        }

        @Override
        public Integer evolve(Integer notes, TallyEvent event) {
            return switch (event) {
                case NoteCounted counted -> counted.notes();
            };
        }
    }
}
