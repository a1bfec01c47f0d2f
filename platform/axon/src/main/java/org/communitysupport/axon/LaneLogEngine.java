package org.communitysupport.axon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.NewJson;
import org.communitysupport.log.Commit;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.NewEvent;
import org.communitysupport.log.StoredCommit;

/**
 * Axon's storage port on the lane log. One unit of work is one commit of one aggregate. Axon counts an aggregate's events from 0, the log
 * from 1. Readers of many aggregates read the topic, never this.
 */
final class LaneLogEngine implements EventStorageEngine {
    private final LaneLog log;
    private final EventCodec codec;
    private final RecentStates recent;

    LaneLogEngine(LaneLog log, EventCodec codec, RecentStates recent) {
        this.log = log;
        this.codec = codec;
        this.recent = recent;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        var attempt = Attempt.current();
        switch (log.append(commit(attempt, events))) {
            case LaneLog.Appended.Stored(StoredCommit commit) -> {
                attempt.stored(commit);
                attempt.shell().at(commit.seq());
                recent.keep(attempt.id(), attempt.shell());
            }
            case LaneLog.Appended.AlreadyDone(StoredCommit commit) -> throw new Attempt.Repeated(commit);
            case LaneLog.Appended.VersionTaken() -> throw new Attempt.Beaten();
        }
    }

    private Commit commit(Attempt attempt, List<? extends EventMessage<?>> events) {
        var stored = new ArrayList<NewEvent>();
        String sensitivity =
                attempt.room().decider().sensitivity(attempt.shell().state());
        for (var event : events) {
            if (!((DomainEventMessage<?>) event)
                    .getAggregateIdentifier()
                    .equals(attempt.id().text()))
                throw new IllegalStateException("one commit holds the events of one aggregate: " + attempt.id());
            NewJson json = codec.encode(event.getPayload());
            stored.add(new NewEvent(
                    json.type(),
                    json.schema(),
                    json.data(),
                    json.sensitivity().isEmpty() ? sensitivity : json.sensitivity()));
        }
        var context = attempt.context();
        return new Commit(
                context.commandId(),
                attempt.command().getClass().getSimpleName(),
                context.inputHash(),
                context.actor(),
                context.correlation(),
                context.causation(),
                context.traceparent(),
                context.tenant(),
                attempt.id().lane(),
                attempt.id().text(),
                ((DomainEventMessage<?>) events.getFirst()).getSequenceNumber() + 1,
                stored);
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String id) {
        var attempt = Attempt.current();
        return recent.of(attempt.id()).map(known -> {
            attempt.isFromMemory();
            var shell = known.shell(attempt.room().decider(), attempt.id());
            return new GenericDomainEventMessage<>(attempt.room().type(), id, known.version() - 1, shell);
        });
    }

    @Override
    public DomainEventStream readEvents(String id, long first) {
        var attempt = Attempt.current();
        if (attempt.fromMemory()) return DomainEventStream.empty();
        var events = new ArrayList<DomainEventMessage<?>>();
        for (var commit : History.after(log, attempt.id(), first)) {
            long version = first + events.size();
            for (var event : History.events(codec, attempt.room().aggregate().events(), commit, version))
                events.add(new GenericDomainEventMessage<>(attempt.room().type(), id, first + events.size(), event));
            attempt.readTo(commit.seq());
        }
        return DomainEventStream.of(events);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("views and reactions read the topic");
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("there are no snapshots");
    }
}
