package org.communitysupport.billing.domain.file;

import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.file.PayerFileCommand.FinishFile;
import org.communitysupport.billing.domain.file.PayerFileCommand.ReceiveFile;
import org.communitysupport.billing.domain.file.PayerFileCommand.RefuseFile;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileProcessed;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileReceived;
import org.communitysupport.billing.domain.file.PayerFileEvent.PayerFileRefused;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/** The same bytes are one file, however often they come. */
public final class PayerFileDecider
        implements Decider<PayerFileCommand, PayerFileDecider.PayerFile, PayerFileEvent, NoFacts> {

    public enum Stage {
        UNKNOWN,
        RECEIVED,
        REFUSED,
        PROCESSED
    }

    /** @param outcome the event that ended it; null before */
    public record PayerFile(Stage stage, PayerFileEvent outcome) {}

    @Override
    public PayerFile initial() {
        return new PayerFile(Stage.UNKNOWN, null);
    }

    @Override
    public Decision<PayerFileEvent> decide(PayerFileCommand command, PayerFile s, NoFacts facts) {
        return switch (command) {
            case ReceiveFile c
            when s.stage() == Stage.UNKNOWN -> Decision.accept(new PayerFileReceived(c.file(), c.size(), c.name()));
            case ReceiveFile c -> Decision.nothingToDo();
            case RefuseFile c
            when s.stage() == Stage.RECEIVED ->
                Decision.accept(new PayerFileRefused(c.file(), c.kind(), c.place(), c.rule(), c.detail()));
            case RefuseFile c when s.stage() == Stage.REFUSED -> Decision.nothingToDo();
            case RefuseFile c -> notReceived(s);
            // What was refused once may be read by now: the reader has learned it, or the setting was wrong.
            case FinishFile c
            when s.stage() == Stage.RECEIVED || s.stage() == Stage.REFUSED ->
                Decision.accept(
                        new PayerFileProcessed(c.file(), c.kind(), c.claims(), c.posted(), c.unmatched(), c.links()));
            case FinishFile c when s.stage() == Stage.PROCESSED -> Decision.nothingToDo();
            case FinishFile c -> notReceived(s);
        };
    }

    private static Decision<PayerFileEvent> notReceived(PayerFile s) {
        return Decision.reject(
                "file-not-open",
                "BIL-11",
                "The file is " + s.stage()
                        + " and was processed before. Only a file that is RECEIVED can be processed.");
    }

    @Override
    public PayerFile evolve(PayerFile s, PayerFileEvent event) {
        return switch (event) {
            case PayerFileReceived e -> new PayerFile(Stage.RECEIVED, null);
            case PayerFileRefused e -> new PayerFile(Stage.REFUSED, e);
            case PayerFileProcessed e -> new PayerFile(Stage.PROCESSED, e);
        };
    }
}
