package org.communitysupport.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
    @TempDir
    Path directory;

    private static String hash(MasterKey key) {
        return new KeyedHash(key).hex("test", "x");
    }

    @Test
    void is_made_once_and_found_again() throws Exception {
        Path file = directory.resolve("secrets/master.json");
        String first = hash(MasterKey.loadOrCreate(file));
        assertThat(hash(MasterKey.loadOrCreate(file))).isEqualTo(first);
        assertThat(hash(MasterKey.load(file))).isEqualTo(first);
        assertThat(hash(MasterKey.parse(Files.readString(file)))).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void processes_that_start_at_once_get_the_same() throws Exception {
        Path file = directory.resolve("master.json");
        var start = new CyclicBarrier(8);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var running = new ArrayList<Future<String>>();
            for (int n = 0; n < 8; n++)
                running.add(pool.submit(() -> {
                    start.await();
                    return hash(MasterKey.loadOrCreate(file));
                }));
            var hashes = new ArrayList<String>();
            for (var one : running) hashes.add(one.get());
            assertThat(hashes).containsOnly(hash(MasterKey.load(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "r--r--r--", "rw-rw----", "r--r-x---"})
    void is_refused_when_others_can_read_it_or_its_group_can_do_more(String rights) throws Exception {
        Path file = directory.resolve("master.json");
        MasterKey.loadOrCreate(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        assertThatThrownBy(() -> MasterKey.load(file)).hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--r-----", "rw-r-----", "r--------"})
    @Tag("O-10")
    void may_be_read_by_a_group_as_platforms_mount_secrets_also_through_a_link(String rights) throws Exception {
        Path file = directory.resolve("master.json");
        String first = hash(MasterKey.loadOrCreate(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        Path link = Files.createSymbolicLink(directory.resolve("link.json"), file);
        assertThat(hash(MasterKey.load(link))).isEqualTo(first);
    }

    @Test
    void says_what_is_wrong_without_showing_the_key() throws Exception {
        assertThatThrownBy(() -> MasterKey.load(directory.resolve("none")))
                .hasMessageContaining("there is no master key");
        for (String broken : List.of("", "{}", "no json", "{\"wrapping\":{\"secret\":1},\"hashing\":{}}"))
            assertThatThrownBy(() -> MasterKey.parse(broken))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoCause();
    }
}
