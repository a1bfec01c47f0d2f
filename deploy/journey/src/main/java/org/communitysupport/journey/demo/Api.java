package org.communitysupport.journey.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Talks to the running services as their users do: over HTTP, with a token of the right role, with an Idempotency-Key. */
public interface Api {

    /**
     * What came back.
     *
     * @param body missing when it is no JSON
     * @param position {@code Cs-Position}, or empty
     * @param version the ETag, or empty
     */
    record Answer(int status, JsonNode body, String text, String position, String version) {
        /** The status was 2xx. */
        public boolean ok() {
            return status / 100 == 2;
        }

        public String at(String pointer) {
            return body.at(pointer).asText();
        }
    }

    Answer get(Who who, String service, String path);

    /** @param accept the form in which it is wanted, e.g. {@code text/html} */
    Answer get(Who who, String service, String path, String accept);

    /** A command. A change of something that exists names no version here: {@code If-Match: *}. */
    Answer post(Who who, String service, String path, Object body);

    Answer put(Who who, String service, String path, Object body);

    /** Bytes as they are, e.g. a FHIR bundle or an X12 file. */
    Answer post(Who who, String service, String path, String contentType, byte[] body);
}
