package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.communitysupport.billing.application.PayerFileReader.ClaimVerdict;

/** Folds the patient levels of a 277CA into one verdict a claim. */
final class ClaimVerdictParser implements Consumer<Segment> {
    /** Categories that mean: it will be judged. All others that can stand on a claim mean: it never was received. */
    private static final Set<String> ACCEPTED = Set.of("A1", "A2", "A5");

    private final Consumer<ClaimVerdict> each;
    private boolean patientLevel;
    private String reference;
    private String payerControl = "";
    private final List<String> codes = new ArrayList<>();
    private boolean accepted = true;

    ClaimVerdictParser(Consumer<ClaimVerdict> each) {
        this.each = each;
    }

    @Override
    public void accept(Segment s) {
        switch (s.id()) {
            case "HL" -> {
                end();
                patientLevel = s.get(3).equals("PT");
            }
            case "TRN" -> {
                end();
                if (patientLevel) reference = s.get(2);
            }
            case "STC" -> {
                if (reference == null) return;
                for (int e : new int[] {1, 10, 11}) if (!s.get(e).isEmpty()) status(s, e);
            }
            case "REF" -> {
                if (reference != null && s.get(1).equals("1K")) payerControl = s.get(2);
            }
            case "SE" -> end();
            default -> {}
        }
    }

    private void status(Segment s, int element) {
        accepted &= ACCEPTED.contains(s.get(element, 1));
        codes.add(s.get(element, 1)
                + ':'
                + s.get(element, 2)
                + (s.get(element, 3).isEmpty() ? "" : ":" + s.get(element, 3)));
    }

    private void end() {
        if (reference != null && !codes.isEmpty())
            each.accept(new ClaimVerdict(reference, accepted, List.copyOf(codes), payerControl));
        reference = null;
        payerControl = "";
        codes.clear();
        accepted = true;
    }
}
