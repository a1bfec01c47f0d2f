package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.kernel.Money;

/**
 * One segment as read. Elements and components count from 1, as the guides do; what is absent reads as an empty string.
 *
 * @param position within its transaction set, ST being 1
 */
record Segment(String id, int position, List<List<String>> elements) {

    String get(int element) {
        return get(element, 1);
    }

    String get(int element, int component) {
        if (element > elements.size()) return "";
        var components = elements.get(element - 1);
        return component > components.size() ? "" : components.get(component - 1);
    }

    int size() {
        return elements.size();
    }

    long cents(int element) {
        return get(element).isEmpty() ? 0 : Money.ofDollars(get(element)).toCents();
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
