package org.communitysupport.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Writes sets of names, numbers and dates in their natural order. */
final class SortedSet extends JsonSerializer<Object> implements ContextualSerializer {
    private final JsonSerializer<Object> inner;

    SortedSet(JsonSerializer<Object> inner) {
        this.inner = inner;
    }

    @Override
    public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
            throws JsonMappingException {
        @SuppressWarnings("unchecked")
        var contextual = (JsonSerializer<Object>) provider.handleSecondaryContextualization(inner, property);
        return new SortedSet(contextual);
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializerProvider provider) throws IOException {
        inner.serialize(sorted((Set<?>) value), out, provider);
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Object value) {
        return ((Set<?>) value).isEmpty();
    }

    private static Set<?> sorted(Set<?> set) {
        boolean hasOrder = set instanceof java.util.SortedSet || set instanceof LinkedHashSet;
        return hasOrder || !set.stream().allMatch(Comparable.class::isInstance) ? set : new TreeSet<Object>(set);
    }
}
