package org.communitysupport.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes history away: a directory of {@value #EVENTS} (a CloudEvent a line, in {@linkplain CausalOrder the one order}) and {@value #MANIFEST}
 * (what was asked for, from where to where, how much of what, and the SHA-256 of the file). Nothing of the hour or the machine stands in
 * either, so the same request up to the same end gives the same bytes.
 *
 * <p>Written beside its place and moved there when it is whole.
 */
public final class Export {
    public static final String EVENTS = "events.jsonl";
    public static final String MANIFEST = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDER =
            "an event comes after its cause and after all before it on its lane; else by recordedat,"
                    + " service, lane, sequence, index";

    private final History history;
    private final Request request;
    private final Progress progress;

    /**
     * @param from where an earlier export ended, or {@link Ends#NOTHING}
     * @param to where to end; null: where the logs end now
     * @param purpose what sealed values are opened for; empty: they stay out
     */
    public record Request(Selection selection, Ends from, Ends to, String purpose) {}

    /** Told now and then how far it has come. */
    @FunctionalInterface
    public interface Progress {
        /** @param commits of {@code of} that have been read */
        void at(long events, long commits, long of);
    }

    private final Map<String, Map<String, Long>> counts = new TreeMap<>();
    private final Map<String, Long> hidden = new TreeMap<>();

    public Export(History history, Request request, Progress progress) {
        this.history = history;
        this.request = request;
        this.progress = progress;
    }

    /** The end of an earlier export, from its manifest. */
    public static Ends endOf(Path manifest) {
        Path file = Files.isDirectory(manifest) ? manifest.resolve(MANIFEST) : manifest;
        try {
            return Ends.of(JSON.readTree(Files.readString(file)).path("to"), "The manifest " + file);
        } catch (JsonProcessingException e) {
            throw new NotTold("The manifest " + file + " is no JSON.", e);
        } catch (IOException e) {
            throw new NotTold("The manifest " + file + " cannot be read.", e);
        }
    }

    /**
     * @return the manifest
     * @throws NotTold when it cannot be; then nothing is at {@code directory}
     */
    public JsonNode write(Path directory) {
        request.selection.checkedAgainst(Set.copyOf(history.services()));
        if (Files.exists(directory))
            throw new NotTold("There is something at " + directory + " already; name another place.");
        Path draft = directory.resolveSibling(
                directory.getFileName() + ".part-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(draft);
            try {
                var manifest = written(draft);
                Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
                return manifest;
            } finally {
                discard(draft);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new NotTold("The export cannot be written to " + directory + ": " + e.getMessage() + ".", e);
        }
    }

    private static void discard(Path draft) throws IOException {
        Files.deleteIfExists(draft.resolve(EVENTS));
        Files.deleteIfExists(draft.resolve(MANIFEST));
        Files.deleteIfExists(draft);
    }

    private ObjectNode written(Path draft) throws IOException {
        Ends asked = request.to == null ? history.ends() : request.to;
        var streams = request.selection.person().isEmpty() ? Set.<String>of() : streams();
        var digest = sha256();
        try (ExecutorService fetching = Executors.newVirtualThreadPerTaskExecutor()) {
            var order = order(asked, fetching);
            long lines = 0;
            Path file = draft.resolve(EVENTS);
            try (OutputStream out =
                    new BufferedOutputStream(new DigestOutputStream(Files.newOutputStream(file), digest), 1 << 16)) {
                lines = tell(order, streams, asked, out);
            }
            allThereIs(order);
            force(file);
            var manifest = manifest(
                    order.told(), lines, Files.size(file), HexFormat.of().formatHex(digest.digest()));
            Path second = draft.resolve(MANIFEST);
            Files.write(second, JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(manifest));
            force(second);
            return manifest;
        }
    }

    private Set<String> streams() {
        var found = PersonStreams.of(history, request.selection.person());
        if (found.events().isEmpty())
            throw new NotTold("Nothing is recorded about a person " + request.selection.person() + ".");
        return found.keys();
    }

    private CausalOrder order(Ends to, ExecutorService fetching) {
        var lanes = new java.util.ArrayList<Lane>();
        for (String service : history.services())
            for (int n = 0; n < History.LANES; n++) {
                int number = n;
                long from = request.from.of(service, n);
                lanes.add(new Lane(
                        service,
                        n,
                        from,
                        Math.max(from, to.of(service, n)),
                        (after, end) -> history.lane(service, number, after, end),
                        fetching));
            }
        return new CausalOrder(lanes);
    }

    private long tell(CausalOrder order, Set<String> streams, Ends to, OutputStream out) throws IOException {
        var wanted = request.selection.by(streams);
        long all = Math.max(0, to.commits() - request.from.commits());
        long lines = 0;
        long read = 0;
        for (var told = order.next(); told != null; told = order.next()) {
            if (++read % 5_000 == 0) progress.at(read, order.told().commits() - request.from.commits(), all);
            if (!wanted.test(told)) continue;
            out.write(JSON.writeValueAsBytes(told.json()));
            out.write('\n');
            lines++;
            counts.computeIfAbsent(told.at().service(), s -> new TreeMap<>()).merge(told.type(), 1L, Long::sum);
            count(told.data());
        }
        progress.at(read, order.told().commits() - request.from.commits(), all);
        return lines;
    }

    private void count(JsonNode node) {
        if (node.path("withheld").isTextual())
            hidden.merge("withheld: " + node.path("withheld").textValue(), 1L, Long::sum);
        if (node.path("erased").asBoolean() && node.has("field")) hidden.merge("erased", 1L, Long::sum);
        node.forEach(this::count);
    }

    /** What waits for a cause beyond the end was recorded while the ends were asked for. A cause that is nowhere is another matter. */
    private void allThereIs(CausalOrder order) {
        var waiting = order.waiting();
        if (waiting.isEmpty()) return;
        Ends now = history.ends();
        for (Told told : waiting)
            if (told.cause() != null
                    && told.cause().seq()
                            > now.of(told.cause().service(), told.cause().lane()))
                throw new NotTold(told.at() + " names " + told.cause() + " as its cause, which is in no log.");
    }

    private ObjectNode manifest(Ends to, long lines, long bytes, String sha256) {
        var manifest = JSON.createObjectNode();
        manifest.put("format", "CloudEvents 1.0, JSON, a line each")
                .put("order", ORDER)
                .put("tenant", history.tenant());
        var asked = manifest.putObject("request");
        var services = asked.putArray("services");
        (request.selection.services().isEmpty() ? history.services() : request.selection.services())
                .forEach(services::add);
        var types = asked.putArray("types");
        request.selection.types().forEach(types::add);
        asked.put("person", request.selection.person());
        asked.put("opened", !request.purpose.isEmpty()).put("purpose", request.purpose);
        manifest.set("from", request.from.json());
        manifest.set("to", to.json());
        manifest.put("events", lines);
        manifest.set("counts", JSON.valueToTree(counts));
        manifest.set("hidden", JSON.valueToTree(hidden));
        manifest.putArray("files")
                .addObject()
                .put("name", EVENTS)
                .put("lines", lines)
                .put("bytes", bytes)
                .put("sha256", sha256);
        return manifest;
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
