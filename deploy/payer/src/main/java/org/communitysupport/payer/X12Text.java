package org.communitysupport.payer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Writes an interchange in answer to another: sender and receiver change places, counts and control numbers are kept here. */
final class X12Text {
    static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
    private static final int ANSWERS = 4;
    private final StringBuilder text = new StringBuilder();
    private final String control;
    private String group;
    private int groups;
    private int sets;
    private int segments;

    /** @param ordinal 1 to 3: the answers to one file have control numbers of their own, the same ones when repeated */
    X12Text(Interchange to, int ordinal) {
        long number = (Long.parseLong(to.control()) * ANSWERS + ordinal) % 1_000_000_000L;
        control = String.format("%09d", number);
        var isa = to.isa();
        var at = to.at();
        segment(
                "ISA",
                "00",
                " ".repeat(10),
                "00",
                " ".repeat(10),
                isa.get(7),
                padded(isa.get(8)),
                isa.get(5),
                padded(isa.get(6)),
                DATE.format(at).substring(2),
                TIME.format(at),
                "^",
                "00501",
                control,
                "0",
                isa.get(15).equals("P") ? "P" : "T",
                ":");
    }

    void startGroup(String code, String from, String to, LocalDateTime at, String guide) {
        group = Long.toString(Long.parseLong(control));
        groups++;
        sets = 0;
        segment("GS", code, clean(from), clean(to), DATE.format(at), TIME.format(at), group, "X", guide);
    }

    /** @param guide as ST03; empty where the guide itself marks it as not used (835) */
    void startSet(String kind, String guide) {
        sets++;
        segments = 0;
        segment("ST", kind, String.format("%04d", sets), guide);
    }

    void endSet() {
        segment("SE", Integer.toString(segments + 1), String.format("%04d", sets));
    }

    void endGroup() {
        segment("GE", Integer.toString(sets), group);
    }

    byte[] end() {
        segment("IEA", Integer.toString(groups), control);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Elements as they are: what comes from the other side goes through {@link #clean} first. Empty ones at the end are left off. */
    void segment(String id, String... elements) {
        segments++;
        int last = elements.length;
        while (last > 0 && elements[last - 1].isEmpty()) last--;
        text.append(id);
        for (int i = 0; i < last; i++) text.append('*').append(elements[i]);
        text.append('~');
    }

    /** A value that the sender's delimiters allowed may hold one of ours. */
    static String clean(String value) {
        return value.replaceAll("[~*:^\\p{Cntrl}]", " ").strip();
    }

    static String dollars(long cents) {
        var amount = BigDecimal.valueOf(cents, 2).stripTrailingZeros();
        return (amount.scale() < 0 ? amount.setScale(0) : amount).toPlainString();
    }

    static String date(LocalDate day) {
        return DATE.format(day);
    }

    private static String padded(String id) {
        return String.format("%-15.15s", clean(id));
    }
}
