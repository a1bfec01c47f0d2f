package org.communitysupport.kernel;

/**
 * Where a commit stands: {@code service:lane:seq}. Within one lane the order of positions is the order of commits, without gaps,
 * starting at 1.
 */
public record Position(String service, int lane, long seq) {

    public static Position parse(String text) {
        String[] p = text.split(":", -1);
        try {
            if (p.length == 3 && p[0].matches("[a-z][a-z-]{0,30}")) {
                var position = new Position(p[0], Integer.parseInt(p[1]), Long.parseLong(p[2]));
                if (position.lane >= 0 && position.lane < Lanes.COUNT && position.seq >= 0) return position;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a position reads service:lane:seq, not " + text, e);
        }
        throw new IllegalArgumentException("a position reads service:lane:seq, not " + text);
    }

    @Override
    public String toString() {
        return service + ':' + lane + ':' + seq;
    }
}
