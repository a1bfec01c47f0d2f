package org.communitysupport.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * The installation's own secrets: one Tink keyset that wraps the keys of persons, one that hashes. Kept in one JSON file of two keysets,
 * {@code {"wrapping": …, "hashing": …}}, that only its owner, and a group if it must be, may read; whoever has it and the key database can read every person.
 *
 * <p>The wrapping keyset may be rotated with Tink's own tools (add a key, make it primary). The hashing keyset must never change: ids and
 * search words rest on it.
 */
public final class MasterKey {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Aead wrapping;
    private final PrfSet hashing;

    private MasterKey(Aead wrapping, PrfSet hashing) {
        this.wrapping = wrapping;
        this.hashing = hashing;
    }

    /** For a first run on a machine of one's own. Several processes may ask at once: one creates, all get the same. */
    public static MasterKey loadOrCreate(Path file) {
        if (!Files.exists(file)) create(file);
        return load(file);
    }

    /**
     * @throws IllegalStateException in one sentence, when the file is missing, open to others, or no pair of keysets
     */
    public static MasterKey load(Path file) {
        try {
            refuseWhenOpenToOthers(file);
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("there is no master key file " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the master key file " + file + " cannot be read", e);
        }
    }

    /** The content of such a file, for platforms that hand secrets over in the environment. */
    public static MasterKey parse(String json) {
        try {
            JsonNode both = JSON.readTree(json);
            return new MasterKey(
                    keyset(both, "wrapping").getPrimitive(RegistryConfiguration.get(), Aead.class),
                    keyset(both, "hashing").getPrimitive(RegistryConfiguration.get(), PrfSet.class));
        } catch (IOException | GeneralSecurityException e) {
            // No cause: it could quote the key.
            throw new IllegalStateException("the master key is no pair of Tink keysets called wrapping and hashing");
        }
    }

    Aead wrapping() {
        return wrapping;
    }

    PrfSet hashing() {
        return hashing;
    }

    private static KeysetHandle keyset(JsonNode both, String name) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(both.path(name).toString(), InsecureSecretKeyAccess.get());
    }

    private static void create(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        Path draft = directory.resolve(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createDirectories(directory);
            write(draft, fresh());
            try {
                // Unlike a rename, a link never takes the place of a file that another process made first.
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                return;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the master key file " + file + " cannot be made", e);
        }
    }

    private static void write(Path draft, String content) throws IOException {
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] attributes = isPosix(draft.getParent())
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (var channel = FileChannel.open(draft, options, attributes)) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }

    private static String fresh() {
        try {
            var wrapping = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            var hashing = KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
            var both = JSON.createObjectNode();
            both.set("wrapping", JSON.readTree(cleartext(wrapping)));
            both.set("hashing", JSON.readTree(cleartext(hashing)));
            return both.toString();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Tink makes no keys here", e);
        }
    }

    private static String cleartext(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    private static void refuseWhenOpenToOthers(Path file) throws IOException {
        if (!isPosix(file)) return;
        var others = Files.getPosixFilePermissions(file);
        // A platform that mounts secrets for a service without root's rights gives them to its group.
        others.removeAll(Set.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_READ));
        if (!others.isEmpty())
            throw new IllegalStateException(
                    "the master key file " + file
                            + " is open to others than its owner and readers of its group; take their rights away (chmod 600 or 440) and think about whether it leaked");
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
