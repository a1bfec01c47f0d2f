package org.communitysupport.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
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
