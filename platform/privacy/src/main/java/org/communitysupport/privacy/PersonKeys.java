package org.communitysupport.privacy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.mongodb.MongoCommandException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * One data key a person, wrapped by the {@linkplain MasterKey master key}, in the collection {@code keys}. A key is on a majority and in the
 * journal before anything is sealed with it. A destroyed key leaves a tombstone, so that none is ever made again for an erased person.
 * Opened keys are kept in memory for 30 seconds, and what was opened with one (a state between two commands) for 30 more: a minute
 * after an erasure no process can read.
 *
 * <p>Whoever restores a backup of this collection destroys the erased persons' keys again before letting anybody in.
 */
public final class PersonKeys {
    static final String COLLECTION = "keys";
    private static final int KEPT = 20_000;
    private static final int TRIES = 5;
    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<Document> keys;
    private final MasterKey master;
    private final Duration keep;
    private final LongSupplier nanoTime;
    private final Map<String, Opened> opened = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Opened> eldest) {
            return size() > KEPT;
        }
    };

    /** @param key null for a tombstone */
    private record Opened(Aead key, long at) {}

    public PersonKeys(MongoDatabase database, MasterKey master) {
        this(database, master, Duration.ofSeconds(30), System::nanoTime);
    }

    PersonKeys(MongoDatabase database, MasterKey master, Duration keep, LongSupplier nanoTime) {
        this.keys = database.withTimeout(5, TimeUnit.SECONDS)
                .getCollection(COLLECTION)
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
        this.master = master;
        this.keep = keep;
        this.nanoTime = nanoTime;
    }

    /**
     * The person's key, made when there is none yet.
     *
     * @throws PersonErased when it was destroyed
     */
    Aead create(String person) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            var kept = kept(person);
            var known = kept != null ? kept : made(person);
            if (known != null && known.key() == null) throw new PersonErased(person);
            if (known != null) return known.key();
            insertBesideHold(person);
        }
        throw new IllegalStateException("the key database neither takes nor shows a key of " + person);
    }

    /**
     * Empty when it was destroyed.
     *
     * @throws IllegalStateException when there never was one: then this is not the database the value was sealed with, which is no erasure
     */
    Optional<Aead> find(String person) {
        var known = look(person);
        if (known == null)
            throw new IllegalStateException("the key database holds no key of " + person + " and no tombstone");
        return Optional.ofNullable(known.key());
    }

    /** Whether the person's key was destroyed, without opening anything. */
    public boolean isErased(String person) {
        var known = look(person);
        return known != null && known.key() == null;
    }

    /** Told by {@link Erasure}, which took the key away: this process does not wait for its memory of the key to run out. */
    void destroyed(String person) {
        keep(person, null);
    }

    MongoCollection<Document> collection() {
        return keys;
    }

    private Opened look(String person) {
        var kept = kept(person);
        if (kept != null) return kept;
        return opened(person, keys.find(eq("_id", person)).first());
    }

    private Opened opened(String person, Document stored) {
        if (stored == null) return null;
        if (stored.containsKey("destroyed")) return keep(person, null);
        var wrapped = stored.get("wrapped", Binary.class);
        return wrapped == null ? null : keep(person, unwrap(person, wrapped.getData()));
    }

    private synchronized Opened kept(String person) {
        var entry = opened.get(person);
        if (entry == null || entry.key() == null || nanoTime.getAsLong() - entry.at() < keep.toNanos()) return entry;
        opened.remove(person);
        return null;
    }

    private synchronized Opened keep(String person, Aead key) {
        var entry = new Opened(key, nanoTime.getAsLong());
        opened.put(person, entry);
        return entry;
    }

    /**
     * Who is sealed for and not remembered is new, nearly always: one call makes the key or finds the one that is there, tombstones among
     * them. Waits for the majority even when nothing is written.
     *
     * @return null when a document stands there without a key, or another writer was at it in the same moment
     */
    private Opened made(String person) {
        var fresh =
                combine(setOnInsert("wrapped", new Binary(freshWrapped(person))), setOnInsert("created", new Date()));
        var after = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        try {
            return opened(person, keys.findOneAndUpdate(eq("_id", person), fresh, after));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != DUPLICATE_KEY) throw e;
            return null;
        }
    }

    /** A hold may have made the document before the key. Another writer's key wins; it is read on the next turn. */
    private void insertBesideHold(String person) {
        keys.updateOne(
                and(eq("_id", person), exists("wrapped", false), exists("destroyed", false)),
                combine(set("wrapped", new Binary(freshWrapped(person))), set("created", new Date())));
    }

    private byte[] freshWrapped(String person) {
        try {
            return Ciphers.call(() -> TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), master.wrapping(), bound(person)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink makes no keys here", e);
        }
    }

    private Aead unwrap(String person, byte[] wrapped) {
        try {
            return Ciphers.call(
                    () -> TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master.wrapping(), bound(person))
                            .getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of " + person + " does not open with this master key", e);
        }
    }

    private static byte[] bound(String person) {
        return ("key of " + person).getBytes(StandardCharsets.UTF_8);
    }

    /** Something was to be sealed for a person who was erased. Nobody may be brought back by writing about them. */
    public static final class PersonErased extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PersonErased(String person) {
            super(person + " was erased; nothing personal can be recorded under this id any more");
        }
    }
}
