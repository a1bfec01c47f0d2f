package org.communitysupport.payer;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.payer.Interchange.TransactionSet;

/**
 * Some subscribers of a transaction set with all that stands above them, itself readable as a set: x12-parser holds what it reads in memory,
 * many times its size, so a large set is read in parts.
 *
 * @param positions of the segments in the whole set, ST being 1
 */
record Part(List<Segment> segments, List<Integer> positions) {
    private static final int SUBSCRIBERS = 100;

    static List<Part> of(TransactionSet set) {
        var parts = new ArrayList<Part>();
        int end = set.segments().size() - 1;
        int provider = next(set, 0, end, "20");
        int header = provider;
        while (provider < end) {
            int nextProvider = next(set, provider + 1, end, "20");
            int subscriber = next(set, provider, nextProvider, "22");
            int above = subscriber;
            do {
                int to = subscriber;
                for (int i = 0; i < SUBSCRIBERS && to < nextProvider; i++) to = next(set, to + 1, nextProvider, "22");
                parts.add(part(set, header, provider, above, subscriber, to));
                subscriber = to;
            } while (subscriber < nextProvider);
            provider = nextProvider;
        }
        if (parts.isEmpty()) parts.add(part(set, end, end, end, end, end));
        return parts;
    }

    /** First HL of that level from there on, or the end. */
    private static int next(TransactionSet set, int from, int end, String level) {
        for (int at = from; at < end; at++) {
            var segment = set.segments().get(at);
            if (segment.id().equals("HL") && segment.get(3).equals(level)) return at;
        }
        return end;
    }

    private static Part part(TransactionSet set, int header, int provider, int above, int from, int to) {
        var segments = new ArrayList<Segment>();
        var positions = new ArrayList<Integer>();
        for (int at = 0; at < set.segments().size(); at++)
            if (at < header
                    || at >= provider && at < above
                    || at >= from && at < to
                    || at == set.segments().size() - 1) {
                segments.add(set.segments().get(at));
                positions.add(at + 1);
            }
        return new Part(List.copyOf(segments), List.copyOf(positions));
    }
}
