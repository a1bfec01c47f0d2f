package org.communitysupport.testkit.log;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.log.CommitDocument;
import org.communitysupport.log.HashChain;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;

/** A log in a database of its own on a real MongoDB, reached over a wire that can break. */
public final class MongoLogWorld implements LogWorld {
    private final String database = Mongods.database("log");
    private final MongoClient direct;
    private final LossyWire wire;
    private final MongoClient lossy;
    private final List<LaneLog> opened = new CopyOnWriteArrayList<>();

    /**
     * @param uri of the replica set
     * @param primaryPort where its primary listens on this machine
     */
    public MongoLogWorld(String uri, int primaryPort) {
        direct = MongoClients.create(uri);
        wire = new LossyWire(primaryPort);
        lossy = MongoClients.create(MongoLaneLog.clientSettings(wire.uri()));
    }

    @Override
    public LaneLog open(BusinessClock clock) {
        var options = LogOptions.defaults()
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(30))
                .withFatal(Throwable::printStackTrace);
        var log = MongoLaneLog.open(lossy, database, "test", clock, options);
        opened.add(log);
        return log;
    }

    @Override
    public void lose(Loss loss) {
        wire.lose(loss);
    }

    @Override
    public void hold() {
        wire.hold();
    }

    @Override
    public void release() {
        wire.release();
    }

    @Override
    public void remove(int lane, long seq) {
        log().deleteOne(eq("_id", CommitDocument.id(lane, seq)));
    }

    @Override
    public void alter(int lane, long seq) {
        log().updateOne(eq("_id", CommitDocument.id(lane, seq)), Updates.set("command.actor", "somebody else"));
    }

    private MongoCollection<Document> log() {
        return direct.getDatabase(database).getCollection(MongoLaneLog.COLLECTION);
    }

    @Override
    public HashChain.Whole verify(int lane) {
        return HashChain.verify(direct.getDatabase(database), lane);
    }

    @Override
    public void close() {
        opened.forEach(LaneLog::close);
        lossy.close();
        wire.close();
        direct.getDatabase(database).drop();
        direct.close();
    }
}
