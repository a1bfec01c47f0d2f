package org.communitysupport.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.Halt;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the log of one service on its topic, in the lanes that this instance works on: every event, in lane order, at least once.
 *
 * <p>At each start it compares the topic with the log and goes on after the newest record that has all records before it. It stops for
 * good, with a sentence, when the topic knows more than the log or something else (a restored backup): publishing on would tell consumers
 * two stories. An outage of broker or database is waited out.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int READ = 500;
    /** How often all lanes are looked at: another instance may have stored something. */
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Duration LOOK_AT_TOPIC = Duration.ofSeconds(2);
    /** A broker forgets a silent producer after a day. */
    private static final Duration BROKER_REMEMBERS = Duration.ofHours(1);

    private final LaneLog log;
    private final Clients kafka;
    private final Ownership ownership;
    private final boolean local;
    private final String topic;
    /** The lanes that were owned when it last compared the topic with the log. */
    private volatile Map<Integer, Long> mine = Map.of();

    private final Map<Integer, Long> read = new ConcurrentHashMap<>();
    private final Map<Integer, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, Long> failedAfter = new ConcurrentHashMap<>();
    private final Map<Integer, Long> heads = new ConcurrentHashMap<>();
    private final Map<Integer, TopicTail> refilled = new HashMap<>();
    private final Queue<Rewind> rewinds = new ConcurrentLinkedQueue<>();

    /** Lanes with something new of our own: to look at these few costs the database a fraction of looking at all. */
    private final Set<Integer> woken = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;
    private boolean behind;
    private volatile String problem;
    private volatile String trouble;
    private volatile boolean died;
    private Thread thread;

    private record Rewind(int lane, long seq) {}

    /** @param local see {@link Topics#ensure} */
    public Relay(LaneLog log, Clients kafka, Ownership ownership, boolean local, MeterRegistry meters) {
        this.ownership = ownership;
        this.log = log;
        this.kafka = kafka;
        this.local = local;
        this.topic = Topics.of(log.service());
        Gauge.builder("cs.relay.lag", this, Relay::lag)
                .description("commits in the log that the topic has not acknowledged")
                .tag("service", log.service())
                .register(meters);
        Gauge.builder("cs.relay.stopped", this, r -> r.problem == null ? 0 : 1)
                .description("1 when the relay has stopped for good")
                .tag("service", log.service())
                .register(meters);
    }

    /** Returns at once; a topic or database that is not there yet is waited for. */
    public synchronized void start() {
        if (thread != null) throw new IllegalStateException("the relay of " + log.service() + " runs already");
        log.onAppend(this::wake);
        thread = Thread.ofPlatform().name("relay-" + log.service()).start(this::run);
    }

    /** Why it stopped for good; empty while it runs. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Why it will not go on until the process is started anew; empty while it lives, also while it has stopped for a person to decide. */
    public Optional<String> dead() {
        return died ? problem().map(why -> "the relay is dead: " + why) : Optional.empty();
    }

    /** What it is waiting for at the moment (an outage); empty when nothing is in its way. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** The newest commit of each lane that the topic has together with all before it; of other instances' lanes the topic is asked. */
    public Map<Integer, Long> published() {
        var all = new HashMap<Integer, Long>();
        var lanes = ownership.owned();
        if (lanes.size() < Lanes.COUNT)
            TopicTail.read(kafka, topic, others(lanes)).forEach((lane, tail) -> all.put(lane, tail.whole()));
        acknowledged.forEach((lane, seq) -> {
            if (lanes.containsKey(lane)) all.put(lane, seq);
        });
        return all;
    }

    private static Set<Integer> others(Map<Integer, Long> lanes) {
        var others = new HashSet<Integer>();
        for (int lane = 0; lane < Lanes.COUNT; lane++) if (!lanes.containsKey(lane)) others.add(lane);
        return others;
    }

    /** Commits that the topic does not have yet, as of the last look at the log (every 2 s). */
    public long lag() {
        long lag = 0;
        for (var head : heads.entrySet())
            if (mine.containsKey(head.getKey()))
                lag += Math.max(0, head.getValue() - acknowledged.getOrDefault(head.getKey(), 0L));
        return lag;
    }

    /**
     * Publishes a lane again from this commit on, to heal a hole in the topic; consumers drop what they have seen.
     *
     * @param seq from 1
     */
    public void rewind(int lane, long seq) {
        if (lane < 0 || lane >= Lanes.COUNT || seq < 1)
            throw new IllegalArgumentException("rewind takes a lane from 0 to 15 and a position from 1");
        if (problem != null) throw new IllegalStateException(problem);
        if (!ownership.owns(lane))
            throw new IllegalStateException(
                    "Another instance publishes lane " + lane + " at the moment; ask that one, or again.");
        rewinds.add(new Rewind(lane, seq));
        wake(lane);
    }

    private void wake(int lane) {
        woken.add(lane);
        unpark();
    }

    private void unpark() {
        Thread t = thread;
        if (t != null) LockSupport.unpark(t);
    }

    private void run() {
        long pause = 50;
        while (!closed) {
            try (Admin admin = kafka.admin()) {
                Uuid id = Topics.ensure(admin, log.service(), local);
                resume();
                pause = 50;
                publish(admin, id);
            } catch (Stop | LaneLog.Corrupt | Topics.Wrong e) {
                problem = e.getMessage();
                LOG.error("The relay of {} has stopped. {}", log.service(), e.getMessage());
                return;
            } catch (RuntimeException e) {
                if (closed) return;
                trouble = Outages.sentence(e);
                LOG.warn("The relay of {} waits: {}", log.service(), trouble);
                LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
                pause = Math.min(2_000, pause * 2);
            } catch (Throwable e) {
                problem = "It died of " + e;
                died = true;
                LOG.error("The relay of {} died.", log.service(), e);
                throw e;
            }
        }
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop(String message) {
            super(message);
        }
    }

    private void resume() {
        mine = ownership.owned();
        heads.putAll(log.heads());
        refilled.clear();
        read.keySet().retainAll(mine.keySet());
        acknowledged.keySet().retainAll(mine.keySet());
        var tails = TopicTail.read(kafka, topic, mine.keySet());
        for (int lane : mine.keySet()) {
            var tail = tails.get(lane);
            tail.newest().ifPresent(newest -> compare(newest));
            long from = tail.startsAtOne() ? tail.whole() : 0;
            if (tail.newest().isPresent() && from < tail.newest().get().seq()) {
                LOG.warn(
                        "{} lane {} has a hole or lacks its beginning; publishing it again from {}.",
                        topic,
                        lane,
                        from + 1);
                if (!tail.startsAtOne()) refilled.put(lane, tail);
            }
            Long failed = failedAfter.remove(lane);
            if (failed != null) from = Math.min(from, failed);
            read.put(lane, from);
            acknowledged.put(lane, from);
        }
        if (!refilled.isEmpty()) LOG.info("{} is filled again from the log.", topic);
    }

    private void compare(TopicTail.Newest newest) {
        long head = heads.getOrDefault(newest.lane(), 0L);
        // Another instance may have stored and published since we asked.
        if (head < newest.seq()) head = log.heads().getOrDefault(newest.lane(), 0L);
        String where = log.service() + ':' + newest.lane() + ':';
        if (head < newest.seq())
            throw new Stop("The log of " + log.service() + " ends at " + where + head + ", but its topic holds " + where
                    + newest.seq() + ": the log is behind its topic, as after a restored backup. Restore a newer one,"
                    + " or make the topics and the views of this service and its consumers anew.");
        StoredCommit stored =
                log.read(Map.of(newest.lane(), newest.seq() - 1), 1).getFirst();
        if (!stored.hash().equals(newest.commitHash()))
            throw new Stop("The log of " + log.service() + " differs from its topic at " + where + newest.seq()
                    + ": the log holds another commit there than was published, as after a restored backup or an"
                    + " alteration. Nothing is published until somebody has looked.");
    }

    private void publish(Admin admin, Uuid id) {
        var sender = new Sender();
        try (var helper = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                        .name("relay-" + log.service() + "-helper")
                        .factory());
                sender) {
            long lookAgain = System.nanoTime() + LOOK_AT_TOPIC.toNanos(), lookAtAll = System.nanoTime();
            trouble = null;
            while (!closed && mine == ownership.owned()) {
                applyRewinds();
                boolean all = behind || System.nanoTime() - lookAtAll >= 0;
                if (all) lookAtAll = System.nanoTime() + POLL.toNanos();
                var news = news();
                int sent = behind ? sendByTwo(sender, helper) : send(sender, all ? Map.copyOf(read) : news);
                if (sent > 0) Halt.at("relay.after-send");
                sender.check();
                truncateRefilled(admin);
                if (System.nanoTime() - lookAgain > 0) {
                    heads.putAll(log.heads());
                    if (!id.equals(Topics.ids(admin, Set.of(topic)).get(topic))) {
                        LOG.warn("{} is gone or another one now; starting over.", topic);
                        return;
                    }
                    lookAgain = System.nanoTime() + LOOK_AT_TOPIC.toNanos();
                }
                if (!behind && woken.isEmpty() && rewinds.isEmpty())
                    LockSupport.parkNanos(lookAtAll - System.nanoTime());
            }
        }
    }

    /** From where the lanes are read on in which something was stored since this was last asked. */
    private Map<Integer, Long> news() {
        var after = new HashMap<Integer, Long>();
        for (int lane : Set.copyOf(woken)) {
            woken.remove(lane);
            if (read.containsKey(lane)) after.put(lane, read.get(lane));
        }
        return after;
    }

    /** While it is far behind, two threads take half of the lanes each: reading, making records and sending need more than one core. */
    private int sendByTwo(Sender sender, ExecutorService helper) {
        var even = new HashMap<Integer, Long>();
        var odd = new HashMap<Integer, Long>();
        read.forEach((lane, seq) -> (lane % 2 == 0 ? even : odd).put(lane, seq));
        var theirs = helper.submit(() -> sendAfter(sender, odd));
        int mine = sendAfter(sender, even), other = result(theirs);
        behind = mine == READ || other == READ;
        return mine + other;
    }

    private int send(Sender sender, Map<Integer, Long> after) {
        int sent = sendAfter(sender, after);
        behind = sent == READ;
        return sent;
    }

    private int sendAfter(Sender sender, Map<Integer, Long> after) {
        if (after.isEmpty()) return 0;
        var commits = log.read(after, READ);
        for (StoredCommit commit : commits) sender.send(commit);
        return commits.size();
    }

    private static int result(Future<Integer> helped) {
        try {
            return helped.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException("the relay's helper failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    /** One producer and what became of its records. A lane belongs to one thread at a time. */
    private final class Sender implements AutoCloseable {
        private final KafkaProducer<String, byte[]> producer = kafka.producer();
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private final Map<Integer, Long> lastSent = new ConcurrentHashMap<>();

        void send(StoredCommit commit) {
            int lane = commit.lane(), last = commit.commit().events().size() - 1;
            heads.merge(lane, commit.seq(), Math::max);
            for (int i = 0; i <= last; i++) {
                // A later record must not overtake one that failed: that would be the hole.
                if (failure.get() != null || closed) return;
                boolean whole = i == last;
                var sent = producer.send(EventRecords.write(log.service(), commit, i), (where, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                        failedAfter.merge(lane, commit.seq() - 1, Math::min);
                    } else if (whole && !failedAfter.containsKey(lane)) acknowledged.put(lane, commit.seq());
                });
                Long before = lastSent.put(lane, System.nanoTime());
                if (before == null || System.nanoTime() - before > BROKER_REMEMBERS.toNanos()) await(sent);
            }
            read.put(lane, commit.seq());
        }

        /**
         * A broker that does not know a producer takes whatever batch of it comes first. Were several under way, and the first one sent back
         * to be tried again, the second would stand before it, and the first be refused for ever.
         */
        private void await(Future<RecordMetadata> sent) {
            while (!closed && !sent.isDone())
                try {
                    sent.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    trouble = "the broker has not taken the first record yet";
                } catch (ExecutionException e) {
                    // Its callback has noted it.
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new org.apache.kafka.common.errors.InterruptException(e);
                }
            trouble = null;
        }

        void check() {
            Exception e = failure.get();
            if (e != null) throw e instanceof RuntimeException r ? r : new org.apache.kafka.common.KafkaException(e);
        }

        @Override
        public void close() {
            producer.close(closed ? Duration.ofSeconds(3) : Duration.ZERO);
        }
    }

    private void applyRewinds() {
        for (Rewind r; (r = rewinds.poll()) != null; ) {
            if (!read.containsKey(r.lane)) continue;
            LOG.info("{} lane {} is published again from {}.", topic, r.lane, r.seq);
            read.merge(r.lane, r.seq - 1, Math::min);
        }
    }

    /** What stood in the partition before it was filled again stands in it twice now; the headless first copy goes. */
    private void truncateRefilled(Admin admin) {
        var done = new ArrayList<Integer>();
        var delete = new TreeMap<Integer, Long>();
        refilled.forEach((lane, tail) -> {
            if (acknowledged.getOrDefault(lane, 0L)
                    < tail.newest().orElseThrow().seq()) return;
            delete.put(lane, tail.end());
            done.add(lane);
        });
        if (delete.isEmpty()) return;
        var what = new HashMap<TopicPartition, RecordsToDelete>();
        delete.forEach((lane, end) -> what.put(new TopicPartition(topic, lane), RecordsToDelete.beforeOffset(end)));
        admin.deleteRecords(what).all().whenComplete((ok, e) -> {
            if (e != null)
                LOG.warn("The headless records of {} stay until the next start: {}", topic, Outages.sentence(e));
        });
        done.forEach(refilled::remove);
    }

    /** Waits for the records in flight. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread == null) return;
        unpark();
        Outages.join(thread);
        thread = null;
    }
}
