package org.communitysupport.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.bson.Document;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Uuid5;

/**
 * The keys of one consumer that cannot go on, with the events that wait in them, in order: collection {@code parked}, a document per
 * event. Personal fields are sealed in it as on the topic.
 */
final class ParkingLot {
    /** More keys than this of one agency on one lane are no poison but a fault of the consumer: the lane stops instead. */
    static final int LIMIT = 100;
    /** The same where other agencies' events go through: then it is that agency's trouble, for which the others should not wait. */
    static final int LIMIT_BESIDE_OTHERS = 1_000;

    private final MongoCollection<Document> parked;
    private final ObjectMapper mapper;
    private final String consumer;
    private final Ownership ownership;
    /** The lanes that are worked on here; what waits in others is their owners' to know. */
    private volatile Map<Integer, Long> epochs = Map.of();

    private final Map<String, Waiting> byKey = new ConcurrentHashMap<>();
    /** Agencies of whom this process has handled something, by lane. */
    private final Map<Source, Set<String>> through = new ConcurrentHashMap<>();

    ParkingLot(MongoDatabase database, String consumer, EventCodec codec, Ownership ownership) {
        this.ownership = ownership;
        this.parked = collection(database);
        this.mapper = codec.mapper();
        this.consumer = consumer;
    }

