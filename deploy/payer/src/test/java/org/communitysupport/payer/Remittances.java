package org.communitysupport.payer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;

/** The sums of an 835, checked without the code that wrote it: per line, per claim and in total. */
final class Remittances {
    private Remittances() {}

    static void assertBalances(String remittance) {
        BigDecimal stated = null;
        BigDecimal claims = BigDecimal.ZERO;
        BigDecimal claimOpen = BigDecimal.ZERO;
        BigDecimal lineOpen = BigDecimal.ZERO;
        boolean inLine = false;
        for (String segment : remittance.split("~")) {
            var e = Arrays.asList(segment.split("\\*", -1));
            switch (e.getFirst()) {
                case "BPR" -> stated = new BigDecimal(e.get(2));
                case "CLP" -> {
                    assertSettled(lineOpen, claimOpen);
                    claims = claims.add(new BigDecimal(e.get(4)));
                    claimOpen = new BigDecimal(e.get(3)).subtract(new BigDecimal(e.get(4)));
                    lineOpen = BigDecimal.ZERO;
                    inLine = false;
                }
                case "SVC" -> {
                    assertThat(lineOpen).isEqualByComparingTo("0");
                    lineOpen = new BigDecimal(e.get(2)).subtract(new BigDecimal(e.get(3)));
                    inLine = true;
                }
                case "CAS" -> {
                    assertThat(inLine).as("adjustments stand on the line").isTrue();
                    lineOpen = lineOpen.subtract(new BigDecimal(e.get(3)));
                    claimOpen = claimOpen.subtract(new BigDecimal(e.get(3)));
                }
                case "SE" -> {
                    assertSettled(lineOpen, claimOpen);
                    assertThat(claims).isEqualByComparingTo(stated);
                    claims = BigDecimal.ZERO;
                    claimOpen = BigDecimal.ZERO;
                    lineOpen = BigDecimal.ZERO;
                }
                default -> {
                    // the rest carries no money that counts
                }
            }
        }
        assertThat(stated).isNotNull();
    }

    private static void assertSettled(BigDecimal lineOpen, BigDecimal claimOpen) {
        assertThat(lineOpen).isEqualByComparingTo("0");
        assertThat(claimOpen).isEqualByComparingTo("0");
    }
}
