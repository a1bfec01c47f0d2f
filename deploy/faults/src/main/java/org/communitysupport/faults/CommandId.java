package org.communitysupport.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** The id under which a request stands in a log, made here by the rule in docs/operating.md and by none of the services' code. */
final class CommandId {
    private static final String NAMESPACE = "6f1d5e0a6d5c5b8e9a570f3c1f6f2a10";

    private CommandId() {}

    /**
     * RFC 9562, version 5.
     *
     * @param client {@code azp} of the token, and {@code /sub} behind it for a person
     * @param route the lasting name of the address
     * @param key the Idempotency-Key
     */
    static UUID of(String tenant, String client, String route, String key) {
        var name = new StringBuilder();
        for (String part : new String[] {tenant, client, route, key})
            name.append(part.length()).append(':').append(part).append(';');
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(HexFormat.of().parseHex(NAMESPACE));
            byte[] hash = sha1.digest(name.toString().getBytes(StandardCharsets.UTF_8));
            hash[6] = (byte) (hash[6] & 0x0f | 0x50);
            hash[8] = (byte) (hash[8] & 0x3f | 0x80);
            String hex = HexFormat.of().formatHex(hash, 0, 16);
            return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
