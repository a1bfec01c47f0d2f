package org.communitysupport.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** A {@link Problem} as it goes over the wire: problem+json, or an OperationOutcome to those who speak FHIR. */
record No(String type, String text) {
    private static final Pattern FHIR_ADDRESS = Pattern.compile("/v\\d+/fhir(/.*)?");

    static No of(String service, Problem problem, RequestInfo info, HttpServerRequest request) {
        return speaksFhir(request)
                ? new No(
                        OperationOutcome.MEDIA_TYPE,
                        OperationOutcome.of(service, problem, info.id()).text())
                : new No(
                        ProblemJson.MEDIA_TYPE,
                        ProblemJson.of(service, problem, info.path(), info.id()).text());
    }

    /** Who says what is wanted gets that; who says nothing is answered in the language of the body, or of the address. */
    private static boolean speaksFhir(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains(ProblemJson.MEDIA_TYPE)) return false;
        if (FHIR_ADDRESS.matcher(String.valueOf(request.path())).matches()) return true;
        boolean anything = accept == null || accept.isBlank() || accept.trim().equals("*/*");
        String said = anything ? request.getHeader("Content-Type") : accept;
        return said != null && said.contains("application/fhir+");
    }
}
