package org.communitysupport.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/**
 * HMAC-SHA256 under the installation's hashing key. What can be guessed (a member id, a name, a birth date) is compared and looked up by
 * this, never by a plain hash.
 */
public final class KeyedHash {
    private final MasterKey master;

    public KeyedHash(MasterKey master) {
        this.master = master;
    }

    /**
     * 64 hex digits. The same parts under another purpose give another hash, and the parts are kept apart by their lengths.
     *
     * @param purpose e.g. {@code member-id}; part of ids and therefore for ever
     */
    public String hex(String purpose, String... parts) {
        var input = new StringBuilder().append(purpose.length()).append(':').append(purpose);
        for (String part : parts) input.append(part.length()).append(':').append(part);
        try {
            byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(master.hashing().computePrimary(bytes, 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink does not hash here", e);
        }
    }
}
