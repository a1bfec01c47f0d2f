package org.communitysupport.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What rows are asked for, in which order and how many. Only fields that the view declares by {@code index} may be filtered or sorted by.
 */
public final class Query {
    static final int MOST = 200;

    enum How {
        IS,
        IN,
        RANGE
    }

    record Filter(How how, String field, Object value, Object to) {}

    final List<Filter> filters = new ArrayList<>();
    String sort;
    boolean descending;
    int limit = 50;
    String cursor;

    private Query() {}

    public static Query all() {
        return new Query();
    }

    /** A null value is ignored, so that an absent parameter can be handed in as it is. */
    public Query where(String field, Object value) {
        if (value != null) filters.add(new Filter(How.IS, field, value, null));
        return this;
    }

    /** No values at all: no rows. */
    public Query in(String field, Collection<?> values) {
        if (values != null) filters.add(new Filter(How.IN, field, List.copyOf(values), null));
        return this;
    }

    /** Both ends included; null leaves an end open. */
    public Query range(String field, Object from, Object to) {
        if (from != null || to != null) filters.add(new Filter(How.RANGE, field, from, to));
        return this;
    }

    /** By one field, then by the row's id; without it by the id alone. */
    public Query sort(String field, boolean descending) {
        this.sort = field;
        this.descending = descending;
        return this;
    }

    /** @throws IllegalArgumentException when not from 1 to 200 */
    public Query limit(int limit) {
        if (limit < 1 || limit > MOST) throw new IllegalArgumentException("limit is from 1 to " + MOST);
        this.limit = limit;
        return this;
    }

    /** {@link Page#nextCursor} of the page before, of the same query; null for the first page. */
    public Query cursor(String text) {
        this.cursor = text;
        return this;
    }
}
