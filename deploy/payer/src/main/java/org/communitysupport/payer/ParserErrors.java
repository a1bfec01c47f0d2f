package org.communitysupport.payer;

import com.imsweb.x12.Loop;
import com.imsweb.x12.reader.X12Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From x12-parser's sentences, which name segment and loop but no position, to what a 999 says. */
final class ParserErrors {
    /** Two ways of saying the same: the second one when the segment ends before the element. */
    private static final Pattern MISSING_ELEMENT = Pattern.compile("(\\w+) in loop (\\w+) "
            + "(?:is missing a required (?:composite )?element at|(?:composite )?element at position) (\\d+)");

    private static final Pattern MISSING_SEGMENT = Pattern.compile("(\\w+) in loop (\\w+) is required but not found");
    private static final Pattern TOO_OFTEN = Pattern.compile("(\\w+) in loop (\\w+) appears too many times");
    private static final Pattern MISSING_LOOP = Pattern.compile("(\\w+) is required but not found in (\\w+)");
    private static final Pattern MISPLACED = Pattern.compile("matching segment format in loop (\\w+)");

    private final Part part;
    private final Map<com.imsweb.x12.Segment, Integer> positions = new IdentityHashMap<>();
    private final Map<String, List<Loop>> loops = new HashMap<>();
    private final Map<String, Integer> told = new HashMap<>();

    private ParserErrors(Part part) {
        this.part = part;
    }

    static List<Fault> read(X12Reader reader, Part part) {
        var errors = new ParserErrors(part);
        if (reader.getLoops() != null)
            for (Loop root : reader.getLoops())
                for (Loop st : ClaimSet.named(root, "ST_LOOP")) errors.place(st, new int[] {0});
        var faults = new ArrayList<Fault>();
        for (String error : reader.getFatalErrors()) faults.add(errors.fault(error));
        for (String error : reader.getErrors()) faults.add(errors.fault(error));
        return faults;
    }

    /** In a professional claim a loop's own segments stand before those of the loops within it, ST and SE apart. */
    private void place(Loop loop, int[] at) {
        loops.computeIfAbsent(loop.getId(), id -> new ArrayList<>()).add(loop);
        for (var segment : loop.getSegments()) {
            if (segment.getId().equals("SE")) continue;
            int next = ++at[0];
            // A segment that the parser could not place is missing from its loops: go on where the file agrees.
            while (next <= part.segments().size()
                    && !part.segments().get(next - 1).id().equals(segment.getId())) next++;
            if (next <= part.segments().size()) at[0] = next;
            positions.put(
                    segment,
                    part.positions().get(Math.min(at[0], part.segments().size()) - 1));
        }
        for (Loop child : loop.getLoops()) place(child, at);
    }

    private Fault fault(String error) {
        Matcher m = MISSING_ELEMENT.matcher(error);
        if (m.find()) {
            int element = Integer.parseInt(m.group(3));
            int at = segment(error, m.group(1), m.group(2), s -> ClaimSet.value(s, element)
                    .isEmpty());
            return Fault.element(m.group(1), at, m.group(2), element, "1");
        }
        m = MISSING_SEGMENT.matcher(error);
        if (m.find()) return Fault.segment(m.group(1), without(error, m.group(1), m.group(2)), m.group(2), "3");
        m = TOO_OFTEN.matcher(error);
        if (m.find()) return Fault.segment(m.group(1), last(m.group(1), m.group(2)), m.group(2), "5");
        m = MISSING_LOOP.matcher(error);
        if (m.find()) return Fault.segment("HL", first(m.group(2)), m.group(1), "3");
        m = MISPLACED.matcher(error);
        if (m.find()) return unplaced(m.group(1));
        return Fault.set("5");
    }

    private int segment(String error, String id, String loop, Predicate<com.imsweb.x12.Segment> faulty) {
        var at = new ArrayList<Integer>();
        for (Loop l : loops.getOrDefault(loop, List.of()))
            for (var s : l.getSegments()) if (s.getId().equals(id) && faulty.test(s)) at.add(positions.get(s));
        return next(error, at);
    }

    private int without(String error, String id, String loop) {
        var at = new ArrayList<Integer>();
        for (Loop l : loops.getOrDefault(loop, List.of()))
            if (l.getSegments().stream().noneMatch(s -> s.getId().equals(id))
                    && !l.getSegments().isEmpty())
                at.add(positions.get(l.getSegments().getFirst()));
        return next(error, at);
    }

    /** The parser says the same sentence once for each place: the second sentence is the second place. */
    private int next(String error, List<Integer> places) {
        if (places.isEmpty()) return 1;
        int n = told.merge(error, 1, Integer::sum);
        return places.get(Math.min(n, places.size()) - 1);
    }

    private int last(String id, String loop) {
        int at = 1;
        for (Loop l : loops.getOrDefault(loop, List.of()))
            for (var s : l.getSegments()) if (s.getId().equals(id)) at = positions.get(s);
        return at;
    }

    private int first(String loop) {
        for (Loop l : loops.getOrDefault(loop, List.of()))
            if (!l.getSegments().isEmpty())
                return positions.getOrDefault(l.getSegments().getFirst(), 1);
        return 1;
    }

    /** Index of the first segment that is in no loop. */
    private int unplacedAt() {
        for (int at = 0; at < part.segments().size() - 1; at++)
            if (!positions.containsValue(part.positions().get(at))) return at;
        return 0;
    }

    private Fault unplaced(String loop) {
        int at = unplacedAt();
        String id = part.segments().get(at).id();
        return Fault.segment(
                id.matches("[A-Z][A-Z0-9]{1,2}") ? id : "", part.positions().get(at), loop, "2");
    }
}
