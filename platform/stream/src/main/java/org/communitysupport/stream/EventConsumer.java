package org.communitysupport.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.communitysupport.log.Halt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that reads those lanes of the topics that its feeds need on which this instance works, and hands them what is due. Partitions
 * are assigned directly and offsets kept by {@link Cursors}; which lanes it reads is decided by {@link Ownership}.
 */
final class EventConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long ROOM_MILLIS = 20;
    private static final long LET_GO_SECONDS = 5;
    /** Records of one partition in one poll from which on it pays to use more than one core. */
    private static final int MANY = 500;

    private static final long LOOK_AT_TOPICS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_FOR_MISSING_TOPICS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long WARN_AGAIN = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_AT_ENDS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String name;
    private final Clients kafka;
    private final Cursors cursors;
    private final Progress progress;
    private final Ownership ownership;
    private final int maxRecords;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong unreadable = new AtomicLong();
    private long warned = System.nanoTime() - WARN_AGAIN;
    private volatile String trouble;
    private volatile boolean ended;
    private volatile Throwable died;
    private volatile BooleanSupplier endsWhen = () -> false;
    private Thread thread;

    private Map<String, Uuid> topics = Map.of();
    private boolean seekAnew = true;
    private final Ownership.Listener letGo = this::letGo;
    /** What was owned when the feeds were last told; null when one of them may not have been. */
    private Map<Integer, Long> told;

    EventConsumer(String name, Clients kafka, Cursors cursors, Progress progress, Ownership ownership, int maxRecords) {
        this.name = name;
        this.kafka = kafka;
        this.cursors = cursors;
        this.progress = progress;
        this.ownership = ownership;
        this.maxRecords = maxRecords;
    }

    /** Before the start, or on its own thread through {@link #submit}. */
    void add(Feed feed) {
        feeds.add(feed);
        seekAnew = true;
        topics = Map.of();
        told = null;
    }

    void remove(Feed feed) {
        feeds.remove(feed);
        seekAnew = true;
    }

    /** Asked after each poll; when true the thread ends. */
    void endWhen(BooleanSupplier condition) {
        endsWhen = condition;
    }

    void start() {
        ownership.listen(letGo);
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    List<Feed> feeds() {
        return List.copyOf(feeds);
    }

    /** What it waits for at the moment, or null. */
    String trouble() {
        return trouble;
    }

    /** Records that are no events of the published language. */
    long unreadable() {
        return unreadable.get();
    }

    /** Runs on the consumer's thread, between two polls. */
    <T> CompletableFuture<T> submit(java.util.concurrent.Callable<T> work) {
        var done = new CompletableFuture<T>();
        commands.add(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        if (ended) done.completeExceptionally(new IllegalStateException(name + " has ended"));
        return done;
    }

    /** Stores what was done in lanes that went to somebody else, and drops them. A thread that waits out an outage cannot do it soon. */
    private void letGo() {
        try {
            submit(() -> null).get(LET_GO_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("{} could not store in time what it had done in lanes that went to somebody else.", name);
        }
    }

    /** On its own thread: reads again from the cursors. */
    void seekAnew() {
        seekAnew = true;
    }

    /** Whoever retries on this thread must give up when it falls. */
    CountDownLatch closing() {
        return closing;
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void run() {
        long pause = 50;
        while (!closed() && !ended) {
            var consumer = kafka.consumer(maxRecords);
            try (Admin admin = kafka.admin()) {
                workOnWhatIsOwned();
                seekAnew = true;
                topics = Map.of();
                trouble = null;
                read(admin, consumer);
            } catch (WakeupException e) {
                LOG.debug("{} was woken to end", name);
            } catch (RuntimeException e) {
                if (closed()) break;
                trouble = Outages.sentence(e);
                LOG.warn("{} waits: {}", name, trouble);
                rest(pause);
                pause = Math.min(2_000, pause * 2);
                continue;
            } catch (Throwable e) {
                trouble = "It died of " + e;
                died = e;
                ended = true;
                LOG.error("{} died.", name, e);
                throw e;
            } finally {
                // There is nothing to hand back: no group, no offsets.
                consumer.close(CloseOptions.timeout(Duration.ofMillis(500)));
            }
            pause = 50;
        }
        ownership.forget(letGo);
        if (!ended) saveOnce();
        ended = true;
        runCommands();
    }

    /** What was done in lanes that are let go must have been stored before, or is lost and done again by their owner. */
    private void workOnWhatIsOwned() {
        var owned = ownership.owned();
        if (owned == told) return;
        for (Feed feed : feeds) feed.workOn(owned, cursors, progress);
        told = owned;
        seekAnew = true;
    }

    /** What was done while it ended; when that cannot be saved now it is done once more by whoever reads next, to no effect. */
    private void saveOnce() {
        try {
            var moves = new ArrayList<Cursors.Move>();
            for (Feed feed : feeds) moves.addAll(feed.ended());
            cursors.save(moves);
        } catch (RuntimeException e) {
            LOG.info("{} ended without saving its last cursors: {}", name, Outages.sentence(e));
        }
    }

    /** Of what its thread has died; null while it lives or was closed. */
    Throwable died() {
        return died;
    }

    private void read(Admin admin, KafkaConsumer<String, byte[]> consumer) {
        long lookedAtTopics = System.nanoTime() - LOOK_AT_TOPICS, lookedAtEnds = System.nanoTime() - LOOK_AT_ENDS;
        while (!closed()) {
            runCommands();
            long now = System.nanoTime();
            boolean missing = topics.size() < wanted().size();
            if (now - lookedAtTopics >= (missing ? LOOK_FOR_MISSING_TOPICS : LOOK_AT_TOPICS) || topics.isEmpty()) {
                lookAtTopics(admin);
                lookedAtTopics = now;
            }
            if (told != ownership.owned()) {
                store();
                workOnWhatIsOwned();
            }
            if (seekAnew) seek(consumer);
            if (consumer.assignment().isEmpty()) rest(50);
            else poll(consumer);
            if (now - lookedAtEnds >= LOOK_AT_ENDS && ownership.isSettled()) {
                measure(consumer);
                lookedAtEnds = now;
                if (endsWhen.getAsBoolean()) {
                    ended = true;
                    return;
                }
            }
        }
    }

    private Set<String> wanted() {
        var services = new TreeSet<String>();
        feeds.forEach(f -> services.addAll(f.services));
        return services;
    }

    private void lookAtTopics(Admin admin) {
        var names = new TreeSet<String>();
        wanted().forEach(s -> names.add(Topics.of(s)));
        if (names.isEmpty()) return;
        var found = new HashMap<String, Uuid>();
        Topics.ids(admin, names).forEach((topic, id) -> found.put(Topics.service(topic), id));
        if (found.equals(topics)) return;
        for (Feed feed : feeds)
            found.forEach((service, id) -> {
                if (feed.services.contains(service)) feed.meet(service, id);
            });
        topics = found;
        seekAnew = true;
    }

    private void seek(KafkaConsumer<String, byte[]> consumer) {
        var from = new HashMap<TopicPartition, Long>();
        for (String service : topics.keySet())
            told.keySet().forEach(lane -> {
                var source = new Source(service, lane);
                feeds.stream()
                        .filter(f -> f.services.contains(service) && f.lanes().contains(lane))
                        .mapToLong(f -> f.offset(source))
                        .min()
                        .ifPresent(offset -> from.put(source.partition(), offset));
            });
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        seekAnew = false;
    }

    private void poll(KafkaConsumer<String, byte[]> consumer) {
        if (feeds.stream().anyMatch(Feed::isFull)) {
            store();
            rest(ROOM_MILLIS);
            return;
        }
        try {
            var records = consumer.poll(POLL);
            if (records.isEmpty()) {
                store();
                return;
            }
            take(reads(records));
            // Near the end there is nothing to be won by holding effects back.
            if (feeds.stream().anyMatch(Feed::holds) && left(consumer) < maxRecords) store();
        } catch (OffsetOutOfRangeException e) {
            // A topic made anew, or one whose headless beginning was cut off: whole from its beginning, dropping by
            // position.
            LOG.warn("{} reads from the beginning: {}", name, e.offsetOutOfRangePartitions());
            consumer.seekToBeginning(e.partitions());
        } catch (NoOffsetForPartitionException e) {
            consumer.seekToBeginning(e.partitions());
        }
    }

    /** Partition by partition, in order. When there is much to read it mostly comes from one of them. */
    private Map<Source, List<Feed.Read>> reads(ConsumerRecords<String, byte[]> records) {
        return records.partitions().stream().collect(Collectors.toMap(Source::of, p -> {
            var own = records.records(p);
            return (own.size() < MANY ? own.stream() : own.parallelStream())
                    .map(record -> new Feed.Read(record.offset(), delivery(record)))
                    .toList();
        }));
    }

    /** Null when it cannot be read. */
    private Delivery delivery(ConsumerRecord<String, byte[]> record) {
        try {
            return EventRecords.read(record);
        } catch (EventRecords.Unreadable e) {
            unreadable.incrementAndGet();
            LOG.error(
                    "{}: {}; it is passed over, and what is missing because of it will be noticed.",
                    name,
                    e.getMessage());
            return null;
        }
    }

    private static long left(KafkaConsumer<String, byte[]> consumer) {
        return consumer.assignment().stream()
                .mapToLong(p -> consumer.currentLag(p).orElse(0))
                .sum();
    }

    private void take(Map<Source, List<Feed.Read>> reads) {
        save(feed -> feed.take(reads));
    }

    /** On its own thread: what feeds hold is stored, and their cursors after it. */
    void store() {
        save(Feed::store);
    }

    private void save(Function<Feed, List<Cursors.Move>> work) {
        var moves = new ArrayList<Cursors.Move>();
        var byFeed = new HashMap<Feed, List<Cursors.Move>>();
        for (Feed feed : feeds) {
            var own = insist(() -> work.apply(feed));
            byFeed.put(feed, own);
            moves.addAll(own);
            if (feed.fromCursor()) seekAnew = true;
        }
        if (!moves.isEmpty()) Halt.at(name + ".before-cursor");
        insist(() -> {
            cursors.save(moves);
            return null;
        });
        byFeed.forEach((feed, own) -> {
            own.forEach(move -> feed.moved(move, progress));
            feed.passed(progress);
        });
        progress.announce();
    }

    /** Until it succeeds: only an outage throws here, poison has been parked by then. Nothing else is read meanwhile. */
    private <T> T insist(java.util.function.Supplier<T> work) {
        for (long pause = 50; ; pause = Math.min(2_000, pause * 2)) {
            try {
                T done = work.get();
                trouble = null;
                return done;
            } catch (Ownership.Lost e) {
                // Not to be waited out: the lane has to be dropped.
                throw e;
            } catch (RuntimeException e) {
                if (closed()) throw new WakeupException();
                trouble = Outages.sentence(e);
                if (System.nanoTime() - warned > WARN_AGAIN) {
                    LOG.warn("{} waits and tries again: {}", name, trouble);
                    warned = System.nanoTime();
                }
                rest(pause);
                if (closed()) throw new WakeupException();
            }
        }
    }

    private void measure(KafkaConsumer<String, byte[]> consumer) {
        var ends = consumer.endOffsets(consumer.assignment());
        var bySource = new HashMap<Source, Long>();
        ends.forEach((partition, end) -> bySource.put(Source.of(partition), end));
        for (Feed feed : feeds) feed.look(bySource);
    }

    /** Those that are there now: one that asks to be run again comes after the next poll. */
    private void runCommands() {
        if (commands.isEmpty()) return;
        if (!ended && !closed()) store();
        for (int left = commands.size(); left > 0; left--) commands.remove().run();
    }

    private void rest(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) LOG.debug("{} is closing", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        if (thread != null) Outages.join(thread);
    }
}
