package org.communitysupport.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.util.function.Supplier;
import org.communitysupport.kernel.Personal;

/**
 * {@code {"person","field","sealed"}}, or {@code {"person","field","erased":true}}. What is sealed are the JSON bytes of the value. There
 * is no form for an opened value: without a vault it cannot be written.
 */
final class PersonalJson {
    static final Class<Personal<?>> PERSONAL = personal();

    private PersonalJson() {}

    @SuppressWarnings("unchecked")
    private static Class<Personal<?>> personal() {
        return (Class<Personal<?>>) (Class<?>) Personal.class;
    }

    static final class Writer extends StdSerializer<Personal<?>> {
        private static final long serialVersionUID = 1L;
        private final ObjectMapper mapper;

        Writer(ObjectMapper mapper) {
            super(PERSONAL);
            this.mapper = mapper;
        }

        @Override
        public void serialize(Personal<?> personal, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject(personal);
            out.writeStringField("person", personal.person());
            out.writeStringField("field", personal.field());
            if (personal.isErased()) out.writeBooleanField("erased", true);
            else out.writeStringField("sealed", personal.isSealed() ? personal.cipher() : seal(personal, provider));
            out.writeEndObject();
        }

        private String seal(Personal<?> personal, SerializerProvider provider) throws IOException {
            if (!(provider.getAttribute(EventCodec.VAULT) instanceof Vault vault))
                throw JsonMappingException.from(
                        provider, personal.field() + " is opened and there is no vault to seal it");
            byte[] plain = mapper.writeValueAsBytes(personal.value().orElseThrow());
            return asked(() -> vault.seal(personal.person(), personal.field(), plain));
        }
    }

    static final class Reader extends StdDeserializer<Personal<?>> implements ContextualDeserializer {
        private static final long serialVersionUID = 1L;
        private final ObjectMapper mapper;
        private final JavaType value;

        Reader(ObjectMapper mapper, JavaType value) {
            super(PERSONAL);
            this.mapper = mapper;
            this.value = value;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            var personal = context.getContextualType();
            return new Reader(
                    mapper,
                    personal == null || personal.containedTypeCount() == 0
                            ? TypeFactory.unknownType()
                            : personal.containedType(0));
        }

        @Override
        public Personal<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode json = context.readTree(in);
            String person = text(json, "person", context), field = text(json, "field", context);
            if (json.path("erased").asBoolean(false)) return Personal.erased(person, field);
            String cipher = text(json, "sealed", context);
            if (!(context.getAttribute(EventCodec.VAULT) instanceof Vault vault))
                return Personal.sealed(person, field, cipher);
            var plain = asked(() -> vault.open(person, field, cipher));
            if (plain.isEmpty()) return Personal.erased(person, field);
            return Personal.of(person, field, PersonalJson.value(mapper, plain.get(), value, field));
        }

        private String text(JsonNode json, String name, DeserializationContext context) throws IOException {
            var node = json.path(name);
            if (!node.isTextual()) context.reportInputMismatch(this, "a personal value has a text '%s'", name);
            return node.textValue();
        }
    }

    private static <T> T asked(Supplier<T> vault) {
        try {
            return vault.get();
        } catch (RuntimeException e) {
            throw new VaultFailed(e);
        }
    }

    /** Carries the vault's own exception through Jackson, which would take it for a fault of the JSON. */
    static final class VaultFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final RuntimeException failure;

        VaultFailed(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** Without the cause and without a path into the value: both may show what is personal. */
    static <T> T value(ObjectMapper mapper, byte[] plain, JavaType as, String field) {
        try {
            return mapper.readerFor(as).readValue(plain);
        } catch (IOException e) {
            throw new EventCodec.Unreadable("the opened value of '" + field + "' does not read as "
                    + as.getRawClass().getSimpleName());
        }
    }
}
