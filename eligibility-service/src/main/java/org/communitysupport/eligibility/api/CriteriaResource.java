package org.communitysupport.eligibility.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.eligibility.application.Authorizations;
import org.communitysupport.eligibility.application.Determinations;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.projection.EligibilityRow;
import org.communitysupport.eligibility.projection.EligibilityView;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;

/** The entry criteria of an episode with what the records show of each, before a licensed person decides (ELG-5). */
@Path("/v1/episodes/{id}/criteria")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class CriteriaResource {
    private final Caller caller;
    private final Paging paging;
    private final PersonalReader personal;
    private final Determinations determinations;
    private final Authorizations authorizations;
    private final Views views;

    CriteriaResource(
            Caller caller,
            Paging paging,
            PersonalReader personal,
            Determinations determinations,
            Authorizations authorizations,
            Views views) {
        this.caller = caller;
        this.paging = paging;
        this.personal = personal;
        this.determinations = determinations;
        this.authorizations = authorizations;
        this.views = views;
    }

    /**
     * @param assessment the one that was read; absent while there is none
     * @param proposal always true: what a licensed person decided stands in the eligibility of the person
     */
    public record Proposal(
            String person,
            String episode,
            String program,
            LocalDate on,
            String assessment,
            boolean proposal,
            List<Criteria.Item> criteria) {}

    /** @param on day of the decision; absent for today */
    @GET
    @RolesAllowed("clinician")
    public Proposal criteria(
            @PathParam("id") String id, @QueryParam("program") String program, @QueryParam("on") LocalDate on) {
        if (program == null)
            throw Problem.malformed("invalid-parameter", "query:program", "The parameter program is missing.");
        var episode = caller.aggregate("determination", id);
        paging.await(EligibilityView.VIEW);
        var row = views.get(EligibilityView.VIEW, caller.tenant(), EligibilityView.key(episode.key(), program))
                .map(r -> r.row())
                .filter(r ->
                        r.start() != null && episode.local().equals(r.start().episode()))
                .orElseThrow(() -> Problem.notFound("episode"));
        var day = on == null ? authorizations.today(program) : on;
        return new Proposal(
                episode.key(),
                episode.local(),
                program,
                day,
                row.findings().assessed() == null
                        ? null
                        : row.findings().assessed().assessment(),
                true,
                proposed(episode, row, day));
    }

    private List<Criteria.Item> proposed(AggregateId episode, EligibilityRow row, LocalDate on) {
        var found = row.findings().assessed();
        var born = personal.open(row.start().demographics(), Demographics.class)
                .map(Demographics::birthDate)
                .orElse(null);
        return determinations
                .propose(
                        episode,
                        row.program(),
                        row.payer(),
                        on,
                        found == null
                                ? null
                                : personal.open(found.findings(), ClinicalFindings.class)
                                        .orElse(null),
                        found == null ? "no assessment yet" : found.kind() + " of " + found.on(),
                        born)
                .orElseThrow(() -> Problem.of(
                        409,
                        "no-policy-pack",
                        "No policy pack covers this program and payer on that day. Check program, payer and day."));
    }
}
