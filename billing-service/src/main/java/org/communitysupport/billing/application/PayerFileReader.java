package org.communitysupport.billing.application;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.kernel.Warning;

/** Reads what payers send. Streams; never throws for a bad file: {@link #examine} says what is wrong with it, and where. */
public interface PayerFileReader {

    /** In the order in which their news is taken: on the file, on its claims, on the money. */
    enum Kind {
        BATCH_VERDICT,
        CLAIM_VERDICT,
        REMITTANCE
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
     * @param set kinds of transaction sets in it, e.g. {@code 835} or {@code 999+835}; empty when the envelope could not be read that far
     * @param kinds what there is to post, in the order of {@link Kind}; empty when the file is refused
     * @param faults empty when the file is sound and of kinds that this door takes
     * @param warnings what was taken although it is not as it should be
     * @param reply the 999 or TA1 that tells the sender, when there are faults; null when there is nobody to answer, or nothing to answer to
     */
    record Examined(String set, List<Kind> kinds, List<Fault> faults, List<Warning> warnings, String reply) {
        public Examined {
            kinds = List.copyOf(kinds);
            faults = List.copyOf(faults);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The whole file, before any of it counts: a cut file is refused whole.
     *
     * @param payments gets what an 835 pays while it is read, up to the first fault: to be used only when there is none
     */
    Examined examine(byte[] file, RemittanceHandler payments);

    /**
     * The parts of a file by whom they are for, in its order: what is for one receiver in a row is one part. One part with an empty receiver
     * when it cannot be read.
     */
    List<Addressed> addressed(byte[] file);

    /** @param receiver from the interchange header */
    record Addressed(String receiver, byte[] bytes) {}

    /** The payments of a sound 835, in its order. */
    void remittances(byte[] file, RemittanceHandler handler);

    /** All verdicts on whole files of ours: TA1, 999, and what a 277CA refuses above its claims. */
    List<BatchVerdict> batchVerdicts(byte[] file);

    /** The verdicts of a sound 277CA. */
    void claimVerdicts(byte[] file, Consumer<ClaimVerdict> each);

    interface RemittanceHandler {
        void begin(Head head);

        /** Before each claim: whom it is about. */
        default void patient(Patient patient) {}

        void claim(ClaimAdvice advice);

        /** @param reference what the payer ties it to, e.g. its own number of a claim; empty when absent */
        void providerAdjustment(String reason, String reference, long cents);

        void end();
    }

    /**
     * Whom a claim of an advice is about, as the payer wrote it. Personal: shown to who works on it, and stored nowhere but in the file.
     *
     * @param served date of service; null when not told
     */
    record Patient(String name, String memberId, LocalDate served) {}

    /**
     * One payment.
     *
     * @param payer the payer's identifier that belongs to the trace number
     * @param trace number of the cheque or transfer
     * @param amountCents what was paid; negative when the payer took money back
     * @param payee national provider id or tax id of the one who is paid; empty when absent
     * @param parties whose it is, as far as the file says
     */
    record Head(String payer, String trace, LocalDate paymentDate, long amountCents, String payee, Parties parties) {}

    /**
     * @param sender from the interchange header
     * @param receiver from the interchange header
     * @param payerIds name and identifiers that the payer gives itself
     * @param payeeTaxId empty when absent
     * @param prenotification it announces a transfer and moves no money
     */
    record Parties(String sender, String receiver, List<String> payerIds, String payeeTaxId, boolean prenotification) {}

    /**
     * @param source the kind of answer: TA1, 999 or 277CA
     * @param controlNumber of our file, with or without leading zeros
     * @param verdict A accepted, E accepted with errors, P partly, R rejected
     */
    record BatchVerdict(String source, String controlNumber, String verdict, List<String> errors) {}

    /**
     * @param reference our claim number
     * @param codes category and status codes as the payer gave them
     * @param payerControl the payer's own number; empty when it gave none
     */
    record ClaimVerdict(String reference, Word word, List<String> codes, String payerControl) {

        public enum Word {
            ACCEPTED,
            /** The payer will not even judge it. */
            REJECTED,
            /** It is on its way, e.g. forwarded (A0). */
            UNDECIDED
        }
    }
}
