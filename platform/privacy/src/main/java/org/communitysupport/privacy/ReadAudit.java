package org.communitysupport.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.communitysupport.kernel.BusinessClock;

/** Who read what of whom, and who tried: lines that are only ever added, in the collection {@code audit}. */
public final class ReadAudit {
    private static final int MOST = 200;

    private final MongoCollection<Document> lines;
    private final BusinessClock clock;

    private ReadAudit(MongoCollection<Document> lines, BusinessClock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    /** Makes its indexes when they are missing. */
    public static ReadAudit open(MongoDatabase database, BusinessClock clock) {
        var lines = database.withTimeout(5, TimeUnit.SECONDS)
                .getCollection("audit")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY);
        for (String field : List.of("person", "actor", "outcome"))
            lines.createIndex(
                    Indexes.compoundIndex(Indexes.ascending("tenant", field), Indexes.descending("at", "_id")));
        lines.createIndex(Indexes.compoundIndex(Indexes.ascending("tenant"), Indexes.descending("at", "_id")));
        return new ReadAudit(lines, clock);
    }

    public enum Outcome {
        READ,
        DENIED
    }

    /**
     * @param actor user or client id
     * @param tenant of the actor; empty when the token did not say
     * @param roles of the actor, joined by commas
     * @param person whose data; empty when the try named no person
     * @param purpose e.g. {@code treatment}; of a denied try, the reason of the denial
     * @param fields what was read, e.g. {@code demographics}
     * @param what method and path; ids only
     * @param from address the request came from
     */
    public record Line(
            String actor,
            String tenant,
            String roles,
            String person,
            String purpose,
            List<String> fields,
            Outcome outcome,
            String what,
            String from,
            String requestId) {
        public Line {
            fields = List.copyOf(fields);
        }
    }

    /** @param at business clock */
    public record Entry(String id, Instant at, Line line) {}

    /** @param nextCursor null on the last page */
    public record Page(List<Entry> entries, String nextCursor) {}

    /**
     * Durable when it returns.
     *
     * @throws NotWritten when the lines may not be there; then nothing that they speak of may be shown
     */
    public void record(List<Line> read) {
        if (read.isEmpty()) return;
        var at = Date.from(clock.now());
        try {
            lines.insertMany(read.stream().map(line -> document(at, line)).toList());
        } catch (RuntimeException e) {
            throw new NotWritten(e);
        }
    }

    /**
     * Newest first.
     *
     * @throws IllegalArgumentException when the cursor is not one of ours, or the limit not 1 to 200
     */
    public Page query(Query query) {
        if (query.limit < 1 || query.limit > MOST)
            throw new IllegalArgumentException("a page has 1 to " + MOST + " lines");
        var found = lines.find(and(query.filters()))
                .sort(descending("at", "_id"))
                .limit(query.limit + 1)
                .map(ReadAudit::entry)
                .into(new ArrayList<>());
        if (found.size() <= query.limit) return new Page(found, null);
        var page = List.copyOf(found.subList(0, query.limit));
        return new Page(page, cursor(page.getLast()));
    }

    /** What a privacy officer asks for; always within one tenant. */
    public static final class Query {
        private final List<Bson> filters = new ArrayList<>();
        private int limit = 50;

        private Query(String tenant) {
            filters.add(eq("tenant", tenant));
        }

        public static Query of(String tenant) {
            return new Query(tenant);
        }

        public Query person(String person) {
            return with(eq("person", person));
        }

        public Query actor(String actor) {
            return with(eq("actor", actor));
        }

        public Query purpose(String purpose) {
            return with(eq("purpose", purpose));
        }

        public Query outcome(Outcome outcome) {
            return with(eq("outcome", outcome.name()));
        }

        public Query from(Instant inclusive) {
            return with(gte("at", Date.from(inclusive)));
        }

        public Query until(Instant exclusive) {
            return with(lt("at", Date.from(exclusive)));
        }

        public Query limit(int most) {
            limit = most;
            return this;
        }

        public Query after(String cursor) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("_", -1);
                if (parts.length != 2) throw new IllegalArgumentException("not two parts");
                var at = new Date(Long.parseLong(parts[0]));
                return with(or(lt("at", at), and(eq("at", at), lt("_id", new ObjectId(parts[1])))));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("this is no cursor of the audit", e);
            }
        }

        private Query with(Bson filter) {
            filters.add(filter);
            return this;
        }

        private List<Bson> filters() {
            return filters;
        }
    }

    private static String cursor(Entry last) {
        String text = last.at().toEpochMilli() + "_" + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Document document(Date at, Line line) {
        return new Document("_id", new ObjectId())
                .append("at", at)
                .append("tenant", line.tenant())
                .append("actor", line.actor())
                .append("roles", line.roles())
                .append("person", line.person())
                .append("purpose", line.purpose())
                .append("fields", line.fields())
                .append("outcome", line.outcome().name())
                .append("what", line.what())
                .append("from", line.from())
                .append("requestId", line.requestId());
    }

    private static Entry entry(Document d) {
        var line = new Line(
                d.getString("actor"),
                d.getString("tenant"),
                d.getString("roles"),
                d.getString("person"),
                d.getString("purpose"),
                d.getList("fields", String.class),
                Outcome.valueOf(d.getString("outcome")),
                d.getString("what"),
                d.getString("from"),
                d.getString("requestId"));
        return new Entry(d.getObjectId("_id").toHexString(), d.getDate("at").toInstant(), line);
    }

    public static final class NotWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotWritten(Throwable cause) {
            super("the audit cannot be written", cause);
        }
    }
}
