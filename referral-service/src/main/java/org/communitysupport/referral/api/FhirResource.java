package org.communitysupport.referral.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.ReferralBundles;
import org.communitysupport.referral.application.ReferralBundles.Asked;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.web.Answers;
import org.communitysupport.web.BodyLimit;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The FHIR R4 door: a Bundle with a ServiceRequest and its Patient, with or without a Task, or one of them that contains the Patient, becomes
 * the same referral as our own JSON. A request that is revoked takes it back.
 */
@Path("/v1/fhir")
@RunOnVirtualThread
public class FhirResource {
    static final String FHIR = "application/fhir+json";
    private static final String ROUTE = "receive-fhir";

    private final Caller caller;
    private final SenderDoor door;
    private final Referrals referrals;
    private final ReferralBundles bundles;
    private final Policies policies;
    private final FhirLimits limits;

    FhirResource(
            Caller caller,
            SenderDoor door,
            Referrals referrals,
            ReferralBundles bundles,
            Policies policies,
            FhirLimits limits) {
        this.caller = caller;
        this.door = door;
        this.referrals = referrals;
        this.bundles = bundles;
        this.policies = policies;
        this.limits = limits;
    }

    /** Answers a Task that stands for the referral: 201 the first time, 200 for a resend, a correction or a revocation. */
    @POST
    @Consumes(FHIR)
    @Produces(FHIR)
    @BodyLimit(2 << 20)
    @Operation(
            summary = "Receive or take back referrals in FHIR R4",
            description = "A Bundle (any type), or a ServiceRequest or Task that contains its"
                    + " Patient. ServiceRequest.identifier, with its system, is the sender's number of the referral: the same"
                    + " again is a resend or a correction, and with status revoked or entered-in-error it takes the referral"
                    + " back. What was not carried over is named in Task.note. Several ServiceRequests are answered one by"
                    + " one in a Bundle; of a transaction, none is received when one cannot be read.")
    @APIResponse(
            responseCode = "200",
            description = "A Task for a resend, a correction or a revocation; a Bundle for several requests",
            content = @Content(schema = @Schema(anyOf = {FhirTask.class, FhirAnswers.class})))
    @APIResponse(
            responseCode = "201",
            description = "A Task that stands for the referral",
            content = @Content(schema = @Schema(implementation = FhirTask.class)))
    @APIResponse(
            responseCode = "406",
            description = "This door answers in FHIR JSON only",
            content = @Content(mediaType = FHIR, schema = @Schema(ref = "OperationOutcome")))
    @RolesAllowed({"referral-sender", "intake"})
    public Response receive(byte[] body) {
        var read = read(body);
        var asked = read.asked().stream().map(limits::check).toList();
        if (asked.size() == 1) return one(asked.getFirst(), ROUTE, read.canonical());
        if (read.together()) refuseTogether(asked);
        return several(read, asked);
    }

    private Response several(ReferralBundles.Read read, List<Asked> asked) {
        var entries = new ArrayList<FhirAnswers.Entry>();
        var answer = Response.ok();
        for (int i = 0; i < asked.size(); i++) {
            try {
                // One key for the whole, so each request in it has a command of its own.
                var done = one(asked.get(i), i == 0 ? ROUTE : ROUTE + '-' + (i + 1), read.canonical());
                answer.header(Answers.POSITION, done.getHeaderString(Answers.POSITION));
                entries.add(FhirAnswers.entry(done));
            } catch (Problem no) {
                if (no.errors().stream().anyMatch(at -> at.pointer().startsWith("header:"))) throw no;
                entries.add(FhirAnswers.entry(no));
            }
        }
        return answer.entity(FhirAnswers.of(read.together(), entries)).build();
    }

    private Response one(Asked asked, String route, Object input) {
        String sender = door.sendingSystem();
        var number = asked.number();
        String standing = asked.referral() == null
                ? number.externalId()
                : referrals.standing(caller.tenant(), sender, asked.referral(), asked.formerIds());
        String referral = referrals.idOf(caller.tenant(), sender, standing);
        if (asked.revoked() && referrals.exists(caller.tenant(), sender, standing))
            return placed(
                    asked, () -> door.takeBack(referral, route, input, done -> FhirTask.takenBack(referral, number)));
        if (!asked.faults().isEmpty()) throw refusal(asked.faults());
        var answer = placed(
                asked,
                () -> door.receive(
                        asked.referral().named(standing), route, input, d -> FhirTask.of(d, referral, number)));
        return answer.getLocation() == null
                ? answer
                : Response.fromResponse(answer)
                        .location(URI.create("/v1/fhir/Task/" + referral))
                        .build();
    }

    /** A refusal by the rules names places of our own door: here they are those of what was sent. */
    private static Response placed(Asked asked, Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (Problem no) {
            var placed = Problem.of(no.status(), no.code(), no.getMessage())
                    .rule(no.rule())
                    .facts(no.facts());
            if (no.errors().isEmpty()) placed.at(asked.place(), no.getMessage());
            for (var at : no.errors())
                placed.at(new Problem.At(
                        at.pointer().startsWith("/") ? asked.placeOf(at.pointer()) : at.pointer(),
                        at.detail(),
                        at.code(),
                        at.rule()));
            no.headers().forEach(placed::header);
            throw placed;
        }
    }

    private ReferralBundles.Read read(byte[] body) {
        try {
            return bundles.read(body, policies.practice());
        } catch (ReferralBundles.NotAReferral e) {
            throw refusal(e.unreadable() ? 400 : 422, e.faults());
        }
    }

    private static void refuseTogether(List<Asked> asked) {
        var faults = asked.stream()
                .filter(a -> !a.revoked())
                .flatMap(a -> a.faults().stream())
                .toList();
        if (!faults.isEmpty()) throw refusal(faults);
    }

    private static Problem refusal(List<Fault> faults) {
        return refusal(FhirLimits.onlyLimits(faults) ? 400 : 422, faults);
    }

    private static Problem refusal(int status, List<Fault> faults) {
        var first = faults.getFirst();
        var problem = Problem.of(status, first.code(), first.detail()).rule(first.rule());
        faults.forEach(f -> problem.at(new Problem.At(f.place(), f.detail(), f.code(), f.rule())));
        return problem;
    }
}
