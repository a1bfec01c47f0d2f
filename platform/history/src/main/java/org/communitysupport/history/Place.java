package org.communitysupport.history;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Where an event stands: {@code service:lane:seq:index}, its id for ever. A commit's place is that of its first event. */
public record Place(String service, int lane, long seq, int index) implements Comparable<Place> {
    private static final Pattern TEXT = Pattern.compile("([a-z][a-z-]{0,30}):(\\d{1,2}):(\\d{1,13})(?::(\\d{1,6}))?");

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::service)
            .thenComparingInt(Place::lane)
            .thenComparingLong(Place::seq)
            .thenComparingInt(Place::index);

    public static boolean isPlace(String text) {
        return TEXT.matcher(text).matches();
    }

    /** An event's id, or a commit's position. */
    public static Place parse(String text) {
        var m = TEXT.matcher(text);
        if (!m.matches()) throw new IllegalArgumentException("an event's id reads service:lane:seq:index, not " + text);
        return new Place(
                m.group(1),
                Integer.parseInt(m.group(2)),
                Long.parseLong(m.group(3)),
                m.group(4) == null ? 0 : Integer.parseInt(m.group(4)));
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return service + ':' + lane + ':' + seq + ':' + index;
    }
}
