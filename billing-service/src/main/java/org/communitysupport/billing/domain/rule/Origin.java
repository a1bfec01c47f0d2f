package org.communitysupport.billing.domain.rule;

import java.util.Optional;

/**
 * A payment is posted only when money moves, when it comes from a payer that we know, and when it is for this agency. What is not waits with
 * its reason.
 *
 * @param senderKnown some payer answers under the id in the envelope
 * @param receiverOurs the envelope is addressed to this agency
 * @param prenotification it announces a transfer and moves no money
 * @param payee national provider id or tax id of the one who is paid; empty when the advice does not say
 * @param payeeTaxId empty when the advice does not say
 */
public record Origin(
        boolean senderKnown, boolean receiverOurs, boolean prenotification, String payee, String payeeTaxId) {

    /** @param code stable, for programs @param detail a sentence */
    public record Doubt(String code, String detail) {}

    public Optional<Doubt> doubt(Agency agency) {
        if (prenotification)
            return doubt("prenotification", "It announces a transfer and moves no money (BPR01 is P).");
        if (!senderKnown) return doubt("sender-unknown", "No payer is on file that sends under this id (ISA06).");
        if (!receiverOurs) return doubt("receiver-not-ours", "It is addressed to somebody else (ISA08).");
        boolean paidToUs = payee.isEmpty()
                ? payeeTaxId.isEmpty() || same(payeeTaxId, agency.taxId())
                : same(payee, agency.npi()) || same(payee, agency.taxId());
        return paidToUs
                ? Optional.empty()
                : doubt("payee-not-ours", "The one who is paid is not this agency (N1*PE: NPI or tax id).");
    }

    private static Optional<Doubt> doubt(String code, String detail) {
        return Optional.of(new Doubt(code, detail));
    }

    private static boolean same(String said, String ours) {
        return said.replace("-", "").strip().equals(ours.replace("-", ""));
    }
}
