package org.communitysupport.faults;

/**
 * A process that was ended: a line of the history.
 *
 * @param fault its name, e.g. {@code billing:log.before-insert}
 * @param part what died
 * @param aliveAt microseconds since 1970 at which it was last known to live
 * @param goneAt when it was known to be gone
 */
record Death(int round, String fault, String part, long aliveAt, long goneAt) {

    /** The command was sent and had no answer yet; to the service that died, or, when it was no service, to any. */
    boolean caught(Attempt attempt) {
        return !attempt.foundNobody()
                && attempt.sentAt() <= goneAt
                && attempt.endedAt() >= aliveAt
                && Site.service(part)
                        .map(service -> attempt.service().equals(service))
                        .orElse(true);
    }
}
