package org.communitysupport.axon;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Instant;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.AfterAll;

class AxonOnMongodbTest extends AxonCommandRunnerConformance {
    private static final MongoClient CLIENT = MongoClients.create(MongoLaneLog.clientSettings(Mongods.shared()));

    AxonOnMongodbTest() {
        super(MongoLaneLog.open(CLIENT, Mongods.database("axon"), "desk", Instant::now, LogOptions.defaults()));
    }

    @AfterAll
    static void disconnect() {
        CLIENT.close();
    }
}
