package org.communitysupport.careplan.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.careplan.application.CarePlans;
import org.communitysupport.careplan.domain.CarePlanCommand;
import org.communitysupport.careplan.domain.CrisisPlan;
import org.communitysupport.careplan.domain.GoalOutcome;
import org.communitysupport.careplan.domain.GoalScale;
import org.communitysupport.careplan.domain.GoalText;
import org.communitysupport.careplan.domain.LinkageKind;
import org.communitysupport.careplan.domain.LinkageState;
import org.communitysupport.careplan.domain.NaturalSupport;
import org.communitysupport.careplan.domain.PlanNarrative;
import org.communitysupport.careplan.domain.SignedBy;
import org.communitysupport.careplan.domain.SupportScope;
import org.communitysupport.careplan.projection.PlanView;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The plan of one episode; {@code id} is {@code <person>.<episode>}. */
@Path("/v1/plans/{id}")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PlanResource {
    private final Caller caller;
    private final Requests requests;
    private final CarePlans plans;
    private final Views views;
    private final Paging paging;
    private final PersonalReader personal;

    PlanResource(
            Caller caller, Requests requests, CarePlans plans, Views views, Paging paging, PersonalReader personal) {
        this.caller = caller;
        this.requests = requests;
        this.plans = plans;
        this.views = views;
        this.paging = paging;
        this.personal = personal;
    }

    public record Draft(
            @NotNull LocalDate planDate,
            @NotNull LocalDate endDate,
            @NotBlank String author,
            @NotBlank String longRangeOutcome,
            @NotBlank String whereAmINow,
            List<String> strengths) {}

    public record Goal(
            @NotNull LocalDate targetDate,
            @NotBlank String responsibleRole,
            boolean part2,
            @NotBlank String outcome,
            @NotBlank String strategy,
            @NotBlank String measure,
            List<String> obstacles,
            List<String> environmentalStressors,
            List<String> symptomTriggers,
            List<String> earlyWarningSigns,
            List<String> copingStrategies,
            @Valid Scale scale) {

        GoalScale ratedOn() {
            return scale == null ? null : new GoalScale(scale.from(), scale.to(), scale.baseline(), scale.target());
        }

        GoalText text() {
            return new GoalText(
                    outcome,
                    strategy,
                    measure,
                    some(obstacles),
                    some(environmentalStressors),
                    some(symptomTriggers),
                    some(earlyWarningSigns),
                    some(copingStrategies));
        }
    }

    /** On what progress is rated. @param baseline where the person is now; @param target where the goal is reached */
    public record Scale(
            @NotNull @Min(-1000) @Max(1000) Integer from,
            @NotNull @Min(-1000) @Max(1000) Integer to,
            Integer baseline,
            Integer target) {}

    /** @param rating on the goal's own scale; absent for words alone; @param encounter of which it is said */
    public record GoalProgress(
            @NotNull LocalDate on,
            Integer rating,
            @Pattern(regexp = "[A-Za-z0-9._-]{1,120}") String encounter,
            @NotBlank String evidence) {}

    public record Outcome(@NotNull GoalOutcome outcome, @NotNull LocalDate on, @NotBlank String reason) {}

    public record Intervention(
            @NotBlank String goal,
            @NotBlank String role,
            @PositiveOrZero int unitsPerWeek,
            @NotBlank String frequency,
            @NotBlank String description) {}

    public record Crisis(
            @NotNull List<String> earlyWarningSigns,
            @NotNull List<String> copingStrategies,
            @NotNull List<String> steps,
            List<String> contacts) {}

    /** @param linkage null for a new one */
    public record Linkage(
            String linkage,
            @NotNull LinkageKind kind,
            @NotNull LinkageState state,
            @NotNull LocalDate on,
            @NotBlank String detail) {}

    public record Support(
            @NotBlank String name,
            @NotBlank String relationship,
            String phone,
            @NotNull List<@NotNull SupportScope> consentScopes) {}

    public record SupportEnd(@NotNull LocalDate on, @NotBlank String reason) {}

    /** @param about what was spoken about; the person has consented to each */
    public record SupportContact(
            @NotNull LocalDate on, @NotEmpty List<@NotNull SupportScope> about, @NotBlank String detail) {}

    /** @param staff who signs as the qualified professional; null for the person or the legally responsible one */
    public record Signature(@NotNull SignedBy by, String staff) {}

    public record Reason(@NotBlank String reason) {}

    public record Order(
            @NotBlank String staff, @NotNull LocalDate orderedOn, boolean directContact, boolean assessmentReviewed) {}

    public record Revision(@NotNull LocalDate planDate, @NotNull LocalDate endDate, @NotBlank String reason) {}

    public record Nothing() {}

    @GET
    @RolesAllowed({"care-coordinator", "clinician", "supervisor", "staff", "intake"})
    @APIResponseSchema(PlanAnswer.class)
    public Response read(@PathParam("id") String id) {
        paging.await(PlanView.VIEW);
        var row = views.get(PlanView.VIEW, caller.tenant(), id)
                .orElseThrow(() -> Problem.notFound("care-plan"))
                .row();
        return Answers.found(row.aggregateVersion(), PlanAnswer.of(row, personal));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/draft")
    public Response draft(@PathParam("id") String id, @NotNull @Valid Draft body) {
        var plan = plan(id);
        var context = change("draft-plan", body);
        var narrative = Personal.of(
                plan.key(),
                "plan-narrative",
                new PlanNarrative(body.longRangeOutcome(), body.whereAmINow(), some(body.strengths())));
        return run(
                plan,
                context,
                null,
                new CarePlanCommand.DraftPlan(
                        plan.key(),
                        plan.local(),
                        minted("v", context),
                        body.planDate(),
                        body.endDate(),
                        body.author(),
                        narrative));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/goals")
    public Response goal(@PathParam("id") String id, @NotNull @Valid Goal body) {
        var plan = plan(id);
        return run(
                plan,
                change("add-goal", body),
                null,
                new CarePlanCommand.AddGoal(
                        plan.key(),
                        plan.local(),
                        body.targetDate(),
                        body.responsibleRole(),
                        body.part2(),
                        Personal.of(plan.key(), "goal", body.text()),
                        body.ratedOn()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/goals/{goal}")
    public Response revisedGoal(@PathParam("id") String id, @PathParam("goal") String goal, @NotNull @Valid Goal body) {
        var plan = plan(id);
        return run(
                plan,
                change("revise-goal", body),
                null,
                new CarePlanCommand.ReviseGoal(
                        plan.key(),
                        plan.local(),
                        goal,
                        body.targetDate(),
                        body.responsibleRole(),
                        body.part2(),
                        Personal.of(plan.key(), "goal", body.text()),
                        body.ratedOn()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor", "staff"})
    @Path("/goals/{goal}/progress")
    @Operation(
            summary = "Record the progress of a goal",
            description =
                    "For a goal of the version in force: a rating on the goal's own scale, the evidence in words, and the encounter of which it"
                            + " is said. The version itself does not change. Roles: care-coordinator, clinician, supervisor, staff.")
    public Response progress(
            @PathParam("id") String id, @PathParam("goal") String goal, @NotNull @Valid GoalProgress body) {
        var plan = plan(id);
        return run(
                plan,
                change("record-progress", body),
                null,
                new CarePlanCommand.RecordProgress(
                        plan.key(),
                        plan.local(),
                        goal,
                        body.on(),
                        body.rating(),
                        body.encounter(),
                        Personal.of(plan.key(), "goal-progress", body.evidence())));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/goals/{goal}/outcome")
    @Operation(
            summary = "Say what became of a goal",
            description =
                    "Achieved, or discontinued with the reason; GOES_ON takes that back. Roles: care-coordinator, clinician, supervisor.")
    public Response outcome(@PathParam("id") String id, @PathParam("goal") String goal, @NotNull @Valid Outcome body) {
        var plan = plan(id);
        return run(
                plan,
                change("record-goal-outcome", body),
                null,
                new CarePlanCommand.RecordOutcome(
                        plan.key(),
                        plan.local(),
                        goal,
                        body.outcome(),
                        body.on(),
                        Personal.of(plan.key(), "goal-outcome", body.reason())));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/interventions")
    public Response intervention(@PathParam("id") String id, @NotNull @Valid Intervention body) {
        var plan = plan(id);
        return run(
                plan,
                change("plan-intervention", body),
                null,
                new CarePlanCommand.PlanIntervention(
                        plan.key(),
                        plan.local(),
                        body.goal(),
                        body.role(),
                        body.unitsPerWeek(),
                        body.frequency(),
                        Personal.of(plan.key(), "intervention", body.description())));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/crisis-plan")
    public Response crisisPlan(@PathParam("id") String id, @NotNull @Valid Crisis body) {
        var plan = plan(id);
        var crisis =
                new CrisisPlan(body.earlyWarningSigns(), body.copingStrategies(), body.steps(), some(body.contacts()));
        return run(
                plan,
                change("crisis-plan", body),
                null,
                new CarePlanCommand.CompleteCrisisPlan(
                        plan.key(), plan.local(), Personal.of(plan.key(), "crisis-plan", crisis)));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor", "staff"})
    @Path("/linkages")
    public Response linkage(@PathParam("id") String id, @NotNull @Valid Linkage body) {
        var plan = caller.aggregate("care-plan", id);
        return run(
                plan,
                requests.change("record-linkage", body),
                null,
                new CarePlanCommand.RecordLinkage(
                        plan.key(),
                        plan.local(),
                        body.linkage(),
                        body.kind(),
                        body.state(),
                        body.on(),
                        Personal.of(plan.key(), "linkage", body.detail())));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/natural-supports")
    public Response naturalSupport(@PathParam("id") String id, @NotNull @Valid Support body) {
        var plan = plan(id);
        var support = new NaturalSupport(body.name(), body.relationship(), body.phone());
        return run(
                plan,
                change("natural-support", body),
                null,
                new CarePlanCommand.RecordNaturalSupport(
                        plan.key(),
                        plan.local(),
                        Personal.of(plan.key(), "natural-support", support),
                        body.consentScopes()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/natural-supports/{support}")
    @Operation(
            summary = "Change a natural support",
            description =
                    "Who they are, and what the person lets the team speak about with them. One that had ended helps again."
                            + " Roles: care-coordinator, clinician, supervisor.")
    public Response revisedSupport(
            @PathParam("id") String id, @PathParam("support") String support, @NotNull @Valid Support body) {
        var plan = plan(id);
        return run(
                plan,
                change("revise-natural-support", body),
                null,
                new CarePlanCommand.ReviseNaturalSupport(
                        plan.key(),
                        plan.local(),
                        support,
                        Personal.of(
                                plan.key(),
                                "natural-support",
                                new NaturalSupport(body.name(), body.relationship(), body.phone())),
                        body.consentScopes()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/natural-supports/{support}/end")
    @Operation(
            summary = "End a natural support",
            description =
                    "From the next day on no contact with them is recorded. Roles: care-coordinator, clinician, supervisor.")
    public Response endedSupport(
            @PathParam("id") String id, @PathParam("support") String support, @NotNull @Valid SupportEnd body) {
        var plan = plan(id);
        return run(
                plan,
                change("end-natural-support", body),
                null,
                new CarePlanCommand.EndNaturalSupport(
                        plan.key(),
                        plan.local(),
                        support,
                        body.on(),
                        Personal.of(plan.key(), "natural-support-end", body.reason())));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor", "staff"})
    @Path("/natural-supports/{support}/contacts")
    @Operation(
            summary = "Record a contact with a natural support",
            description = "Refused where something was spoken about that the person has not consented to."
                    + " Roles: care-coordinator, clinician, supervisor, staff.")
    public Response supportContact(
            @PathParam("id") String id, @PathParam("support") String support, @NotNull @Valid SupportContact body) {
        var plan = plan(id);
        return run(
                plan,
                change("record-support-contact", body),
                null,
                new CarePlanCommand.RecordSupportContact(
                        plan.key(),
                        plan.local(),
                        support,
                        body.on(),
                        body.about(),
                        Personal.of(plan.key(), "support-contact", body.detail())));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/signatures")
    public Response sign(@PathParam("id") String id, @NotNull @Valid Signature body) {
        var plan = plan(id);
        if (body.staff() != null) caller.signsAs("PLN-4", body.staff());
        return run(
                plan,
                change("sign-plan", body),
                body.staff(),
                new CarePlanCommand.SignPlan(plan.key(), plan.local(), body.by(), body.staff()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/consent-not-obtained")
    public Response consentNotObtained(@PathParam("id") String id, @NotNull @Valid Reason body) {
        var plan = plan(id);
        return run(
                plan,
                change("consent-not-obtained", body),
                null,
                new CarePlanCommand.DocumentConsentNotObtained(
                        plan.key(), plan.local(), Personal.of(plan.key(), "consent-not-obtained", body.reason())));
    }

    /** A service order is a signature by who may order (PLN-6), with what NC asks for it: direct contact and assessment reviewed. */
    @POST
    @RolesAllowed("clinician")
    @Path("/service-orders")
    public Response order(@PathParam("id") String id, @NotNull @Valid Order body) {
        var plan = caller.aggregate("care-plan", id);
        var context = requests.change("order-service", body);
        return run(
                plan,
                context,
                body.staff(),
                new CarePlanCommand.OrderService(
                        plan.key(),
                        plan.local(),
                        minted("o", context),
                        body.staff(),
                        body.orderedOn(),
                        body.directContact(),
                        body.assessmentReviewed()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/activation")
    public Response activate(@PathParam("id") String id) {
        var plan = plan(id);
        return run(
                plan,
                change("activate-plan", new Nothing()),
                null,
                new CarePlanCommand.ActivatePlan(plan.key(), plan.local()));
    }

    @POST
    @RolesAllowed({"care-coordinator", "clinician", "supervisor"})
    @Path("/revision")
    public Response revise(@PathParam("id") String id, @NotNull @Valid Revision body) {
        var plan = plan(id);
        return run(
                plan,
                change("revise-plan", body),
                null,
                new CarePlanCommand.RevisePlan(
                        plan.key(), plan.local(), body.planDate(), body.endDate(), body.reason()));
    }

    private AggregateId plan(String id) {
        return caller.aggregate("care-plan", id);
    }

    private CommandContext change(String route, Object body) {
        return requests.change(route, body);
    }

    private Response run(AggregateId plan, CommandContext context, String staff, CarePlanCommand command) {
        var outcome = plans.run(plan, command, staff, context);
        if (outcome == null) throw Problem.notFound("care-plan");
        return Answers.ok(outcome);
    }

    private static String minted(String prefix, CommandContext context) {
        return prefix
                + Uuid5.of(context.commandId().toString(), prefix).toString().replace("-", "");
    }

    private static List<String> some(List<String> list) {
        return list == null ? List.of() : list;
    }
}
