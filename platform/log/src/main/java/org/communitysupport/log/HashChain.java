package org.communitysupport.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoDatabase;
import java.util.Arrays;
import org.bson.BsonInvalidOperationException;
import org.bson.RawBsonDocument;

/**
 * Recomputes the hashes of a lane from the bytes as they are stored. Whoever can write to the database can rewrite a whole chain; the
 * commit hash on the topic is what that shows against.
 */
public final class HashChain {
    private HashChain() {}

    /**
     * A lane that is whole.
     *
     * @param commits how many
     * @param hash of the last one, hex; 64 zeros when there is none
     */
    public record Whole(int lane, long commits, String hash) {}

    /**
     * Reads the whole lane of a log in MongoDB, majority.
     *
     * @throws LaneLog.Corrupt at the first hole, alteration, broken link or time that runs backwards, naming the position
     */
    public static Whole verify(MongoDatabase database, int lane) {
        return verify(
                lane,
                database.getCollection(MongoLaneLog.COLLECTION, RawBsonDocument.class)
                        .withReadConcern(ReadConcern.MAJORITY)
                        .find(and(gt("_id", CommitDocument.id(lane, 0)), lt("_id", CommitDocument.id(lane + 1, 0))))
                        .sort(ascending("_id")));
    }

    /** The same over documents from anywhere, in order from the first. */
    public static Whole verify(int lane, Iterable<RawBsonDocument> documents) {
        byte[] previous = CommitDocument.noPrevious();
        long seq = 0;
        long at = Long.MIN_VALUE;
        long recorded = Long.MIN_VALUE;
        for (RawBsonDocument document : documents) {
            seq++;
            String place = "lane " + lane + ", seq " + seq;
            try {
                long id = document.getInt64("_id").getValue();
                if (id != CommitDocument.id(lane, seq))
                    throw new LaneLog.Corrupt(place + " is missing: seq " + CommitDocument.seq(id) + " follows");
                if (!Arrays.equals(previous, document.getBinary("previous").getData()))
                    throw new LaneLog.Corrupt(place + " does not name the hash of the commit before it");
                byte[] hash = document.getBinary("hash").getData();
                if (!Arrays.equals(hash, CommitDocument.hashOf(bytes(document), previous)))
                    throw new LaneLog.Corrupt(place + " is not what was stored: its hash differs");
                long thisAt = document.getDateTime("at").getValue();
                long thisRecorded = document.getDateTime("recorded").getValue();
                if (thisAt < at || thisRecorded < recorded) throw new LaneLog.Corrupt(place + " lies before its past");
                previous = hash;
                at = thisAt;
                recorded = thisRecorded;
            } catch (BsonInvalidOperationException e) {
                throw new LaneLog.Corrupt(place + " is no commit: " + e.getMessage());
            }
        }
        return new Whole(lane, seq, CommitDocument.hex(previous));
    }

    private static byte[] bytes(RawBsonDocument document) {
        var buffer = document.getByteBuffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
