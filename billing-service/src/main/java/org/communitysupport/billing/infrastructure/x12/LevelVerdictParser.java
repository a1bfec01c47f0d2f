package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.communitysupport.billing.application.PayerFileReader.BatchVerdict;
import org.communitysupport.x12.Segment;

/**
 * Finds in a 277CA the refusal of a whole file: at the level of the receiver (which is us) or of the billing provider, with no claim named
 * below it. The receiver's trace number is the BHT03 of our file. Where claims are named, they speak for themselves.
 */
final class LevelVerdictParser implements Consumer<Segment> {
    private final Consumer<BatchVerdict> each;
    private boolean asked;
    private String level = "";
    private String control = "";
    private final List<String> codes = new ArrayList<>();
    private StatusCategory category = StatusCategory.UNDECIDED;
    private boolean claimsNamed;

    LevelVerdictParser(Consumer<BatchVerdict> each) {
        this.each = each;
    }

    @Override
    public void accept(Segment s) {
        switch (s.id()) {
            case "GS" -> asked = s.get(8).equals(StatusCategory.INQUIRY);
            case "HL" -> {
                level = s.get(3);
                if (level.equals("21")) end();
                claimsNamed |= level.equals("PT");
            }
            case "TRN" -> {
                if (level.equals("21")) control = s.get(2);
            }
            case "STC" -> {
                if (asked || !level.equals("21") && !level.equals("19")) return;
                category = category.and(StatusCategory.of(s));
                codes.addAll(StatusCategory.codes(s));
            }
            case "SE" -> {
                end();
                level = "";
            }
            default -> {}
        }
    }

    private void end() {
        if (category == StatusCategory.REJECTED && !claimsNamed)
            each.accept(new BatchVerdict("277CA", control, "R", List.copyOf(codes)));
        control = "";
        codes.clear();
        category = StatusCategory.UNDECIDED;
        claimsNamed = false;
    }
}
