package org.communitysupport.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection that is kept, and costs next to nothing: requests are bytes that were made before, and of an answer only its status
 * and the headers that are asked for are looked at. It shares the cores with what it measures.
 */
final class Caller implements AutoCloseable {
    private static final int ANSWER_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final byte[] skipped = new byte[8_192];

    /** @param headers names in lower case */
    record Answer(int status, Map<String, String> headers) {}

    Caller(int port) {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            in = new BufferedInputStream(socket.getInputStream(), 8_192);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " does not answer", e);
        }
    }

    Answer ask(byte[] request) {
        try {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(line().substring(9, 12));
            var headers = new HashMap<String, String>();
            for (String header; !(header = line()).isEmpty(); ) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            skip(headers);
            return new Answer(status, headers);
        } catch (IOException e) {
            throw new UncheckedIOException("the service broke the connection off", e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int c; (c = in.read()) != '\n'; ) {
            if (c < 0) throw new IOException("it ended in the middle of an answer");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    private void skip(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            for (int length; (length = Integer.parseInt(line(), 16)) > 0; ) {
                skip(length);
                line();
            }
            line();
        } else skip(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private void skip(int bytes) throws IOException {
        for (int left = bytes; left > 0; ) {
            int read = in.read(skipped, 0, Math.min(left, skipped.length));
            if (read < 0) throw new IOException("it ended in the middle of an answer");
            left -= read;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] get(String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nX-Purpose: TREATMENT\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
