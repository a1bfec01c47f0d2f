package org.communitysupport.bench;

import java.util.Arrays;

/**
 * Measured again and again, ours and the reference by turns, so that whatever else the machine does meets both.
 *
 * @param ours one number a round
 * @param reference as many, or none
 */
record Rounds(double[] ours, double[] reference) {

    /** A measurement; its number is events or calls a second, or milliseconds. */
    @FunctionalInterface
    interface Measured {
        double once(int round);
    }

    /** One round of both is thrown away first: the machine code of neither is there yet. */
    static Rounds alternating(int rounds, Measured ours, Measured reference) {
        var a = new double[rounds];
        var b = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double mine = ours.once(round), theirs = reference.once(round);
            if (round < 0) continue;
            a[round] = mine;
            b[round] = theirs;
        }
        return new Rounds(a, b);
    }

    static Rounds alone(int rounds, Measured ours) {
        var a = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double mine = ours.once(round);
            if (round >= 0) a[round] = mine;
        }
        return new Rounds(a, new double[0]);
    }

    Figure figure(String name, String unit) {
        if (reference.length == 0) return new Figure(name, unit, median(ours), null, null, ours.length, spread());
        var ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) ratios[i] = ours[i] / reference[i];
        return new Figure(name, unit, median(ours), median(reference), median(ratios), ours.length, spread());
    }

    private double spread() {
        var sorted = ours.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length - 1] - sorted[0]) / median(ours);
    }

    static double median(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
