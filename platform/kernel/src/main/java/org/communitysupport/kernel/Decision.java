package org.communitysupport.kernel;

import java.util.List;

/** The answer of a {@link Decider}: the events to store, or the reason why not. */
public sealed interface Decision<E> {

    /** The events, in order. Empty means: it is already as the command wants it, and nothing is stored. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    record Rejected<E>(Rejection rejection) implements Decision<E> {}

    static <E> Decision<E> accept(E event) {
        return new Accepted<>(List.of(event));
    }

    static <E> Decision<E> acceptAll(List<? extends E> events) {
        return new Accepted<>(List.copyOf(events));
    }

    static <E> Decision<E> nothingToDo() {
        return new Accepted<>(List.of());
    }

    static <E> Decision<E> reject(Rejection rejection) {
        return new Rejected<>(rejection);
    }

    static <E> Decision<E> reject(String code, String rule, String detail) {
        return new Rejected<>(Rejection.of(code, rule, detail));
    }
}
