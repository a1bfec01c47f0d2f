package org.communitysupport.billing.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.communitysupport.billing.application.Outbox;
import org.communitysupport.log.Halt;

/**
 * {@link Outbox} as a directory: a temporary name that nobody else uses, then the real one in one step. A name that another file has already
 * is left to it: no file that still waits to be fetched is lost.
 */
final class DirectoryOutbox implements Outbox {
    private final Optional<Path> directory;

    DirectoryOutbox(Optional<Path> directory) {
        this.directory = directory;
    }

    @Override
    public void put(String name, byte[] bytes) {
        Path folder = directory.orElseThrow(() -> new IllegalStateException("cs.payer.outbox is not configured"));
        try {
            Files.createDirectories(folder);
            Path temporary = folder.resolve(name + '.' + UUID.randomUUID() + ".tmp");
            try (var out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                var buffer = java.nio.ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) out.write(buffer);
                out.force(true);
            }
            Halt.at("payer-file.before-rename");
            Files.move(
                    temporary,
                    free(folder, name, bytes),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Halt.at("payer-file.before-sent");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path free(Path folder, String name, byte[] bytes) throws IOException {
        Path wanted = folder.resolve(name);
        if (!Files.exists(wanted) || Arrays.equals(Files.readAllBytes(wanted), bytes)) return wanted;
        int dot = name.lastIndexOf('.');
        String content = UUID.nameUUIDFromBytes(bytes).toString().substring(0, 8);
        return folder.resolve(name.substring(0, dot) + '-' + content + name.substring(dot));
    }
}
