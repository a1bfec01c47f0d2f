package org.communitysupport.journey.verify;

/** What was read is of a shape that no check can go on with; the message names it. */
final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Difference(String message) {
        super(message);
    }

    Difference(String message, Throwable cause) {
        super(message, cause);
    }
}
