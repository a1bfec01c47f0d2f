package org.communitysupport.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The names of a service's events. One line an event type; a name never changes, a stored version never changes.
 *
 * <pre>{@code
 * EventTypes.of("referral")
 *     .event("ReferralReceived", ReferralReceived.class)          // referral.ReferralReceived, schema 1
 *     .event("ReferralAccepted", ReferralAccepted.class, 2, new Upcaster(1, json -> ...))
 * }</pre>
 */
public final class EventTypes {
    private final String service;
    private final Map<Class<?>, Type> byClass = new LinkedHashMap<>();
    private final Map<String, Type> byName = new HashMap<>();
    private final Map<String, Integer> foreign = new HashMap<>();

    private EventTypes(String service) {
        this.service = service;
    }

    /** @param from the version it reads; the result is of version from+1 */
    public record Upcaster(int from, UnaryOperator<Map<String, Object>> json) {}

    public record Type(
            String name, int schema, Class<?> as, List<Upcaster> upcasters, Function<Object, String> sensitivity) {

        Upcaster upcaster(int from) {
            return upcasters.stream().filter(u -> u.from() == from).findFirst().orElseThrow();
        }
    }

    public static EventTypes of(String service) {
        return new EventTypes(service);
    }

    public <E> EventTypes event(String name, Class<E> as) {
        return add(name, as, 1, List.of(), e -> "");
    }

    /** An event that may carry 42 CFR Part 2 content: the function answers {@code part2} or an empty string. */
    public <E> EventTypes event(String name, Class<E> as, Function<E, String> sensitivity) {
        return add(name, as, 1, List.of(), e -> sensitivity.apply(as.cast(e)));
    }

    public <E> EventTypes event(String name, Class<E> as, int schema, Upcaster... upcasters) {
        return add(name, as, schema, List.of(upcasters), e -> "");
    }

    /**
     * The newest version of another service's event that this service's records can read; without this line it is 1. Raise it one release
     * before the producer writes that version.
     */
    public EventTypes reads(String foreignType, int newest) {
        foreign.put(foreignType, newest);
        return this;
    }

    private EventTypes add(
            String name, Class<?> as, int schema, List<Upcaster> upcasters, Function<Object, String> sensitivity) {
        var versions = new ArrayList<Integer>();
        upcasters.forEach(u -> versions.add(u.from()));
        for (int v = 1; v < schema; v++)
            if (!versions.contains(v)) throw new IllegalStateException(name + " has no upcaster from version " + v);
        if (upcasters.size() != schema - 1)
            throw new IllegalStateException(name + ": one upcaster for each old version");
        var type = new Type(service + '.' + name, schema, as, upcasters, sensitivity);
        if (byClass.put(as, type) != null || byName.put(type.name(), type) != null)
            throw new IllegalStateException(type.name() + " is named twice");
        return this;
    }

    public String service() {
        return service;
    }

    public Type of(Class<?> as) {
        var type = byClass.get(as);
        if (type == null)
            throw new IllegalStateException(as.getName() + " has no line in the event types of " + service);
        return type;
    }

    /** Null when the name is unknown. */
    public Type named(String name) {
        return byName.get(name);
    }

    int foreignSchema(String name) {
        return foreign.getOrDefault(name, 1);
    }

    public List<Type> all() {
        return List.copyOf(byClass.values());
    }
}
