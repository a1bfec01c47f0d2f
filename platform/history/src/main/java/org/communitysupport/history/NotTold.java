package org.communitysupport.history;

/** History could not be told; the message is the sentence that the person at the keyboard reads. */
public final class NotTold extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotTold(String sentence) {
        super(sentence);
    }

    public NotTold(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
