package org.communitysupport.payer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * {@code PayerSimulator <outbox> <inbox> <data dir>}: answers every {@code *.837} of the outbox into the inbox until it is told to end
 * (SIGTERM). Prints {@code READY} when it watches. Its tables, its ledger and {@code deposits.csv} are in the data directory, and what they say
 * of persons is nowhere else.
 */
public final class PayerSimulator {
    private static final long LOOK_EVERY_MS = 200;
    /** A file that does not end in IEA may still be growing; after that long without a change it is taken for what it is. */
    private static final long SETTLED_MS = 2_000;

    private final Path outbox;
    private final Desk desk;
    private final CountDownLatch told = new CountDownLatch(1);
    private String lastTrouble = "";

    private PayerSimulator(Path outbox, Desk desk) {
        this.outbox = outbox;
        this.desk = desk;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 3) {
            System.err.println("usage: PayerSimulator <outbox> <inbox> <data dir>");
            System.exit(2);
        }
        Path data = Files.createDirectories(Path.of(args[2]));
        try (var channel =
                FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.tryLock() == null) {
                System.err.println("another payer simulator works with this data directory");
                System.exit(1);
            }
            Path outbox = Path.of(args[0]);
            var desk = new Desk(outbox, Path.of(args[1]), data, PayerSimulator::reached);
            new PayerSimulator(outbox, desk).run();
        }
    }

    /** {@code PAYER_HALT_FILE} names a file that may hold a step, e.g. {@code committed}: there the process dies in mid-file, once. */
    private static void reached(Desk.Step step) {
        String file = System.getenv("PAYER_HALT_FILE");
        if (file == null) return;
        try {
            Path asked = Path.of(file);
            if (Files.exists(asked)
                    && Files.readString(asked).equals(step.name().toLowerCase(Locale.ROOT))
                    && Files.deleteIfExists(asked)) Runtime.getRuntime().halt(86);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of PAYER_HALT_FILE cannot be read", e);
        }
    }

    private void run() throws InterruptedException {
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            told.countDown();
            try {
                // The file in hand is ended; should it take longer, the next start ends it.
                if (!ended.await(10, TimeUnit.SECONDS)) System.err.println("ended in the middle of a file");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        System.out.println("READY");
        try {
            do {
                for (Path file : waiting()) if (told.getCount() > 0) take(file);
            } while (!told.await(LOOK_EVERY_MS, TimeUnit.MILLISECONDS));
        } finally {
            ended.countDown();
        }
    }

    private List<Path> waiting() {
        var waiting = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(outbox, "*.837")) {
            for (Path file : files) if (Files.isRegularFile(file) && isWhole(file)) waiting.add(file);
        } catch (IOException e) {
            trouble("the outbox cannot be read: " + e.getClass().getSimpleName());
        }
        waiting.sort(null);
        return waiting;
    }

    private static boolean isWhole(Path file) throws IOException {
        long age = System.currentTimeMillis() - Files.getLastModifiedTime(file).toMillis();
        if (age > SETTLED_MS) return true;
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .strip();
        int trailer = text.lastIndexOf("IEA");
        return trailer >= 0 && text.length() - trailer < 30;
    }

    private void take(Path file) {
        try {
            System.out.println(desk.take(file));
            lastTrouble = "";
        } catch (Tables.BadTable e) {
            trouble("claim files wait: " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            trouble("claim files wait: " + e.getClass().getSimpleName() + " while reading or writing");
        } catch (RuntimeException e) {
            // Its message may hold what the file holds; the others are not to wait for it.
            trouble("a claim file stays in the outbox: " + e.getClass().getSimpleName() + " at "
                    + e.getStackTrace()[0]);
        }
    }

    /** Once, not at every look. */
    private void trouble(String sentence) {
        if (sentence.equals(lastTrouble)) return;
        lastTrouble = sentence;
        System.err.println(sentence);
    }
}
