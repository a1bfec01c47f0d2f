package org.communitysupport.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Projections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.codecs.UuidCodecProvider;
import org.bson.codecs.configuration.CodecRegistries;

/** What the services left: read as it lies there, by none of their code. */
final class Evidence {
    private static final int LANE_BITS = 40;
    private static final ObjectMapper JSON = new ObjectMapper();

    private Evidence() {}

    /**
     * A commit of a log.
     *
     * @param position {@code service:lane:seq}
     */
    record Commit(String service, String position, UUID command) {}

    /**
     * A claim file as billing says that it built it.
     *
     * @param sha256 of the bytes
     */
    record Batch(String batch, String controlNumber, String sha256) {}

    /**
     * A file that reached the payer.
     *
     * @param interchange ISA13
     * @param groups GS06 of each
     * @param sets ST02 of each, with its group
     * @param claims CLM01 of each
     */
    record PayerFile(
            String name,
            String sha256,
            String interchange,
            List<String> groups,
            List<String> sets,
            List<String> claims) {}

    static List<Commit> commits(MongoClient mongo, List<String> services) {
        var all = new ArrayList<Commit>();
        for (String service : services) {
            var log = mongo.getDatabase(database(service))
                    .getCollection("log")
                    .withReadConcern(ReadConcern.MAJORITY)
                    .withCodecRegistry(CodecRegistries.fromProviders(
                            new UuidCodecProvider(UuidRepresentation.STANDARD),
                            com.mongodb.MongoClientSettings.getDefaultCodecRegistry()));
            for (Document commit : log.find().projection(Projections.include("command.id"))) {
                long id = commit.getLong("_id");
                String position = service + ':' + (id >>> LANE_BITS) + ':' + (id & (1L << LANE_BITS) - 1);
                all.add(new Commit(
                        service,
                        position,
                        uuid(commit.get("command", Document.class).get("id"))));
            }
        }
        return all;
    }

    private static UUID uuid(Object value) {
        if (value instanceof UUID uuid) return uuid;
        var bytes = java.nio.ByteBuffer.wrap(((org.bson.types.Binary) value).getData());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    static List<Batch> batches(MongoClient mongo) {
        var all = new ArrayList<Batch>();
        var log = mongo.getDatabase(database("billing")).getCollection("log").withReadConcern(ReadConcern.MAJORITY);
        for (Document commit : log.find(new Document("events.type", "billing.ClaimBatchBuilt")))
            for (Document event : commit.getList("events", Document.class))
                if (event.getString("type").equals("billing.ClaimBatchBuilt")) {
                    JsonNode json = json(event.getString("data"));
                    all.add(new Batch(
                            json.path("batch").asText(),
                            json.path("controlNumber").asText(),
                            json.path("file").asText()));
                }
        return all;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event is no JSON", e);
        }
    }

    private static String database(String service) {
        return service.replace('-', '_') + "_local";
    }

    /** All that the payer took or has before it, wherever it put them. */
    static List<PayerFile> payerFiles(Path outbox) {
        try (var tree = Files.walk(outbox)) {
            var all = new ArrayList<PayerFile>();
            for (Path file :
                    tree.filter(f -> f.toString().endsWith(".837")).sorted().toList())
                all.add(payerFile(outbox.relativize(file).toString(), Files.readAllBytes(file)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("the payer's files in " + outbox + " cannot be read", e);
        }
    }

    static PayerFile payerFile(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String interchange = "";
        var groups = new ArrayList<String>();
        var sets = new ArrayList<String>();
        var claims = new ArrayList<String>();
        for (String segment : text.split("~")) {
            String[] e = segment.strip().split("\\*");
            switch (e[0]) {
                case "ISA" -> interchange = e[13];
                case "GS" -> groups.add(e[6]);
                case "ST" -> sets.add(groups.getLast() + '/' + e[2]);
                case "CLM" -> claims.add(e[1]);
                default -> {}
            }
        }
        return new PayerFile(
                name, sha256(bytes), interchange, List.copyOf(groups), List.copyOf(sets), List.copyOf(claims));
    }

    /** Which files the payer says that it answered: a line a file, {@code control number and SHA-256}. */
    static List<String> answered(Path payersDesk) {
        Path answered = payersDesk.resolve("answered");
        if (!Files.isDirectory(answered)) return List.of();
        try (var files = Files.list(answered)) {
            var all = new ArrayList<String>();
            for (Path file : files.filter(f -> f.toString().endsWith(".answered"))
                    .sorted()
                    .toList()) {
                String[] first = Files.readAllLines(file).getFirst().split(",");
                all.add(first[2] + ' ' + first[3]);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("the payer's answers in " + answered + " cannot be read", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
