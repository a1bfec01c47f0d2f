package org.communitysupport.runtime;

/** Given as a bean by the service that mints person ids; that service then serves {@link ErasureResource} and {@link HoldsResource}. */
@FunctionalInterface
public interface PersonRegister {
    /** Whether this person is of this tenant. */
    boolean knows(String tenant, String person);
}
