package org.communitysupport.testkit.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a driver and its server and can hold back inserts, or break the connection before one arrives or before its answer does. */
final class LossyWire implements AutoCloseable {
    /** Where the name of the command stands in an OP_MSG: header, flags, kind of section, length of the document, type of the element. */
    private static final int COMMAND = 16 + 4 + 1 + 4 + 1;

    private static final byte[] INSERT = "insert\0".getBytes(StandardCharsets.US_ASCII);

    private final int target;
    private final ServerSocket door;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicReference<LogWorld.Loss> loss = new AtomicReference<>();
    private boolean held;

    LossyWire(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String uri() {
        return "mongodb://127.0.0.1:" + door.getLocalPort() + "/?directConnection=true";
    }

    void lose(LogWorld.Loss next) {
        loss.set(next);
    }

    synchronized void hold() {
        held = true;
    }

    synchronized void release() {
        held = false;
        notifyAll();
    }

    private synchronized void pass() throws IOException {
        try {
            while (held) wait();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = door.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.addAll(List.of(client, server));
                var deaf = new AtomicBoolean();
                Thread.ofPlatform().daemon().start(() -> there(client, server, deaf));
                Thread.ofPlatform().daemon().start(() -> back(server, client, deaf));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void there(Socket client, Socket server, AtomicBoolean deaf) {
        try (client;
                server) {
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                if (isInsert(buffer, n)) {
                    pass();
                    var now = loss.getAndSet(null);
                    if (now == LogWorld.Loss.REQUEST) return;
                    if (now == LogWorld.Loss.ANSWER) deaf.set(true);
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            return;
        }
    }

    private static boolean isInsert(byte[] buffer, int n) {
        return n > COMMAND + INSERT.length
                && Arrays.equals(buffer, COMMAND, COMMAND + INSERT.length, INSERT, 0, INSERT.length);
    }

    private static void back(Socket server, Socket client, AtomicBoolean deaf) {
        try (client;
                server) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                if (deaf.get()) return;
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        release();
        try {
            door.close();
            for (var socket : sockets) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
