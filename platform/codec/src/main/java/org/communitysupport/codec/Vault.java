package org.communitysupport.codec;

import java.util.Optional;

/** Seals and opens personal values under the key of the person. */
public interface Vault {

    /** Base64 cipher text; person and field are bound to it as associated data. Creates the person's key when there is none yet. */
    String seal(String person, String field, byte[] plain);

    /** Empty when the person's key was destroyed. */
    Optional<byte[]> open(String person, String field, String cipher);
}
