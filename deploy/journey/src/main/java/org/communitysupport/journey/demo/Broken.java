package org.communitysupport.journey.demo;

/** Something did not end as the story says; the message is a sentence for whoever watches and holds no personal value. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String sentence) {
        super(sentence);
    }
}
