package org.communitysupport.billing.application;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.communitysupport.billing.domain.claim.ClaimAdvice;

/** Reads what payers send. Streams; never throws for a bad file: {@link #examine} says what is wrong with it, and where. */
public interface PayerFileReader {

    enum Kind {
        REMITTANCE,
        BATCH_VERDICT,
        CLAIM_VERDICT
    }

    /**
     * One thing that is wrong.
     *
     * @param place e.g. {@code segment 7 (NM1), element 2}
     * @param rule the acknowledgement segment and its code, e.g. {@code X12-IK5-4}
     * @param detail one sentence without a value from the file
     */
    record Fault(String place, String rule, String detail) {}

    /**
     * @param set kind of transaction set, e.g. {@code 835}; empty when the envelope could not be read that far
     * @param kind null when it is none of those that this door takes
     * @param guide e.g. {@code 005010X221A1}
     * @param sender who sent it, from the interchange header
     * @param faults empty when the file is sound and of a kind that this door takes
     * @param reply the 999 or TA1 that tells the sender, when there are faults; null when the envelope is too broken to answer in X12
     */
    record Examined(String set, Kind kind, String guide, String sender, List<Fault> faults, String reply) {
        public Examined {
            faults = List.copyOf(faults);
        }
    }

    /**
     * The whole file, before any of it counts: a cut file is refused whole.
     *
     * @param payments gets what an 835 pays while it is read, up to the first fault: to be used only when there is none
     */
    Examined examine(byte[] file, RemittanceHandler payments);

    /** For whom a file is, from its interchange header; empty when it cannot be read. */
    String receiver(byte[] file);

    /** The payments of a sound 835, in its order. */
    void remittances(byte[] file, RemittanceHandler handler);

    /** The verdicts of a sound 999. */
    List<BatchVerdict> batchVerdicts(byte[] file);

    /** The verdicts of a sound 277CA. */
    void claimVerdicts(byte[] file, Consumer<ClaimVerdict> each);

    interface RemittanceHandler {
        void begin(Head head);

        void claim(ClaimAdvice advice);

        void providerAdjustment(String reason, long cents);

        void end();
    }

    /**
     * One payment.
     *
     * @param payer the payer's identifier that belongs to the trace number
     * @param trace number of the cheque or transfer
     * @param amountCents what was paid; negative when the payer took money back
     * @param payee national provider id or tax id of the one who is paid; empty when absent
     */
    record Head(String payer, String trace, LocalDate paymentDate, long amountCents, String payee) {}

    /**
     * @param controlNumber group control number of our file
     * @param verdict A accepted, E accepted with errors, P partly, R rejected
     */
    record BatchVerdict(String controlNumber, String verdict, List<String> errors) {}

    /**
     * @param reference our claim number
     * @param accepted false when the payer will not even judge it
     * @param codes category and status codes as the payer gave them
     * @param payerControl the payer's own number; empty when it gave none
     */
    record ClaimVerdict(String reference, boolean accepted, List<String> codes, String payerControl) {}
}
