package org.communitysupport.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A read model: a pure fold from events to rows, one row a key. It never emits anything.
 *
 * <p>A row may be fed by several topics and lanes. The runner keeps one position per topic and lane in the row and drops what the row has
 * seen; between different aggregates there is no order, so a fold must not depend on it: let each source write its own fields, and compute
 * what combines them on read.
 *
 * @param <R> the row, a record; null before the first event. Its {@code tenant} component, if any, is used for tenancy filters
 */
public final class View<R> {
    private final String name;
    private final int version;
    private final Class<R> row;
    private final Map<String, On<R, ?>> handled = new LinkedHashMap<>();
    private final Set<String> ignored = new TreeSet<>();
    private final List<List<String>> indexes = new ArrayList<>();

    private View(String name, int version, Class<R> row) {
        this.name = name;
        this.version = version;
        this.row = row;
    }

    /** One handled event type. A null key means: not for this view. */
    public record On<R, E>(String type, Class<E> as, Function<Event<E>, String> key, BiFunction<R, Event<E>, R> fold) {}

    public static <R> View<R> of(String name, int version, Class<R> row) {
        return new View<>(name, version, row);
    }

    /** Handles {@code type}, decoded as {@code as}: a domain event of this service, or a tolerant record of another's. */
    public <E> View<R> on(String type, Class<E> as, Function<Event<E>, String> key, BiFunction<R, Event<E>, R> fold) {
        if (handled.put(type, new On<>(type, as, key, fold)) != null)
            throw new IllegalStateException(type + " is handled twice");
        return this;
    }

    /** Names the types of a source that this view knows of and does not need. Every type must be handled or ignored by name. */
    public View<R> ignores(String... types) {
        ignored.addAll(List.of(types));
        return this;
    }

    /** A field, or several, that queries filter or sort by; the tenant is put in front. */
    public View<R> index(String... fields) {
        indexes.add(List.of(fields));
        return this;
    }

    public String name() {
        return name;
    }

    public int version() {
        return version;
    }

    public Class<R> row() {
        return row;
    }

    public Map<String, On<R, ?>> handled() {
        return handled;
    }

    public Set<String> ignored() {
        return ignored;
    }

    public List<List<String>> indexes() {
        return indexes;
    }

    /** The services whose topics it reads: what stands before the first dot of the type names. */
    public Set<String> sources() {
        var sources = new TreeSet<String>();
        handled.keySet().forEach(t -> sources.add(t.substring(0, t.indexOf('.'))));
        ignored.forEach(t -> sources.add(t.substring(0, t.indexOf('.'))));
        return sources;
    }
}
