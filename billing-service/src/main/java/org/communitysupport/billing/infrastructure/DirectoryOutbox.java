package org.communitysupport.billing.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.communitysupport.billing.application.Outbox;
import org.communitysupport.log.Halt;

/** {@link Outbox} as a directory: a temporary name first, then the real one in one step. */
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
            Path temporary = folder.resolve(name + ".tmp");
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
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Halt.at("payer-file.before-sent");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
