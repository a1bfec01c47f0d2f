package org.communitysupport.payer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * One claim as it was sent.
 *
 * @param index 1 for the first claim of the file
 * @param charge in dollars as sent; null when it is no amount
 * @param filing claim filing indicator (SBR09), e.g. {@code MC}
 * @param memberId of the subscriber; empty when absent
 * @param authorization REF*G1 of the claim; empty for none
 */
record Claim(
        int index,
        String number,
        BigDecimal charge,
        String place,
        String frequency,
        String filing,
        Person patient,
        String memberId,
        Provider billing,
        Payer payer,
        Submitter submitter,
        List<String> diagnoses,
        String authorization,
        List<Line> lines) {

    record Person(String family, String given, String middle) {}

    /** @param person a person, not an organisation */
    record Provider(boolean person, String name, String given, String npi, String taxId) {}

    record Payer(String name, String id) {}

    /** @param reference BHT03 of the transaction set */
    record Submitter(boolean person, String name, String given, String id, String reference) {}

    /**
     * One service line.
     *
     * @param units null when it is no number
     * @param from first day of service; null when absent or no date
     * @param diagnoses numbers of the claim's diagnoses that it points at
     * @param authorization REF*G1 of the line; empty for none
     * @param control REF*6R; empty for none
     */
    record Line(
            String number,
            String qualifier,
            String code,
            List<String> modifiers,
            BigDecimal charge,
            String unit,
            BigDecimal units,
            LocalDate from,
            LocalDate to,
            List<String> diagnoses,
            String authorization,
            String control) {}

    LocalDate firstDay() {
        return lines.stream()
                .map(Line::from)
                .filter(d -> d != null)
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    LocalDate lastDay() {
        return lines.stream()
                .map(l -> l.to() == null ? l.from() : l.to())
                .filter(d -> d != null)
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    static long cents(BigDecimal dollars) {
        return dollars.movePointRight(2).longValueExact();
    }
}
