package org.communitysupport.kernel;

import java.util.List;

/** What became of a command. */
public sealed interface Outcome<E> {

    /**
     * It took effect, now or when it was first sent.
     *
     * @param position of the commit; of the aggregate's newest commit when there was nothing to do
     * @param version of the aggregate after it; the first event has version 1
     * @param events what it stored; empty when it was already so
     * @param replayed true when this is the first answer given again
     */
    record Done<E>(Position position, long version, List<E> events, boolean replayed) implements Outcome<E> {}

    /** A business "no". Not stored: asked again, it is decided again. */
    record Refused<E>(Rejection rejection, long version) implements Outcome<E> {}

    /** The aggregate is not at the version that the caller's If-Match names. */
    record VersionConflict<E>(long expected, long actual) implements Outcome<E> {}

    /** This command id was used before with another input. */
    record KeyReused<E>() implements Outcome<E> {}
}
