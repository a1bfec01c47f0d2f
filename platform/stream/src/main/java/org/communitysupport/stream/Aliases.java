package org.communitysupport.stream;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/**
 * Which generation of each view serves: collection {@code aliases}, {@code {_id: "board", serving: 2, previous: 1, generations: {"1":
 * {definition: 1, filling: false}}}}. Read again after a second, so that a flip by another process is followed.
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

    /** @param previous what served before; 0 when nothing did */
    record Alias(String view, int serving, int previous, Map<Integer, Generation> generations) {

        Alias with(int number, Generation generation) {
            var all = new TreeMap<>(generations);
            if (generation == null) all.remove(number);
            else all.put(number, generation);
            return new Alias(view, serving, previous, all);
        }

        Alias serving(int number) {
            var flipped = new Alias(view, number, serving, generations);
            var generation = generations.get(number);
            return flipped.with(number, new Generation(generation.definition, false));
        }
    }

    private record Known(Alias alias, long at) {}

    Optional<Alias> find(String view) {
        Known cached = known.get(view);
        if (cached != null && System.nanoTime() - cached.at < FRESH) return Optional.of(cached.alias);
        Document found = aliases.find(Filters.eq("_id", view)).first();
        if (found == null) return Optional.empty();
        var generations = new TreeMap<Integer, Generation>();
        found.get("generations", new Document())
                .forEach((number, g) -> generations.put(
                        Integer.valueOf(number),
                        new Generation(((Document) g).getInteger("definition"), ((Document) g).getBoolean("filling"))));
        var alias = new Alias(view, found.getInteger("serving"), found.getInteger("previous"), generations);
        known.put(view, new Known(alias, System.nanoTime()));
        return Optional.of(alias);
    }

    void save(Alias alias) {
        var generations = new Document();
        alias.generations.forEach((number, g) -> generations.append(
                Integer.toString(number), new Document("definition", g.definition).append("filling", g.filling)));
        aliases.replaceOne(
                Filters.eq("_id", alias.view),
                new Document("_id", alias.view)
                        .append("serving", alias.serving)
                        .append("previous", alias.previous)
                        .append("generations", generations),
                new ReplaceOptions().upsert(true));
        known.put(alias.view, new Known(alias, System.nanoTime()));
    }
}
