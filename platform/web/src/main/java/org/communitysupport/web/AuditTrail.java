package org.communitysupport.web;

import java.util.List;

/** Where reads of personal data and denied tries are written down. */
public interface AuditTrail {

    /** Durable when it returns; throws when the lines cannot be written, and then nothing that they speak of may be shown. */
    void record(List<Line> lines);

    enum Outcome {
        READ,
        DENIED
    }

    /**
     * @param actor user or client id; {@code unverified:<subject>} when the token was not valid
     * @param tenant of the caller; empty when unknown
     * @param roles of the caller, sorted, joined by commas
     * @param person whose data; empty when the try named no person
     * @param purpose e.g. {@code treatment}
     * @param fields what was read, e.g. {@code demographics}
     * @param what method and path; holds ids only
     * @param from address the request came from
     */
    record Line(
            String actor,
            String tenant,
            String roles,
            String person,
            String purpose,
            List<String> fields,
            Outcome outcome,
            String what,
            String from,
            String requestId) {}
}
