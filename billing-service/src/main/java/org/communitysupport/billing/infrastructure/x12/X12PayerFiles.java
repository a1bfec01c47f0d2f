package org.communitysupport.billing.infrastructure.x12;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.communitysupport.billing.application.PayerFileReader;
import org.communitysupport.kernel.Warning;
import org.communitysupport.x12.Acknowledgement;
import org.communitysupport.x12.Interchange;
import org.communitysupport.x12.Scan;
import org.communitysupport.x12.Schemas;
import org.communitysupport.x12.Segment;
import org.communitysupport.x12.X12Fault;
import org.communitysupport.x12.X12Scanner;

/**
 * {@link PayerFileReader} over X12: 835 (X221A1), 999 (X231A1), 277CA (X214), 277 (X212) and TA1; older versions of the same guides are
 * read too. A file may hold several interchanges, groups and sets, of several kinds: all of it is read, or it is refused whole.
 */
public final class X12PayerFiles implements PayerFileReader {
    private static final int MOST_INTERCHANGES = 1000;
    private static final Map<String, Kind> KINDS =
            Map.of("835", Kind.REMITTANCE, "999", Kind.BATCH_VERDICT, "277", Kind.CLAIM_VERDICT);
    private static final Map<String, Set<String>> GUIDES = Map.of(
            "835", Set.of("005010X221A1", "005010X221"),
            "999", Set.of("005010X231A1", "005010X231"),
            "277", Set.of("005010X214", StatusCategory.INQUIRY));

    private static final Schemas SCHEMAS = Schemas.of(X12PayerFiles.class, "835", "999", "277");

    private final Supplier<LocalDateTime> now;
    private final boolean production;

    /**
     * @param now the business clock, for the date on a refusal
     * @param production files that are marked as tests are refused
     */
    public X12PayerFiles(Supplier<LocalDateTime> now, boolean production) {
        this.now = now;
        this.production = production;
    }

    @Override
    public Examined examine(byte[] file, RemittanceHandler payments) {
        var interchanges = Interchange.of(file);
        if (interchanges.isEmpty() || !interchanges.getFirst().begins()) return notX12(file);
        if (interchanges.size() > MOST_INTERCHANGES)
            return refused(new Fault(
                    "ISA", "X12-TA1-024", "the file has more than " + MOST_INTERCHANGES + " interchanges: split it"));
        var sets = new LinkedHashSet<String>();
        var kinds = EnumSet.noneOf(Kind.class);
        var warnings = new LinkedHashSet<Warning>();
        var scans = new ArrayList<Scan>();
        var paying = new OfKind("835", new RemittanceParser(payments));
        for (var interchange : interchanges) {
            var scan = X12Scanner.scan(interchange, SCHEMAS, segment -> {}, paying);
            scans.add(scan);
            judge(scan);
            note(scan, sets, kinds);
            warn(interchange, scan, warnings);
            if (!scan.sound()) paying.stop();
        }
        var faults = faults(scans);
        return new Examined(
                String.join("+", sets),
                faults.isEmpty() ? List.copyOf(kinds) : List.of(),
                faults,
                List.copyOf(warnings),
                faults.isEmpty() ? null : reply(scans));
    }

    private static void note(Scan scan, Set<String> sets, Set<Kind> kinds) {
        if (scan.answersInterchanges()) kinds.add(Kind.BATCH_VERDICT);
        if (scan.answersInterchanges() && scan.groups().isEmpty()) sets.add("TA1");
        for (var group : scan.groups())
            for (var set : group.sets()) {
                sets.add(set.kind().matches("[0-9]{3}") ? set.kind() : "?");
                if (KINDS.containsKey(set.kind())) kinds.add(KINDS.get(set.kind()));
            }
    }

    private void warn(Interchange interchange, Scan scan, Set<Warning> warnings) {
        if (interchange.unended())
            warnings.add(
                    new Warning("last-terminator-missing", "X12", "The terminator of the last segment is missing."));
        if (!interchange.charset().equals(java.nio.charset.StandardCharsets.UTF_8))
            warnings.add(new Warning("latin-1", "X12", "The file is not UTF-8; it was read as Latin-1."));
        if (!production && scan.usage().equals("P"))
            warnings.add(new Warning(
                    "production-data",
                    "X12",
                    "The file is marked as production data; this installation is for tests."));
    }

