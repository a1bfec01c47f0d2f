package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.communitysupport.billing.application.PayerFileReader.ClaimVerdict;
import org.communitysupport.x12.Segment;

/** Folds the patient levels of a 277CA, or of a 277 that answers a question, into one verdict a claim. */
final class ClaimVerdictParser implements Consumer<Segment> {
    private final Consumer<ClaimVerdict> each;
    private boolean asked;
    private boolean patientLevel;
    private String reference;
    private String payerControl = "";
    private final List<String> codes = new ArrayList<>();
    private StatusCategory category = StatusCategory.UNDECIDED;

    ClaimVerdictParser(Consumer<ClaimVerdict> each) {
        this.each = each;
    }

    @Override
    public void accept(Segment s) {
        switch (s.id()) {
            case "GS" -> asked = s.get(8).equals(StatusCategory.INQUIRY);
            case "HL" -> {
                end();
                patientLevel =
                        s.get(3).equals("PT") || asked && List.of("22", "23").contains(s.get(3));
            }
            case "TRN" -> {
                end();
                if (patientLevel) reference = s.get(2);
            }
            case "STC" -> {
                if (reference == null) return;
                if (!asked) category = category.and(StatusCategory.of(s));
                codes.addAll(StatusCategory.codes(s));
            }
            case "REF" -> {
                if (reference != null && s.get(1).equals("1K")) payerControl = s.get(2);
                if (reference != null && asked && s.get(1).equals("EJ")) reference = s.get(2);
            }
            case "SE" -> end();
            default -> {}
        }
    }

    private void end() {
        if (reference != null && !codes.isEmpty())
            each.accept(new ClaimVerdict(
                    reference,
                    switch (category) {
                        case ACCEPTED -> ClaimVerdict.Word.ACCEPTED;
                        case REJECTED -> ClaimVerdict.Word.REJECTED;
                        case UNDECIDED -> ClaimVerdict.Word.UNDECIDED;
                    },
                    List.copyOf(codes),
                    payerControl));
        reference = null;
        payerControl = "";
        codes.clear();
        category = StatusCategory.UNDECIDED;
    }
}
