package org.communitysupport.payer;

import java.util.List;

/** One segment as it stands in the file: {@code elements.getFirst()} is its id, so that element numbers are those of the guide. */
record Segment(List<String> elements) {

    String id() {
        return elements.getFirst();
    }

    /** Empty when absent. */
    String get(int element) {
        return element < elements.size() ? elements.get(element) : "";
    }
}
