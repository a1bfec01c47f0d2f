package org.communitysupport.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Name-based UUIDs (RFC 9562, version 5): the same name gives the same id, everywhere and for ever. */
public final class Uuid5 {
    private static final UUID NAMESPACE = UUID.fromString("6f1d5e0a-6d5c-5b8e-9a57-0f3c1f6f2a10");

    private Uuid5() {}

    /** The parts are joined with their lengths, so that ("ab","c") and ("a","bc") differ. */
    public static UUID of(String... parts) {
        var name = new StringBuilder();
        for (String part : parts)
            name.append(part.length()).append(':').append(part).append(';');
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .flip());
            var bytes = ByteBuffer.wrap(sha1.digest(name.toString().getBytes(StandardCharsets.UTF_8)));
            long high = bytes.getLong() & ~0xF000L | 0x5000L;
            long low = bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
