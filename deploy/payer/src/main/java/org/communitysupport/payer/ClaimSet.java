package org.communitysupport.payer;

import com.imsweb.x12.Element;
import com.imsweb.x12.Loop;
import com.imsweb.x12.reader.X12Reader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.communitysupport.payer.Claim.Line;
import org.communitysupport.payer.Claim.Payer;
import org.communitysupport.payer.Claim.Person;
import org.communitysupport.payer.Claim.Provider;
import org.communitysupport.payer.Claim.Submitter;
import org.communitysupport.payer.Interchange.Group;
import org.communitysupport.payer.Interchange.TransactionSet;

/** The claims of one transaction set, read with x12-parser; or the faults that it found, and then no claims. */
record ClaimSet(List<Claim> claims, List<Fault> faults) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** @param firstIndex index of the set's first claim within the file */
    static ClaimSet read(Interchange file, Group group, TransactionSet set, int firstIndex) {
        var faults = new LinkedHashSet<Fault>();
        var claims = new ArrayList<Claim>();
        for (var part : Part.of(set)) read(file, group, part, firstIndex + claims.size(), claims, faults);
        if (faults.isEmpty() && claims.isEmpty()) faults.add(Fault.set("5"));
        return faults.isEmpty()
                ? new ClaimSet(List.copyOf(claims), List.of())
                : new ClaimSet(List.of(), List.copyOf(faults));
    }

    private static void read(
            Interchange file, Group group, Part part, int firstIndex, List<Claim> claims, Set<Fault> faults) {
        X12Reader reader;
        try {
            reader = new X12Reader(X12Reader.FileType.ANSI837_5010_X222, new StringReader(text(file, group, part)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            // x12-parser throws on structures that it cannot place at all.
            faults.add(Fault.set("5"));
            return;
        }
        faults.addAll(ParserErrors.read(reader, part));
        if (!faults.isEmpty()) return;
        for (Loop root : reader.getLoops())
            for (Loop st : named(root, "ST_LOOP")) new Reading(st, firstIndex, claims).run();
    }

    /** A part with the envelope it came in: x12-parser says what is wrong, but not in which set. */
    private static String text(Interchange file, Group group, Part part) {
        char e = file.separators().element();
        var segments = new ArrayList<Segment>();
        segments.add(file.isa());
        segments.add(group.gs());
        segments.addAll(part.segments());
        segments.add(new Segment("GE" + e + '1' + e + group.gs().get(6), e));
        segments.add(new Segment("IEA" + e + '1' + e + file.control(), e));
        var text = new StringBuilder();
        for (var s : segments) text.append(s.text()).append(file.separators().segment());
        return text.toString();
    }

    /** The loops of that id below this one, nearest first, in the order of the file. */
    static List<Loop> named(Loop loop, String id) {
        var found = new ArrayList<Loop>();
        if (id.equals(loop.getId())) found.add(loop);
        for (Loop child : loop.getLoops()) found.addAll(named(child, id));
        return found;
    }

    private static final class Reading {
        private final Loop st;
        private final List<Claim> claims;
        private int index;
        private Submitter submitter;

        Reading(Loop st, int firstIndex, List<Claim> claims) {
            this.st = st;
            this.index = firstIndex;
            this.claims = claims;
        }

        void run() {
            var header = named(st, "HEADER").getFirst();
            var name = segment(named(header, "1000A").getFirst(), "NM1", null);
            submitter = new Submitter(
                    value(name, 2).equals("1"),
                    value(name, 3),
                    value(name, 4),
                    value(name, 9),
                    value(segment(header, "BHT", null), 3));
            for (Loop provider : named(st, "2000A")) {
                var billing = provider(child(provider, "2010AA"));
                for (Loop subscriber : named(provider, "2000B")) subscriber(billing, subscriber);
            }
        }

        private Provider provider(Loop loop) {
            var name = segment(loop, "NM1", null);
            var tax = segment(loop, "REF", "EI");
            return new Provider(
                    value(name, 2).equals("1"),
                    value(name, 3),
                    value(name, 4),
                    value(name, 8).equals("XX") ? value(name, 9) : "",
                    value(tax == null ? segment(loop, "REF", "SY") : tax, 2));
        }

        private void subscriber(Provider billing, Loop subscriber) {
            var name = segment(child(subscriber, "2010BA"), "NM1", null);
            var payer = segment(child(subscriber, "2010BB"), "NM1", null);
            var about = new About(
                    billing,
                    new Payer(value(payer, 3), value(payer, 9)),
                    value(segment(subscriber, "SBR", null), 9),
                    value(name, 9));
            for (Loop child : subscriber.getLoops())
                if ("2300".equals(child.getId())) claims.add(claim(about, person(name), child));
                else if ("2000C".equals(child.getId()))
                    for (Loop claim : named(child, "2300"))
                        claims.add(claim(about, person(segment(child(child, "2010CA"), "NM1", null)), claim));
        }

        private record About(Provider billing, Payer payer, String filing, String memberId) {}

        private static Person person(com.imsweb.x12.Segment name) {
            return new Person(value(name, 3), value(name, 4), value(name, 5));
        }

        private Claim claim(About about, Person patient, Loop loop) {
            var clm = segment(loop, "CLM", null);
            var lines = new ArrayList<Line>();
            for (Loop line : loop.getLoops()) if ("2400".equals(line.getId())) lines.add(line(line));
            return new Claim(
                    index++,
                    value(clm, 1),
                    number(value(clm, 2)),
                    part(clm, 5, 1),
                    part(clm, 5, 3),
                    about.filing(),
                    patient,
                    about.memberId(),
                    about.billing(),
                    about.payer(),
                    submitter,
                    diagnoses(loop),
                    value(segment(loop, "REF", "G1"), 2),
                    List.copyOf(lines));
        }

        private static List<String> diagnoses(Loop claim) {
            var codes = new ArrayList<String>();
            for (var segment : claim.getSegments())
                if (segment.getId().equals("HI"))
                    for (int e = 1; e <= segment.size(); e++)
                        if (List.of("ABK", "ABF", "BK", "BF").contains(part(segment, e, 1)))
                            codes.add(part(segment, e, 2));
            return codes;
        }

        private static Line line(Loop loop) {
            var sv1 = segment(loop, "SV1", null);
            var dates = segment(loop, "DTP", "472");
            String[] days = value(dates, 3).split("-", 2);
            var modifiers = new ArrayList<String>();
            for (int c = 3; c <= 6; c++) if (!part(sv1, 1, c).isEmpty()) modifiers.add(part(sv1, 1, c));
            var pointers = new ArrayList<String>();
            for (int c = 1; c <= 4; c++) if (!part(sv1, 7, c).isEmpty()) pointers.add(part(sv1, 7, c));
            return new Line(
                    value(segment(loop, "LX", null), 1),
                    part(sv1, 1, 1),
                    part(sv1, 1, 2),
                    List.copyOf(modifiers),
                    number(value(sv1, 2)),
                    value(sv1, 3),
                    number(value(sv1, 4)),
                    date(days[0]),
                    days.length == 2 ? date(days[1]) : date(days[0]),
                    List.copyOf(pointers),
                    value(segment(loop, "REF", "G1"), 2),
                    value(segment(loop, "REF", "6R"), 2));
        }
    }

    private static Loop child(Loop loop, String id) {
        return loop.getLoops().stream()
                .filter(l -> id.equals(l.getId()))
                .findFirst()
                .orElse(null);
    }

    /** The loop's own segment of that id, with that qualifier unless it is null; null when there is none. */
    private static com.imsweb.x12.Segment segment(Loop loop, String id, String qualifier) {
        if (loop == null) return null;
        return loop.getSegments().stream()
                .filter(s -> s.getId().equals(id)
                        && (qualifier == null || value(s, 1).equals(qualifier)))
                .findFirst()
                .orElse(null);
    }

    static String value(com.imsweb.x12.Segment segment, int element) {
        if (segment == null) return "";
        Element e = segment.getElement(String.format("%s%02d", segment.getId(), element));
        return e == null || e.getValue() == null ? "" : e.getValue().strip();
    }

    private static String part(com.imsweb.x12.Segment segment, int element, int component) {
        String value = value(segment, element);
        if (value.isEmpty()) return "";
        String[] parts = segment.getSeparators().splitComposite(value);
        return component <= parts.length ? parts[component - 1].strip() : "";
    }

    private static BigDecimal number(String text) {
        return text.matches("-?[0-9]{0,15}(\\.[0-9]{0,2})?") && text.matches(".*[0-9].*") ? new BigDecimal(text) : null;
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text, DATE);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
