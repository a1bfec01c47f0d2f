package org.communitysupport.stream;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.kernel.Uuid5;

/** Commands whose ids follow from the event, the reaction and the target. */
final class ReactionContext implements Reaction.Context {
    private final String reaction;
    private final Envelope event;
    private final CommandRunner commands;
    private final String traceparent;
    private final Set<AggregateId> targets = new HashSet<>();

    ReactionContext(String reaction, Envelope event, CommandRunner commands, String traceparent) {
        this.reaction = reaction;
        this.event = event;
        this.commands = commands;
        this.traceparent = traceparent;
    }

    /** A command from a reaction ended without an event. */
    static final class NoEvent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEvent(String message) {
            super(message);
        }
    }

    @Override
    public <C, S, E, F> List<E> run(Aggregate<C, S, E, F> aggregate, AggregateId target, C command, F facts) {
        if (!targets.add(target))
            throw new IllegalStateException(reaction + " sends two commands to " + target
                    + " for one event; they would share an id and the second would be taken for a repeat");
        String what = command.getClass().getSimpleName() + " to " + target;
        return switch (commands.run(aggregate, target, command, facts, commandContext(target))) {
            case Outcome.Done<E> done -> done.events();
            case Outcome.Refused<E> no ->
                throw new NoEvent(what + " was refused: " + no.rejection().code() + " ("
                        + no.rejection().rule() + ") " + no.rejection().detail());
            case Outcome.VersionConflict<E> conflict ->
                throw new NoEvent(what + " met version " + conflict.actual() + " instead of " + conflict.expected());
            case Outcome.KeyReused<E> reused ->
                throw new NoEvent(what + " has an id that another command took effect under");
        };
    }

    @Override
    public CommandContext commandContext(AggregateId target) {
        if (!target.tenant().equals(event.tenant()))
            throw new IllegalStateException(reaction + " would reach from tenant " + event.tenant() + " to " + target);
        return new CommandContext(
                Uuid5.of(
                        event.service(),
                        Integer.toString(event.lane()),
                        Long.toString(event.seq()),
                        Integer.toString(event.index()),
                        reaction,
                        target.text()),
                "event:" + event.eventId(),
                "reaction:" + reaction,
                event.tenant(),
                event.correlation(),
                event.eventId(),
                OptionalLong.empty(),
                traceparent);
    }
}
