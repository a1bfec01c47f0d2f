package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.communitysupport.billing.application.PayerFileReader.ClaimVerdict;

/** Folds the patient levels of a 277CA into one verdict a claim. */
final class ClaimVerdictParser implements Consumer<Segment> {
    private final Consumer<ClaimVerdict> each;
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
                category = category.and(StatusCategory.of(s));
                codes.addAll(StatusCategory.codes(s));
            }
            case "REF" -> {
                if (reference != null && s.get(1).equals("1K")) payerControl = s.get(2);
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