    private List<Fault> faults(List<Scan> scans) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < scans.size(); i++) {
            String in = scans.size() > 1 ? "interchange " + (i + 1) + ", " : "";
            for (var found : scans.get(i).all())
                faults.add(new Fault(
                        in + found.place(), found.fault().rule(), found.fault().detail()));
        }
        return faults;
    }

    /** Null when nothing of the file can be answered. */
    private String reply(List<Scan> scans) {
        var reply = new StringBuilder();
        for (var scan : scans) {
            String answer = Acknowledgement.of(scan, now.get());
            if (answer != null) reply.append(answer);
        }
        return reply.isEmpty() ? null : reply.toString();
    }

    /** Of what is read, the sets of one kind that follow a guide which this door takes, and the headers of their interchanges. */
    private static final class OfKind implements Consumer<Segment> {
        private final String kind;
        private final Consumer<Segment> parser;
        private String guide = "";
        private boolean open;
        private boolean stopped;

        OfKind(String kind, Consumer<Segment> parser) {
            this.kind = kind;
            this.parser = parser;
        }

        void stop() {
            stopped = true;
        }

        @Override
        public void accept(Segment s) {
            if (stopped) return;
            if (s.id().equals("GS")) guide = s.get(8);
            if (s.id().equals("ST"))
                open = s.get(1).equals(kind) && GUIDES.get(kind).contains(guide);
            if (open || s.id().equals("ISA") || s.id().equals("GS")) parser.accept(s);
            if (s.id().equals("SE")) open = false;
        }
    }

    private void judge(Scan scan) {
        int sets = 0;
        for (var group : scan.groups())
            for (var set : group.sets()) {
                sets++;
                String kind = set.kind();
                if (!KINDS.containsKey(kind))
                    scan.add(
                            set,
                            "this is " + name(kind, group.guide()) + "; this door takes 835, 999, 277CA, 277 and TA1");
                else if (!GUIDES.get(kind).contains(group.guide()))
                    scan.add(
                            set,
                            "this " + kind + " follows guide " + known(group.guide()) + "; this door takes "
                                    + String.join(" or ", new TreeSet<>(GUIDES.get(kind))));
            }
        if (!scan.hasInterchangeFaults()
                && sets == 0
                && (!scan.answersInterchanges() || !scan.groups().isEmpty()))
            scan.add(X12Fault.interchange("024", "ISA", "the interchange holds no transaction set"));
        if (production && scan.usage().equals("T"))
            scan.add(X12Fault.interchange("020", "ISA", "the file is marked as a test; only production data is taken"));
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
    public List<Addressed> addressed(byte[] file) {
        var interchanges = Interchange.of(file);
        boolean readable = !interchanges.isEmpty() && interchanges.stream().allMatch(Interchange::begins);
        if (!readable) return List.of(new Addressed("", file));
        var parts = new ArrayList<Addressed>();
        int from = 0;
        for (int i = 0; i < interchanges.size(); i++) {
            String receiver = X12Scanner.receiver(interchanges.get(i));
            boolean last = i == interchanges.size() - 1;
            if (!last && receiver.equals(X12Scanner.receiver(interchanges.get(i + 1)))) continue;
            int to = last ? file.length : interchanges.get(i + 1).from();
            parts.add(new Addressed(receiver, Arrays.copyOfRange(file, from, to)));
            from = to;
        }
        return parts;
    }

    @Override
    public void remittances(byte[] file, RemittanceHandler handler) {
        X12Scanner.read(file, new OfKind("835", new RemittanceParser(handler)));
    }

    @Override
    public List<BatchVerdict> batchVerdicts(byte[] file) {
        var verdicts = new ArrayList<BatchVerdict>();
        var ofFile = new OfKind("999", new BatchVerdictParser(verdicts::add));
        var ofLevel = new OfKind("277", new LevelVerdictParser(verdicts::add));
        X12Scanner.read(file, s -> {
            if (s.id().equals("TA1")) verdicts.add(BatchVerdictParser.ofInterchange(s));
            ofFile.accept(s);
            ofLevel.accept(s);
        });
        return verdicts;
    }

    @Override
    public void claimVerdicts(byte[] file, Consumer<ClaimVerdict> each) {
        X12Scanner.read(file, new OfKind("277", new ClaimVerdictParser(each)));
    }

    private static Examined notX12(byte[] file) {
        int at = 0;
        while (at < file.length && Character.isWhitespace(file[at])) at++;
        String like = at >= file.length
                ? "it is empty"
                : switch (file[at]) {
                    case '<' -> "it begins like XML";
                    case '{', '[' -> "it begins like JSON";
                    default -> "it begins with something else";
                };
        return refused(new Fault("ISA", "X12-TA1-022", "the file does not begin with an ISA segment; " + like));
    }

    private static Examined refused(Fault fault) {
        return new Examined("", List.of(), List.of(fault), List.of(), null);
    }
}
