package org.communitysupport.x12;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.kernel.Money;

/**
 * One segment as read. Elements and components count from 1, as the guides do; what is absent reads as an empty string.
 *
 * @param position within its transaction set, ST being 1
 */
public record Segment(String id, int position, List<List<String>> elements) {

    public String get(int element) {
        return get(element, 1);
    }

    public String get(int element, int component) {
        if (element > elements.size()) return "";
        var components = elements.get(element - 1);
        return component > components.size() ? "" : components.get(component - 1);
    }

    public int size() {
        return elements.size();
    }

    /**
     * 0 when absent.
     *
     * @throws Unreadable when it is no amount in dollars and cents
     */
    public long cents(int element) {
        try {
            return get(element).isEmpty() ? 0 : Money.ofDollars(get(element)).toCents();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Unreadable(this, element, "6", "not an amount in dollars and cents");
        }
    }

    /**
     * Null when absent.
     *
     * @throws Unreadable when it is no day
     */
    public LocalDate date(int element) {
        try {
            return get(element).isEmpty() ? null : LocalDate.parse(get(element), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            throw new Unreadable(this, element, "8", "not a day");
        }
    }

    /** An element that a schema lets pass does not hold what we must read from it. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient X12Fault fault;

        Unreadable(Segment segment, int element, String code, String words) {
            super(segment.id + " element " + element + ": " + words);
            fault = X12Fault.element(code, segment.id, segment.position, element, 0, words);
        }

        X12Fault fault() {
            return fault;
        }
    }

    static final class Builder {
        private final List<List<String>> elements = new ArrayList<>();

        void put(int element, int component, String text) {
            while (elements.size() < element) elements.add(new ArrayList<>());
            var components = elements.get(element - 1);
            int at = Math.max(component, 1);
            while (components.size() < at) components.add("");
            components.set(at - 1, text);
        }

        Segment build(String id, int position) {
            return new Segment(id, position, elements);
        }
    }
}
