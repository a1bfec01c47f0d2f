package org.communitysupport.billing.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.communitysupport.billing.application.Outbox;
import org.communitysupport.log.Halt;
import org.jboss.logging.Logger;

/**
 * {@link Outbox} as a directory: a temporary name that nobody else uses, then the real one in one step. A name that another file has already
 * is left to it: no file that still waits to be fetched is lost. Several instances share it; what is laid ready lies in {@code .ready}.
 */
final class DirectoryOutbox implements Outbox {
    private static final Logger LOG = Logger.getLogger(DirectoryOutbox.class);

    private final Optional<Path> directory;

    DirectoryOutbox(Optional<Path> directory) {
        this.directory = directory;
    }

    @Override
    public void put(String name, byte[] bytes) {
        try {
            Path folder = folder();
            move(written(folder, name, bytes), free(folder, name, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stage(String name, String token, byte[] bytes) {
        try {
            Path ready = ready(name, token);
            move(written(ready.getParent(), name, bytes), ready);
            Halt.at("payer-file.before-claim");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void unstage(String name, String token) {
        try {
            Files.deleteIfExists(ready(name, token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deliver(String name, String token) {
        Halt.at("payer-file.before-rename");
        try {
            Path ready = ready(name, token);
            move(ready, free(folder(), name, Files.readAllBytes(ready)));
        } catch (NoSuchFileException e) {
            // Whoever was here before has handed it over and could not note it any more.
            LOG.infof("%s has been handed over before", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Halt.at("payer-file.before-sent");
    }

    private Path folder() throws IOException {
        return Files.createDirectories(
                directory.orElseThrow(() -> new IllegalStateException("cs.payer.outbox is not configured")));
    }

    private Path ready(String name, String token) throws IOException {
        return Files.createDirectories(folder().resolve(".ready")).resolve(name + '.' + token);
    }

    private static Path written(Path folder, String name, byte[] bytes) throws IOException {
        Path temporary = folder.resolve(name + '.' + UUID.randomUUID() + ".tmp");
        try (var out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var buffer = java.nio.ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) out.write(buffer);
            out.force(true);
        }
        return temporary;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path free(Path folder, String name, byte[] bytes) throws IOException {
        Path wanted = folder.resolve(name);
        if (!Files.exists(wanted) || Arrays.equals(Files.readAllBytes(wanted), bytes)) return wanted;
        int dot = name.lastIndexOf('.');
        String content = UUID.nameUUIDFromBytes(bytes).toString().substring(0, 8);
        return folder.resolve(name.substring(0, dot) + '-' + content + name.substring(dot));
    }
}
