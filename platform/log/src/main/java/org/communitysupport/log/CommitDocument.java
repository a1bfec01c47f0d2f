package org.communitysupport.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.BsonBinary;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.ByteBufferBsonInput;

/**
 * A commit as a document. What the caller knows is encoded by the caller ({@link #body}); what only its turn decides (position, times,
 * hashes) stands before and after it in elements of fixed length, so that giving it a position is copying, not encoding.
 *
 * <pre>_id at recorded | command aggregate version events | previous hash</pre>
 */
public final class CommitDocument {
    /** No commit may be larger, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final int LANE_SHIFT = 40;
    private static final int HASH_BYTES = 32;
    private static final byte BINARY = 0x05;
    private static final byte DATE = 0x09;
    private static final byte INT64 = 0x12;
    private static final int HEAD = 4 + (1 + 4 + 8) + (1 + 3 + 8) + (1 + 9 + 8);
    private static final int PREVIOUS_ELEMENT = 1 + 9 + 4 + 1 + HASH_BYTES;
    private static final int HASH_ELEMENT = 1 + 5 + 4 + 1 + HASH_BYTES;

    private CommitDocument() {}

    public static long id(int lane, long seq) {
        return (long) lane << LANE_SHIFT | seq;
    }

    public static int lane(long id) {
        return (int) (id >>> LANE_SHIFT);
    }

    public static long seq(long id) {
        return id & (1L << LANE_SHIFT) - 1;
    }

    /** 32 zero bytes: what stands before the first commit of a lane. */
    public static byte[] noPrevious() {
        return new byte[HASH_BYTES];
    }

    /**
     * The caller's part.
     *
     * @throws LaneLog.TooLarge when the whole document would exceed {@value #MAX_BYTES} bytes
     */
    public static byte[] body(Commit commit) {
        var buffer = new BasicOutputBuffer(1024);
        try (var w = new BsonBinaryWriter(buffer)) {
            w.writeStartDocument();
            w.writeStartDocument("command");
            w.writeBinaryData("id", new BsonBinary(commit.commandId()));
            w.writeString("type", commit.commandType());
            w.writeString("inputHash", commit.inputHash());
            w.writeString("actor", commit.actor());
            w.writeString("correlation", commit.correlation());
            w.writeString("causation", commit.causation());
            w.writeString("traceparent", commit.traceparent());
            w.writeString("tenant", commit.tenant());
            w.writeEndDocument();
            w.writeString("aggregate", commit.aggregate());
            w.writeInt64("version", commit.version());
            w.writeStartArray("events");
            for (NewEvent event : commit.events()) {
                w.writeStartDocument();
                w.writeString("type", event.type());
                w.writeInt32("schema", event.schema());
                w.writeString("data", event.data());
                w.writeString("sensitivity", event.sensitivity());
                w.writeEndDocument();
            }
            w.writeEndArray();
            w.writeEndDocument();
        }
        byte[] document = buffer.toByteArray();
        byte[] body = Arrays.copyOfRange(document, 4, document.length - 1);
        if (length(body) > MAX_BYTES)
            throw new LaneLog.TooLarge("the commit of command " + commit.commandId() + " would have " + length(body)
                    + " bytes; the limit is " + MAX_BYTES);
        return body;
    }

    /** Of the whole document around this body. */
    public static int length(byte[] body) {
        return HEAD + body.length + PREVIOUS_ELEMENT + HASH_ELEMENT + 1;
    }

    /** The whole document. */
    public static RawBsonDocument place(
            byte[] body, int lane, long seq, long atMillis, long recordedMillis, byte[] previous) {
        int length = length(body);
        var b = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        b.putInt(length);
        name(b, INT64, "_id").putLong(id(lane, seq));
        name(b, DATE, "at").putLong(atMillis);
        name(b, DATE, "recorded").putLong(recordedMillis);
        b.put(body);
        name(b, BINARY, "previous").putInt(HASH_BYTES).put((byte) 0).put(previous);
        name(b, BINARY, "hash").putInt(HASH_BYTES).put((byte) 0).put(hashOf(b.array(), previous));
        b.put((byte) 0);
        return new RawBsonDocument(b.array());
    }

