package org.communitysupport.billing.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.communitysupport.testkit.web.RealParts;

/** The directories where files to and from payers lie, of this JVM's own. */
public final class Mailbox implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "cs.payer.outbox",
                folder("outbox").toString(),
                "cs.payer.inbox",
                folder("inbox").toString());
    }

    @Override
    public void stop() {
        // the directory goes with the others of this run
    }

    static Path folder(String name) {
        try {
            return Files.createDirectories(
                    Path.of(System.getProperty("java.io.tmpdir"), "cs-test-" + RealParts.run(), "payer", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a payer leaves it: under a temporary name, then in one step under its own. */
    static void leave(String name, byte[] bytes) {
        try {
            Path temporary = folder("inbox").resolve(name + ".tmp");
            Files.write(temporary, bytes);
            Files.move(temporary, folder("inbox").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sent(String controlNumber) {
        try {
            return Files.readString(folder("outbox").resolve(controlNumber + ".837"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean done(String name) {
        return Files.exists(folder("inbox").resolve("done").resolve(name));
    }
}
