package org.communitysupport.stream;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Which generation of each view serves: collection {@code aliases}, {@code {_id: "board", serving: 2, previous: 1, generations: {"1":
 * {definition: 1, filling: false}}, dropped: {"3": <when>}, rev: 7}}. Read again after a second, so that what another instance changed is
 * followed; {@code rev} guards each change.
 */
final class Aliases {
    private static final long FRESH = 1_000_000_000L;

    private final MongoCollection<Document> aliases;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Aliases(MongoDatabase database) {
        this.aliases = database.getCollection("aliases").withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    }

    /**
     * @param definition {@link org.communitysupport.kernel.View#version()} of the code that folds it
     * @param filling whether it has not caught up for the first time yet
     */
    record Generation(int definition, boolean filling) {}

    /**
     * @param previous what served before; 0 when nothing did
     * @param dropped generations that are let go by all instances before their rows are deleted, and since when
     * @param rev how often it was changed
     */
    record Alias(
            String view,
            int serving,
            int previous,
            Map<Integer, Generation> generations,
            Map<Integer, Date> dropped,
            long rev) {

        static Alias first(String view, int definition) {
            return new Alias(view, definition, 0, Map.of(definition, new Generation(definition, false)), Map.of(), 0);
        }

        Alias with(int number, Generation generation) {
            var all = new TreeMap<>(generations);
            all.put(number, generation);
            return new Alias(view, serving, previous, all, dropped, rev);
        }

        Alias without(int number, Date since) {
            var all = new TreeMap<>(generations);
            all.remove(number);
            var gone = new TreeMap<>(dropped);
            gone.put(number, since);
            return new Alias(view, serving, previous, all, gone, rev);
        }

        Alias deleted(int number) {
            var gone = new TreeMap<>(dropped);
            gone.remove(number);
            return new Alias(view, serving, previous, generations, gone, rev);
        }

        Alias serving(int number) {
            var flipped = new Alias(view, number, serving, generations, dropped, rev);
            return flipped.with(number, new Generation(generations.get(number).definition, false));
        }

        /** A number that no generation has or had: what is deleted later must not be somebody else's. */
        int next(int atLeast) {
            int highest = 0;
            for (int number : generations.keySet()) highest = Math.max(highest, number);
            for (int number : dropped.keySet()) highest = Math.max(highest, number);
            return Math.max(highest + 1, atLeast);
        }
    }

    private record Known(Alias alias, long at) {}

    Optional<Alias> find(String view) {
        Known cached = known.get(view);
        if (cached != null && System.nanoTime() - cached.at < FRESH) return Optional.of(cached.alias);
        return fresh(view);
    }

    Optional<Alias> fresh(String view) {
        Document found = aliases.find(Filters.eq("_id", view)).first();
        return Optional.ofNullable(found).map(this::known);
    }

    /** Reads all of them at once. */
    void refresh() {
        for (Document found : aliases.find()) known(found);
    }

    private Alias known(Document found) {
        var generations = new TreeMap<Integer, Generation>();
        found.get("generations", new Document())
                .forEach((number, g) -> generations.put(
                        Integer.valueOf(number),
                        new Generation(((Document) g).getInteger("definition"), ((Document) g).getBoolean("filling"))));
        var dropped = new TreeMap<Integer, Date>();
        found.get("dropped", new Document())
                .forEach((number, since) -> dropped.put(Integer.valueOf(number), (Date) since));
        var alias = new Alias(
                found.getString("_id"),
                found.getInteger("serving"),
                found.getInteger("previous"),
                generations,
                dropped,
                found.get("rev", 0L));
        known.put(alias.view, new Known(alias, System.nanoTime()));
        return alias;
    }

    /** The first of all, when nobody else has made it meanwhile. */
    Alias made(Alias first) {
        try {
            aliases.insertOne(document(first));
        } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) throw e;
        }
        return fresh(first.view).orElseThrow();
    }

    /**
     * As it is after the change, which is made again when somebody else was first.
     *
     * @param change may return what it was given, and nothing is stored then
     */
    Alias change(String view, UnaryOperator<Alias> change) {
        while (true) {
            var now = fresh(view).orElseThrow(() -> new IllegalArgumentException("there is no view " + view));
            var then = change.apply(now);
            if (then == now) return now;
            Bson asItWas = Filters.and(
                    Filters.eq("_id", view), now.rev == 0 ? Filters.in("rev", null, 0L) : Filters.eq("rev", now.rev));
            var stored = document(then).append("rev", now.rev + 1);
            if (aliases.replaceOne(asItWas, stored).getMatchedCount() == 1) return known(stored);
        }
    }

    private static Document document(Alias alias) {
        var generations = new Document();
        alias.generations.forEach((number, g) -> generations.append(
                Integer.toString(number), new Document("definition", g.definition).append("filling", g.filling)));
        var dropped = new Document();
        alias.dropped.forEach((number, since) -> dropped.append(Integer.toString(number), since));
        return new Document("_id", alias.view)
                .append("serving", alias.serving)
                .append("previous", alias.previous)
                .append("generations", generations)
                .append("dropped", dropped)
                .append("rev", alias.rev);
    }
}
