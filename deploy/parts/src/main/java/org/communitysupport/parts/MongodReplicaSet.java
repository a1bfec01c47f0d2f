package org.communitysupport.parts;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/** A replica set of one or several {@code mongod} child processes on 127.0.0.1. Starting it again on the same directory finds its data. */
public final class MongodReplicaSet implements AutoCloseable {
    static final String NAME = "cs";
    private static final int ALREADY_INITIALIZED = 23;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<MongodNode> nodes;

    private MongodReplicaSet(List<MongodNode> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /**
     * How it is started.
     *
     * @param ports one per node
     * @param electionTimeoutMillis how long a set of several nodes bears a silent primary
     * @param endWithUs whether the nodes end when this JVM is killed
     * @param arguments further arguments of every {@code mongod}
     */
    public record Options(List<Integer> ports, int electionTimeoutMillis, boolean endWithUs, List<String> arguments) {

        /** As {@code ./cs run} does: one node that lives on its own. */
        public static Options oneNode(int port) {
            return new Options(List.of(port), 10_000, false, List.of());
        }

        /** For tests: free ports, quick elections, a small oplog, ends with this JVM. */
        public static Options forTests(int nodes, int electionTimeoutMillis) {
            return new Options(
                    freePorts(nodes),
                    electionTimeoutMillis,
                    true,
                    List.of("--oplogSize", "128", "--setParameter", "diagnosticDataCollectionEnabled=false"));
        }
    }

    /**
     * Starts the nodes and waits until one is primary and, for several nodes, the others follow it.
     *
     * @param directory each node has its own below it
     * @throws MongodNode.NotStarted when that does not happen within a minute
     */
    public static MongodReplicaSet start(Path binary, Path directory, Options options) {
        var nodes = new ArrayList<MongodNode>();
        try {
            for (int i = 0; i < options.ports.size(); i++)
                nodes.add(MongodNode.start(
                        binary,
                        directory.resolve("node" + i),
                        options.ports.get(i),
                        options.endWithUs,
                        options.arguments.toArray(String[]::new)));
            var set = new MongodReplicaSet(nodes);
            set.initiate(options.electionTimeoutMillis);
            set.awaitAll();
            return set;
        } catch (RuntimeException e) {
            nodes.forEach(MongodNode::kill);
            throw e;
        }
    }

    /**
     * For a node that a launcher started with {@link MongodNode#command}: makes it a set of one, on this port, and tells whether it is
     * primary yet. Asked again until it is.
     */
    public static boolean serves(int port) {
        var node = MongodNode.at(port);
        try {
            new MongodReplicaSet(List.of(node)).initiate(10_000);
        } catch (MongoException e) {
            return false;
        }
        return node.says("isWritablePrimary");
    }

    /** For the driver: the set of one on this port. */
    public static String uri(int port) {
        return new MongodReplicaSet(List.of(MongodNode.at(port))).uri();
    }

    private void initiate(int electionTimeoutMillis) {
        var members = new ArrayList<Document>();
        for (int i = 0; i < nodes.size(); i++)
            members.add(new Document("_id", i).append("host", nodes.get(i).host()));
        var config = new Document("_id", NAME)
                .append("members", members)
                .append("settings", new Document("electionTimeoutMillis", electionTimeoutMillis));
        try (MongoClient client = nodes.getFirst().direct()) {
            client.getDatabase("admin").runCommand(new Document("replSetInitiate", config));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != ALREADY_INITIALIZED) throw e;
            if (nodes.size() == 1) adoptPort();
        }
    }

    /** The data may have been written on another port, and a node that does not find itself in its set's list serves nobody. */
    private void adoptPort() {
        try (MongoClient client = nodes.getFirst().direct()) {
            var admin = client.getDatabase("admin");
            var config = admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
            var member = config.getList("members", Document.class).getFirst();
            String host = nodes.getFirst().host();
            if (member.getString("host").equals(host)) return;
            member.put("host", host);
            config.put("version", config.getInteger("version") + 1);
            admin.runCommand(new Document("replSetReconfig", config).append("force", true));
        }
    }

    /** For the driver: all members, the set's name. */
    public String uri() {
        return nodes.stream()
                .map(MongodNode::host)
                .collect(Collectors.joining(",", "mongodb://", "/?replicaSet=" + NAME));
    }

    public List<MongodNode> nodes() {
        return nodes;
    }

    /** The node that says of itself that it is primary; waits for one. */
    public MongodNode awaitPrimary() {
        var found = new MongodNode[1];
        MongodNode.await("a primary", PATIENCE, () -> {
            found[0] = primary().orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    private Optional<MongodNode> primary() {
        return nodes.stream().filter(MongodNode::isPrimary).findFirst();
    }

    /** Waits until every living node is primary or secondary, and one is primary. */
    public void awaitAll() {
        awaitPrimary();
        MongodNode.await("every node to be primary or secondary", PATIENCE, () -> nodes.stream()
                .filter(MongodNode::isAlive)
                .allMatch(n -> n.isPrimary() || n.says("secondary")));
    }

    /**
     * Cuts the primary off from all its secondaries: it goes on taking writes that reach nobody else, until it notices after the election
     * timeout. Clients still reach it.
     *
     * @return the primary
     */
    public MongodNode cutOffPrimary() {
        var primary = awaitPrimary();
        nodes.stream().filter(n -> n != primary && n.isAlive()).forEach(MongodNode::freeze);
        return primary;
    }

    /** Ends the cut the hard way: the old primary dies with what only it had, the others live again and elect. */
    public void failOverFrom(MongodNode oldPrimary) {
        oldPrimary.kill();
        nodes.stream().filter(n -> n != oldPrimary && n.isAlive()).forEach(MongodNode::thaw);
        awaitPrimary();
    }

    /** Orderly; SIGKILL where that does not help. */
    @Override
    public void close() {
        nodes.forEach(MongodNode::close);
    }

    public void killAll() {
        nodes.forEach(MongodNode::kill);
    }

    /** Ports that were free a moment ago; whoever takes one must bear that somebody else was quicker. */
    public static List<Integer> freePorts(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new IllegalStateException("no free port on the loopback address", e);
        } finally {
            for (var socket : sockets)
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException("a port cannot be given back", e);
                }
        }
    }
}
