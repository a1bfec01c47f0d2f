package org.communitysupport.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongodsTest {
    @Test
    void gives_every_caller_the_same_writable_server() {
        assertThat(Mongods.shared()).isEqualTo(Mongods.shared());
        try (var client = MongoClients.create(Mongods.shared())) {
            var database = client.getDatabase(Mongods.database("t"));
            database.getCollection("c").insertOne(new Document("_id", 1));
            assertThat(database.getCollection("c").countDocuments()).isEqualTo(1);
            database.drop();
        }
    }
}
