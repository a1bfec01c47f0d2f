package org.communitysupport.referral.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the FHIR door can do, and where a client gets a token for it. Anybody may read both; neither tells of anybody. */
@Path("/v1/fhir")
@PermitAll
public class FhirCapabilities {
    private final JsonNode capabilities;
    private final Optional<String> issuer;
    private final Optional<String> tokens;

    FhirCapabilities(
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer,
            @ConfigProperty(name = "cs.fhir.token-endpoint") Optional<String> tokens) {
        this.issuer = issuer;
        this.tokens = tokens;
        try (var in = FhirCapabilities.class.getResourceAsStream("/fhir/CapabilityStatement.json")) {
            capabilities = json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SMART App Launch 2.2, the part for backend services. */
    public record Smart(
            String issuer,
            String token_endpoint,
            List<String> token_endpoint_auth_methods_supported,
            List<String> grant_types_supported,
            List<String> code_challenge_methods_supported,
            List<String> capabilities) {}

    @GET
    @Path("/metadata")
    @Produces(FhirResource.FHIR)
    @Operation(summary = "The CapabilityStatement of the FHIR door", description = "For everybody, without a token.")
    @APIResponse(
            responseCode = "200",
            description = "The CapabilityStatement",
            content = @Content(mediaType = FhirResource.FHIR, schema = @Schema(type = SchemaType.OBJECT)))
    public JsonNode metadata() {
        return capabilities;
    }

    @GET
    @Path("/.well-known/smart-configuration")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Where a client gets a token", description = "For everybody, without a token.")
    @APIResponse(
            responseCode = "200",
            description = "The SMART configuration",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Smart.class)))
    public Smart smart() {
        String at = issuer.orElse("");
        return new Smart(
                at,
                tokens.orElse(at + "/protocol/openid-connect/token"),
                List.of("client_secret_basic", "client_secret_post", "private_key_jwt"),
                List.of("client_credentials"),
                List.of("S256"),
                List.of("client-confidential-symmetric", "client-confidential-asymmetric"));
    }
}
