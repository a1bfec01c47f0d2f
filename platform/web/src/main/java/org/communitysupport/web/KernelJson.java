package org.communitysupport.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.communitysupport.kernel.Money;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Position;

/** How the words of the kernel stand in requests and answers. A {@link Personal} never does: who answers opens it first, and is audited. */
final class KernelJson extends SimpleModule {
    private static final long serialVersionUID = 1L;

    KernelJson() {
        super("kernel-http");
        addSerializer(new MoneyOut());
        addDeserializer(Money.class, new MoneyIn());
        addSerializer(new PositionOut());
        addSerializer(new PersonalOut());
        addDeserializer(LocalDate.class, new IsoText<>(LocalDate.class, LocalDate::parse));
        addDeserializer(Instant.class, new IsoText<>(Instant.class, Instant::parse));
        addDeserializer(OffsetDateTime.class, new IsoText<>(OffsetDateTime.class, OffsetDateTime::parse));
    }

    private static final class MoneyOut extends StdSerializer<Money> {
        private static final long serialVersionUID = 1L;

        MoneyOut() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(money.toCents());
        }
    }

    private static final class MoneyIn extends StdDeserializer<Money> {
        private static final long serialVersionUID = 1L;

        MoneyIn() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Money.ofCents(in.getLongValue());
        }
    }

    private static final class PositionOut extends StdSerializer<Position> {
        private static final long serialVersionUID = 1L;

        PositionOut() {
            super(Position.class);
        }

        @Override
        public void serialize(Position position, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(position.toString());
        }
    }

    /** Dates and times are ISO 8601 text. Jackson's own readers take numbers for seconds or days, and arrays, and drop what is too much. */
    private static final class IsoText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;

        IsoText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked") // what a mismatch handler returns is of the type it was asked for
        public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING)) return (T) context.handleUnexpectedToken(handledType(), in);
            try {
                return parse.apply(in.getText());
            } catch (DateTimeException e) {
                return (T) context.handleWeirdStringValue(handledType(), in.getText(), "not ISO 8601");
            }
        }
    }

    private static final class PersonalOut extends StdSerializer<Personal<?>> {
        private static final long serialVersionUID = 1L;

        PersonalOut() {
            super(Personal.class, false);
        }

        @Override
        public void serialize(Personal<?> personal, JsonGenerator out, SerializerProvider provider) {
            throw new IllegalStateException(
                    personal.field() + " goes into no answer as it is: open it through PersonalReader");
        }
    }
}
