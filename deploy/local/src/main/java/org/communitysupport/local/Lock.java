package org.communitysupport.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;

/** Held while parts are started or stopped, so that two terminals do not do it at once; a dead holder holds nothing. */
final class Lock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock held;

    private Lock(FileChannel channel, FileLock held) {
        this.channel = channel;
        this.held = held;
    }

    static Lock take(Home home, PrintStream out) {
        try {
            var channel = FileChannel.open(
                    home.made(home.run()).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held == null) {
                out.println("another ./cs starts or stops parts just now; waiting for it");
                held = channel.lock();
            }
            return new Lock(channel, held);
        } catch (IOException e) {
            throw new Trouble("The lock in " + home.run() + " cannot be taken: " + e.getMessage() + ".", e);
        }
    }

    /** A lock that nobody looks at is a warning to the compiler. */
    void use() {
        if (!held.isValid()) throw new Trouble("The lock on the local parts was lost.");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Trouble("The lock on the local parts cannot be given back: " + e.getMessage() + ".", e);
        }
    }
}
