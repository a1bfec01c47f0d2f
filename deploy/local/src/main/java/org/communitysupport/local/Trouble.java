package org.communitysupport.local;

/** Something the person at the keyboard must know or mend; the message is the sentence they read, and the exit code is 1. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Trouble(String sentence) {
        super(sentence);
    }

    public Trouble(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
