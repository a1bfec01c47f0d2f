package org.communitysupport.stream;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.bson.json.JsonParseException;
import org.communitysupport.kernel.Position;
import org.communitysupport.kernel.View;

/** Reads views: always the serving generation, always within one tenant. */
public final class Views {
    private final ProjectionRunner runner;

    public Views(ProjectionRunner runner) {
        this.runner = runner;
    }

    /** Empty when there is no such row in this tenant. */
    public <R> Optional<Row<R>> get(View<R> view, String tenant, String key) {
        int generation = serving(view);
        var found = rows(view, generation)
                .find(Filters.and(
                        Filters.eq("_id", RowStore.id(tenant, key)),
                        Filters.eq("tenant", tenant),
                        Filters.type("r", org.bson.BsonType.DOCUMENT)))
                .first();
        return Optional.ofNullable(found).map(d -> row(view, generation, d));
    }

    /**
     * The rows that the query asks for, within the tenant.
     *
     * @throws IllegalArgumentException when a field has no index (its name is in the message) or the cursor is none of this query's
     */
    public <R> Page<R> page(View<R> view, String tenant, Query query) {
        int generation = serving(view);
        var filters = new ArrayList<Bson>();
        filters.add(Filters.eq("tenant", tenant));
        filters.add(Filters.type("r", org.bson.BsonType.DOCUMENT));
        for (var filter : query.filters) filters.add(bson(view, filter));
        String sort = query.sort == null ? null : field(view, query.sort);
        if (query.cursor != null) filters.add(after(query, sort));
        var order = sort == null ? List.of("_id") : List.of(sort, "_id");
        var found = rows(view, generation)
                .find(Filters.and(filters))
                .sort(query.descending ? Sorts.descending(order) : Sorts.ascending(order))
                .limit(query.limit + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > query.limit;
        var shown = more ? found.subList(0, query.limit) : found;
        return new Page<>(
                shown.stream().map(d -> row(view, generation, d)).toList(),
                more ? cursor(query, shown.getLast()) : null);
    }

    /** How many rows have each value of an indexed field, over all tenants: for metrics, which show no row. */
    public <R> Map<String, Long> countBy(View<R> view, String field) {
        var counts = new TreeMap<String, Long>();
        rows(view, serving(view))
                .aggregate(List.of(
                        Aggregates.match(Filters.type("r", org.bson.BsonType.DOCUMENT)),
                        Aggregates.group("$" + field(view, field), Accumulators.sum("n", 1L))))
                .forEach(d -> {
                    if (d.get("_id").isString())
                        counts.put(
                                d.getString("_id").getValue(), d.getNumber("n").longValue());
                });
        return counts;
    }

    /** @param sum over the rows */
    public record Total(long rows, long sum) {}

    /** For each value of an indexed field: how many rows of the tenant have it, and what another field comes to over them. */
    public <R> Map<String, Total> totals(View<R> view, String tenant, String by, String sum) {
        var totals = new TreeMap<String, Total>();
        rows(view, serving(view))
                .aggregate(List.of(
                        Aggregates.match(Filters.and(
                                Filters.eq("tenant", tenant), Filters.type("r", org.bson.BsonType.DOCUMENT))),
                        Aggregates.group(
                                "$" + field(view, by),
                                Accumulators.sum("n", 1L),
                                Accumulators.sum("s", "$" + field(view, sum)))))
                .forEach(d -> {
                    if (d.get("_id").isString())
                        totals.put(
                                d.getString("_id").getValue(),
                                new Total(
                                        d.getNumber("n").longValue(),
                                        d.getNumber("s").longValue()));
                });
        return totals;
    }

    /**
     * Returns when the serving generation holds this position.
     *
     * @throws NotYet when it does not in time, with what it reached
     * @throws IllegalArgumentException when the view does not read that service's topic
     */
    public void await(View<?> view, Position after, Duration max) {
        if (!view.sources().contains(after.service()))
            throw new IllegalArgumentException("the view " + view.name() + " does not read " + after.service());
        String consumer = ProjectionRunner.consumer(view.name(), serving(view));
        var source = new Source(after.service(), after.lane());
        if (!runner.progress().await(consumer, source, after.seq(), max))
            throw new NotYet(
                    after,
                    new Position(
                            after.service(), after.lane(), runner.progress().at(consumer, source)));
    }

    private int serving(View<?> view) {
        return runner.find(view.name())
                .map(Aliases.Alias::serving)
                .orElseThrow(() -> new IllegalStateException("the view " + view.name() + " is not kept here"));
    }

    private <R> MongoCollection<BsonDocument> rows(View<R> view, int generation) {
        return RowStore.collection(runner.database(), view.name(), generation);
    }

    private <R> Row<R> row(View<R> view, int generation, BsonDocument document) {
        return new Row<>(
                document.getString("key").getValue(),
                runner.json().fromBson(document.get("r"), view.row()),
                runner.isParked(
                        view.name(), generation, document.getString("_id").getValue()));
    }

    private static String field(View<?> view, String name) {
        var indexed = new TreeSet<String>();
        view.indexes().forEach(indexed::addAll);
        if (!indexed.contains(name))
            throw new IllegalArgumentException("'" + name + "' is no field to filter or sort by; there are " + indexed);
        return "r." + name;
    }

    private Bson bson(View<?> view, Query.Filter filter) {
        String field = field(view, filter.field());
        return switch (filter.how()) {
            // Said in full: the short form would take a document that begins with $ for an operator.
            case IS ->
                new BsonDocument(field, new BsonDocument("$eq", runner.json().toBson(filter.value())));
            case IN -> Filters.in(field, runner.json().toBson(filter.value()).asArray());
            case RANGE -> {
                var ends = new ArrayList<Bson>();
                if (filter.value() != null)
                    ends.add(Filters.gte(field, runner.json().toBson(filter.value())));
                if (filter.to() != null)
                    ends.add(Filters.lte(field, runner.json().toBson(filter.to())));
                yield Filters.and(ends);
            }
        };
    }

    /** A cursor holds the sort value and the id of the last row shown, and which query it belongs to. */
    private String cursor(Query query, BsonDocument last) {
        var cursor = new BsonDocument("q", new BsonInt32(fingerprint(query))).append("i", last.get("_id"));
        if (query.sort != null) cursor.append("v", value(last.getDocument("r"), query.sort));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cursor.toJson().getBytes(StandardCharsets.UTF_8));
    }

