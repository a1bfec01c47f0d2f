package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.communitysupport.referral.application.SearchKeys;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.rule.Ref2SamePerson;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** People, looked for by name, birth date, member id or telephone. Each one that is shown is in the audit. */
@Path("/v1/persons")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PersonResource {
    private final Caller caller;
    private final Paging paging;
    private final PersonalReader personal;
    private final SearchKeys keys;

    PersonResource(Caller caller, Paging paging, PersonalReader personal, SearchKeys keys) {
        this.caller = caller;
        this.paging = paging;
        this.personal = personal;
        this.keys = keys;
    }

    /** A referral of somebody who was found. Whoever was referred twice is found twice, under one person. */
    public record Found(
            String person,
            String referral,
            String stage,
            String program,
            String team,
            String familyName,
            String givenName,
            LocalDate birthDate,
            String memberId,
            String phone) {}

    @GET
    @RolesAllowed({"intake", "supervisor", "care-coordinator", "clinician"})
    @Operation(
            summary = "Find people",
            description =
                    "By whole words of the name (in any order, without case and accents), birth date, member id or telephone; several of them"
                            + " narrow it down. At least one is needed. Each person shown is in the audit, with X-Purpose. For intake,"
                            + " supervisor, care-coordinator and clinician.")
    public Paging.Items<Found> find(
            @QueryParam("name") String name,
            @QueryParam("birthDate") String birthDate,
            @QueryParam("memberId") String memberId,
            @QueryParam("phone") String phone) {
        String tenant = caller.tenant();
        var wanted = new java.util.ArrayList<String>();
        if (present(name)) wanted.addAll(keys.words(tenant, name));
        if (present(birthDate)) wanted.addAll(keys.born(tenant, day(birthDate)));
        if (Ref2SamePerson.memberId(memberId) != null) wanted.add(keys.memberId(tenant, memberId));
        if (present(phone)) wanted.add(keys.phone(tenant, phone));
        if (wanted.isEmpty())
            throw Problem.malformed(
                    "nothing-to-look-for",
                    "query:name",
                    "The request names nothing to look for. Send a name, birthDate, memberId or phone.");
        var query = paging.query(ReferralsView.VIEW);
        for (String key : wanted) query.where("course.keys.search", key);
        return paging.page(ReferralsView.VIEW, tenant, query, r -> found(r.row()));
    }

    private Found found(ReferralRow row) {
        var who = personal.open(row.content().sealed().demographics(), Demographics.class)
                .orElse(null);
        return new Found(
                row.person(),
                row.receipt().referral(),
                row.stage().name(),
                row.program(),
                row.team(),
                who == null ? null : who.familyName(),
                who == null ? null : who.givenName(),
                who == null ? null : who.birthDate(),
                who == null ? null : who.memberId(),
                who == null ? null : who.phone());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.malformed(
                    "invalid-parameter", "query:birthDate", "The date cannot be read. Send for example 1988-04-02.");
        }
    }

    private static boolean present(String text) {
        return text != null && !text.isBlank();
    }

    static List<String> likeness(ReferralRow row) {
        var keys = row.course().keys();
        return keys == null ? List.of() : keys.likeness();
    }
}
