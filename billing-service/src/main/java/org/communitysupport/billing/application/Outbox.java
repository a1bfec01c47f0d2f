package org.communitysupport.billing.application;

/** Where payers pick up our files. */
public interface Outbox {

    /** Appears under its name whole or not at all; again, with the same bytes, is harmless. */
    void put(String name, byte[] bytes);
}
