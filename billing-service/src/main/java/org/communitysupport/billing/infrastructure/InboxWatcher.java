package org.communitysupport.billing.infrastructure;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import org.communitysupport.billing.application.PayerFileReader;
import org.communitysupport.billing.application.TakePayerFile;
import org.communitysupport.billing.application.TradingPartners;
import org.jboss.logging.Logger;

/**
 * Looks for files that payers left, takes each through the same use case as the HTTP door, then moves it to {@code done}. What fails half-way
 * stays where it is and is taken again; that has no second effect.
 */
@Singleton
class InboxWatcher {
    static final int MOST_BYTES = 8 << 20;
    private static final Logger LOG = Logger.getLogger(InboxWatcher.class);

    private final BillingConfig config;
    private final BillingConfig.Mailbox mailbox;
    private final TakePayerFile take;
    private final PayerFileReader reader;
    private final TradingPartners partners;
    private final MeterRegistry meters;
    private volatile boolean stopped;
    private Thread thread;

    InboxWatcher(
            BillingConfig config,
            BillingConfig.Mailbox mailbox,
            TakePayerFile take,
            PayerFileReader reader,
            TradingPartners partners,
            MeterRegistry meters) {
        this.config = config;
        this.mailbox = mailbox;
        this.take = take;
        this.reader = reader;
        this.partners = partners;
        this.meters = meters;
    }

    void start(@Observes @Priority(200) StartupEvent event) {
        if (mailbox.inbox().isEmpty()) return;
        thread = Thread.ofPlatform()
                .daemon()
                .name("payer-inbox")
                .start(() -> run(mailbox.inbox().get()));
    }

    /** Before the machinery stops, so that no file is half-way when the log closes. */
    void stop(@Observes @Priority(50) ShutdownEvent event) throws InterruptedException {
        stopped = true;
        if (thread == null) return;
        thread.interrupt();
        thread.join(5000);
    }

    private void run(Path inbox) {
        while (!stopped) {
            try {
                look(inbox);
                Thread.sleep(config.look());
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.errorf("a payer file could not be taken and stays in the inbox: %s", e.toString());
                meters.counter("cs_payer_inbox_failures_total").increment();
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    private void look(Path inbox) throws IOException {
        Files.createDirectories(inbox.resolve("done"));
        List<Path> files;
        try (var found = Files.list(inbox)) {
            files = found.filter(f -> Files.isRegularFile(f)
                            && !f.getFileName().toString().endsWith(".tmp"))
                    .sorted(Comparator.comparingInt(InboxWatcher::order).thenComparing(Path::getFileName))
                    .toList();
        }
        for (Path file : files) {
            if (stopped) return;
            take(inbox, file);
        }
    }

    /** A verdict on the file before one on its claims before the money. */
    private static int order(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".999") ? 0 : name.endsWith(".277") ? 1 : 2;
    }

    private void take(Path inbox, Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES) {
            LOG.errorf("a payer file of more than %d bytes is set aside", MOST_BYTES);
            move(file, inbox.resolve("too-large"), name);
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        String tenant = partners.tenantOf(reader.receiver(bytes)).orElse(config.mailboxOf());
        var taken = take.take(tenant, bytes, name, "payer-inbox");
        meters.counter(
                        "cs_payer_files_total",
                        "kind",
                        taken.kind().isEmpty() ? "unknown" : taken.kind(),
                        "outcome",
                        taken.refused().isEmpty() ? "taken" : "refused")
                .increment();
        if (!taken.refused().isEmpty())
            LOG.warnf(
                    "payer file %s is refused: %s: %s",
                    taken.file(),
                    taken.refused().getFirst().rule(),
                    taken.refused().getFirst().place());
        move(file, inbox.resolve("done"), name);
    }

    private static void move(Path file, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
