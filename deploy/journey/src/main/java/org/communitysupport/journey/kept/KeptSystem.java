package org.communitysupport.journey.kept;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.local.Home;
import org.communitysupport.stream.Topics;

/**
 * What a whole system holds, as files: databases, topics, master key, and the directories shared with the payer. A directory is one system
 * of one day; what a later build makes of it is a test.
 */
public final class KeptSystem {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_OURS = Set.of("admin", "local", "config");
    /** Of the local profile, without what runs: the payer's own lock is made anew. */
    private static final List<String> FILES = List.of("keys", "payer", "data/payer");

    private final Path directory;

    public KeptSystem(Path directory) {
        this.directory = directory;
    }

    /** Takes all of it. The services must be stopped; database and broker must run. */
    public void take(Home home, MongoClient mongo, List<String> services) {
        try {
            Files.createDirectories(directory);
            databases(mongo);
            topics("127.0.0.1:" + home.kafkaPort(), services);
            for (String name : FILES)
                copy(home.local().resolve(name), directory.resolve("files").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("the system cannot be kept in " + directory, e);
        }
    }

    /** Puts all of it into a system in which nothing runs yet but database and broker, both empty. */
    public void put(Home home, MongoClient mongo, List<String> services) {
        try {
            for (String name : FILES)
                copy(directory.resolve("files").resolve(name), home.local().resolve(name));
            fill(mongo);
            publish("127.0.0.1:" + home.kafkaPort(), services);
        } catch (IOException e) {
            throw new UncheckedIOException("the system of " + directory + " cannot be used", e);
        }
    }

    // ------------------------------------------------------------------ databases

    /** One after the other: what a collection is, its documents, its indexes; each a document of its own. */
    private void databases(MongoClient mongo) throws IOException {
        try (var out = new DataOutputStream(packed("databases.bson.gz"))) {
            for (String name : mongo.listDatabaseNames()) {
                if (NOT_OURS.contains(name)) continue;
                MongoDatabase database = mongo.getDatabase(name);
                var collections = new TreeMap<String, BsonDocument>();
                for (var c : database.listCollections(BsonDocument.class))
                    collections.put(c.getString("name").getValue(), c.getDocument("options", new BsonDocument()));
                for (var c : collections.entrySet()) {
                    write(out, place(name, c.getKey()).append("options", c.getValue()));
                    var collection = database.getCollection(c.getKey(), RawBsonDocument.class);
                    for (var document : collection.find().sort(new BsonDocument("_id", new org.bson.BsonInt32(1))))
                        write(out, place(name, c.getKey()).append("document", document));
                    for (var index : collection.listIndexes(BsonDocument.class))
                        if (!index.getString("name").getValue().equals("_id_"))
                            write(out, place(name, c.getKey()).append("index", index));
                }
            }
        }
    }

    private static BsonDocument place(String database, String collection) {
        return new BsonDocument("database", new BsonString(database)).append("collection", new BsonString(collection));
    }

    private static void write(DataOutputStream out, BsonDocument document) throws IOException {
        var raw = new RawBsonDocument(document, new org.bson.codecs.BsonDocumentCodec());
        var bytes = raw.getByteBuffer().asNIO();
        var copy = new byte[bytes.remaining()];
        bytes.get(copy);
        out.write(copy);
    }

    private void fill(MongoClient mongo) throws IOException {
        var waiting = new HashMap<String, List<RawBsonDocument>>();
        try (var in = new DataInputStream(unpacked("databases.bson.gz"))) {
            for (var entry = read(in); entry != null; entry = read(in)) {
                var database = mongo.getDatabase(entry.getString("database").getValue());
                String name = entry.getString("collection").getValue();
                var collection = database.getCollection(name, RawBsonDocument.class);
                var documents = waiting.computeIfAbsent(database.getName() + '.' + name, c -> new ArrayList<>());
                if (entry.containsKey("options")) database.createCollection(name, new CreateCollectionOptions());
                if (entry.containsKey("document"))
                    documents.add(new RawBsonDocument(
                            entry.getDocument("document"), new org.bson.codecs.BsonDocumentCodec()));
                boolean complete = entry.containsKey("index");
                if (!documents.isEmpty() && (complete || documents.size() == 500)) {
                    collection.insertMany(documents);
                    documents.clear();
                }
                if (complete) {
                    var index = new BsonDocument();
                    entry.getDocument("index").forEach(index::put);
                    index.remove("v");
                    database.runCommand(new BsonDocument("createIndexes", new BsonString(name))
                            .append("indexes", new org.bson.BsonArray(List.of(index))));
                }
            }
        }
        for (var rest : waiting.entrySet())
            if (!rest.getValue().isEmpty()) {
                int dot = rest.getKey().indexOf('.');
                mongo.getDatabase(rest.getKey().substring(0, dot))
                        .getCollection(rest.getKey().substring(dot + 1), RawBsonDocument.class)
                        .insertMany(rest.getValue());
            }
    }

    /** The next document, or null at the end: BSON begins with its own length. */
    private static BsonDocument read(DataInputStream in) throws IOException {
        var length = new byte[4];
        try {
            in.readFully(length);
        } catch (EOFException e) {
            return null;
        }
        int size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
        var bytes = new byte[size];
        System.arraycopy(length, 0, bytes, 0, 4);
        in.readFully(bytes, 4, size - 4);
        return new RawBsonDocument(bytes);
    }

    // ------------------------------------------------------------------ topics

    /** A record of a topic. */
    private record Kept(
            String service, int partition, long time, String key, String value, Map<String, String> headers) {}

    private void topics(String bootstrap, List<String> services) throws IOException {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false", "auto.offset.reset", "none");
        try (var out = packed("topics.jsonl.gz");
                var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            for (String service : services) {
                var partitions = IntStream.range(0, Lanes.COUNT)
                        .mapToObj(p -> new TopicPartition(Topics.of(service), p))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p)))
                    for (var record : consumer.poll(Duration.ofMillis(200))) {
                        var headers = new TreeMap<String, String>();
                        for (Header header : record.headers())
                            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
                        var kept = new Kept(
                                service, record.partition(), record.timestamp(), record.key(), record.value(), headers);
                        out.write((JSON.writeValueAsString(kept) + '\n').getBytes(StandardCharsets.UTF_8));
                    }
            }
        }
    }

    private void publish(String bootstrap, List<String> services) throws IOException {
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "enable.idempotence", "true");
        try (var admin = Admin.create(config);
                var in =
                        new BufferedReader(new InputStreamReader(unpacked("topics.jsonl.gz"), StandardCharsets.UTF_8));
                var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (String service : services) Topics.ensure(admin, service, true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                var kept = JSON.readValue(line, Kept.class);
                var record = new ProducerRecord<>(
                        Topics.of(kept.service),
                        kept.partition,
                        kept.time,
                        kept.key,
                        kept.value.getBytes(StandardCharsets.UTF_8));
                kept.headers.forEach(
                        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(record);
            }
            producer.flush();
        }
    }

    // ------------------------------------------------------------------ files

    private OutputStream packed(String file) throws IOException {
        return new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(directory.resolve(file))), 1 << 16);
    }

    private BufferedInputStream unpacked(String file) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(directory.resolve(file))), 1 << 16);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) return;
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.endsWith("lock")) continue;
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                // A checkout does not keep the rights of a file; services refuse a key that others can read.
                if (target.getParent().endsWith("keys"))
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }
}
