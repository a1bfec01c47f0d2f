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

    /**
     * For commands that must take effect or have nothing to do: those of a reaction park the key otherwise, and somebody looks.
     *
     * @throws IllegalStateException otherwise; the message names the refusal and holds no personal data
     */
    default Done<E> mustBeDone() {
        return switch (this) {
            case Done<E> done -> done;
            case Refused<E>(var rejection, var version) ->
                throw new IllegalStateException("refused: " + rejection.code() + ": " + rejection.detail());
            case VersionConflict<E>(var expected, var actual) ->
                throw new IllegalStateException("met version " + actual + " instead of " + expected);
            case KeyReused<E> reused ->
                throw new IllegalStateException("the command id was used before with another input");
        };
    }
}
