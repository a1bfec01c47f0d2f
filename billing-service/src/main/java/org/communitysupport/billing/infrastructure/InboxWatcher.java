package org.communitysupport.billing.infrastructure;

import com.mongodb.MongoException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.application.Outbox;
import org.communitysupport.billing.application.PayerFileReader;
import org.communitysupport.billing.application.TakePayerFile;
import org.communitysupport.billing.application.TradingPartners;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.stream.LaneGroup;
import org.communitysupport.stream.Ownership;
import org.jboss.logging.Logger;

/**
 * Looks for files that payers left, takes each through the same use case as the HTTP door, then moves it to {@code done}; the TA1 or 999 of
 * a refused one goes to the outbox. What fails half-way stays where it is and is taken again; that has no second effect. No file stops those
 * behind it: one that fails again and again although the log is there is set aside in {@code failed}. Of several instances the one that
 * works on the first lane looks; when it dies, the one that gets the lane does.
 */
@Singleton
class InboxWatcher {
    static final int MOST_BYTES = 8 << 20;
    private static final int TRIES = 5;
    private static final Logger LOG = Logger.getLogger(InboxWatcher.class);

    private final BillingConfig config;
    private final BillingConfig.Mailbox mailbox;
    private final TakePayerFile take;
    private final PayerFileReader reader;
    private final TradingPartners partners;
    private final Outbox outbox;
    private final Ownership lanes;
    private final MeterRegistry meters;
    private final Map<String, Integer> failures = new HashMap<>();
    private volatile boolean stopped;
    private Thread thread;

    InboxWatcher(
            BillingConfig config,
            BillingConfig.Mailbox mailbox,
            TakePayerFile take,
            PayerFileReader reader,
            TradingPartners partners,
            Outbox outbox,
            LaneGroup lanes,
            MeterRegistry meters) {
        this.config = config;
        this.mailbox = mailbox;
        this.take = take;
        this.reader = reader;
        this.partners = partners;
        this.outbox = outbox;
        this.lanes = lanes;
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
                if (lanes.owns(0)) look(inbox);
                Thread.sleep(config.look());
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.errorf("payer files cannot be taken and stay in the inbox: %s", e.toString());
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
            if (stopped || !lanes.owns(0)) return;
            try {
                take(inbox, file);
                failures.remove(file.getFileName().toString());
            } catch (CommandRunner.Unavailable | MongoException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                failed(inbox, file, e);
            }
        }
    }

    /** The next file gets its turn whatever this one did. */
    private void failed(Path inbox, Path file, Exception e) throws IOException {
        String name = file.getFileName().toString();
        meters.counter("cs_payer_inbox_failures_total").increment();
        int times = failures.merge(name, 1, Integer::sum);
        LOG.errorf(
                "a payer file could not be taken (%d of %d times): %s",
                times, TRIES, e.getClass().getName());
        if (times < TRIES || !Files.exists(file)) return;
        failures.remove(name);
        move(file, inbox.resolve("failed"), name);
        LOG.errorf("a payer file is set aside in %s", inbox.resolve("failed"));
    }

    /** A verdict on the file before one on its claims before the money. */
    private static int order(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".999") || name.endsWith(".ta1") ? 0 : name.endsWith(".277") ? 1 : 2;
    }

    private void take(Path inbox, Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > MOST_BYTES) {
            LOG.errorf("a payer file of more than %d bytes is set aside", MOST_BYTES);
            move(file, inbox.resolve("too-large"), name);
            return;
        }
        for (var part : byTenant(Files.readAllBytes(file)).entrySet()) take(part.getKey(), part.getValue(), name);
        move(file, inbox.resolve("done"), name);
    }

    /** A clearinghouse may put files for several agencies into one. */
    private Map<String, byte[]> byTenant(byte[] bytes) {
        var parts = new LinkedHashMap<String, ByteArrayOutputStream>();
        for (var part : reader.addressed(bytes))
            parts.computeIfAbsent(
                            partners.tenantOf(part.receiver()).orElse(config.mailboxOf()),
                            tenant -> new ByteArrayOutputStream())
                    .writeBytes(part.bytes());
        var whole = new LinkedHashMap<String, byte[]>();
        parts.forEach((tenant, part) -> whole.put(tenant, part.toByteArray()));
        return whole;
    }

    private void take(String tenant, byte[] bytes, String name) {
        var taken = take.take(tenant, bytes, name, "payer-inbox");
        meters.counter(
                        "cs_payer_files_total",
                        "kind",
                        taken.kind().isEmpty() ? "unknown" : taken.kind(),
                        "outcome",
                        taken.refused().isEmpty() ? "taken" : "refused")
                .increment();
        if (taken.refused().isEmpty()) return;
        LOG.warnf(
                "payer file %s is refused: %s: %s",
                taken.file(),
                taken.refused().getFirst().rule(),
                taken.refused().getFirst().place());
        if (taken.reply() != null && mailbox.outbox().isPresent())
            outbox.put(taken.file().substring(0, 17) + ".ack", taken.reply().getBytes(StandardCharsets.US_ASCII));
    }

    private static void move(Path file, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
