package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Personal;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.projection.IdentityQuestionsRow;
import org.communitysupport.referral.projection.IdentityQuestionsRow.Question;
import org.communitysupport.referral.projection.IdentityQuestionsView;
import org.communitysupport.referral.projection.ReferralRow;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What intake is asked about who somebody is, with both sides, and its answers (REF-1, REF-2). No sender ever sees any of it. */
@Path("/v1/identity-questions")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class IdentityResource {
    private final Caller caller;
    private final Requests requests;
    private final Paging paging;
    private final PersonalReader personal;
    private final Referrals referrals;
    private final Views views;

    IdentityResource(
            Caller caller,
            Requests requests,
            Paging paging,
            PersonalReader personal,
            Referrals referrals,
            Views views) {
        this.caller = caller;
        this.requests = requests;
        this.paging = paging;
        this.personal = personal;
        this.referrals = referrals;
        this.views = views;
    }

    /** @param questions of one referral; those that are open have no answer yet */
    public record Asked(String referral, boolean open, Instant askedAt, List<Item> questions) {}

    /**
     * @param kind MEMBER_ID: the member id is that of somebody whose name or birth date differ. RESENT_AS_ANOTHER: after acceptance the sender's
     *     number came again with somebody else in it
     * @param differs the fields that do not agree
     * @param here whose the referral is so far
     * @param there whom they may be
     * @param answer null while it is open
     */
    public record Item(
            String question,
            Codes.IdentityQuestion kind,
            List<String> differs,
            Side here,
            Side there,
            Instant askedAt,
            Codes.IdentityAnswer answer,
            Instant answeredAt,
            String reason) {}

    /** One of the two. Personal parts are null when erased. */
    public record Side(
            String person,
            String referral,
            String familyName,
            String givenName,
            LocalDate birthDate,
            String sex,
            String memberId,
            String phone,
            String addressLine,
            String city) {}

    /** @param reason how it was found out, in your words */
    public record Answer(@NotNull Codes.IdentityAnswer answer, @NotBlank @Size(max = 1000) String reason) {}

    @GET
    @RolesAllowed({"intake", "supervisor", "care-coordinator", "clinician"})
    @Operation(
            summary = "Who is it? What waits for intake to decide",
            description =
                    "Two people may be one, or one referral may be about two: both sides are shown. Open ones first come by `open=true`, which is"
                            + " the default; `open=false` lists the answered ones. For intake, supervisor, care-coordinator and clinician.")
    public Paging.Items<Asked> list(@QueryParam("open") String open) {
        if (open != null && !List.of("true", "false").contains(open))
            throw Problem.malformed("invalid-parameter", "query:open", "The value is not true or false.");
        var query =
                paging.query(IdentityQuestionsView.VIEW).where("asked", true).where("open", !"false".equals(open));
        paging.await(ReferralsView.VIEW);
        return paging.page(IdentityQuestionsView.VIEW, caller.tenant(), query, r -> asked(r.row()));
    }

    @POST
    @RolesAllowed({"intake", "supervisor"})
    @Path("/{referral}/{question}/answer")
    @Operation(
            summary = "Answer who it is",
            description =
                    "SAME_PERSON: the two are one; the referral becomes that person's, and a duplicate where they have another open one. What is"
                            + " accepted already keeps its person, and only one of the two can have an open referral of the program."
                            + " ANOTHER_PERSON: the member id here is wrong and is taken off, or what came again is not taken. For intake and"
                            + " supervisor.")
    public Response answer(@PathParam("referral") String id, @PathParam("question") String question, Answer body) {
        if (body.answer() == Codes.IdentityAnswer.NO_LONGER_ASKED)
            throw Problem.content(
                    "answer-not-yours",
                    "REF-2",
                    "/answer",
                    "The answer cannot be given by hand. Send SAME_PERSON or ANOTHER_PERSON.");
        var referral = caller.aggregate("referral", id);
        if (!referrals.load(referral).exists()) throw Problem.notFound("referral");
        return Answers.ok(referrals.answer(
                referral, question, body.answer(), body.reason(), requests.change("answer-identity-question", body)));
    }

    private Asked asked(IdentityQuestionsRow row) {
        var here = demographics(row.referral());
        return new Asked(
                row.referral(),
                row.open(),
                row.askedAt(),
                row.questions().stream().map(q -> item(row, q, here)).toList());
    }

    private Item item(IdentityQuestionsRow row, Question q, Personal<Demographics> here) {
        var there = q.otherReferral() == null ? q.other() : demographics(q.otherReferral());
        return new Item(
                q.question(),
                q.kind(),
                q.differs(),
                side(q.person(), row.referral(), here),
                side(q.otherPerson(), q.otherReferral(), there),
                q.askedAt(),
                q.answer(),
                q.answeredAt(),
                personal.open(q.reason(), String.class).orElse(null));
    }

    private Personal<Demographics> demographics(String referral) {
        return views.get(ReferralsView.VIEW, caller.tenant(), referral)
                .map(found -> sealed(found.row()))
                .orElse(null);
    }

    private static Personal<Demographics> sealed(ReferralRow row) {
        return row.content().sealed().demographics();
    }

    private Side side(String person, String referral, Personal<Demographics> sealed) {
        return personal.open(sealed, Demographics.class)
                .map(d -> new Side(
                        person,
                        referral,
                        d.familyName(),
                        d.givenName(),
                        d.birthDate(),
                        d.sex(),
                        d.memberId(),
                        d.phone(),
                        d.addressLine(),
                        d.city()))
                .orElseGet(() -> new Side(person, referral, null, null, null, null, null, null, null, null));
    }
}
