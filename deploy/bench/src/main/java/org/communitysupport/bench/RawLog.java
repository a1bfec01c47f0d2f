package org.communitysupport.bench;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.concurrent.atomic.AtomicLongArray;
import org.bson.RawBsonDocument;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.Commit;
import org.communitysupport.log.CommitDocument;

/** What the log is compared with: the same documents, indexes and write concern, and nothing but {@code insertOne}. */
final class RawLog {
    private final MongoCollection<RawBsonDocument> documents;
    private final AtomicLongArray seqs = new AtomicLongArray(Lanes.COUNT);

    RawLog(MongoClient mongo, String database) {
        documents = mongo.getDatabase(database)
                .getCollection("raw", RawBsonDocument.class)
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        documents.createIndex(Indexes.ascending("aggregate", "version"), new IndexOptions().unique(true));
        documents.createIndex(Indexes.ascending("command.id"), new IndexOptions().unique(true));
    }

    /** The commit as the log would store it. */
    RawBsonDocument document(Commit commit) {
        long seq = seqs.incrementAndGet(commit.lane());
        long now = System.currentTimeMillis();
        return CommitDocument.place(
                CommitDocument.body(commit), commit.lane(), seq, now, now, CommitDocument.noPrevious());
    }

    void insert(RawBsonDocument document) {
        documents.insertOne(document);
    }
}
