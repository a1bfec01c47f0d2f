package org.communitysupport.stream;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the lanes of a service out among its instances by Kafka's group membership. The member reads nothing: its heartbeats go on while an
 * outage is waited out, so that nobody is thrown out by one. The group chooses the owner; the fence is the lane's epoch in the service's own
 * database (collection {@code lanes}: {@code {_id: 7, epoch: 12, owner: …, instance: …, since: …}}), raised before the lane is worked on.
 */
public final class LaneGroup implements Ownership, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneGroup.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final MongoClient mongo;
    private final MongoCollection<Document> lanes;
    private final Clients kafka;
    private final String service;
    private final Optional<String> instance;
    private final boolean local;
    /** Of this process, so that an epoch that somebody else has raised is never taken for ours. */
    private final String token = UUID.randomUUID().toString();

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Closing closing = new Closing();
    /** Handed out to us; worked on from when their epoch is raised. */
    private final Set<Integer> handed = new TreeSet<>();

    private volatile Map<Integer, Long> owned = Map.of();
    private volatile boolean settled;
    private volatile boolean joined;
    private volatile String trouble;
    private volatile Throwable died;
    private Thread thread;

    /**
     * @param instance a name that the instance keeps when it is started again: its lanes wait for it then; empty when it has none
     * @param local see {@link Topics#ensure}
     */
    public LaneGroup(
            MongoClient mongo,
            String database,
            Clients kafka,
            String service,
            Optional<String> instance,
            boolean local,
            MeterRegistry meters) {
        this.mongo = mongo;
        this.lanes = mongo.getDatabase(database)
                .getCollection("lanes")
                .withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.kafka = kafka;
        this.service = service;
        this.instance = instance;
        this.local = local;
        Gauge.builder("cs.lanes.owned", this, group -> group.owned.size())
                .description("lanes that this instance works on")
                .tag("service", service)
                .register(meters);
    }

    public void start() {
        thread = Thread.ofPlatform().name("lanes-" + service).start(this::run);
    }

    @Override
    public Map<Integer, Long> owned() {
        return owned;
    }

    @Override
    public boolean isSettled() {
        return settled;
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void forget(Listener listener) {
        listeners.remove(listener);
    }

    /** What hinders it at the moment. */
    public List<String> problems() {
        String t = trouble;
        return t == null ? List.of() : List.of("the lanes wait to be handed out: " + t);
    }

    /** Why it will not go on until the process is started anew; empty while it lives. */
    public Optional<String> dead() {
        return Optional.ofNullable(died).map(cause -> "lanes are not handed to this instance any more: " + cause);
    }

    private void run() {
        long pause = 50;
        while (!closing.isSaid()) {
            try (Admin admin = kafka.admin()) {
                Topics.ensure(admin, service, local);
                try (var member = kafka.member(group(), instance.map(name -> service + '-' + name))) {
                    take(member);
                }
                pause = 50;
            } catch (WakeupException e) {
                LOG.debug("The lanes of {} are let go.", service);
            } catch (FencedInstanceIdException | Topics.Wrong e) {
                died = e;
                drop();
                LOG.error(
                        "{} gets no lanes any more: {} (two instances with one name in CS_INSTANCE?)",
                        service,
                        e.getMessage());
                return;
            } catch (RuntimeException e) {
                drop();
                if (closing.isSaid()) return;
                trouble = Outages.sentence(e);
                LOG.warn("The lanes of {} wait to be handed out: {}", service, trouble);
                closing.within(Duration.ofMillis(pause));
                pause = Math.min(2_000, pause * 2);
            } catch (Throwable e) {
                died = e;
                drop();
                throw e;
            }
        }
    }

    private String group() {
        return "cs." + service + ".lanes";
    }

    private void take(KafkaConsumer<String, byte[]> member) {
        joined = false;
        try {
            member.subscribe(Set.of(Topics.of(service)), new Changes(member));
            while (!closing.isSaid()) {
                member.poll(POLL);
                if (joined && !owned.keySet().equals(handed)) raise();
                if (joined) settled = true;
                trouble = null;
            }
        } finally {
            // An orderly end gives the lanes back at once, under a name too.
            member.close(CloseOptions.timeout(Duration.ofSeconds(5))
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    private final class Changes implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> member;

        Changes(KafkaConsumer<String, byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
            partitions.forEach(p -> member.seek(p, 0));
            handed.addAll(numbers(partitions));
            joined = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            gone(numbers(partitions));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warn("{} was taken for dead and has lost the lanes {}.", service, numbers(partitions));
            gone(numbers(partitions));
        }
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).collect(Collectors.toCollection(TreeSet::new));
    }

    private void gone(Set<Integer> numbers) {
        handed.removeAll(numbers);
        var left = new TreeMap<>(owned);
        if (left.keySet().removeAll(numbers)) {
            owned = Map.copyOf(left);
            LOG.info("{} lets go of the lanes {}.", service, numbers);
            listeners.forEach(Listener::letGo);
        }
    }

    private void drop() {
        gone(new HashSet<>(handed));
    }

    /** Whoever worked on these lanes before cannot write for them any more after this. */
    private void raise() {
        var fresh = new TreeSet<>(handed);
        fresh.removeAll(owned.keySet());
        if (fresh.isEmpty()) return;
        var writes = new ArrayList<WriteModel<Document>>();
        for (int lane : fresh)
            writes.add(new UpdateOneModel<>(
                    Filters.eq("_id", lane),
                    Updates.combine(
                            Updates.inc("epoch", 1L),
                            Updates.set("owner", token),
                            Updates.set("instance", instance.orElse("")),
                            Updates.currentDate("since")),
                    new UpdateOptions().upsert(true)));
        lanes.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        var now = new HashMap<>(owned);
        lanes.find(Filters.and(Filters.in("_id", fresh), Filters.eq("owner", token)))
                .forEach(d -> now.put(d.getInteger("_id"), d.getLong("epoch")));
        owned = Map.copyOf(now);
        LOG.info("{} works on the lanes {} now.", service, new TreeSet<>(owned.keySet()));
    }

    @Override
    public void fenced(Map<Integer, Long> epochs, Consumer<ClientSession> writes) {
        try (var session = mongo.startSession()) {
            session.withTransaction(
                    () -> {
                        // Written and not only read: a raise at the same time makes one of the two begin anew.
                        epochs.forEach((lane, epoch) -> {
                            var touched = lanes.updateOne(
                                    session,
                                    Filters.and(Filters.eq("_id", lane), Filters.eq("epoch", epoch)),
                                    Updates.inc("fenced", 1L));
                            if (touched.getMatchedCount() == 0) throw new Lost(Set.of(lane));
                        });
                        writes.accept(session);
                        return null;
                    },
                    TransactionOptions.builder()
                            .readConcern(ReadConcern.SNAPSHOT)
                            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                            .build());
        }
    }

    /** Gives the lanes back. Those that worked on them have ended before. */
    @Override
    public void close() {
        closing.say();
        if (thread != null) Outages.join(thread);
    }
}
