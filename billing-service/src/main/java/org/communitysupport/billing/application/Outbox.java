package org.communitysupport.billing.application;

/** Where payers pick up our files. */
public interface Outbox {

    /** Appears under its name whole or not at all; again, with the same bytes, is harmless. For what may be picked up twice. */
    void put(String name, byte[] bytes);

    /**
     * Lays a file ready, where payers do not look. Of several instances each lays its own.
     *
     * @param token whose it is; a file name
     */
    void stage(String name, String token, byte[] bytes);

    /** What was laid ready is not needed: another one's goes out. */
    void unstage(String name, String token);

    /**
     * Hands over what was laid ready under this token, in one step, whoever laid it. What lies there no more has been handed over before; so it
     * leaves once, whoever tries, and however often.
     */
    void deliver(String name, String token);
}
