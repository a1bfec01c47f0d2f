package org.communitysupport.stream;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.communitysupport.kernel.View;

/**
 * The rows of one generation of a view, collection {@code <view>__v<generation>}:
 *
 * <pre>{@code {_id: "<tenant>|<key>", key, tenant, r: {the row}, p: {"referral:7": [seq, index]}, h: {"referral:7": [[seq, index]]}, rev, fired}}</pre>
 *
 * <p>{@code p} is the last event of each source that the row holds, {@code h} what the last healing put in behind {@code p}, {@code rev}
 * guards each replacement, {@code fired} is the time for which a deadline row has fired.
 */
final class RowStore<R> {
    private static final int DUPLICATE_KEY = 11000;
    private static final int MAX_DOCUMENT = 16 << 20;

    private final MongoCollection<BsonDocument> rows;
    private final RowJson json;
    private final Class<R> as;

    RowStore(MongoDatabase database, View<R> view, int generation, RowJson json) {
        // Majority, though the cursor's own write comes after and waits for it: that one may meet another primary, on
        // which
        // rows that only the lost one had would be missing for ever.
        this.rows = collection(database, view.name(), generation).withWriteConcern(WriteConcern.MAJORITY);
        this.json = json;
        this.as = view.row();
    }

    static MongoCollection<BsonDocument> collection(MongoDatabase database, String view, int generation) {
        return database.getCollection(view + "__v" + generation, BsonDocument.class)
                .withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.LOCAL);
    }

    static String id(String tenant, String key) {
        return tenant + '|' + key;
    }

    /** A row as it is being folded. */
    static final class State<R> {
        final String id;
        final String key;
        final String tenant;
        R row;
        final Map<String, Mark> positions = new TreeMap<>();
        final Map<String, List<Mark>> healed = new TreeMap<>();
        /** What stands beside the row in the document that was read or written last; null when there is none yet. */
        private BsonDocument stored;

        boolean changed;

        State(String id, String key, String tenant, BsonDocument stored) {
            this.id = id;
            this.key = key;
            this.tenant = tenant;
            this.stored = stored;
        }

        boolean covers(Delivery d) {
            Mark mark = positions.get(d.source().toString());
            return mark != null && mark.covers(d.envelope().seq(), d.envelope().index());
        }

        boolean wasHealed(Delivery d) {
            return healed.getOrDefault(d.source().toString(), List.of()).stream()
                    .anyMatch(m -> m.seq() == d.envelope().seq()
                            && m.index() == d.envelope().index());
        }

        void took(Delivery d, R folded) {
            row = folded;
            Mark mark = Mark.of(d.envelope());
            positions.merge(d.source().toString(), mark, (old, now) -> old.covers(now.seq(), now.index()) ? old : now);
            changed = true;
        }

        /** It may be folded on from here without being read again. */
        private void isStored(BsonDocument document) {
            document.remove("r");
            stored = document;
            changed = false;
        }
    }

    /** A row that is stored but does not read any more comes as null state. */
    Map<String, State<R>> load(Map<String, String[]> tenantAndKeyById) {
        var found = new HashMap<String, State<R>>();
        tenantAndKeyById.forEach((id, tk) -> found.put(id, new State<>(id, tk[1], tk[0], null)));
        if (found.isEmpty()) return found;
        for (BsonDocument document : rows.find(Filters.in("_id", tenantAndKeyById.keySet()))) {
            String id = document.getString("_id").getValue();
            String[] tk = tenantAndKeyById.get(id);
            var state = new State<R>(id, tk[1], tk[0], document);
            marks(document, "p").forEach((source, list) -> state.positions.put(source, list.getFirst()));
            state.healed.putAll(marks(document, "h"));
            try {
                state.row = json.fromBson(document.get("r"), as);
                found.put(id, state);
            } catch (RuntimeException e) {
                found.put(id, null);
            }
            document.remove("r");
        }
        return found;
    }

    private static Map<String, List<Mark>> marks(BsonDocument document, String field) {
        var marks = new TreeMap<String, List<Mark>>();
        if (!document.containsKey(field)) return marks;
        document.getDocument(field).forEach((source, value) -> {
            var list = new ArrayList<Mark>();
            var array = value.asArray();
            if (array.getFirst().isArray()) array.forEach(m -> list.add(mark(m.asArray())));
            else list.add(mark(array));
            marks.put(source, list);
        });
        return marks;
    }

    private static Mark mark(BsonArray pair) {
        return new Mark(
                pair.get(0).asNumber().longValue(), pair.get(1).asNumber().intValue(), true);
    }

    /**
     * What became of a write.
     *
     * @param lost another writer changed some row first: fold again what the rows do not hold yet
     * @param refused rows that the database will never take, with the reason
     */
    record Written(boolean lost, Map<String, String> refused) {}

    Written write(Collection<State<R>> changed) {
        var writes = new ArrayList<WriteModel<BsonDocument>>();
        var ids = new ArrayList<String>();
        var documents = new HashMap<String, BsonDocument>();
        int replaced = 0;
        for (State<R> state : changed) {
            BsonDocument document = document(state);
            documents.put(state.id, document);
            ids.add(state.id);
            if (state.stored == null) writes.add(new InsertOneModel<>(document));
            else {
                replaced++;
                writes.add(new ReplaceOneModel<>(
                        Filters.and(Filters.eq("_id", state.id), Filters.eq("rev", state.stored.get("rev"))),
                        document));
            }
        }
        if (writes.isEmpty()) return new Written(false, Map.of());
        try {
            var result = rows.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            if (result.getMatchedCount() < replaced) return new Written(true, Map.of());
            changed.forEach(state -> state.isStored(documents.get(state.id)));
            return new Written(false, Map.of());
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().isEmpty()) throw e;
            var refused = new HashMap<String, String>();
            for (BulkWriteError error : e.getWriteErrors())
                if (error.getCode() != DUPLICATE_KEY)
                    refused.put(ids.get(error.getIndex()), "the database refuses the row with code " + error.getCode());
            return new Written(true, refused);
        } catch (BsonMaximumSizeExceededException e) {
            var refused = new HashMap<String, String>();
            documents.forEach((id, document) -> {
                if (size(document) > MAX_DOCUMENT) refused.put(id, "the row exceeds 16 MiB");
            });
            if (refused.isEmpty()) throw e;
            return new Written(true, refused);
        }
    }

    private static int size(BsonDocument document) {
        return new RawBsonDocument(document, new BsonDocumentCodec())
                .getByteBuffer()
                .remaining();
    }

    private BsonDocument document(State<R> state) {
        // Fields that others keep beside the row (when a deadline fired) stay.
        BsonDocument document = state.stored == null ? new BsonDocument() : state.stored.clone();
        document.put("_id", new BsonString(state.id));
        document.put("key", new BsonString(state.key));
        document.put("tenant", new BsonString(state.tenant));
        document.put("r", json.toBson(state.row));
        var p = new BsonDocument();
        state.positions.forEach((source, mark) -> p.put(source, pair(mark)));
        document.put("p", p);
        if (state.healed.isEmpty()) document.remove("h");
        else {
            var h = new BsonDocument();
            state.healed.forEach((source, marks) -> h.put(
                    source, new BsonArray(marks.stream().map(RowStore::pair).toList())));
            document.put("h", h);
        }
        long rev = state.stored == null ? 0 : state.stored.getNumber("rev").longValue();
        document.put("rev", new BsonInt64(rev + 1));
        return document;
    }

    private static BsonArray pair(Mark mark) {
        return new BsonArray(List.<BsonValue>of(new BsonInt64(mark.seq()), new BsonInt32(mark.index())));
    }

    /** One index per {@link View#index}, tenant in front and the id behind, for stable paging. */
    static void index(MongoDatabase database, View<?> view, int generation) {
        var rows = collection(database, view.name(), generation);
        Set<List<String>> wanted = new HashSet<>(view.indexes());
        wanted.add(List.of());
        for (List<String> fields : wanted) {
            var keys = new BsonDocument("tenant", new BsonInt32(1));
            fields.forEach(f -> keys.put("r." + f, new BsonInt32(1)));
            keys.put("_id", new BsonInt32(1));
            rows.createIndex(keys, new IndexOptions());
        }
    }
}
