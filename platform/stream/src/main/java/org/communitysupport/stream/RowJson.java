package org.communitysupport.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.Decimal128;
import org.communitysupport.codec.EventCodec;

/** Rows to BSON and back, by the JSON of the house; instants are written with a fixed width, so that their text sorts as they do. */
final class RowJson {
    private final ObjectMapper mapper;

    RowJson(EventCodec codec) {
        mapper = codec.mapper().copy();
        mapper.registerModule(new SimpleModule("rows").addSerializer(Instant.class, new SortableInstant()));
    }

    static final class SortableInstant extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;
        private static final DateTimeFormatter WIDE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
                .withZone(ZoneOffset.UTC);

        SortableInstant() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant instant, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(WIDE.format(instant));
        }
    }

    BsonValue toBson(Object value) {
        return bson(mapper.valueToTree(value));
    }

    /** @throws EventCodec.Unreadable when the stored row is no {@code as} */
    <R> R fromBson(BsonValue value, Class<R> as) {
        if (value == null || value.isNull()) return null;
        try {
            return mapper.treeToValue(json(value), as);
        } catch (JsonProcessingException e) {
            throw new EventCodec.Unreadable("a stored row does not read as " + as.getSimpleName());
        }
    }

    private static BsonValue bson(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var document = new BsonDocument();
                node.properties().forEach(e -> document.put(e.getKey(), bson(e.getValue())));
                yield document;
            }
            case ARRAY -> {
                var array = new BsonArray();
                node.forEach(n -> array.add(bson(n)));
                yield array;
            }
            case STRING -> new BsonString(node.textValue());
            case BOOLEAN -> BsonBoolean.valueOf(node.booleanValue());
            case NUMBER -> number(node);
            default -> BsonNull.VALUE;
        };
    }

    private static BsonValue number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) return new BsonInt64(node.longValue());
        return node.isDouble() || node.isFloat()
                ? new BsonDouble(node.doubleValue())
                : new BsonDecimal128(new Decimal128(node.decimalValue()));
    }

    private static JsonNode json(BsonValue value) {
        var make = JsonNodeFactory.instance;
        return switch (value.getBsonType()) {
            case DOCUMENT -> {
                var object = make.objectNode();
                value.asDocument().forEach((k, v) -> object.set(k, json(v)));
                yield object;
            }
            case ARRAY -> {
                var array = make.arrayNode();
                value.asArray().forEach(v -> array.add(json(v)));
                yield array;
            }
            case STRING -> make.textNode(value.asString().getValue());
            case BOOLEAN -> make.booleanNode(value.asBoolean().getValue());
            case INT32, INT64 -> make.numberNode(value.asNumber().longValue());
            case DOUBLE -> make.numberNode(value.asDouble().getValue());
            case DECIMAL128 -> make.numberNode(value.asDecimal128().getValue().bigDecimalValue());
            default -> make.nullNode();
        };
    }
}
