package org.communitysupport.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.communitysupport.kernel.Personal;

/**
 * A service's events to JSON and back. Names and versions are those of its {@link EventTypes}; personal values are sealed on the way in
 * and, where asked for, opened on the way out.
 *
 * <p>What cannot be read is told apart by type: {@link UnknownVersion}, {@link UnknownType}, {@link Unreadable}. Their messages name
 * places, never values.
 */
public final class EventCodec {
    /** Called for each property that a record does not know: the published type name and the property. */
    @FunctionalInterface
    public interface UnknownField {
        void seen(String type, String field);
    }

    private static final String TYPE = "event type";
    static final String VAULT = "vault";

    private final EventTypes types;
    private final Vault vault;
    private final ObjectMapper mapper;
    /** Making one for each event looks its type up each time. */
    private final Map<Reading, ObjectReader> readers = new ConcurrentHashMap<>();

    private record Reading(String type, Class<?> record, boolean opened) {}

    public EventCodec(EventTypes types, Vault vault) {
        this(types, vault, (type, field) -> {});
    }

    public EventCodec(EventTypes types, Vault vault, UnknownField unknown) {
        this.types = types;
        this.vault = vault;
        this.mapper = Json.mapper();
        mapper.addHandler(new CountUnknown(unknown));
    }

    /** Opened personal values are sealed; sealed and erased ones stay as they are. */
    public NewJson encode(Object event) {
        var type = types.of(event.getClass());
        try {
            String data = mapper.writer().withAttribute(VAULT, vault).writeValueAsString(event);
            return new NewJson(
                    type.name(), type.schema(), data, type.sensitivity().apply(event));
        } catch (JsonProcessingException e) {
            throw unreadable(type.name() + " cannot be written", e);
        }
    }

    /**
     * With personal values opened, or erased where the person's key is gone. An event of this service is brought to its newest version
     * first and may be asked for by the sealed interface it belongs to; another's is read into the tolerant record {@code as}.
     */
    public <E> E decode(String type, int schema, String data, Class<E> as) {
        return read(true, type, schema, data, as);
    }

    /** As {@link #decode}, with personal values left sealed: for views. */
    public <E> E decodeSealed(String type, int schema, String data, Class<E> as) {
        return read(false, type, schema, data, as);
    }

    /** One sealed value opened; empty when erased. */
    public <T> Optional<T> open(Personal<T> personal, Class<T> as) {
        if (!personal.isSealed()) return personal.value();
        return vault.open(personal.person(), personal.field(), personal.cipher())
                .map(plain -> PersonalJson.value(mapper, plain, mapper.constructType(as), personal.field()));
    }

    /**
     * The JSON of the house: properties in record order, dates and instants ISO, money a number of cents, absent optionals left out, no
     * class names. It has no vault: sealed and erased personal values pass as they are, writing an opened one is an error.
     */
    public ObjectMapper mapper() {
        return mapper;
    }

    public EventTypes types() {
        return types;
    }

    private <E> E read(boolean opened, String name, int schema, String data, Class<E> as) {
        var type = types.named(name);
        int known = type == null ? types.foreignSchema(name) : type.schema();
        if (type == null && name.startsWith(types.service() + '.'))
            throw new UnknownType(name + " is not among the event types of " + types.service());
        if (schema < 1 || schema > known)
            throw new UnknownVersion(name + " version " + schema + " is unknown here; the newest known is " + known);
        try {
            var record = type != null && as.isAssignableFrom(type.as()) ? type.as() : as;
            var target = readers.computeIfAbsent(new Reading(name, record, opened), this::reader);
            if (type == null || schema == known) return target.readValue(data);
            return target.readValue(mapper.<JsonNode>valueToTree(upcast(type, schema, data)));
        } catch (IOException e) {
            throw unreadable(name + " version " + schema + " does not read as " + as.getSimpleName(), e);
        }
    }

    private ObjectReader reader(Reading reading) {
        var reader = mapper.readerFor(reading.record).withAttribute(TYPE, reading.type);
        return reading.opened ? reader.withAttribute(VAULT, vault) : reader;
    }

    private Map<String, Object> upcast(EventTypes.Type type, int from, String data) throws IOException {
        Map<String, Object> json = mapper.readerForMapOf(Object.class).readValue(data);
        for (int version = from; version < type.schema(); version++)
            json = type.upcaster(version).json().apply(new LinkedHashMap<>(json));
        return json;
    }

    /** Without the cause: its message may quote a value. What the vault threw goes on as it is: an outage is no bad event. */
    private static RuntimeException unreadable(String what, IOException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PersonalJson.VaultFailed vault) return vault.failure;
            if (cause instanceof Unreadable inner)
                return new Unreadable(what + Json.place(e) + ": " + inner.getMessage());
        }
        return new Unreadable(what + Json.place(e));
    }

    private static final class CountUnknown extends DeserializationProblemHandler {
        private final UnknownField unknown;

        CountUnknown(UnknownField unknown) {
            this.unknown = unknown;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String property)
                throws IOException {
            if (context.getAttribute(TYPE) instanceof String type) unknown.seen(type, property);
            parser.skipChildren();
            return true;
        }
    }

    /** The event was written by a newer release than this one. */
    public static final class UnknownVersion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnknownVersion(String message) {
            super(message);
        }
    }

    /** An event of this very service that has no line in its event types. */
    public static final class UnknownType extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnknownType(String message) {
            super(message);
        }
    }

    /** The JSON does not fit the record. Names the place, never the value. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message);
        }
    }
}
