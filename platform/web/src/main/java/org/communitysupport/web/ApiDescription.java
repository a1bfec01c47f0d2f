package org.communitysupport.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What holds for every address, said once: the token, the headers of commands, and how a "no" reads. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";

    /** What operators and privacy officers do is no command: repeating it changes nothing, so it needs no key. */
    private static final List<String> OPERATING = List.of("/v1/parked", "/v1/relay", "/v1/views", "/erasure", "/holds");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        String service = ConfigProvider.getConfig()
                .getOptionalValue("cs.service", String.class)
                .orElse("community-support");
        api.setInfo(OASFactory.createInfo()
                .title(service)
                .version("v1")
                .description(
                        "Commands answer with Cs-Position; a query with ?after=<position> is answered from there or"
                                + " later. Every \"no\" is application/problem+json."));
        if (api.getComponents() == null) api.setComponents(OASFactory.createComponents());
        api.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT"))
                .addSchema(PROBLEM, problem());
        api.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
        if (api.getPaths() == null) return;
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        if (operation.getResponses() == null) operation.setResponses(OASFactory.createAPIResponses());
        operation
                .getResponses()
                .addAPIResponse(
                        "default",
                        OASFactory.createAPIResponse()
                                .description("A \"no\", naming the place and the rule.")
                                .content(OASFactory.createContent()
                                        .addMediaType(
                                                ProblemJson.MEDIA_TYPE,
                                                OASFactory.createMediaType()
                                                        .schema(OASFactory.createSchema()
                                                                .ref("#/components/schemas/" + PROBLEM)))));
        if (OPERATING.stream().anyMatch(path::contains)) return;
        if (method == PathItem.HttpMethod.GET) reading(path, operation);
        if (method == PathItem.HttpMethod.POST) command(operation);
    }

    private static void reading(String path, Operation operation) {
        var known = operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
        if (known.stream().anyMatch(p -> "cursor".equals(p.getName()))) return;
        boolean list = operation.getResponses().toString().contains("/schemas/Items");
        if (!list && !path.contains("{")) return;
        operation.addParameter(
                query("after", "A position: the answer is from there or later, or 504. May be repeated."));
        if (!list) return;
        operation.addParameter(query("limit", "1 to " + Paging.MOST + ", " + Paging.DEFAULT + " when not given."));
        operation.addParameter(query("cursor", "\"next\" of the page before."));
        operation.addParameter(query("sort", "A field, or -field for descending."));
    }

    private static void command(Operation operation) {
        operation.addParameter(header(
                "Idempotency-Key",
                "Needed for every command: 1 to 128 visible ASCII characters; a repeat gets the first answer."));
        operation.addParameter(header(
                "If-Match", "Needed for a change of what exists: the ETag that was read, or *; 412 when it is stale."));
    }

    private static Parameter query(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(text());
    }

    private static Parameter header(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(text());
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Schema problem() {
        var error = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("pointer", text().description("JSON pointer, or header:…, query:…"))
                .addProperty("detail", text());
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .description("RFC 9457")
                .properties(Map.of(
                        "type", text().description("urn:cs:<service>:<code>"),
                        "title", text(),
                        "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER),
                        "code", text().description("stable"),
                        "rule", text().description("id of the rule that said no"),
                        "detail", text(),
                        "instance", text(),
                        "requestId", text(),
                        "errors",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.ARRAY)
                                        .items(error),
                        "facts",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.OBJECT)
                                        .additionalPropertiesSchema(text())));
    }
}
