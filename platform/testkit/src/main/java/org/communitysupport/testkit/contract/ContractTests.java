package org.communitysupport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.communitysupport.codec.EventTypes;
import org.junit.jupiter.api.DynamicTest;

/**
 * The published language as files: a JSON Schema and a sample per event and version, and an AsyncAPI file that names them all. With
 * {@code -Dgolden=write} files that do not exist yet are written; one that exists is never changed by a test.
 */
public final class ContractTests {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final boolean WRITE = "write".equals(System.getProperty("golden"));

    private ContractTests() {}

    /**
     * What a producer promises.
     *
     * @param contract the folder {@code src/contract} of the service
     * @param encode an event to the JSON that is stored (personal values sealed already)
     * @param decode that JSON back, personal values left sealed
     */
    public static List<DynamicTest> producer(
            EventTypes types,
            Path contract,
            Function<Object, String> encode,
            BiFunction<EventTypes.Type, String, Object> decode) {
        var tests = new ArrayList<DynamicTest>();
        for (var type : types.all()) {
            String name = type.name() + ".v" + type.schema();
            Path schema = contract.resolve("events").resolve(name + ".schema.json");
            Path sample = contract.resolve("samples").resolve(name + ".json");
            tests.add(DynamicTest.dynamicTest(name + " is what its schema says", () -> {
                golden(schema, JSON.writeValueAsString(Shapes.schema(name, type.as())));
                assertThat(JSON.readTree(schema.toFile())).isEqualTo(JSON.valueToTree(Shapes.schema(name, type.as())));
            }));
            tests.add(DynamicTest.dynamicTest(name + " reads its sample for ever", () -> {
                golden(sample, pretty(encode.apply(Shapes.sample(type.as()))));
                var json = JSON.readTree(sample.toFile());
                var again = JSON.readTree(encode.apply(decode.apply(type, json.toString())));
                dropWhatCameLater(again, json);
                assertThat(again).isEqualTo(json);
                var errors = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(schema))
                        .validate(json);
                assertThat(errors).isEmpty();
            }));
        }
        tests.add(DynamicTest.dynamicTest("every schema belongs to a type", () -> {
            var known = types.all().stream().map(EventTypes.Type::name).collect(Collectors.toCollection(TreeSet::new));
            assertThat(typeNames(contract)).isEqualTo(known);
        }));
        tests.add(DynamicTest.dynamicTest("the AsyncAPI file names every event", () -> {
            Path file = contract.resolve("asyncapi.yaml");
            golden(file, AsyncApi.of(types));
            assertThat(Files.readString(file)).isEqualTo(AsyncApi.of(types));
        }));
        return tests;
    }

    /**
     * What a consumer owes its producers: every type name handled or ignored by name, every sample read, and no field expected that no
     * schema has.
     *
     * @param who e.g. the name of a view
     * @param handled type name to the record it is read as
     * @param contractOf the contract folder of a service
     * @param decode JSON of a sample read as that record
     */
    public static List<DynamicTest> consumer(
            String who,
            Map<String, Class<?>> handled,
            Set<String> ignored,
            Function<String, Path> contractOf,
            BiFunction<String, Class<?>, Object> decode) {
        var tests = new ArrayList<>(reads(who, handled, ignored, contractOf, decode));
        var readAs = new LinkedHashMap<Class<?>, List<String>>();
        handled.forEach((type, as) ->
                readAs.computeIfAbsent(as, any -> new ArrayList<>()).add(type));
        tests.addAll(promised(who, readAs, contractOf));
        return tests;
    }

    /** The same without {@link #promised}, for consumers that share records. */
    public static List<DynamicTest> reads(
            String who,
            Map<String, Class<?>> handled,
            Set<String> ignored,
            Function<String, Path> contractOf,
            BiFunction<String, Class<?>, Object> decode) {
        var tests = new ArrayList<DynamicTest>();
        var sources = new TreeSet<String>();
        for (String type : handled.keySet()) sources.add(type.substring(0, type.indexOf('.')));
        for (String type : ignored) sources.add(type.substring(0, type.indexOf('.')));
        for (String source : sources) {
            tests.add(DynamicTest.dynamicTest(who + " names every event of " + source, () -> {
                var named = new TreeSet<String>();
                for (String type : handled.keySet()) if (type.startsWith(source + ".")) named.add(type);
                for (String type : ignored) if (type.startsWith(source + ".")) named.add(type);
                assertThat(named).isEqualTo(typeNames(contractOf.apply(source)));
            }));
        }
        handled.forEach((type, as) -> tests.add(DynamicTest.dynamicTest(who + " reads " + type, () -> {
            String source = type.substring(0, type.indexOf('.'));
            try (var samples = Files.list(contractOf.apply(source).resolve("samples"))) {
                var own = samples.filter(f -> f.getFileName().toString().startsWith(type + ".v"))
                        .toList();
                assertThat(own).isNotEmpty();
                for (Path sample : own)
                    assertThat(decode.apply(Files.readString(sample), as)).isNotNull();
            }
        })));
        return tests;
    }

    /**
     * One test for each record that events are read as. A record that several consumers share is judged by all that is read as it.
     *
     * @param readAs record to the type names that are read as it
     */
    public static List<DynamicTest> promised(
            String who, Map<Class<?>, ? extends Collection<String>> readAs, Function<String, Path> contractOf) {
        var tests = new ArrayList<DynamicTest>();
        readAs.forEach((as, types) -> tests.add(DynamicTest.dynamicTest(
                who + " reads no field as " + as.getSimpleName() + " that nobody promises", () -> {
                    var promised = new ArrayList<JsonNode>();
                    for (String type : types) promised.addAll(schemas(type, contractOf));
                    assertThat(unpromised(as, promised, "")).isEmpty();
                })));
        return tests;
    }

    private static List<JsonNode> schemas(String type, Function<String, Path> contractOf) throws IOException {
        var schemas = new ArrayList<JsonNode>();
        try (var files = Files.list(
                contractOf.apply(type.substring(0, type.indexOf('.'))).resolve("events"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith(type + ".v"))
                    .toList()) schemas.add(JSON.readTree(file.toFile()));
        }
        return schemas;
    }

    /** A field that was misspelt, or that its producer gave up, would be read as null for ever and nobody would notice. */
    private static List<String> unpromised(Class<?> as, List<JsonNode> schemas, String at) {
        var missing = new ArrayList<String>();
        for (var component : as.getRecordComponents()) {
            var promised = schemas.stream()
                    .map(schema -> schema.path("properties").path(component.getName()))
                    .filter(schema -> !schema.isMissingNode())
                    .toList();
            String place = at + '/' + component.getName();
            if (promised.isEmpty()) {
                missing.add(place);
                continue;
            }
            var inner = new ArrayList<JsonNode>();
            for (var schema : promised) inner.add(schema.has("items") ? schema.path("items") : schema);
            Class<?> type = component.getType();
            if (component.getGenericType() instanceof ParameterizedType of
                    && of.getActualTypeArguments()[0] instanceof Class<?> item
                    && List.class.isAssignableFrom(type)) type = item;
            if (type.isRecord() && inner.stream().anyMatch(schema -> schema.has("properties")))
                missing.addAll(unpromised(type, inner, place));
        }
        return missing;
    }

    private static TreeSet<String> typeNames(Path contract) throws IOException {
        try (var files = Files.list(contract.resolve("events"))) {
            return files.map(f -> f.getFileName().toString().replaceFirst("\\.v\\d+\\.schema\\.json$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String pretty(String json) throws JsonProcessingException {
        return JSON.writeValueAsString(JSON.readTree(json));
    }

    /** A field that came after the sample was stored says nothing in it: null, empty, false or zero. */
    private static void dropWhatCameLater(JsonNode again, JsonNode sample) {
        if (again instanceof ObjectNode object && sample.isObject()) {
            object.properties().removeIf(field -> !sample.has(field.getKey()) && saysNothing(field.getValue()));
            object.properties().forEach(field -> dropWhatCameLater(field.getValue(), sample.path(field.getKey())));
        } else for (int i = 0; i < again.size(); i++) dropWhatCameLater(again.path(i), sample.path(i));
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || !value.isContainerNode() && !value.isTextual() && value.asInt() == 0;
    }

    private static void golden(Path file, String content) throws IOException {
        if (Files.exists(file)) return;
        assertThat(WRITE)
                .as(file + " is missing; a new event is written once with -Dgolden=write")
                .isTrue();
        Files.createDirectories(file.getParent());
        Files.writeString(file, content.endsWith("\n") ? content : content + "\n");
    }
}
