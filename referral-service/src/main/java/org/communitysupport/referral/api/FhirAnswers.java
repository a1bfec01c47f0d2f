package org.communitysupport.referral.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.communitysupport.web.OperationOutcome;
import org.communitysupport.web.Problem;

/**
 * A Bundle that answers several requests, one entry for each, in their order.
 *
 * @param type transaction-response or batch-response
 */
public record FhirAnswers(String resourceType, String type, List<Entry> entry) {

    /** @param resource the Task; null where the request was refused */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(FhirTask resource, Answer response) {}

    /** @param outcome why it was refused */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(String status, String location, String etag, OperationOutcome outcome) {}

    static FhirAnswers of(boolean together, List<Entry> entries) {
        return new FhirAnswers("Bundle", together ? "transaction-response" : "batch-response", entries);
    }

    static Entry entry(Response done) {
        String location = done.getHeaderString("Location");
        return new Entry(
                (FhirTask) done.getEntity(),
                new Answer(Integer.toString(done.getStatus()), location, done.getHeaderString("ETag"), null));
    }

    static Entry entry(Problem no) {
        return new Entry(
                null,
                new Answer(
                        Integer.toString(no.status()),
                        null,
                        null,
                        OperationOutcome.of("referral", no, "of this bundle")));
    }
}