    private static ByteBuffer name(ByteBuffer b, byte type, String name) {
        return b.put(type).put(name.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }

    /** Of a document made by {@link #place}, whose last element it is. */
    static byte[] hash(RawBsonDocument placed) {
        var bytes = placed.getByteBuffer();
        var hash = new byte[HASH_BYTES];
        bytes.position(bytes.limit() - 1 - HASH_BYTES);
        bytes.get(hash);
        return hash;
    }

    /** Over {@code previous} and the document as it would be without its last element, the hash. */
    static byte[] hashOf(byte[] document, byte[] previous) {
        int length = document.length - HASH_ELEMENT;
        var digest = sha256();
        digest.update(previous);
        digest.update(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .flip());
        digest.update(document, 4, length - 5);
        digest.update((byte) 0);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @throws LaneLog.Corrupt when an element is missing */
    public static StoredCommit read(BsonDocument document) {
        var found = new Reading();
        try (var reader = reader(document)) {
            found.document(reader);
        }
        return found.commit();
    }

    /** A raw document's own reader would make the tree first. */
    private static BsonReader reader(BsonDocument document) {
        return document instanceof RawBsonDocument raw
                ? new BsonBinaryReader(new ByteBufferBsonInput(raw.getByteBuffer()))
                : document.asBsonReader();
    }

    /** One pass over the bytes: a tree of a document costs several times what reading it does. */
    private static final class Reading {
        private long id;
        private Date at;
        private Date recorded;
        private UUID commandId;
        private final Map<String, String> command = new HashMap<>();
        private String aggregate;
        private Long version;
        private final List<NewEvent> events = new ArrayList<>();
        private byte[] previous;
        private byte[] hash;

        void document(BsonReader reader) {
            each(reader, name -> {
                switch (name) {
                    case "_id" -> id = reader.readInt64();
                    case "at" -> at = new Date(reader.readDateTime());
                    case "recorded" -> recorded = new Date(reader.readDateTime());
                    case "command" ->
                        each(reader, of -> {
                            if (of.equals("id"))
                                commandId = reader.readBinaryData().asUuid();
                            else command.put(of, reader.readString());
                        });
                    case "aggregate" -> aggregate = reader.readString();
                    case "version" -> version = reader.readInt64();
                    case "events" -> {
                        reader.readStartArray();
                        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) events.add(event(reader));
                        reader.readEndArray();
                    }
                    case "previous" -> previous = reader.readBinaryData().getData();
                    case "hash" -> hash = reader.readBinaryData().getData();
                    default -> reader.skipValue();
                }
            });
        }

        private static void each(BsonReader reader, Consumer<String> element) {
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) element.accept(reader.readName());
            reader.readEndDocument();
        }

        private NewEvent event(BsonReader reader) {
            var text = new HashMap<String, String>();
            var schema = new int[1];
            each(reader, name -> {
                if (name.equals("schema")) schema[0] = reader.readInt32();
                else text.put(name, reader.readString());
            });
            return new NewEvent(there(text, "type"), schema[0], there(text, "data"), there(text, "sensitivity"));
        }

        StoredCommit commit() {
            if (at == null || recorded == null || commandId == null || version == null)
                throw lacks("a time, the command's id or the version");
            if (aggregate == null || previous == null || hash == null) throw lacks("the aggregate or a hash");
            var commit = new Commit(
                    commandId,
                    there(command, "type"),
                    there(command, "inputHash"),
                    there(command, "actor"),
                    there(command, "correlation"),
                    there(command, "causation"),
                    there(command, "traceparent"),
                    there(command, "tenant"),
                    lane(id),
                    aggregate,
                    version,
                    events);
            return new StoredCommit(commit, seq(id), at.toInstant(), recorded.toInstant(), hex(previous), hex(hash));
        }

        private String there(Map<String, String> text, String name) {
            String found = text.get(name);
            if (found == null) throw lacks(name);
            return found;
        }

        private LaneLog.Corrupt lacks(String what) {
            return new LaneLog.Corrupt("the commit " + lane(id) + ':' + seq(id) + " of the log lacks " + what);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
