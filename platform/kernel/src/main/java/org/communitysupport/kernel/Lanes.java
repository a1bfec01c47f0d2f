package org.communitysupport.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which lane a stream belongs to. The number of lanes equals the number of partitions of every topic and is fixed for ever: a lane is
 * the first four bytes (big-endian, unsigned) of SHA-256 over {@code tenant|key} in UTF-8, modulo {@value #COUNT}.
 */
public final class Lanes {
    public static final int COUNT = 16;

    private Lanes() {}

    public static int of(String tenant, String key) {
        byte[] digest = sha256((tenant + '|' + key).getBytes(StandardCharsets.UTF_8));
        return (int) (Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt()) % COUNT);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
