package org.communitysupport.billing.application;

import java.util.Optional;

/** Files as they were sent or received, sealed at rest. Storing the same twice is storing it once. */
public interface FileStore {

    /** @param file {@code f} and the SHA-256 of the bytes in hex */
    void put(String tenant, String file, byte[] bytes);

    Optional<byte[]> get(String tenant, String file);
}