    static MongoCollection<Document> collection(MongoDatabase database) {
        return database.getCollection("parked")
                .withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /** Which of a key's events are parked already. */
    private static final class Waiting {
        final Map<Source, ConcurrentSkipListSet<Mark>> events = new ConcurrentSkipListMap<>();
        volatile Source first;

        /** Forgets what waits in these lanes; false when nothing is left. */
        boolean staysWithout(Set<Integer> lanes) {
            events.keySet().removeIf(source -> lanes.contains(source.lane()));
            if (events.isEmpty()) return false;
            if (!events.containsKey(first)) first = events.keySet().iterator().next();
            return true;
        }

        void add(Source source, Mark mark) {
            if (first == null) first = source;
            events.computeIfAbsent(
                            source,
                            s -> new ConcurrentSkipListSet<>((a, b) -> a.seq() != b.seq()
                                    ? Long.compare(a.seq(), b.seq())
                                    : Integer.compare(a.index(), b.index())))
                    .add(mark);
        }
    }

    /**
     * One event in a parked key.
     *
     * @param error why it failed; null for one that waits behind such
     */
    record Entry(String key, Delivery delivery, String error) {}

    static String publicId(String consumer, String key) {
        return Uuid5.of("parked", consumer, key).toString();
    }

    /** Knows what waits in these lanes, too, from now on. */
    void take(Map<Integer, Long> come) {
        release(come.keySet());
        for (Document d : parked.find(Filters.and(Filters.eq("consumer", consumer), Filters.in("lane", come.keySet())))
                .sort(Sorts.ascending("since", "service", "lane", "seq", "index")))
            index(d.getString("key"), source(d), new Mark(d.getLong("seq"), d.getInteger("index"), true));
        var now = new HashMap<>(epochs);
        now.putAll(come);
        epochs = Map.copyOf(now);
    }

    /** Somebody else works on these lanes. */
    void release(Set<Integer> lanes) {
        var left = new HashMap<>(epochs);
        left.keySet().removeAll(lanes);
        epochs = Map.copyOf(left);
        byKey.values().removeIf(waiting -> !waiting.staysWithout(lanes));
    }

    private static Source source(Document d) {
        return new Source(d.getString("service"), d.getInteger("lane"));
    }

    private void index(String key, Source source, Mark mark) {
        byKey.computeIfAbsent(key, k -> new Waiting()).add(source, mark);
    }

    /** Under which the lane is worked on here; null when it is not. */
    Long epoch(int lane) {
        return epochs.get(lane);
    }

    boolean isParked(String key) {
        return byKey.containsKey(key);
    }

    int size() {
        return byKey.size();
    }

    /** An event of this agency was handled. */
    void wentThrough(Source source, String tenant) {
        var tenants = through.get(source);
        if (tenants != null && tenants.contains(tenant)) return;
        through.computeIfAbsent(source, s -> ConcurrentHashMap.newKeySet()).add(tenant);
    }

    /**
     * How many more keys of the agency may be parked on the lane before it stops.
     *
     * @param more that are about to be
     */
    long room(Source source, String tenant, long more) {
        long keys = byKey.entrySet().stream()
                .filter(e -> source.equals(e.getValue().first) && tenant.equals(tenant(e.getKey())))
                .count();
        return limit(source, tenant) - keys - more;
    }

    int limit(Source source, String tenant) {
        boolean others = through.getOrDefault(source, Set.of()).stream().anyMatch(t -> !t.equals(tenant));
        return others ? LIMIT_BESIDE_OTHERS : LIMIT;
    }

    /** Of {@code aggregate <tenant>/…} and {@code row <tenant>|…}. */
    static String tenant(String key) {
        String rest = key.substring(key.indexOf(' ') + 1);
        int end = rest.indexOf(key.startsWith("row ") ? '|' : '/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    boolean holds(String key, Delivery d) {
        return holds(key, d.source(), Mark.of(d.envelope()));
    }

    boolean holds(String key, Source source, Mark mark) {
        var events = events(key, source);
        return events != null && events.contains(mark);
    }

    /** Null when the key has no event of this source. */
    Mark first(String key, Source source) {
        var events = events(key, source);
        return events == null ? null : events.first();
    }

    private ConcurrentSkipListSet<Mark> events(String key, Source source) {
        Waiting waiting = byKey.get(key);
        return waiting == null ? null : waiting.events.get(source);
    }

    /** Stored under the event's own id, so that a repeat changes nothing. */
    void add(Collection<Entry> entries) {
        if (entries.isEmpty()) return;
        var writes = new ArrayList<WriteModel<Document>>();
        for (Entry entry : entries)
            writes.add(new ReplaceOneModel<>(
                    Filters.eq("_id", id(entry)), document(entry), new ReplaceOptions().upsert(true)));
        ownership.fenced(
                under(entries), session -> parked.bulkWrite(session, writes, new BulkWriteOptions().ordered(false)));
        entries.forEach(e -> index(e.key, e.delivery.source(), Mark.of(e.delivery.envelope())));
    }

    /**
     * The epochs of the lanes that these came in.
     *
     * @throws Ownership.Lost when one of them is not worked on here any more
     */
    private Map<Integer, Long> under(Collection<Entry> entries) {
        var under = new HashMap<Integer, Long>();
        for (Entry entry : entries) {
            int lane = entry.delivery.source().lane();
            Long epoch = epochs.get(lane);
            if (epoch == null) throw new Ownership.Lost(Set.of(lane));
            under.put(lane, epoch);
        }
        return under;
    }

    private String id(Entry entry) {
        return consumer + '|' + entry.delivery.envelope().eventId();
    }

    private Document document(Entry entry) {
        Envelope e = entry.delivery.envelope();
        return new Document("_id", id(entry))
                .append("parked", publicId(consumer, entry.key))
                .append("consumer", consumer)
                .append("key", entry.key)
                .append("tenant", e.tenant())
                .append("service", e.service())
                .append("lane", e.lane())
                .append("seq", e.seq())
                .append("index", e.index())
                .append("type", e.type())
                .append("aggregate", e.aggregate())
                .append("error", entry.error)
                .append("since", Date.from(Instant.now()))
                .append("envelope", json(e))
                .append("data", entry.delivery.data());
    }

    private String json(Envelope e) {
        try {
            return mapper.writeValueAsString(e);
        } catch (JsonProcessingException x) {
            throw new IllegalStateException("an envelope is always JSON", x);
        }
    }

    /** A key's events of the lanes that are worked on here, in the order of their lanes. */
    List<Entry> entries(String key) {
        var entries = new ArrayList<Entry>();
        for (Document d : parked.find(Filters.and(
                        Filters.eq("consumer", consumer), Filters.eq("key", key), Filters.in("lane", epochs.keySet())))
                .sort(Sorts.ascending("service", "lane", "seq", "index")))
            entries.add(new Entry(
                    key, new Delivery(envelope(d.getString("envelope")), d.getString("data")), d.getString("error")));
        return entries;
    }

    private Envelope envelope(String json) {
        try {
            return mapper.readValue(json, Envelope.class);
        } catch (JsonProcessingException x) {
            throw new IllegalStateException("a parked envelope cannot be read", x);
        }
    }

    /** Takes events out that have been handled; the key is free when none is left. */
    void release(String key, List<Entry> handled) {
        if (!handled.isEmpty()) {
            var ids = handled.stream().map(this::id).toList();
            ownership.fenced(under(handled), session -> parked.deleteMany(session, Filters.in("_id", ids)));
        }
        var rest = new TreeMap<Source, List<Mark>>();
        for (Entry left : entries(key))
            rest.computeIfAbsent(left.delivery.source(), s -> new ArrayList<>()).add(Mark.of(left.delivery.envelope()));
        if (rest.isEmpty()) byKey.remove(key);
        else {
            var waiting = new Waiting();
            rest.forEach((source, marks) -> marks.forEach(m -> waiting.add(source, m)));
            byKey.put(key, waiting);
        }
    }

    static void clear(MongoDatabase database, String consumer) {
        collection(database).deleteMany(Filters.eq("consumer", consumer));
    }

    /** {@code <consumer>|<key>} of the rows that wait in lanes of other instances. */
    static Set<String> rowsElsewhere(MongoDatabase database, Ownership ownership) {
        var rows = new HashSet<String>();
        collection(database)
                .find(Filters.and(
                        Filters.nin("lane", ownership.owned().keySet()),
                        Filters.gte("key", "row "),
                        Filters.lt("key", "row!")))
                .projection(Projections.include("consumer", "key"))
                .forEach(d -> rows.add(d.getString("consumer") + '|' + d.getString("key")));
        return rows;
    }
}
