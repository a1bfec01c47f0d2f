package org.communitysupport.payer;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** One segment as it stands in the file; kept as text, because a file has a hundred thousand of them. */
record Segment(String text, char separator) {

    String id() {
        int end = text.indexOf(separator);
        return end < 0 ? text : text.substring(0, end);
    }

    /** The id first, so that element numbers are those of the guide. */
    List<String> elements() {
        return Arrays.asList(text.split(Pattern.quote(String.valueOf(separator)), -1));
    }

    /** Empty when absent. */
    String get(int element) {
        var elements = elements();
        return element < elements.size() ? elements.get(element) : "";
    }
}
