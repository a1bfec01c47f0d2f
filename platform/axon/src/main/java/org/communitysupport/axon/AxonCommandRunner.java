package org.communitysupport.axon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;

/**
 * Runs commands through Axon: a {@link SimpleCommandBus} on the caller's thread, one event-sourcing repository a kind of aggregate with a
 * pessimistic lock each aggregate, held through the durable commit.
 *
 * <p>What Axon does not have, and is ours: the answer to a repeated command id, the question to the log before a "no" is given, deciding
 * again when another process was first, and a bounded memory of recent states (kept for half a minute, because they hold opened personal
 * values; handed to Axon as if they were its snapshots). {@link #load} does not go through Axon: reading needs no lock.
 */
public final class AxonCommandRunner implements CommandRunner {
    private static final int ATTEMPTS = 24;

    private final LaneLog log;
    private final EventCodec codec;
    private final RecentStates recent;
    private final Map<String, Room> rooms = new HashMap<>();
    private final CommandBus bus = SimpleCommandBus.builder().build();

    public AxonCommandRunner(LaneLog log, EventCodec codec, List<Aggregate<?, ?, ?, ?>> aggregates) {
        this(log, codec, aggregates, RecentStates.usual());
    }

    AxonCommandRunner(LaneLog log, EventCodec codec, List<Aggregate<?, ?, ?, ?>> aggregates, RecentStates recent) {
        this.log = log;
        this.codec = codec;
        this.recent = recent;
        var store = EmbeddedEventStore.builder()
                .storageEngine(new LaneLogEngine(log, codec, recent))
                .build();
        var locks = PessimisticLockFactory.builder()
                .acquireAttempts(100)
                .lockAttemptTimeout(100)
                .build();
        for (Aggregate<?, ?, ?, ?> aggregate : aggregates) {
            var room = new Room(log.service(), aggregate, store, locks, recent);
            if (rooms.put(aggregate.type(), room) != null)
                throw new IllegalStateException("two kinds of aggregate are called " + aggregate.type());
            bus.subscribe(aggregate.type(), message -> room.handle((Attempt) message.getPayload()));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C, S, E, F> Outcome<E> run(
            Aggregate<C, S, E, F> aggregate, AggregateId id, C command, F facts, CommandContext context) {
        var room = room(aggregate, id);
        if (!id.tenant().equals(context.tenant()))
            throw new IllegalArgumentException("a command of tenant " + context.tenant() + " cannot reach " + id);
        if (CurrentUnitOfWork.isStarted())
            throw new IllegalStateException("a command runs inside another: their commits would not be two");
        return (Outcome<E>) answer(room, id, command, facts, context);
    }

    private Outcome<?> answer(Room room, AggregateId id, Object command, Object facts, CommandContext context) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var answer = attempt(new Attempt(room, id, command, facts, context, attempt == 1));
            if (answer != null) return answer;
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * 500_000L));
        }
        throw new Unavailable(id + " was changed by others each of " + ATTEMPTS + " times; nothing was stored", null);
    }

    /** Null when another writer was first: decide again. */
    private Outcome<?> attempt(Attempt attempt) {
        try {
            var outcome = dispatch(attempt);
            return attempt.stored() != null ? attempt.done() : confirmed(attempt, outcome);
        } catch (Attempt.Beaten e) {
            recent.forget(attempt.id());
            return null;
        } catch (Attempt.Repeated e) {
            recent.forget(attempt.id());
            return firstAnswer(attempt, e.commit());
        } catch (LaneLog.Unavailable e) {
            recent.forget(attempt.id());
            throw new Unavailable("the log gave no answer in time; it is not known whether the command took effect", e);
        } catch (LockAcquisitionFailedException e) {
            throw new Unavailable(attempt.id() + " was busy for too long; nothing was stored", e);
        }
    }

    private Outcome<?> dispatch(Attempt attempt) {
        var answer = new CommandResultMessage<?>[1];
        var message = new GenericCommandMessage<>(
                new GenericMessage<>(attempt), attempt.room().type());
        bus.<Attempt, Object>dispatch(message, (command, result) -> answer[0] = result);
        if (!answer[0].isExceptional()) return (Outcome<?>) answer[0].getPayload();
        switch (answer[0].exceptionResult()) {
            case LaneLog.TooLarge e -> {
                var rejection = new Rejection(
                        "too-large",
                        "",
                        "The request would store more than 1 MiB at once. Send less of it.",
                        true,
                        Map.of());
                return new Outcome.Refused<>(rejection, attempt.version());
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException("Axon failed on " + attempt.id(), e);
        }
    }

    /** A repeat is asked before it is refused, and a "no" from memory is looked up. */
    private Outcome<?> confirmed(Attempt attempt, Outcome<?> no) {
        var first = log.findCommand(attempt.context().commandId());
        if (first.isPresent()) return firstAnswer(attempt, first.get());
        if (!attempt.fromMemory()) return no;
        var since = History.after(log, attempt.id(), attempt.version());
        if (since.isEmpty()) return no;
        throw new Attempt.Beaten();
    }

    private Outcome<?> firstAnswer(Attempt attempt, StoredCommit stored) {
        var commit = stored.commit();
        boolean same = commit.inputHash().equals(attempt.context().inputHash())
                && commit.aggregate().equals(attempt.id().text());
        if (!same) return new Outcome.KeyReused<>();
        List<Object> events = commit.events().stream()
                .<Object>map(e -> codec.decode(
                        e.type(),
                        e.schema(),
                        e.data(),
                        attempt.room().aggregate().events()))
                .toList();
        return new Outcome.Done<>(
                attempt.room().position(attempt.id(), stored.seq()),
                commit.version() + events.size() - 1,
                events,
                true);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <C, S, E, F> Loaded<S> load(Aggregate<C, S, E, F> aggregate, AggregateId id) {
        var room = room(aggregate, id);
        var shell = recent.of(id).map(known -> known.shell(room.decider(), id)).orElseGet(() -> room.fresh(id));
        try {
            for (var commit : History.after(log, id, shell.version())) {
                History.events(codec, aggregate.events(), commit, shell.version())
                        .forEach(shell::on);
                shell.at(commit.seq());
            }
        } catch (LaneLog.Unavailable e) {
            throw new Unavailable("the log gave no answer in time", e);
        }
        if (shell.version() > 0) recent.keep(id, shell);
        return new Loaded<>((S) shell.state(), shell.version(), room.position(id, shell.seq()));
    }

    private Room room(Aggregate<?, ?, ?, ?> aggregate, AggregateId id) {
        var room = rooms.get(aggregate.type());
        if (room == null)
            throw new IllegalStateException(aggregate.type() + " is not among the aggregates of " + log.service());
        if (!id.type().equals(aggregate.type()))
            throw new IllegalArgumentException(id + " is not the id of a " + aggregate.type());
        return room;
    }
}
