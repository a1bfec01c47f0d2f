package org.communitysupport.referral.infrastructure.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.communitysupport.referral.application.IncomingReferral;
import org.communitysupport.referral.application.ReferralBundles;
import org.communitysupport.referral.domain.Codes;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * FHIR R4 JSON to a referral. Refuses what is no bundle, names nobody, asks for another service or for a person elsewhere; what is known
 * of the person beyond what a referral needs (SSN, licence, passport, race) is not even read.
 */
public final class FhirReferralBundles implements ReferralBundles {
    private static final int DEEPEST = 64;

    private final FhirContext fhir = FhirContext.forR4Cached();

    @Override
    public IncomingReferral read(byte[] bytes, Map<String, String> served) {
        var bundle = bundle(text(bytes));
        var parts = new BundleParts(bundle);
        var patient = parts.patient()
                .orElseThrow(() -> new NotAReferral(
                        false,
                        "no-patient",
                        "",
                        "/entry",
                        "the bundle has no Patient that the ServiceRequest is about"));
        var request = parts.request();
        String program = request.map(r -> program(r, served, state(patient))).orElse(null);
        String state = state(patient);
        if (state != null && !served.containsValue(state))
            throw new NotAReferral(
                    false,
                    "out-of-area",
                    "REF-5",
                    "/entry/" + parts.index(patient) + "/resource/address",
                    "the Patient lives outside the states served: " + String.join(", ", served.values()));
        var asked = request.orElseThrow(() -> new NotAReferral(
                false, "no-service-request", "", "/entry", "the bundle has no ServiceRequest: it asks for nothing"));
        return incoming(parts, asked, patient, program);
    }

    private static IncomingReferral incoming(
            BundleParts parts, ServiceRequest request, Patient patient, String program) {
        var person = new PatientParts(patient, parts);
        var clinical = new ClinicalParts(parts, request);
        var referrer = new ReferrerParts(parts, request);
        return new IncomingReferral(
                externalId(parts, request),
                referrer.sourceType(),
                referrer.organisation(),
                referrer.npi(),
                program,
                urgency(request),
                Codes.Channel.FHIR,
                parts.payer(),
                false,
                person.hasGuardian(),
                clinical.part2(),
                clinical.dischargeOn(),
                person.demographics(),
                clinical.clinical(),
                referrer.contact());
    }

    private Bundle bundle(String json) {
        IBaseResource resource;
        try {
            resource = fhir.newJsonParser()
                    .setParserErrorHandler(new LenientErrorHandler(false).setErrorOnInvalidValue(true))
                    .parseResource(json);
        } catch (DataFormatException e) {
            // HAPI's message would quote the value.
            throw new NotAReferral(true, "not-fhir", "", "", "this is not a FHIR R4 resource in JSON");
        }
        if (resource instanceof Bundle bundle && bundle.hasEntry()) return bundle;
        throw new NotAReferral(
                false,
                "not-a-bundle",
                "",
                "/resourceType",
                "a Bundle of ServiceRequest and Patient is due, not " + resource.fhirType());
    }

    private static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotAReferral(true, "not-utf-8", "", "", "FHIR JSON is UTF-8; this is not");
        }
        if (text.stripLeading().startsWith("<"))
            throw new NotAReferral(true, "not-json", "", "", "JSON is due here; this looks like XML");
        if (depth(text) > DEEPEST)
            throw new NotAReferral(true, "too-deep", "", "", "nested deeper than " + DEEPEST + " levels");
        return text;
    }

    /** Before anything parses it: a parser that follows ten thousand brackets is already too late. */
    private static int depth(String json) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                if (c == '\\') i++;
                else if (c == '"') quoted = false;
            } else if (c == '"') quoted = true;
            else if (c == '{' || c == '[') deepest = Math.max(deepest, ++depth);
            else if (c == '}' || c == ']') depth--;
        }
        return deepest;
    }

    /**
     * The program that the service code means. A code is our program id, or the short name that payers use (CST, CPST) in the state where
     * the person lives; nothing is guessed from a display text.
     */
    private static String program(ServiceRequest request, Map<String, String> served, String state) {
        var codings = request.getCode().getCoding();
        for (var coding : codings) {
            var program = program(coding, served, state);
            if (program.isPresent()) return program.get();
        }
        throw new NotAReferral(
                false,
                "wrong-program",
                "",
                "/ServiceRequest/code",
                "the service asked for is none of " + String.join(", ", served.keySet()));
    }

    private static Optional<String> program(Coding coding, Map<String, String> served, String state) {
        String code = coding.getCode();
        if (code == null) return Optional.empty();
        if (served.containsKey(code)) return Optional.of(code);
        List<String> named = served.keySet().stream()
                .filter(p -> p.endsWith('.' + code.toUpperCase(java.util.Locale.ROOT)))
                .toList();
        return named.stream()
                .filter(p -> served.get(p).equals(state))
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    /** Where the person lives now: the current home address, else the newest that has not ended. Null when nobody says. */
    private static String state(Patient patient) {
        return PatientParts.home(patient).map(a -> a.getState()).orElse(null);
    }

    private static String externalId(BundleParts parts, ServiceRequest request) {
        String id = parts.identifier(request);
        if (id == null || id.length() > 120)
            throw new NotAReferral(
                    false,
                    "no-identifier",
                    "REF-1",
                    "/ServiceRequest/identifier",
                    "the ServiceRequest, its Task or the Bundle carries an identifier of at most 120 characters");
        return id;
    }

    private static Codes.Urgency urgency(ServiceRequest request) {
        if (!request.hasPriority()) return Codes.Urgency.ROUTINE;
        return switch (request.getPriority()) {
            case STAT -> Codes.Urgency.EMERGENT;
            case ASAP, URGENT -> Codes.Urgency.URGENT;
            default -> Codes.Urgency.ROUTINE;
        };
    }
}
