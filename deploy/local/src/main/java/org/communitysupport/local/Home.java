package org.communitysupport.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.communitysupport.parts.MongodReplicaSet;

/**
 * Where things lie and on which ports, for one checkout.
 *
 * @param root of the checkout
 * @param local where everything that runs leaves its things; git ignores it
 * @param environment what the person set
 */
public record Home(Path root, Path local, Map<String, String> environment) {
    static final String SHIFT = "CS_PORT_SHIFT";
    /** Their ports lie ten apart, and Keycloak's comes a hundred after the services'. */
    private static final int MOST_INSTANCES = 9;

    private static final String JAVA_OPTIONS = "CS_SERVICE_JAVA_OPTIONS";

    /** The checkout that {@code ./cs} named, or the one around the working directory. */
    public static Home find() {
        String named = System.getProperty("cs.home", "");
        if (!named.isEmpty()) return at(Path.of(named).toAbsolutePath(), System.getenv());
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent())
            if (Files.exists(at.resolve("deploy/local/pom.xml"))) return at(at, System.getenv());
        throw new Trouble("This is not inside a checkout of community-support.");
    }

    /** While parts run, their ports are what the one who started them said; nobody need say it again in another terminal. */
    static Home at(Path root, Map<String, String> environment) {
        var home = new Home(root, root.resolve(".local"), environment);
        Path shift = home.shiftFile();
        if (environment.containsKey(SHIFT) || !Files.exists(shift) || !Running.anyAlive(home.run())) return home;
        var both = new HashMap<>(environment);
        try {
            both.put(SHIFT, Files.readString(shift));
        } catch (IOException e) {
            throw new Trouble("The file " + shift + " cannot be read: " + e.getMessage() + ".", e);
        }
        return new Home(root, home.local, Map.copyOf(both));
    }

    /** For the next {@code ./cs} in another terminal. */
    void rememberPorts() {
        try {
            Files.writeString(shiftFile(), environment.getOrDefault(SHIFT, "0"));
        } catch (IOException e) {
            throw new Trouble("The file " + shiftFile() + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /** How many of each service run beside each other; one where nothing is said. */
    int instances(String service) {
        return Integer.parseInt(instances().getProperty(service, "1"));
    }

    private Properties instances() {
        var instances = new Properties();
        if (Files.exists(instancesFile()))
            try (var in = Files.newBufferedReader(instancesFile())) {
                instances.load(in);
            } catch (IOException e) {
                throw new Trouble("The file " + instancesFile() + " cannot be read: " + e.getMessage() + ".", e);
            }
        return instances;
    }

    /** For every {@code ./cs} from now on, in other terminals too. */
    void rememberInstances(List<String> services, int count) {
        if (count < 1 || count > MOST_INSTANCES)
            throw new Trouble("--instances takes a number from 1 to " + MOST_INSTANCES + ", not " + count + ".");
        var instances = instances();
        services.forEach(service -> instances.setProperty(service, Integer.toString(count)));
        made(run());
        try (var out = Files.newBufferedWriter(instancesFile())) {
            instances.store(out, null);
        } catch (IOException e) {
            throw new Trouble("The file " + instancesFile() + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private Path instancesFile() {
        return run().resolve("instances");
    }

    private Path shiftFile() {
        return run().resolve("port-shift");
    }

    public Path data(String part) {
        return local.resolve("data").resolve(part);
    }

    public Path log(String part) {
        return local.resolve("logs").resolve(part + ".log");
    }

    public Path run() {
        return local.resolve("run");
    }

    public Path keys() {
        return local.resolve("keys");
    }

    /** What wraps the keys of persons and makes the keyed hashes. */
    public Path masterKey() {
        return keys().resolve("master.json");
    }

    /** Where billing puts claim files for the payer. */
    public Path payerOutbox() {
        return local.resolve("payer/outbox");
    }

    /** Where the payer puts its answers. */
    public Path payerInbox() {
        return local.resolve("payer/inbox");
    }

    /** A port of the local profile, moved by {@code CS_PORT_SHIFT}. */
    public int port(int usual) {
        String shift = environment.getOrDefault(SHIFT, "0");
        try {
            int port = usual + Integer.parseInt(shift.trim());
            if (port >= 1024 && port <= 65_535) return port;
        } catch (NumberFormatException e) {
            throw new Trouble("CS_PORT_SHIFT is '" + shift + "' and must be a whole number.", e);
        }
        throw new Trouble("CS_PORT_SHIFT " + shift + " moves port " + usual + " out of 1024 to 65535.");
    }

    public int mongodbPort() {
        return port(27_117);
    }

    public int kafkaPort() {
        return port(9_192);
    }

    public int keycloakPort() {
        return port(8_180);
    }

    /** Where the instances of each service serve. */
    public Map<String, List<URI>> instancesOfServices() {
        var addresses = new TreeMap<String, List<URI>>();
        for (var service : Catalog.SERVICES)
            addresses.put(
                    service.name(),
                    IntStream.range(0, instances(service.name()))
                            .mapToObj(n -> URI.create("http://127.0.0.1:" + port(service.port() + 10 * n)))
                            .toList());
        return addresses;
    }

    /** Where each service serves. */
    public Map<String, URI> services() {
        var addresses = new TreeMap<String, URI>();
        for (var service : Catalog.SERVICES)
            addresses.put(service.name(), URI.create("http://127.0.0.1:" + port(service.port())));
        return addresses;
    }

    /**
     * What a service's JVM is told besides its heap. Nine JVMs that share two cores would compile most of the time: the quick compiler alone
     * makes the first minutes several times faster (docs/operating.md says what production should do).
     */
    List<String> serviceJavaOptions() {
        String set = environment.getOrDefault(JAVA_OPTIONS, "-XX:TieredStopAtLevel=1");
        return set.isBlank() ? List.of() : List.of(set.trim().split("\\s+"));
    }

    /** The database that the person named, else the one that is started. */
    public String mongodbUri() {
        String named = environment.getOrDefault("MONGODB_URI", "");
        return named.isEmpty() ? MongodReplicaSet.uri(mongodbPort()) : named;
    }

    public boolean hasForeignMongodb() {
        return !environment.getOrDefault("MONGODB_URI", "").isEmpty();
    }

    Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new Trouble("The directory " + directory + " cannot be made: " + e.getMessage() + ".", e);
        }
    }
}