    private static BsonValue value(BsonDocument row, String path) {
        BsonValue at = row;
        for (String part : path.split("\\."))
            at = at != null && at.isDocument() ? at.asDocument().get(part) : null;
        return at == null ? BsonNull.VALUE : at;
    }

    private int fingerprint(Query query) {
        var text = new StringBuilder(String.valueOf(query.sort)).append(query.descending);
        for (var f : query.filters)
            text.append(f.how())
                    .append(f.field())
                    .append(runner.json().toBson(f.value()))
                    .append(runner.json().toBson(f.to()));
        return text.toString().hashCode();
    }

    private Bson after(Query query, String sort) {
        BsonDocument cursor = parsed(query.cursor);
        if (!cursor.containsKey("q")
                || !cursor.get("q").isInt32()
                || cursor.getInt32("q").getValue() != fingerprint(query))
            throw new IllegalArgumentException("the cursor belongs to another query");
        BsonValue id = cursor.get("i");
        if (!(id instanceof BsonString)) throw new IllegalArgumentException("the cursor cannot be read");
        Bson behindId = query.descending ? Filters.lt("_id", id) : Filters.gt("_id", id);
        if (sort == null) return behindId;
        BsonValue value = cursor.get("v", BsonNull.VALUE);
        if (value.isDocument() || value.isArray()) throw new IllegalArgumentException("the cursor cannot be read");
        // Absent values sort first, and comparisons never cross from null to a value by themselves.
        Bson same = Filters.and(Filters.eq(sort, value), behindId);
        if (value.isNull()) return query.descending ? same : Filters.or(same, Filters.ne(sort, null));
        return query.descending
                ? Filters.or(same, Filters.lt(sort, value), Filters.eq(sort, null))
                : Filters.or(same, Filters.gt(sort, value));
    }

    private static BsonDocument parsed(String cursor) {
        try {
            return BsonDocument.parse(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | JsonParseException | org.bson.BsonInvalidOperationException e) {
            throw new IllegalArgumentException("the cursor cannot be read", e);
        }
    }
}
