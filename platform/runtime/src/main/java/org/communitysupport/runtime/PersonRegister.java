package org.communitysupport.runtime;

import java.util.Optional;

/** Given as a bean by the service that mints person ids; that service then serves {@link ErasureResource} and {@link HoldsResource}. */
@FunctionalInterface
public interface PersonRegister {
    /** Whether this person is of this tenant. */
    boolean knows(String tenant, String person);

    /** What of this person is still open here, e.g. a referral's id; nobody is erased while their care goes on. Empty when nothing is. */
    default Optional<String> open(String tenant, String person) {
        return Optional.empty();
    }
}
