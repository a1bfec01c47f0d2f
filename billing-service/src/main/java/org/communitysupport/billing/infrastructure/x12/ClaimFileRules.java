package org.communitysupport.billing.infrastructure.x12;

import java.util.function.Consumer;
import org.communitysupport.x12.Segment;
import org.communitysupport.x12.X12Fault;

/** What a professional claim file must hold beyond the base structure, as far as we send and check it. */
final class ClaimFileRules implements Consumer<Segment> {
    private final Consumer<X12Fault> faults;
    private Segment billingProvider;
    private boolean street;
    private int taxIds;
    private Segment claim;
    private boolean diagnosis;

    ClaimFileRules(Consumer<X12Fault> faults) {
        this.faults = faults;
    }

    @Override
    public void accept(Segment s) {
        switch (s.id()) {
            case "HL", "SE", "NM1" -> {
                endProvider();
                if (!s.id().equals("NM1")) endClaim();
                if (s.id().equals("NM1") && s.get(1).equals("85")) billingProvider = s;
            }
            case "N3" -> street = true;
            case "REF" -> taxId(s);
            case "CLM" -> {
                endClaim();
                claim = s;
            }
            case "HI" -> diagnosis = true;
            case "LX" -> endClaim();
            default -> {}
        }
    }

    private void taxId(Segment s) {
        boolean tax = s.get(1).equals("EI") || s.get(1).equals("SY");
        if (billingProvider != null && tax && ++taxIds == 2)
            faults.accept(X12Fault.segment("5", "REF", s.position(), "the billing provider has one tax id"));
    }

    private void endProvider() {
        if (billingProvider != null && !street)
            faults.accept(X12Fault.segment(
                    "3", "N3", billingProvider.position() + 1, "the billing provider's street is missing"));
        billingProvider = null;
        street = false;
        taxIds = 0;
    }

    private void endClaim() {
        if (claim != null && !diagnosis)
            faults.accept(X12Fault.segment("3", "HI", claim.position() + 1, "the claim's diagnosis is missing"));
        claim = null;
        diagnosis = false;
    }
}
