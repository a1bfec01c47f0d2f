package org.communitysupport.eligibility.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.communitysupport.eligibility.application.Coverages;
import org.communitysupport.eligibility.domain.CoverageCommand;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Requests;

/** A person moves to another payer: the old coverage ends the day before. */
@Path("/v1/persons/{person}/payer-change")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PayerChangeResource {
    private final Caller caller;
    private final KnownPersons known;
    private final Requests requests;
    private final Coverages coverages;

    PayerChangeResource(Caller caller, KnownPersons known, Requests requests, Coverages coverages) {
        this.caller = caller;
        this.known = known;
        this.requests = requests;
        this.coverages = coverages;
    }

    /** @param on first day with the new payer */
    public record PayerChange(
            @NotNull @Pattern(regexp = "[a-z0-9_-]{1,40}") String fromPayer,
            @NotNull @Pattern(regexp = "[a-z0-9_-]{1,40}") String toPayer,
            @NotNull LocalDate on) {}

    @POST
    @RolesAllowed({"intake", "care-coordinator", "biller", "supervisor"})
    public Response change(@PathParam("person") String person, PayerChange body) {
        String key = known.aggregate("coverage", person).key();
        return Answers.changed(coverages.run(
                key,
                new CoverageCommand.ChangePayer(
                        body.fromPayer(), body.toPayer(), body.on(), coverages.today(caller.tenant(), key)),
                requests.change("change-payer", body)));
    }
}
