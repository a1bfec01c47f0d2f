package org.communitysupport.payer;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The envelopes of one file: ISA/IEA, GS/GE, ST/SE with their counts and control numbers, which x12-parser does not check.
 *
 * @param faultCode TA105; empty when the interchange is sound
 */
record Interchange(Separators separators, Segment isa, List<Group> groups, String faultCode) {
    private static final int ISA_LENGTH = 106;
    private static final List<Integer> ISA_WIDTHS = List.of(3, 2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm").withResolverStyle(ResolverStyle.STRICT);

    record Separators(char element, char component, char segment) {}

    /** @param faultCode AK905; empty when the group's envelope is sound */
    record Group(Segment gs, List<TransactionSet> sets, String statedSets, String faultCode) {

        LocalDateTime at() {
            return stamp(gs.get(4), gs.get(5));
        }
    }

    /** @param segments ST to SE */
    record TransactionSet(List<Segment> segments, List<Fault> faults) {

        Segment st() {
            return segments.getFirst();
        }
    }

    /** Empty when there is no header that could be answered. */
    static Optional<Interchange> read(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        // Several real files open with a byte order mark.
        if (text.startsWith("\uFEFF")) text = text.substring(1);
        if (text.length() < ISA_LENGTH || !text.startsWith("ISA")) return Optional.empty();
        var separators = new Separators(text.charAt(3), text.charAt(104), text.charAt(105));
        var segments = new ArrayList<Segment>();
        for (String each : text.split(Pattern.quote(String.valueOf(separators.segment())))) {
            if (each.isBlank()) continue;
            segments.add(new Segment(each.strip(), separators.element()));
        }
        var isa = segments.getFirst();
        if (!isFixedWidth(isa) || !isa.get(13).matches("[0-9]{9}")) return Optional.empty();
        return Optional.of(new Envelopes(segments).read(separators, isa));
    }

    private static boolean isFixedWidth(Segment isa) {
        return isa.elements().stream().map(String::length).toList().equals(ISA_WIDTHS);
    }

    String control() {
        return isa.get(13);
    }

    /** When the file was made, from its first group; from ISA when there is none. Every answer bears this date. */
    LocalDateTime at() {
        var first = groups.isEmpty() ? null : groups.getFirst().at();
        if (first != null) return first;
        var stated = stamp("20" + isa.get(9), isa.get(10));
        // An unreadable date is answered with the first day of the standard's century, so that the answer repeats.
        return stated == null ? LocalDateTime.of(2000, 1, 1, 0, 0) : stated;
    }

    static LocalDateTime stamp(String date, String time) {
        try {
            return LocalDateTime.parse(date + time.substring(0, Math.min(4, time.length())), STAMP);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** One pass over the segments; a trailer that is missing or wrong becomes the fault of what it closes. */
    private static final class Envelopes {
        private final List<Segment> segments;
        private final List<Group> groups = new ArrayList<>();
        private int at = 1;

        Envelopes(List<Segment> segments) {
            this.segments = segments;
        }

        Interchange read(Separators separators, Segment isa) {
            while (is("TA1")) at++;
            while (is("GS")) groups.add(group());
            return new Interchange(separators, isa, List.copyOf(groups), trailerFault(isa));
        }

        private String trailerFault(Segment isa) {
            if (at >= segments.size()) return "023";
            if (!is("IEA")) return "024";
            var iea = segments.get(at);
            if (!iea.get(2).equals(isa.get(13))) return "001";
            if (!iea.get(1).equals(Integer.toString(groups.size())) || groups.isEmpty()) return "021";
            return at == segments.size() - 1 ? "" : "024";
        }

        private Group group() {
            var gs = segments.get(at++);
            var sets = new ArrayList<TransactionSet>();
            while (is("ST")) sets.add(set());
            if (!is("GE")) return new Group(gs, sets, Integer.toString(sets.size()), "3");
            var ge = segments.get(at++);
            String fault = !ge.get(2).equals(gs.get(6))
                    ? "4"
                    : !ge.get(1).equals(Integer.toString(sets.size())) || sets.isEmpty() ? "5" : "";
            return new Group(gs, sets, ge.get(1).matches("[0-9]{1,6}") ? ge.get(1) : "0", fault);
        }

        private TransactionSet set() {
            int start = at;
            var faults = new ArrayList<Fault>();
            while (at < segments.size() && !is("SE") && !is("GE") && !is("IEA")) at++;
            if (!is("SE")) faults.add(Fault.set("2"));
            else {
                var se = segments.get(at++);
                if (!se.get(2).equals(segments.get(start).get(2))) faults.add(Fault.set("3"));
                if (!se.get(1).equals(Integer.toString(at - start))) faults.add(Fault.set("4"));
            }
            return new TransactionSet(List.copyOf(segments.subList(start, at)), faults);
        }

        private boolean is(String id) {
            return at < segments.size() && segments.get(at).id().equals(id);
        }
    }
}
