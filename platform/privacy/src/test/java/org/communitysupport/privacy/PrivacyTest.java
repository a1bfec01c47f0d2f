package org.communitysupport.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.communitysupport.privacy.Erasure.Kind.LEGAL_HOLD;
import static org.communitysupport.privacy.Erasure.Kind.RETENTION;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.EventTypes;
import org.communitysupport.kernel.Personal;
import org.communitysupport.testkit.log.Mongods;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyTest {
    private static MongoClient client;

    @TempDir
    static Path directory;

    private static MasterKey master;
    private final AtomicLong nanos = new AtomicLong(System.nanoTime());
    private Instant now = Instant.parse("2025-03-01T15:40:00Z");
    private MongoDatabase database;
    private PersonKeys keys;
    private TinkVault vault;
    private Erasure erasure;

    @BeforeAll
    static void connect() {
        client = MongoClients.create(Mongods.shared());
        master = MasterKey.loadOrCreate(directory.resolve("master.json"));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void freshDatabase() {
        database = client.getDatabase(Mongods.database("keys"));
        keys = process();
        vault = new TinkVault(keys);
        erasure = new Erasure(keys, () -> now);
    }

    private PersonKeys process() {
        return new PersonKeys(database, master, Duration.ofSeconds(60), nanos::get);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_was_sealed_opens_in_every_process_and_only_for_its_person_and_field() {
        String sealed = vault.seal("p1", "note", bytes("Ada walked"));
        vault.seal("p2", "note", bytes("other"));
        assertThat(new String(Base64.getDecoder().decode(sealed), StandardCharsets.ISO_8859_1))
                .doesNotContain("Ada");
        assertThat(vault.open("p1", "note", sealed)).hasValue(bytes("Ada walked"));
        var there = new TinkVault(process());
        assertThat(there.open("p1", "note", sealed)).hasValue(bytes("Ada walked"));
        assertThatThrownBy(() -> there.open("p1", "goal", sealed)).isInstanceOf(TinkVault.Altered.class);
        assertThatThrownBy(() -> there.open("p2", "note", sealed)).isInstanceOf(TinkVault.Altered.class);
    }

    @Test
    void the_same_value_is_never_sealed_to_the_same_text() {
        assertThat(vault.seal("p1", "note", bytes("x"))).isNotEqualTo(vault.seal("p1", "note", bytes("x")));
    }

    @Test
    void an_altered_text_does_not_open() {
        byte[] sealed = Base64.getDecoder().decode(vault.seal("p1", "note", bytes("x")));
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> vault.open("p1", "note", Base64.getEncoder().encodeToString(sealed)))
                .isInstanceOf(TinkVault.Altered.class);
        assertThatThrownBy(() -> vault.open("p1", "note", "no base64!")).isInstanceOf(TinkVault.Altered.class);
    }

    @Test
    void the_key_is_stored_wrapped_before_it_is_used_and_opens_with_no_other_master_key() {
        String sealed = vault.seal("p1", "note", bytes("x"));
        var stored = database.getCollection("keys").find().first();
        assertThat(stored).containsEntry("_id", "p1").containsKey("wrapped");
        var stranger = MasterKey.loadOrCreate(directory.resolve("stranger.json"));
        assertThatThrownBy(() -> new TinkVault(new PersonKeys(database, stranger)).open("p1", "note", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("master key");
    }

    @Test
    void a_wrapped_key_moved_to_another_person_does_not_open() {
        vault.seal("p1", "note", bytes("x"));
        var stored = database.getCollection("keys").find().first();
        database.getCollection("keys").insertOne(new Document("_id", "p2").append("wrapped", stored.get("wrapped")));
        assertThatThrownBy(() -> vault.seal("p2", "note", bytes("x"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_person_gets_one_key_however_many_ask_at_once() throws Exception {
        var vaults = List.of(new TinkVault(process()), new TinkVault(process()));
        var sealed = race(16, n -> vaults.get(n % 2).seal("p1", "note", bytes("n" + n)));
        assertThat(database.getCollection("keys").countDocuments()).isEqualTo(1);
        for (int n = 0; n < sealed.size(); n++)
            assertThat(vault.open("p1", "note", sealed.get(n))).hasValue(bytes("n" + n));
    }

    @Test
    void works_on_virtual_threads_and_lets_failures_out_as_they_are() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            String sealed =
                    pool.submit(() -> vault.seal("p1", "note", bytes("x"))).get();
            assertThat(pool.submit(() -> vault.open("p1", "note", sealed)).get())
                    .hasValue(bytes("x"));
            assertThatThrownBy(() ->
                            pool.submit(() -> vault.open("p1", "goal", sealed)).get())
                    .hasCauseInstanceOf(TinkVault.Altered.class);
        }
    }

    @Test
    void an_erased_person_cannot_be_read_nor_written_nor_brought_back() {
        String sealed = vault.seal("p1", "note", bytes("x"));
        String other = vault.seal("p2", "note", bytes("y"));
        assertThat(erasure.erase("p1", "officer-1", "asked for it")).isEqualTo(new Erasure.Erased(now));
        for (var v : List.of(vault, new TinkVault(process()))) {
            assertThat(v.open("p1", "note", sealed)).isEmpty();
            assertThatThrownBy(() -> v.seal("p1", "note", bytes("z"))).isInstanceOf(PersonKeys.PersonErased.class);
            assertThat(v.open("p2", "note", other)).isPresent();
        }
        assertThat(database.getCollection("keys")
                        .find(new Document("_id", "p1"))
                        .first())
                .doesNotContainKey("wrapped");
        assertThat(erasure.erase("p1", "officer-2", "again")).isEqualTo(new Erasure.Erased(now));
    }

    @Test
    void another_process_forgets_an_erased_key_within_a_minute() {
        var there = new TinkVault(process());
        String sealed = there.seal("p1", "note", bytes("x"));
        erasure.erase("p1", "officer-1", "asked for it");
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(there.open("p1", "note", sealed)).isEmpty();
    }

    @Test
    void a_key_that_never_was_is_no_erasure() {
        String sealed = vault.seal("p1", "note", bytes("x"));
        var lost = new TinkVault(new PersonKeys(client.getDatabase(Mongods.database("lost")), master));
        assertThatThrownBy(() -> lost.open("p1", "note", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no tombstone");
        assertThat(erasure.erase("nobody", "officer-1", "typo")).isEqualTo(new Erasure.NoSuchPerson());
        vault.seal("nobody", "note", bytes("x"));
    }

    @Test
    void a_legal_hold_forbids_erasure_until_it_is_lifted() {
        String sealed = vault.seal("p1", "note", bytes("x"));
        var hold = new Erasure.Hold("case-7", LEGAL_HOLD, "case 25-CV-7", Optional.empty(), "officer-1");
        erasure.hold("p1", hold);
        erasure.hold("p1", hold);
        assertThat(erasure.erase("p1", "officer-1", "asked")).isEqualTo(new Erasure.RefusedByHold(hold));
        assertThat(vault.open("p1", "note", sealed)).isPresent();
        assertThat(erasure.lift("p1", "case-7", "officer-2")).isTrue();
        assertThat(erasure.lift("p1", "case-7", "officer-2")).isFalse();
        erasure.hold("p1", hold);
        assertThat(erasure.erase("p1", "officer-1", "asked")).isEqualTo(new Erasure.RefusedByHold(hold));
        assertThat(erasure.lift("p1", "case-7", "officer-2")).isTrue();
        assertThat(erasure.erase("p1", "officer-1", "asked")).isInstanceOf(Erasure.Erased.class);
    }

    @Test
    void a_retention_duty_forbids_erasure_through_its_last_day() {
        vault.seal("p1", "note", bytes("x"));
        var hold = new Erasure.Hold(
                "retention", RETENTION, "records are kept 11 years", Optional.of(LocalDate.of(2036, 2, 29)), "system");
        erasure.hold("p1", hold);
        now = Instant.parse("2036-02-29T23:00:00Z");
        assertThat(erasure.erase("p1", "officer-1", "asked")).isEqualTo(new Erasure.RefusedByHold(hold));
        assertThat(erasure.holds("p1")).containsExactly(hold);
        now = Instant.parse("2036-03-01T18:00:00Z");
        assertThat(erasure.holds("p1")).isEmpty();
        assertThat(erasure.erase("p1", "officer-1", "asked")).isEqualTo(new Erasure.Erased(now));
    }

    @Test
    void a_hold_may_come_before_the_first_sealed_value() {
        var hold = new Erasure.Hold("h", LEGAL_HOLD, "case", Optional.empty(), "officer-1");
        erasure.hold("p1", hold);
        String sealed = vault.seal("p1", "note", bytes("x"));
        assertThat(vault.open("p1", "note", sealed)).isPresent();
        assertThat(erasure.erase("p1", "officer-1", "asked")).isEqualTo(new Erasure.RefusedByHold(hold));
    }

    @Test
    void erasing_takes_the_personal_part_of_a_stored_event_and_nothing_else() {
        record Noted(String person, int minutes, Personal<String> note) {}
        var codec = new EventCodec(EventTypes.of("desk").event("Noted", Noted.class), vault);
        var json = codec.encode(new Noted("p1", 15, Personal.of("p1", "note", "Ada walked")));
        assertThat(json.data()).doesNotContain("Ada");
        assertThat(codec.decode("desk.Noted", 1, json.data(), Noted.class)
                        .note()
                        .value())
                .contains("Ada walked");
        erasure.erase("p1", "officer-1", "asked");
        var read = codec.decode("desk.Noted", 1, json.data(), Noted.class);
        assertThat(read.minutes()).isEqualTo(15);
        assertThat(read.note().isErased()).isTrue();
        assertThatThrownBy(() -> codec.encode(new Noted("p1", 1, Personal.of("p1", "note", "z"))))
                .isInstanceOf(PersonKeys.PersonErased.class);
    }

    private static List<String> race(int threads, java.util.function.IntFunction<String> work) throws Exception {
        var start = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<String>>();
            for (int n = 0; n < threads; n++) {
                int me = n;
                Callable<String> one = () -> {
                    start.await();
                    return work.apply(me);
                };
                running.add(pool.submit(one));
            }
            var all = new ArrayList<String>();
            for (var one : running) all.add(one.get());
            return all;
        }
    }
}
