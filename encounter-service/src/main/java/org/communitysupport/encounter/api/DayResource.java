package org.communitysupport.encounter.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.communitysupport.encounter.application.Days;
import org.communitysupport.encounter.domain.MemberDayCommand.ChooseBillable;
import org.communitysupport.encounter.domain.MemberDayCommand.MarkNonBillable;
import org.communitysupport.encounter.domain.MemberDayState.Choice;
import org.communitysupport.encounter.domain.MemberDayState.Contact;
import org.communitysupport.encounter.domain.MemberDayState.Line;
import org.communitysupport.encounter.projection.MemberDays;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.stream.Views;
import org.communitysupport.web.Answers;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.Problem;
import org.communitysupport.web.Requests;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** One member's day: contacts, unit lines, who bills shared minutes. */
@Path("/v1/days/{person}/{date}")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DayResource {
    private final Caller caller;
    private final Requests requests;
    private final Days days;
    private final Views views;
    private final Paging paging;

    DayResource(Caller caller, Requests requests, Days days, Views views, Paging paging) {
        this.caller = caller;
        this.requests = requests;
        this.days = days;
        this.views = views;
        this.paging = paging;
    }

    /** Ids of encounters, without the person's. */
    public record BillableChoice(
            @NotNull @Pattern(regexp = Ids.ID) String billed,
            @NotNull @Pattern(regexp = Ids.ID) String notBilled,
            @NotBlank @Size(max = 200) String reason) {}

    public record NonBillable(
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{1,120}") String line, @NotBlank @Size(max = 200) String reason) {}

    public record Day(
            String person,
            LocalDate date,
            boolean settled,
            List<Contact> contacts,
            List<Choice> choices,
            List<Line> lines,
            int releases,
            long version) {}

    @GET
    @RolesAllowed({"staff", "clinician", "supervisor", "care-coordinator", "biller", "agency-admin"})
    @APIResponseSchema(Day.class)
    public Response day(@PathParam("person") String person, @PathParam("date") String date) {
        var id = id(person, date);
        paging.await(MemberDays.VIEW);
        var row = views.get(MemberDays.VIEW, caller.tenant(), id.publicId())
                .orElseThrow(() -> Problem.notFound("day"))
                .row();
        var d = row.day();
        return Answers.found(
                row.version(),
                new Day(
                        row.person(),
                        row.date(),
                        row.settled(),
                        d.contacts(),
                        d.choices(),
                        d.lines(),
                        d.releases(),
                        row.version()));
    }

    @POST
    @RolesAllowed({"supervisor", "clinician"})
    @Path("/billable-choice")
    public Response choose(@PathParam("person") String person, @PathParam("date") String date, BillableChoice body) {
        var id = id(person, date);
        var command =
                new ChooseBillable(person, LocalDate.parse(id.local()), body.billed(), body.notBilled(), body.reason());
        return Answers.changed(days.run(id, command, requests.change("choose-billable", body)));
    }

    @POST
    @RolesAllowed("supervisor")
    @Path("/non-billable")
    public Response nonBillable(@PathParam("person") String person, @PathParam("date") String date, NonBillable body) {
        var id = id(person, date);
        var command = new MarkNonBillable(person, LocalDate.parse(id.local()), body.line(), body.reason());
        return Answers.changed(days.run(id, command, requests.change("mark-non-billable", body)));
    }

    private AggregateId id(String person, String date) {
        if (!date.matches("\\d{4}-\\d{2}-\\d{2}") || !person.matches(Ids.PERSON)) throw Problem.notFound("day");
        Ids.date("date", date);
        return caller.aggregate("member-day", person + '.' + date);
    }
}
