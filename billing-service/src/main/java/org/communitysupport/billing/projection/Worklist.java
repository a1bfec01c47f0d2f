package org.communitysupport.billing.projection;

import java.util.Set;

/**
 * Where a claim waits for somebody. Each claim is on one list, or on none when nothing is to be done; so the lists together are the open
 * balance.
 *
 * @param owner who works on it, unless the row says otherwise
 * @param next what moves a claim from this list
 */
public enum Worklist {
    HELD(
            "held",
            "The claim does not pass yet: mend what its findings name, or cancel it.",
            "POST /v1/claims/{claim}/cancellation"),
    READY("ready", "Send it with the next batch.", "POST /v1/batches"),
    NO_ANSWER(
            "no-answer",
            "The payer has it. Ask when its time is over; post its answer when it comes.",
            "POST /v1/payer-files"),
    REJECTED(
            "rejected",
            "The payer did not take it: mend the cause and build it anew.",
            "POST /v1/claims/{claim}/rebuild"),
    DENIED(
            "denied",
            "Work on the denial: correct it, appeal, or bill who has to pay.",
            "POST /v1/claims/{claim}/correction"),
    FOLLOW_UP(
            "follow-up",
            "The denial was worked on and the money is still open: wait for the answer, correct it, or close it.",
            "POST /v1/claims/{claim}/closing"),
    CORRECTION_DUE(
            "correction-due",
            "Its lines changed after it had left: send a replacement or a void.",
            "POST /v1/claims/{claim}/correction"),
    UNDERPAID(
            "underpaid",
            "Less was paid than is due: ask the payer, correct it, or close what is left.",
            "POST /v1/claims/{claim}/closing"),
    OVERPAID(
            "overpaid",
            "More was paid than is due: pay it back, or take the payment off.",
            "POST /v1/claims/{claim}/refund"),
    TAKEN_BACK(
            "taken-back",
            "The payer takes money back for it outside of a reversal: post the reversal, or note that it is settled.",
            "POST /v1/claims/{claim}/refund"),
    PATIENT_SHARE(
            "patient-share",
            "The member's lawful share is open: collect it where that is allowed, or close it.",
            "POST /v1/claims/{claim}/closing");

    static final Set<String> OVER = Set.of("SUPERSEDED", "REPLACED", "VOIDED", "CANCELLED", "CLOSED");

    private final String word;
    private final String next;
    private final String operation;

    Worklist(String word, String next, String operation) {
        this.word = word;
        this.next = next;
        this.operation = operation;
    }

    public String word() {
        return word;
    }

    public String next() {
        return next;
    }

    public String operation() {
        return operation;
    }

    /** Why the claim is on this list, in a sentence. */
    public String cause(ClaimRow r) {
        return switch (this) {
            case HELD ->
                r.findings().isEmpty()
                        ? "It is being looked at."
                        : r.findings().getFirst().detail();
            case READY -> "It passed.";
            case NO_ANSWER ->
                r.status().equals("ACCEPTED")
                        ? "The payer took it and has not paid yet."
                        : "The payer has not answered yet.";
            case REJECTED -> "The payer would not take it.";
            case DENIED -> r.denial().cause();
            case FOLLOW_UP -> "The denial was worked on: " + r.resolution() + ".";
            case CORRECTION_DUE ->
                r.correctedBy() == null
                        ? r.correctionDue()
                        : "Claim " + r.correctedBy() + " corrects it and is not answered yet.";
            case PATIENT_SHARE -> "The rest is the member's share.";
            case UNDERPAID, OVERPAID, TAKEN_BACK ->
                r.warnings().isEmpty()
                        ? this == TAKEN_BACK
                                ? "The payer takes the money back outside of a reversal."
                                : "Only a part is paid, or answered yet."
                        : r.warnings().getFirst().detail();
        };
    }

    static String of(ClaimRow.Change c) {
        var list = list(c);
        return list == null ? null : list.word;
    }

    private static Worklist list(ClaimRow.Change c) {
        return switch (c.status) {
            case "BUILT", "HELD", "FAILED" -> HELD;
            case "READY" -> READY;
            case "BATCHED", "SUBMITTED" -> NO_ANSWER;
            case "REJECTED" -> REJECTED;
            case "DENIED" -> c.denialOpen ? DENIED : FOLLOW_UP;
            case "PARTLY_PAID" ->
                c.denialOpen
                        ? DENIED
                        : c.correctionDue != null ? CORRECTION_DUE : c.denial != null ? FOLLOW_UP : UNDERPAID;
            case "PAID" -> paid(c);
            case "SUPERSEDED", "REPLACED", "VOIDED", "CANCELLED", "CLOSED" -> null;
            default -> c.correctionDue == null ? NO_ANSWER : CORRECTION_DUE;
        };
    }

    private static Worklist paid(ClaimRow.Change c) {
        if (c.openCents < 0 || c.warned("paid-twice")) return OVERPAID;
        if (c.correctionDue != null) return CORRECTION_DUE;
        long noted =
                c.providerAdjustments.stream().mapToLong(ClaimRow.Noted::cents).sum();
        boolean takenBack = c.providerAdjustments.stream()
                .anyMatch(n -> n.cents() > 0 && n.reason().equals("WO"));
        if (takenBack && noted > 0 && c.paidCents > 0) return TAKEN_BACK;
        if (c.openCents > 0) return c.patientCents >= c.openCents ? PATIENT_SHARE : UNDERPAID;
        return c.warned("underpaid") ? UNDERPAID : null;
    }
}
