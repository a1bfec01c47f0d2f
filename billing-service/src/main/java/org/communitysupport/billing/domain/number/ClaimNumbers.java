package org.communitysupport.billing.domain.number;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The number under which a payer knows a claim: {@code C} and 19 letters and digits of a hash of tenant and claim id. A payer returns at
 * most 20 characters, too few for our own id; and what leaves the house should not tell which person it is about.
 */
public final class ClaimNumbers {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private ClaimNumbers() {}

    public static String of(String tenant, String claim) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256")
                    .digest((tenant + '|' + claim).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        var number = new StringBuilder("C");
        for (int i = 0; i < 19; i++) number.append(ALPHABET.charAt(digest[i] & 31));
        return number.toString();
    }
}
