package org.communitysupport.billing.infrastructure.x12;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.communitysupport.billing.application.PayerFileReader;

/** {@link PayerFileReader} over X12: 835 (X221A1), 999 (X231A1) and 277CA (X214); older versions of the same guides are read too. */
public final class X12PayerFiles implements PayerFileReader {
    private static final Map<String, Kind> KINDS =
            Map.of("835", Kind.REMITTANCE, "999", Kind.BATCH_VERDICT, "277", Kind.CLAIM_VERDICT);
    private static final Map<String, Set<String>> GUIDES = Map.of(
            "835", Set.of("005010X221A1", "005010X221"),
            "999", Set.of("005010X231A1", "005010X231"),
            "277", Set.of("005010X214"));

    private final Supplier<LocalDateTime> now;

    /** @param now the business clock, for the date on a refusal */
    public X12PayerFiles(Supplier<LocalDateTime> now) {
        this.now = now;
    }

    @Override
    public Examined examine(byte[] file, RemittanceHandler payments) {
        if (!beginsWithIsa(file)) return notX12(file);
        var seen = new HashSet<String>();
        var scan = X12Scanner.scan(
                open(file),
                KINDS.keySet(),
                segment -> {
                    if (segment.id().equals("ST")) seen.add(segment.get(1));
                },
                new Paying(new RemittanceParser(payments)));
        refuseForeignKinds(scan, seen);
        String set = seen.size() == 1 ? seen.iterator().next() : "";
        String guide = scan.groups.isEmpty() ? "" : scan.groups.getFirst().guide();
        var faults = scan.all().stream()
                .map(f -> new Fault(f.place(), f.rule(), f.detail()))
                .toList();
        return new Examined(
                set,
                faults.isEmpty() ? KINDS.get(set) : null,
                guide,
                scan.isa == null ? "" : scan.isa.get(6).trim(),
                faults,
                faults.isEmpty() || scan.isa == null ? null : Acknowledgement.of(scan, now.get()));
    }

    /** Of what is read while the file is examined, only an 835 of a guide that this door takes. */
    private static final class Paying implements Consumer<Segment> {
        private final Consumer<Segment> parser;
        private String guide = "";
        private boolean open;

        Paying(Consumer<Segment> parser) {
            this.parser = parser;
        }

        @Override
        public void accept(Segment s) {
            if (s.id().equals("GS")) guide = s.get(8);
            if (s.id().equals("ST"))
                open = s.get(1).equals("835") && GUIDES.get("835").contains(guide);
            if (open) parser.accept(s);
        }
    }

    private static void refuseForeignKinds(Scan scan, Set<String> seen) {
        for (var group : scan.groups)
            for (var set : group.sets) {
                String kind = set.st.get(1);
                if (!KINDS.containsKey(kind))
                    set.faults.addFirst(X12Fault.set(
                            "1",
                            "ST",
                            1,
                            "this is " + name(kind, group.guide()) + "; this door takes 835, 999 and 277CA"));
                else if (!GUIDES.get(kind).contains(group.guide()))
                    set.faults.addFirst(X12Fault.set(
                            "1",
                            "ST",
                            1,
                            "this " + kind + " follows guide " + known(group.guide()) + "; this door takes "
                                    + String.join(" or ", new java.util.TreeSet<>(GUIDES.get(kind)))));
            }
        if (scan.interchangeFaults.isEmpty() && seen.isEmpty())
            scan.add(X12Fault.interchange("024", "ISA", "the interchange holds no transaction set"));
        if (seen.size() > 1)
            scan.add(X12Fault.interchange("024", "ISA", "the interchange mixes kinds: send one kind in a file"));
    }

    private static String name(String kind, String guide) {
        if (kind.equals("837"))
            return guide.startsWith("005010X222")
                    ? "an 837 professional claim file"
                    : guide.startsWith("005010X223") ? "an 837 institutional claim file" : "an 837 claim file";
        return kind.matches("[0-9]{3}") ? "an X12 " + kind : "no known kind of file";
    }

    private static String known(String guide) {
        return guide.matches("[0-9A-Z]{1,12}") ? guide : "of no known name";
    }

    @Override
    public String receiver(byte[] file) {
        return beginsWithIsa(file) ? X12Scanner.receiver(open(file)) : "";
    }

    @Override
    public void remittances(byte[] file, RemittanceHandler handler) {
        X12Scanner.read(open(file), new RemittanceParser(handler));
    }

    @Override
    public List<BatchVerdict> batchVerdicts(byte[] file) {
        var verdicts = new ArrayList<BatchVerdict>();
        var errors = new ArrayList<String>();
        var at = new String[] {"", ""};
        X12Scanner.read(open(file), s -> {
            switch (s.id()) {
                case "AK1" -> at[0] = s.get(2);
                case "IK3" ->
                    at[1] = "segment " + s.get(2) + " (" + s.get(1) + ")"
                            + (s.get(4).isEmpty() ? "" : ": IK3-" + s.get(4));
                case "IK4" -> errors.add(at[1] + ", element " + s.get(1) + ": IK4-" + s.get(3));
                case "IK5" -> {
                    if (!s.get(1).equals("A")) errors.add(at[1] + " IK5 " + s.get(1) + " " + s.get(2));
                }
                case "AK9" -> {
                    verdicts.add(new BatchVerdict(at[0], s.get(1), List.copyOf(errors)));
                    errors.clear();
                }
                default -> {}
            }
        });
        return verdicts;
    }

    @Override
    public void claimVerdicts(byte[] file, Consumer<ClaimVerdict> each) {
        X12Scanner.read(open(file), new ClaimVerdictParser(each));
    }

    private static boolean beginsWithIsa(byte[] file) {
        int at = bom(file);
        return file.length >= at + 3 && file[at] == 'I' && file[at + 1] == 'S' && file[at + 2] == 'A';
    }

    private static Examined notX12(byte[] file) {
        int at = bom(file);
        while (at < file.length && Character.isWhitespace(file[at])) at++;
        String like = at >= file.length
                ? "it is empty"
                : switch (file[at]) {
                    case '<' -> "it begins like XML";
                    case '{', '[' -> "it begins like JSON";
                    default -> "it begins with something else";
                };
        return new Examined(
                "",
                null,
                "",
                "",
                List.of(new Fault("ISA", "X12-TA1-022", "the file does not begin with an ISA segment; " + like)),
                null);
    }

    /** Several real files open with a byte order mark, which StAEDI refuses: it goes before the file is judged. */
    private static int bom(byte[] file) {
        return file.length >= 3 && (file[0] & 0xFF) == 0xEF && (file[1] & 0xFF) == 0xBB && (file[2] & 0xFF) == 0xBF
                ? 3
                : 0;
    }

    private static InputStream open(byte[] file) {
        int skip = bom(file);
        return new ByteArrayInputStream(file, skip, file.length - skip);
    }
}
