package org.communitysupport.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.communitysupport.codec.Vault;

/**
 * Seals with AES-256-GCM under the person's key, bound to person and field: a cipher text copied to another person or field does not open.
 */
public final class TinkVault implements Vault {
    private final PersonKeys keys;

    public TinkVault(PersonKeys keys) {
        this.keys = keys;
    }

    /**
     * @throws PersonKeys.PersonErased when the person's key was destroyed
     */
    @Override
    public String seal(String person, String field, byte[] plain) {
        var key = keys.create(person);
        var sealed = ciphered(person, field, () -> key.encrypt(plain, bound(person, field)));
        return Base64.getEncoder().encodeToString(sealed);
    }

    /**
     * @throws Altered when it was not sealed for this person and field, or was changed
     */
    @Override
    public Optional<byte[]> open(String person, String field, String cipher) {
        byte[] sealed = decoded(person, field, cipher);
        return keys.find(person).map(key -> ciphered(person, field, () -> key.decrypt(sealed, bound(person, field))));
    }

    private static byte[] decoded(String person, String field, String cipher) {
        try {
            return Base64.getDecoder().decode(cipher);
        } catch (IllegalArgumentException e) {
            throw new Altered(person, field);
        }
    }

    private static byte[] ciphered(String person, String field, Callable<byte[]> work) {
        try {
            return Ciphers.call(work);
        } catch (GeneralSecurityException e) {
            throw new Altered(person, field);
        }
    }

    private static byte[] bound(String person, String field) {
        return (person + '|' + field).getBytes(StandardCharsets.UTF_8);
    }

    /** The cipher text is not what was sealed for this person and field. */
    public static final class Altered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Altered(String person, String field) {
            super("the sealed '" + field + "' of " + person
                    + " does not open: it was altered, or sealed for another place");
        }
    }
}
