package org.communitysupport.billing.infrastructure.x12;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.communitysupport.x12.Acknowledgement;
import org.communitysupport.x12.Interchange;
import org.communitysupport.x12.Schemas;
import org.communitysupport.x12.X12Fault;
import org.communitysupport.x12.X12Scanner;

/**
 * Judges a professional claim file as a payer's door would. Used on every file that we wrote, before it counts as written.
 *
 * <p>GS08 {@code 005010X222A2} is taken with a warning: tools stamp it although HIPAA adopted A1; the older X222 likewise.
 */
public final class X12ClaimCheck {
    private static final Schemas SCHEMAS = Schemas.of(X12ClaimCheck.class, "837");
    private static final String ADOPTED = "005010X222A1";
    private static final Set<String> TAKEN = Set.of(ADOPTED, "005010X222A2", "005010X222");

    /** @param reply TA1 or 999 when refused; null when taken or unreadable */
    public record Verdict(boolean taken, List<String> faults, List<String> warnings, String reply) {
        public Verdict {
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }
    }

    private X12ClaimCheck() {}

    public static Verdict of(byte[] file, LocalDateTime now) {
        var guideFaults = new ArrayList<X12Fault>();
        var rules = new ClaimFileRules(guideFaults::add);
        var sets = new ArrayList<String>();
        var interchanges = Interchange.of(file);
        if (interchanges.size() != 1)
            return new Verdict(false, List.of("ISA: the file is not one interchange [X12-TA1-024]"), List.of(), null);
        var scan = X12Scanner.scan(
                interchanges.getFirst(),
                SCHEMAS,
                s -> {
                    if (s.id().equals("ST")) sets.add(s.get(1));
                    rules.accept(s);
                },
                s -> {});
        var warnings = new ArrayList<String>();
        for (var group : scan.groups()) {
            boolean known = TAKEN.contains(group.guide());
            if (known && !group.guide().equals(ADOPTED))
                warnings.add("GS08 says " + group.guide() + ", adopted is " + ADOPTED);
            if (!known || sets.stream().anyMatch(s -> !s.equals("837")))
                scan.add(X12Fault.set("1", "ST", 1, "this is no 837 professional claim file"));
        }
        if (scan.groups().size() == 1 && scan.groups().getFirst().sets().size() == 1) guideFaults.forEach(scan::add);
        var faults = scan.all().stream()
                .map(f ->
                        f.place() + ": " + f.fault().detail() + " [" + f.fault().rule() + "]")
                .toList();
        return new Verdict(faults.isEmpty(), faults, warnings, faults.isEmpty() ? null : Acknowledgement.of(scan, now));
    }
}
