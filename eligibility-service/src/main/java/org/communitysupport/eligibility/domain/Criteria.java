package org.communitysupport.eligibility.domain;

import java.util.List;

/** The entry criteria as judged for one person. Only ever sealed. */
public record Criteria(List<Item> items) {
    public Criteria {
        items = List.copyOf(items);
    }

    /** @param source where the verdict comes from: a document with its date, or the person who found it */
    public record Item(String id, String text, Codes.Verdict verdict, String source, String rule) {}
}
