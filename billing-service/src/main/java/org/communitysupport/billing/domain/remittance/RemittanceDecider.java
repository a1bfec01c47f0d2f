package org.communitysupport.billing.domain.remittance;

import java.util.ArrayList;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.FinishPosting;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ReceiveRemittance;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.RecordDeposit;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.DepositRecorded;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.ProviderAdjustmentPosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittancePosted;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceQuarantined;
import org.communitysupport.billing.domain.remittance.RemittanceEvent.RemittanceReceived;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/** BIL-10 and BIL-11: a payment counts once, and only when it adds up. */
public final class RemittanceDecider
        implements Decider<RemittanceCommand, RemittanceDecider.Remittance, RemittanceEvent, NoFacts> {

    public enum Stage {
        UNKNOWN,
        RECEIVED,
        QUARANTINED,
        POSTED
    }

    /** @param file the one that it was received from @param depositCents null until the bank was looked at */
    public record Remittance(Stage stage, String file, long amountCents, Long depositCents) {}

    @Override
    public Remittance initial() {
        return new Remittance(Stage.UNKNOWN, null, 0, null);
    }

    @Override
    public Decision<RemittanceEvent> decide(RemittanceCommand command, Remittance s, NoFacts facts) {
        return switch (command) {
            case ReceiveRemittance c -> receive(c, s);
            case FinishPosting c -> finish(c, s);
            case RecordDeposit c -> deposit(c, s);
        };
    }

    /** A payer that sends a payment again may use a new envelope: the file differs, the payment is the same (BIL-11). */
    private static Decision<RemittanceEvent> receive(ReceiveRemittance c, Remittance s) {
        boolean better = s.stage() == Stage.QUARANTINED && c.difference() == null && c.doubt() == null;
        if (s.stage() != Stage.UNKNOWN && !better) return Decision.nothingToDo();
        var events = new ArrayList<RemittanceEvent>();
        events.add(new RemittanceReceived(
                c.remittance(), c.payer(), c.trace(), c.paymentDate(), c.amountCents(), c.file(), c.claims()));
        if (c.doubt() != null)
            events.add(new RemittanceQuarantined(
                    c.remittance(), c.file(), c.doubt().code(), c.doubt().detail(), 0));
        else if (c.difference() != null)
            events.add(new RemittanceQuarantined(
                    c.remittance(),
                    c.file(),
                    "BIL-10",
                    c.difference().detail(),
                    c.difference().differenceCents()));
        return Decision.acceptAll(events);
    }

    private static Decision<RemittanceEvent> finish(FinishPosting c, Remittance s) {
        if (s.stage() == Stage.POSTED) return Decision.nothingToDo();
        if (s.stage() != Stage.RECEIVED || !c.file().equals(s.file()))
            return Decision.reject(
                    "not-received",
                    "BIL-10",
                    "the remittance is " + s.stage() + " and cannot be posted from this file");
        var events = new ArrayList<RemittanceEvent>();
        for (var a : c.adjustments()) events.add(new ProviderAdjustmentPosted(c.remittance(), a.reason(), a.cents()));
        events.add(new RemittancePosted(
                c.remittance(), c.paidCents(), c.claims(), c.unmatchedClaims(), c.unmatchedCents(), c.unmatched()));
        return Decision.acceptAll(events);
    }

    private static Decision<RemittanceEvent> deposit(RecordDeposit c, Remittance s) {
        if (s.stage() == Stage.UNKNOWN) return Decision.reject("no-such-remittance", "", "there is no such remittance");
        if (s.depositCents() != null && s.depositCents() == c.amountCents()) return Decision.nothingToDo();
        return Decision.accept(
                new DepositRecorded(c.remittance(), c.amountCents(), c.amountCents() - s.amountCents(), c.on()));
    }

    @Override
    public Remittance evolve(Remittance s, RemittanceEvent event) {
        return switch (event) {
            case RemittanceReceived e -> new Remittance(Stage.RECEIVED, e.file(), e.amountCents(), s.depositCents());
            case RemittanceQuarantined e ->
                new Remittance(Stage.QUARANTINED, e.file(), s.amountCents(), s.depositCents());
            case ProviderAdjustmentPosted e -> s;
            case RemittancePosted e -> new Remittance(Stage.POSTED, s.file(), s.amountCents(), s.depositCents());
            case DepositRecorded e -> new Remittance(s.stage(), s.file(), s.amountCents(), e.amountCents());
        };
    }
}
