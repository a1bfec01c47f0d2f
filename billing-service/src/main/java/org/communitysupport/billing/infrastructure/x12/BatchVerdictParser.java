package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.communitysupport.billing.application.PayerFileReader.BatchVerdict;
import org.communitysupport.x12.Segment;
import org.communitysupport.x12.X12Fault;

/** Folds a 999 into one verdict a file of ours; a TA1 is one by itself. */
final class BatchVerdictParser implements Consumer<Segment> {
    private final Consumer<BatchVerdict> each;
    private final List<String> errors = new ArrayList<>();
    private String control = "";
    private String place = "";
    private int sets;
    private int refused;

    BatchVerdictParser(Consumer<BatchVerdict> each) {
        this.each = each;
    }

    static BatchVerdict ofInterchange(Segment ta1) {
        boolean refused = ta1.get(4).equals("R");
        var errors = ta1.get(5).equals("000") ? List.<String>of() : List.of("TA1-" + ta1.get(5));
        return new BatchVerdict("TA1", ta1.get(1), refused ? "R" : ta1.get(4), errors);
    }

    @Override
    public void accept(Segment s) {
        switch (s.id()) {
            case "AK1" -> {
                control = s.get(2);
                place = "";
                errors.clear();
                sets = 0;
                refused = 0;
            }
            case "AK2" -> sets++;
            case "IK3" ->
                place = "segment " + s.get(2) + " (" + X12Fault.id(s.get(1)) + ")"
                        + (s.get(4).isEmpty() ? "" : ": IK3-" + s.get(4));
            case "IK4" -> errors.add(place + ", element " + s.get(1) + ": IK4-" + s.get(3));
            case "IK5" -> {
                if (!s.get(1).equals("A")) errors.add((place + " IK5 " + s.get(1) + " " + s.get(2)).strip());
                if (isRefusal(s.get(1))) refused++;
            }
            case "AK9" -> each.accept(new BatchVerdict("999", control, verdict(s.get(1)), List.copyOf(errors)));
            default -> {}
        }
    }

    /** M, W and X refuse for reasons of security; a part of which nothing is taken is nothing. */
    private String verdict(String said) {
        boolean whole = isRefusal(said) || said.equals("P") && sets > 0 && refused == sets;
        return whole ? "R" : said;
    }

    private static boolean isRefusal(String code) {
        return List.of("R", "M", "W", "X").contains(code);
    }
}
