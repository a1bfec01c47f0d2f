package org.communitysupport.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * What holds for every address, said once: the token, the headers of commands, the parameters of lists, and how a "no" reads. A POST to an
 * address that names nothing creates; one to an address that names something changes it and needs {@code If-Match}, unless its method says
 * {@code @Extension(name = ApiDescription.ANY_VERSION, value = "true")}.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    public static final String ANY_VERSION = "x-any-version";

    /** Extension of every operation: the roles of which a caller needs one; empty when any valid token will do. */
    public static final String ROLES = "x-roles";

    private static final DotName ROLES_ALLOWED = DotName.createSimple("jakarta.annotation.security.RolesAllowed");
    private static final String TOKEN = "token";
    private static final String STANDS = "Stands";

    /** What operators and privacy officers do is no command: repeating it changes nothing, so it needs no key. */
    private static final List<String> OPERATING = List.of(
            "/v1/positions",
            "/v1/parked",
            "/v1/clock",
            "/v1/audit",
            "/v1/relay",
            "/v1/views",
            "/v1/history",
            "/v1/persons/{person}/erasure",
            "/v1/persons/{person}/holds");

    private static final Map<String, String> NO = new TreeMap<>(Map.ofEntries(
            Map.entry("400", "The request cannot be read; errors[].pointer names the place."),
            Map.entry("401", "No token, or one that is malformed, expired, or not for this audience."),
            Map.entry("403", "The caller's roles or tenant do not allow it."),
            Map.entry("404", "It does not exist, or the caller may not know of it."),
            Map.entry("409", "The state does not allow it; rule names the rule, facts what it was decided on."),
            Map.entry("412", "It has changed since the version in If-Match."),
            Map.entry("413", "The body is larger than this address accepts."),
            Map.entry("415", "The address does not read this media type."),
            Map.entry("422", "The content is not valid, or the Idempotency-Key was used for another request."),
            Map.entry("428", "If-Match is missing."),
            Map.entry("429", "More requests than agreed; Retry-After says when to try again."),
            Map.entry("503", "Overloaded, or the outcome is not known: send it again with the same Idempotency-Key."),
            Map.entry("504", "The view has not passed the position in ?after= in time.")));

    private final IndexView index;

    public ApiDescription(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        String service = ConfigProvider.getConfig()
                .getOptionalValue("cs.service", String.class)
                .orElse("community-support");
        api.setInfo(
                OASFactory.createInfo()
                        .title(service)
                        .version("v1")
                        .description(
                                "Commands answer with Cs-Position; a query with ?after=<position> is answered from there or"
                                        + " later. Every \"no\" is application/problem+json, and an OperationOutcome to FHIR clients."));
        if (api.getComponents() == null) api.setComponents(OASFactory.createComponents());
        api.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(
                                        "An access token (OpenID Connect) for audience cs-api, with the claim tenant."))
                .addSchema("Problem", problem())
                .addSchema(STANDS, stands())
                .addSchema("Warning", warning());
        var words = ApiWords.load();
        NO.forEach((status, meaning) ->
                api.getComponents().addResponse("No" + status, no(meaning + codes(words, status))));
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        if (api.getPaths() == null) return;
        var roles = roles();
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> {
                    describe(path, method, operation);
                    words.tell(operation);
                    words.showExample(method.name(), path, operation);
                    tellRoles(operation, roles.get(operation.getOperationId()));
                    mayWarn(api, operation);
                }));
        boolean fhir = api.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .anyMatch(ApiDescription::takesFhir);
        if (fhir) {
            api.getComponents().addSchema("OperationOutcome", operationOutcome());
            NO.forEach((status, meaning) ->
                    api.getComponents().addResponse("FhirNo" + status, fhirNo(meaning + codes(words, status))));
        }
        api.getComponents().getSchemas().forEach(this::requirePrimitives);
        api.getComponents().getSchemas().values().forEach(ApiDescription::mayBeNull);
        api.getComponents().getSchemas().forEach(words::tell);
    }

    private static String codes(ApiWords words, String status) {
        String codes = words.common(status);
        return codes.isEmpty() ? "" : " Codes of every operation: " + codes + '.';
    }

    /** Operation id, which is {@code Class_method}, to the roles that {@code @RolesAllowed} names there or on the class. */
    private Map<String, List<String>> roles() {
        var roles = new HashMap<String, List<String>>();
        var declared = index.getAnnotations(ROLES_ALLOWED);
        declared.stream()
                .filter(a -> a.target().kind() == AnnotationTarget.Kind.CLASS)
                .forEach(a -> a.target().asClass().methods().forEach(m -> roles.put(operationId(m), named(a))));
        declared.stream()
                .filter(a -> a.target().kind() == AnnotationTarget.Kind.METHOD)
                .forEach(a -> roles.put(operationId(a.target().asMethod()), named(a)));
        return roles;
    }

    private static String operationId(MethodInfo method) {
        return method.declaringClass().simpleName() + '_' + method.name();
    }

    private static List<String> named(AnnotationInstance rolesAllowed) {
        return List.of(rolesAllowed.value().asStringArray());
    }

    private static void tellRoles(Operation operation, List<String> roles) {
        String sentence = roles == null
                ? "Roles: any caller with a valid token."
                : "Roles (one is enough): " + String.join(", ", roles) + '.';
        String said = operation.getDescription();
        operation.setDescription(said == null ? sentence : said + "\n\n" + sentence);
        operation.addExtension(ROLES, roles == null ? List.of() : roles);
    }

    /** A record's numbers and flags are always written, and are due where they are read. */
    private void requirePrimitives(String name, Schema schema) {
        if (schema.getProperties() == null) return;
        var properties = schema.getProperties().keySet();
        index.getKnownClasses().stream()
                .filter(c -> c.isRecord() && name.replaceFirst("\\d+$", "").equals(c.simpleName()))
                .filter(c -> c.recordComponents().stream()
                        .map(RecordComponentInfo::name)
                        .collect(Collectors.toSet())
                        .equals(properties))
                .flatMap(c -> c.recordComponents().stream())
                .filter(c -> c.type().kind() == Type.Kind.PRIMITIVE)
                .map(RecordComponentInfo::name)
                .filter(c ->
                        schema.getRequired() == null || !schema.getRequired().contains(c))
                .distinct()
                .forEach(schema::addRequired);
    }

    /** Fields that an address does not know are named in the answer, see {@link UnreadFields}. */
    private static void mayWarn(OpenAPI api, Operation operation) {
        if (operation.getRequestBody() == null || !takesJson(operation) || takesFhir(operation)) return;
        for (String status : List.of("200", "201")) {
            var response = operation.getResponses().getAPIResponse(status);
            if (response == null || response.getContent() == null) continue;
            for (var media : response.getContent().getMediaTypes().values()) {
                String ref =
                        media.getSchema() == null ? null : media.getSchema().getRef();
                if (ref == null) continue;
                var answer = api.getComponents().getSchemas().get(ref.substring(ref.lastIndexOf('/') + 1));
                if (answer == null
                        || answer.getProperties() == null
                        || answer.getProperties().containsKey("warnings")) continue;
                answer.addProperty(
                        "warnings",
                        list(OASFactory.createSchema().ref("#/components/schemas/Warning"))
                                .description(
                                        "Fields of the body that this address does not know; they were not read."));
            }
        }
    }

    /** What is not required may be null, in requests and in answers: a record writes all of its components. */
    private static void mayBeNull(Schema schema) {
        if (schema.getProperties() == null) return;
        var required = schema.getRequired() == null ? List.<String>of() : schema.getRequired();
        var properties = new TreeMap<>(schema.getProperties());
        properties.replaceAll((name, property) -> required.contains(name) ? property : orNull(property));
        schema.setProperties(properties);
    }

    private static Schema orNull(Schema property) {
        if (property.getRef() != null)
            return OASFactory.createSchema()
                    .addAnyOf(property)
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        if (property.getType() != null && !property.getType().contains(SchemaType.NULL))
            property.addType(SchemaType.NULL);
        return property;
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        if (operation.getResponses() == null) operation.setResponses(OASFactory.createAPIResponses());
        boolean operating = OPERATING.stream().anyMatch(path::startsWith);
        boolean reads = method == PathItem.HttpMethod.GET;
        var no = new TreeSet<>(List.of("401", "403", "429", "503"));
        if (path.contains("{")) no.add("404");
        if (has(operation, Parameter.In.QUERY, null)) no.add("400");
        if (!reads) no.addAll(List.of("400", "409", "413", "415", "422"));
        if (reads && !operating) reading(operation, no);
        if (!reads && !operating && takesJson(operation)) command(path, operation, no);
        operation.removeExtension(ANY_VERSION);
        for (String status : no)
            if (isUnsaid(operation.getResponses().getAPIResponse(status)))
                operation
                        .getResponses()
                        .addAPIResponse(
                                status,
                                OASFactory.createAPIResponse()
                                        .ref("#/components/responses/" + (takesFhir(operation) ? "FhirNo" : "No")
                                                + status));
    }

    /** Bean validation leaves a 400 that says nothing of its body. */
    private static boolean isUnsaid(APIResponse response) {
        return response == null || response.getRef() == null && saysNothing(response);
    }

    private static boolean takesFhir(Operation operation) {
        var body = operation.getRequestBody();
        return body != null && isFhir(body.getContent())
                || operation.getResponses() != null
                        && operation.getResponses().getAPIResponses().values().stream()
                                .anyMatch(r -> isFhir(r.getContent()));
    }

    private static boolean isFhir(Content content) {
        return content != null && content.getMediaTypes().containsKey(OperationOutcome.MEDIA_TYPE);
    }

    private static void reading(Operation operation, TreeSet<String> no) {
        no.addAll(List.of("400", "504"));
        boolean own = has(operation, Parameter.In.QUERY, "limit");
        operation.addParameter(query(
                "after",
                "A position, as in Cs-Position: the answer is from there or later. May be repeated.",
                OASFactory.createSchema().addType(SchemaType.ARRAY).items(text())));
        if (own || !isPage(operation)) return;
        operation.addParameter(query(
                "limit",
                "Most lines of a page.",
                OASFactory.createSchema()
                        .addType(SchemaType.INTEGER)
                        .minimum(BigDecimal.ONE)
                        .maximum(BigDecimal.valueOf(Paging.MOST))
                        .defaultValue(Paging.DEFAULT)));
        operation.addParameter(query("cursor", "\"next\" of the page before.", text()));
        if (!has(operation, Parameter.In.QUERY, "sort"))
            operation.addParameter(query(
                    "sort",
                    "Field to sort by, or -field for descending; another field is answered with those that can be used.",
                    text()));
    }

    private static void command(String path, Operation operation, TreeSet<String> no) {
        boolean creates = !path.contains("{");
        boolean anyVersion = creates
                || operation.getExtensions() != null
                        && operation.getExtensions().containsKey(ANY_VERSION);
        operation.addParameter(header(
                        "Idempotency-Key",
                        "Names the command: a repeat with the same key has no second effect and gets the first answer.",
                        text().pattern("^[\\x21-\\x7e]{1,128}$"))
                .required(true));
        operation.addParameter(header(
                        "If-Match",
                        "The ETag that was read, or *; 412 when it is stale.",
                        text().pattern("^(\\*|\"\\d{1,18}\")$"))
                .required(!anyVersion));
        no.add("412");
        if (!anyVersion) no.add("428");
        done(operation, creates);
    }

    /**
     * What was taken says where it stands and which version it made. What a method says of its own answers wins; one that says nothing
     * answers with {@link Answers#ok(org.communitysupport.kernel.Outcome)}.
     */
    private static void done(Operation operation, boolean creates) {
        var responses = operation.getResponses();
        if (creates && responses.getAPIResponse("201") == null) {
            var made = responses.getAPIResponse("200");
            responses.removeAPIResponse("200");
            responses.addAPIResponse(
                    "201", (made == null ? OASFactory.createAPIResponse() : made).description("Created"));
        }
        for (String status : List.of("200", "201")) {
            var response = responses.getAPIResponse(status);
            if (response == null) continue;
            if (saysNothing(response))
                response.setContent(OASFactory.createContent()
                        .addMediaType(
                                "application/json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + STANDS))));
            response.addHeader(Answers.POSITION, said("Position of the commit, for ?after=."));
            response.addHeader("ETag", said("Version, for the next If-Match."));
            response.addHeader(Answers.REPLAYED, said("true: this is the answer to an earlier request."));
            if (status.equals("201")) response.addHeader("Location", said("Address of what was made."));
        }
    }

    private static boolean saysNothing(APIResponse response) {
        return response.getContent() == null
                || response.getContent().getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .allMatch(schema -> schema == null
                                || schema.getRef() == null && schema.getType() == null && schema.getAnyOf() == null);
    }

    private static boolean takesJson(Operation operation) {
        var body = operation.getRequestBody();
        return body == null
                || body.getContent() == null
                || body.getContent().getMediaTypes().keySet().stream().anyMatch(type -> type.endsWith("json"));
    }

    private static boolean isPage(Operation operation) {
        return operation.getResponses().toString().contains("/schemas/Items");
    }

    private static boolean has(Operation operation, Parameter.In in, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(p -> p.getIn() == in && (name == null || name.equals(p.getName())));
    }

    private static Parameter query(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema);
    }

    private static Parameter header(String name, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(schema);
    }

    private static Header said(String what) {
        return OASFactory.createHeader().description(what).schema(text());
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    private static APIResponse no(String meaning) {
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemJson.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }

    private static APIResponse fhirNo(String meaning) {
        var no = no(meaning);
        no.getContent()
                .addMediaType(
                        OperationOutcome.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("#/components/schemas/OperationOutcome")));
        return no;
    }

    private static Schema warning() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("Something that somebody should look at. The request was accepted.")
                .addProperty("code", text().description("Code of the warning; stable, see docs/errors.md."))
                .addProperty("rule", text().description("Id of the rule, as in the rule book; empty when none."))
                .addProperty("detail", text());
    }

    private static Schema stands() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What was stored, and the version to name in the next change.")
                .required(List.of("position", "version", "events"))
                .properties(Map.of(
                        "position", text().description("Position of the commit, as in Cs-Position."),
                        "version",
                                OASFactory.createSchema()
                                        .addType(SchemaType.INTEGER)
                                        .format("int64"),
                        "events", list(text()).description("Names of the events that were stored.")));
    }

    /** The parts of the R4 resource that we write. */
    private static Schema operationOutcome() {
        var coding = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("system", text())
                .addProperty("code", text());
        var details = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("coding", list(coding))
                .addProperty("text", text());
        var issue = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .required(List.of("severity", "code", "details"))
                .addProperty("severity", text())
                .addProperty("code", text().description("Code of the FHIR value set issue-type."))
                .addProperty("details", details)
                .addProperty("diagnostics", text())
                .addProperty("expression", list(text()));
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("FHIR R4")
                .required(List.of("resourceType", "issue"))
                .addProperty("resourceType", text())
                .addProperty("issue", list(issue));
    }

    private static Schema list(Schema of) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(of);
    }

    private static Schema problem() {
        var error = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty(
                        "pointer",
                        text().description(
                                        "JSON pointer to the place in the body, or header:… or query:… for what is outside of it."))
                .addProperty("detail", text());
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("RFC 9457")
                .required(List.of("type", "title", "status", "code", "detail", "instance"))
                .properties(Map.of(
                        "type", text().description("urn:cs:<service>:<code>; the codes are in docs/errors.md."),
                        "title", text(),
                        "status", OASFactory.createSchema().addType(SchemaType.INTEGER),
                        "code", text().description("Code of the refusal; stable, see docs/errors.md."),
                        "rule", text().description("Id of the rule that refused it, as in the rule book."),
                        "detail", text(),
                        "instance", text(),
                        "requestId", text(),
                        "errors",
                                OASFactory.createSchema()
                                        .addType(SchemaType.ARRAY)
                                        .items(error),
                        "facts",
                                OASFactory.createSchema()
                                        .addType(SchemaType.OBJECT)
                                        .additionalPropertiesSchema(text())));
    }
}
