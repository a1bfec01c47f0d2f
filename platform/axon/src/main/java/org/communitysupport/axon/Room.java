package org.communitysupport.axon;

import org.axonframework.common.lock.LockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.AnnotatedMessageHandlingMemberDefinition;
import org.axonframework.messaging.annotation.DefaultParameterResolverFactory;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Position;

/** One kind of aggregate: its decider and its Axon repository. */
final class Room {
    private static final AggregateModel<Shell> MODEL = AnnotatedAggregateMetaModelFactory.inspectAggregate(
            Shell.class, new DefaultParameterResolverFactory(), new AnnotatedMessageHandlingMemberDefinition());

    private final Aggregate<Object, Object, Object, Object> aggregate;
    private final Repository<Shell> repository;
    private final RecentStates recent;
    private final String service;

    @SuppressWarnings("unchecked")
    Room(String service, Aggregate<?, ?, ?, ?> aggregate, EventStore store, LockFactory locks, RecentStates recent) {
        this.service = service;
        this.aggregate = (Aggregate<Object, Object, Object, Object>) aggregate;
        this.recent = recent;
        this.repository = EventSourcingRepository.builder(Shell.class)
                .aggregateModel(MODEL)
                .aggregateFactory(new ShellFactory())
                .eventStore(store)
                .lockFactory(locks)
                .build();
    }

    Aggregate<Object, Object, Object, Object> aggregate() {
        return aggregate;
    }

    Decider<Object, Object, Object, Object> decider() {
        return aggregate.decider();
    }

    String type() {
        return aggregate.type();
    }

    Position position(AggregateId id, long seq) {
        return new Position(service, id.lane(), seq);
    }

    Shell fresh(AggregateId id) {
        return new Shell(decider(), id.text(), decider().initial(), 0, 0, System.nanoTime());
    }

    Outcome<?> handle(Attempt attempt) throws Exception {
        return aggregate(attempt).invoke(shell -> judge(shell, attempt));
    }

    /** Two steps, for Axon's own load-or-create keeps the lock of a creation that fails (4.13.0). */
    private org.axonframework.modelling.command.Aggregate<Shell> aggregate(Attempt attempt) throws Exception {
        boolean guessed = attempt.isFirst()
                && decider().begins(attempt.command())
                && recent.of(attempt.id()).isEmpty();
        if (guessed) {
            // What is guessed is treated as what is remembered: a "no" is looked up, a version that is taken is judged
            // anew.
            attempt.isFromMemory();
            return created(attempt);
        }
        try {
            return repository.load(attempt.id().text());
        } catch (AggregateNotFoundException none) {
            return created(attempt);
        }
    }

    private org.axonframework.modelling.command.Aggregate<Shell> created(Attempt attempt) throws Exception {
        var created = repository.newInstance(() -> fresh(attempt.id()));
        // Who held the lock before us may have created it.
        if (recent.of(attempt.id()).isPresent()) throw new Attempt.Beaten();
        return created;
    }

    private Outcome<?> judge(Shell shell, Attempt attempt) {
        attempt.judges(shell);
        var expected = attempt.context().expectedVersion();
        if (expected.isPresent() && expected.getAsLong() != shell.version())
            return new Outcome.VersionConflict<>(expected.getAsLong(), shell.version());
        return switch (decider().decide(attempt.command(), shell.state(), attempt.facts())) {
            case Decision.Rejected<Object>(var rejection) -> new Outcome.Refused<>(rejection, shell.version());
            case Decision.Accepted<Object>(var events) -> {
                attempt.applied(events);
                events.forEach(AggregateLifecycle::apply);
                yield attempt.done();
            }
        };
    }

    private final class ShellFactory extends AbstractAggregateFactory<Shell> {
        ShellFactory() {
            super(MODEL);
        }

        @Override
        protected Shell doCreateAggregate(String id, @SuppressWarnings("rawtypes") DomainEventMessage first) {
            return fresh(AggregateId.parse(id));
        }
    }
}
