package org.communitysupport.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.communitysupport.kernel.Envelope;

/** What the end (and the first record) of one partition says about how far a lane has been published. */
final class TopicTail {
    private static final int LOOK_BACK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final long end;
    private boolean startsAtOne = true;
    private Mark contiguous;
    private Newest newest;

    private TopicTail(long end) {
        this.end = end;
    }

    record Newest(int lane, long seq, String commitHash) {}

    /** The offset after the last record. */
    long end() {
        return end;
    }

    /** Whether the first record is the lane's first event; true for an empty partition. */
    boolean startsAtOne() {
        return startsAtOne;
    }

    /** The newest commit that is there whole together with all that the look back (200 records) saw before it. */
    long whole() {
        return contiguous == null ? 0 : contiguous.wholeSeq();
    }

    Optional<Newest> newest() {
        return Optional.ofNullable(newest);
    }

    private void add(Envelope e) {
        if (contiguous == null) contiguous = Mark.of(e);
        else if (contiguous.step(e) == Mark.Step.NEXT) contiguous = Mark.of(e);
        if (newest == null || e.seq() >= newest.seq) newest = new Newest(e.lane(), e.seq(), e.commitHash());
    }

    static Map<Integer, TopicTail> read(Clients kafka, String topic, Set<Integer> lanes) {
        if (lanes.isEmpty()) return Map.of();
        var partitions =
                lanes.stream().map(lane -> new TopicPartition(topic, lane)).toList();
        var tails = new HashMap<Integer, TopicTail>();
        try (var consumer = kafka.consumer(1_000)) {
            var begins = consumer.beginningOffsets(partitions);
            var ends = consumer.endOffsets(partitions);
            ends.forEach((p, end) -> tails.put(p.partition(), new TopicTail(end)));
            var filled =
                    partitions.stream().filter(p -> ends.get(p) > begins.get(p)).toList();

            consumer.assign(filled);
            var first = new HashMap<TopicPartition, Long>();
            filled.forEach(p -> consumer.seek(p, begins.get(p)));
            filled.forEach(p -> first.put(p, begins.get(p) + 1));
            scan(consumer, first, (tail, e) -> tail.startsAtOne = e.seq() == 1 && e.index() == 0, tails);

            filled.forEach(p -> consumer.seek(p, Math.max(begins.get(p), ends.get(p) - LOOK_BACK)));
            var until = new HashMap<TopicPartition, Long>();
            filled.forEach(p -> until.put(p, ends.get(p)));
            scan(consumer, until, TopicTail::add, tails);
        }
        return tails;
    }

    private interface Seen {
        void record(TopicTail tail, Envelope e);
    }

    private static void scan(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> until,
            Seen seen,
            Map<Integer, TopicTail> tails) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var open = new HashMap<>(until);
        consumer.resume(consumer.paused());
        while (!open.isEmpty()) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                Long limit = open.get(new TopicPartition(record.topic(), record.partition()));
                if (limit == null || record.offset() >= limit) continue;
                try {
                    seen.record(
                            tails.get(record.partition()),
                            EventRecords.read(record).envelope());
                } catch (EventRecords.Unreadable e) {
                    // A stranger's record is none of ours; consumers report it.
                    continue;
                }
            }
            open.entrySet().removeIf(p -> {
                boolean done = consumer.position(p.getKey()) >= p.getValue();
                if (done) consumer.pause(java.util.List.of(p.getKey()));
                return done;
            });
            if (System.nanoTime() > end) throw new TimeoutException("reading the end of the topic took too long");
        }
    }
}
