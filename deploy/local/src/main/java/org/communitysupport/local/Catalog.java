package org.communitysupport.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.communitysupport.parts.ClassArchive;
import org.communitysupport.parts.MongodBinary;
import org.communitysupport.parts.MongodNode;
import org.communitysupport.parts.MongodReplicaSet;
import org.communitysupport.parts.kafka.KafkaBroker;
import org.communitysupport.parts.keycloak.Keycloak;
import org.communitysupport.parts.keycloak.KeycloakDistribution;
import org.communitysupport.privacy.MasterKey;

/** The parts of the local profile: what runs each, where, and how one sees that it serves. */
final class Catalog {
    /** A service of ours; the heap is what a day of demo and bench needs, not a limit for production. */
    record Service(String name, int port, int heapMegabytes) {}

    static final List<Service> SERVICES = List.of(
            // FHIR's structures and the X12 schemas want more than the others.
            new Service("referral", 8081, 256),
            new Service("eligibility", 8082, 128),
            new Service("care-plan", 8083, 128),
            new Service("encounter", 8084, 128),
            new Service("billing", 8085, 192));

    private final Home home;
    private final Consumer<String> says;

    Catalog(Home home, Consumer<String> says) {
        this.home = home;
        this.says = says;
    }

    List<Part> parts() {
        var parts = new ArrayList<Part>();
        if (!home.hasForeignMongodb()) parts.add(mongodb());
        parts.add(kafka());
        parts.add(keycloak());
        parts.add(payer());
        for (Service service : SERVICES)
            for (int number = 1; number <= home.instances(service.name); number++) parts.add(service(service, number));
        return List.copyOf(parts);
    }

    private Part mongodb() {
        int port = home.mongodbPort();
        return new Part(
                "mongodb",
                Set.of(),
                port,
                MongodReplicaSet.uri(port),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                () -> MongodNode.command(MongodBinary.find(), home.made(home.data("mongodb")), port),
                Map.of(),
                () -> MongodReplicaSet.serves(port));
    }

    private Part kafka() {
        int port = home.kafkaPort();
        return new Part(
                "kafka",
                Set.of(),
                port,
                "127.0.0.1:" + port,
                Duration.ofSeconds(3),
                // After a kill it reads its segments again.
                Duration.ofMinutes(3),
                () -> {
                    home.made(home.data("kafka"));
                    return KafkaBroker.command(
                            home.root().resolve("deploy/kafka/target/broker"), home.data("kafka/data"), port);
                },
                Map.of(),
                () -> wrote("kafka", "READY "));
    }

    private Part keycloak() {
        int port = home.keycloakPort();
        Path directory = home.data("keycloak");
        return new Part(
                "keycloak",
                Set.of(),
                port,
                Keycloak.issuer(port),
                Files.exists(directory) ? Duration.ofSeconds(10) : Duration.ofSeconds(20),
                Duration.ofMinutes(4),
                () -> {
                    var distribution = KeycloakDistribution.find(says);
                    Keycloak.prepare(
                            distribution,
                            home.made(directory),
                            home.root().resolve("deploy/keycloak/community-support-realm.json"));
                    return Keycloak.command(distribution, directory, port);
                },
                Map.of(),
                () -> Keycloak.isReady(port));
    }

    private Part payer() {
        Path data = home.data("payer");
        return new Part(
                "payer",
                Set.of(),
                0,
                home.payerOutbox() + " → " + home.payerInbox(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                () -> List.of(
                        java(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        "deploy/payer/target/classes" + File.pathSeparator + classPath("deploy/payer/target/classpath"),
                        "org.communitysupport.payer.PayerSimulator",
                        home.made(home.payerOutbox()).toString(),
                        home.made(home.payerInbox()).toString(),
                        home.made(data).toString()),
                Map.of(),
                () -> wrote("payer", "READY"));
    }

    /** The first goes by the service's name, the second is {@code referral-2} and listens ten ports further on. */
    static String instance(String service, int number) {
        return number == 1 ? service : service + '-' + number;
    }

    /** Of the instance with that name; 1 for whatever is no further instance. */
    static int number(String part) {
        return part.matches(".*-\\d") ? Integer.parseInt(part.substring(part.lastIndexOf('-') + 1)) : 1;
    }

    private Part service(Service service, int number) {
        int port = home.port(service.port + 10 * (number - 1));
        String address = "http://127.0.0.1:" + port;
        return new Part(
                instance(service.name, number),
                // Not Keycloak: its keys are asked for when there is a first token to check.
                Set.of("mongodb", "kafka"),
                port,
                address,
                Duration.ofSeconds(8),
                Duration.ofMinutes(3),
                () -> {
                    home.made(home.payerOutbox());
                    home.made(home.payerInbox());
                    String jar = service.name + "-service/target/quarkus-app/quarkus-run.jar";
                    built(jar);
                    // Before the five ask for it at once; losing it means losing every sealed field.
                    MasterKey.loadOrCreate(home.masterKey());
                    var command = new ArrayList<>(List.of(
                            java(),
                            // Without it the heap begins at its full size, and all of it is touched before it is first
                            // cleared.
                            "-Xms64m",
                            "-Xmx" + service.heapMegabytes + "m",
                            "-Xss512k",
                            "-XX:+UseSerialGC"));
                    command.addAll(home.serviceJavaOptions());
                    command.addAll(List.of(
                            // A lane whose committer died of a full heap would hang without a word; a dead process is
                            // seen.
                            "-XX:+ExitOnOutOfMemoryError"));
                    command.addAll(ClassArchive.options(home.root().resolve(jar).getParent()));
                    command.addAll(List.of(
                            "-Daxoniq.update-checker.disabled=true",
                            "-Ddisable-axoniq-console-message=true",
                            "-jar",
                            jar));
                    return List.copyOf(command);
                },
                settings(port, number),
                () -> Http.isOk(address + "/q/health/ready"));
    }

    /** Through the environment and not the command line, which every user of the machine can read. */
    private Map<String, String> settings(int port, int number) {
        return Map.ofEntries(
                Map.entry("CS_PROFILE", "local"),
                // By its name it gets its lanes back at once when it is killed and started again.
                Map.entry("CS_INSTANCE", Integer.toString(number)),
                Map.entry("CS_MONGODB_URI", home.mongodbUri()),
                Map.entry("CS_KAFKA_BOOTSTRAP", "127.0.0.1:" + home.kafkaPort()),
                Map.entry("CS_KEYS_FILE", home.masterKey().toString()),
                Map.entry(
                        "CS_PACKS_DIR",
                        home.root().resolve("deploy/policy-packs").toString()),
                Map.entry("CS_PAYER_OUTBOX", home.payerOutbox().toString()),
                Map.entry("CS_PAYER_INBOX", home.payerInbox().toString()),
                Map.entry("QUARKUS_OIDC_AUTH_SERVER_URL", Keycloak.issuer(home.keycloakPort())),
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                // Nobody hands out requests here who would have to look elsewhere first.
                Map.entry("QUARKUS_SHUTDOWN_DELAY", "0S"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)));
    }

    private boolean wrote(String part, String text) {
        try {
            return Files.readString(home.log(part), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    private String classPath(String file) {
        built(file);
        try {
            return Files.readString(home.root().resolve(file)).strip();
        } catch (IOException e) {
            throw new Trouble("The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private void built(String file) {
        if (!Files.exists(home.root().resolve(file)))
            throw new Trouble(file + " is missing; delete deploy/local/target/built and start again, and it is built.");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
