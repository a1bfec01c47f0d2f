package org.communitysupport.billing.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that follow from content. */
final class Hashes {
    private Hashes() {}

    /** {@code f} and 64 hex digits. */
    static String file(byte[] bytes) {
        return 'f' + HexFormat.of().formatHex(sha256(bytes));
    }

    /** {@code x} and 40 hex digits: BIL-11 knows a payment by payer, trace number, date and amount, not by its envelope. */
    static String remittance(PayerFileReader.Head head) {
        String text = head.payer() + '|' + head.trace() + '|' + head.paymentDate() + '|' + head.amountCents();
        return 'x' + HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, 20);
    }

    /**
     * As {@link #remittance(PayerFileReader.Head)}; where nothing is paid the trace number is often a constant, so there the content tells two
     * apart.
     *
     * @param content of all claims
     */
    static String remittance(PayerFileReader.Head head, String content) {
        if (head.amountCents() != 0) return remittance(head);
        String text = head.payer() + '|' + head.trace() + '|' + head.paymentDate() + "|0|" + content;
        return 'x' + HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)), 0, 20);
    }

    static String content(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
