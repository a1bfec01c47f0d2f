package org.communitysupport.journey.verify;

import java.util.ArrayList;
import java.util.List;

/** What a check found that is not as it must be, a sentence each; the check goes on to its end. */
final class Differences {
    private final List<String> sentences = new ArrayList<>();

    void add(String sentence) {
        sentences.add(sentence);
    }

    List<String> all() {
        return List.copyOf(sentences);
    }
}
