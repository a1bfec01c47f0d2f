package org.communitysupport.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communitysupport.local.Home;
import org.communitysupport.local.OwnSystem;
import org.communitysupport.parts.MongodBinary;
import org.communitysupport.parts.MongodNode;
import org.communitysupport.parts.MongodReplicaSet;
import org.communitysupport.parts.keycloak.Keycloak;
import org.communitysupport.parts.keycloak.Tokens;

/** The system whose parts are killed: on ports and with data of its own, on one {@code mongod} or on three. */
final class Site implements AutoCloseable {
    static final List<String> SERVICES = List.of("referral", "eligibility", "care-plan", "encounter", "billing");

    private static final int ELECTION_TIMEOUT_MILLIS = 2_000;

    private final Path directory;
    private final PrintStream log;
    private final MongodReplicaSet threeNodes;
    private final OwnSystem system;

    private Site(Path directory, PrintStream log, MongodReplicaSet threeNodes, OwnSystem system) {
        this.directory = directory;
        this.log = log;
        this.threeNodes = threeNodes;
        this.system = system;
    }

    /**
     * Starts all of it.
     *
     * @param checkout whose build is run
     * @param directory for everything that it writes
     */
    static Site started(Path checkout, Path directory, boolean threeNodes, Map<String, Integer> instances) {
        PrintStream log;
        try {
            Files.createDirectories(directory);
            log = new PrintStream(directory.resolve("parts.log").toFile(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be used", e);
        }
        MongodReplicaSet set = null;
        if (threeNodes)
            set = MongodReplicaSet.start(
                    MongodBinary.find(),
                    directory.resolve("nodes"),
                    MongodReplicaSet.Options.forTests(3, ELECTION_TIMEOUT_MILLIS));
        Map<String, String> settings = set == null ? Map.of() : Map.of("MONGODB_URI", set.uri());
        var site = new Site(directory, log, set, new OwnSystem(checkout, directory, settings, instances, log));
        try {
            site.start();
            return site;
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
    }

    private void start() {
        if (threeNodes == null) system.start("mongodb");
        var environments = new HashMap<String, Map<String, String>>();
        for (String part : system.parts()) if (!part.equals("mongodb")) environments.put(part, halting(part));
        system.start(environments);
    }

    private Map<String, String> halting(String part) {
        String file = armed(part).toString();
        if (part.equals("payer")) return Map.of("PAYER_HALT_FILE", file);
        // Without the second a JVM that halts writes its class archive first: that is no death as by a power cut,
        // and one lived on after it without an answer.
        return service(part).isPresent()
                ? Map.of("CS_HALT_FILE", file, "_JAVA_OPTIONS", "-XX:-AutoCreateSharedArchive")
                : Map.of();
    }

    private Path armed(String part) {
        return directory.resolve("halt-" + part);
    }

    /** Of which the part is an instance; empty when it is none. */
    static Optional<String> service(String part) {
        return SERVICES.stream()
                .filter(service -> part.equals(service) || part.matches(service + "-\\d"))
                .findFirst();
    }

    void stalls(String part) {
        system.stalls(part);
    }

    void goesOn(String part) {
        system.goesOn(part);
    }

    void stop(String part) {
        system.stop(part);
    }

    Home home() {
        return system.home();
    }

    Tokens tokens() {
        return new Tokens(Keycloak.issuer(home().keycloakPort()));
    }

    List<String> parts() {
        return system.parts();
    }

    boolean isAlive(String part) {
        return system.isAlive(part);
    }

    /** From now on the part dies at its next pass of the place. */
    void arm(String part, String place) {
        try {
            Path fresh = Files.writeString(armed(part).resolveSibling("halt.new"), place);
            Files.move(fresh, armed(part), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("a halt of " + part + " cannot be asked for", e);
        }
    }

    /** Whether a halt is asked for that nobody has come by yet. */
    boolean isArmed(String part) {
        return Files.exists(armed(part));
    }

    /** @return whether it was still asked for: nobody has come by */
    boolean disarm(String part) {
        try {
            return Files.deleteIfExists(armed(part));
        } catch (IOException e) {
            throw new UncheckedIOException("a halt of " + part + " cannot be taken back", e);
        }
    }

    ProcessHandle process(String part) {
        return ProcessHandle.of(system.pid(part)).orElseThrow();
    }

    void kill(String part) {
        system.kill(part);
    }

    /** @param round its number goes into the name under which the log of the dead process is kept */
    void startAgain(String part, int round) {
        Path written = home().log(part);
        try {
            Files.copy(
                    written,
                    written.resolveSibling("round-" + round + "-" + part + ".log"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the log of " + part + " cannot be kept", e);
        }
        system.start(part, halting(part));
    }

    /** Cuts it off from the others or not, then kills it. */
    MongodNode losePrimary(boolean cutOff, Runnable meanwhile) {
        var primary = cutOff ? threeNodes.cutOffPrimary() : threeNodes.awaitPrimary();
        meanwhile.run();
        threeNodes.failOverFrom(primary);
        return primary;
    }

    void rejoin(MongodNode node) {
        node.start();
        threeNodes.awaitAll();
    }

    @Override
    public void close() {
        try {
            system.close();
        } finally {
            if (threeNodes != null) threeNodes.close();
            log.close();
        }
    }
}
