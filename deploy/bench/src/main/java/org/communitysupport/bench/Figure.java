package org.communitysupport.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * One measured number.
 *
 * @param name of the row and, behind a dot, of what in it was measured
 * @param value median over the rounds, in {@code unit}
 * @param reference median of the reference over the same rounds; null when there is nothing to compare with
 * @param ratio median of each round's value over that round's reference; null without a reference
 * @param n rounds, or samples where there are no rounds
 * @param spread of {@code value} over the rounds: (largest - smallest) / median
 */
public record Figure(String name, String unit, double value, Double reference, Double ratio, int n, double spread) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Without a reference, from one measurement of {@code n} samples. */
    static Figure single(String name, String unit, double value, int n) {
        return new Figure(name, unit, value, null, null, n, 0);
    }

    /** One line. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a figure is always JSON", e);
        }
    }

    /** @throws IllegalArgumentException when the line is no figure */
    static Figure parse(String line) {
        try {
            return JSON.readValue(line, Figure.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("this line is no figure: " + line, e);
        }
    }
}
