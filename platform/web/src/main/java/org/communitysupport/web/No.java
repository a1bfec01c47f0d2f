package org.communitysupport.web;

import io.vertx.core.http.HttpServerRequest;

/** A {@link Problem} as it goes over the wire: problem+json, or an OperationOutcome to those who speak FHIR. */
record No(String type, String text) {

    static No of(String service, Problem problem, RequestInfo info, HttpServerRequest request) {
        return speaksFhir(request)
                ? new No(
                        OperationOutcome.MEDIA_TYPE,
                        OperationOutcome.of(service, problem, info.id()).text())
                : new No(
                        ProblemJson.MEDIA_TYPE,
                        ProblemJson.of(service, problem, info.path(), info.id()).text());
    }

    /** Who says what is wanted gets that; who says nothing is answered in the language of the body. */
    private static boolean speaksFhir(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        boolean anything = accept == null || accept.isBlank() || accept.trim().equals("*/*");
        String said = anything ? request.getHeader("Content-Type") : accept;
        return said != null && said.contains(OperationOutcome.MEDIA_TYPE);
    }
}
