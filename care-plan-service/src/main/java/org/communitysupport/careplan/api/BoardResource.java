package org.communitysupport.careplan.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Optional;
import org.communitysupport.careplan.application.Board;
import org.communitysupport.careplan.inbound.FromReferral;
import org.communitysupport.careplan.projection.BoardRow;
import org.communitysupport.careplan.projection.BoardView;
import org.communitysupport.web.Caller;
import org.communitysupport.web.Paging;
import org.communitysupport.web.PersonalReader;

/** The coordination board: one line a person. */
@Path("/v1/board")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class BoardResource {
    private final Caller caller;
    private final Paging paging;
    private final PersonalReader personal;
    private final Board board;

    BoardResource(Caller caller, Paging paging, PersonalReader personal, Board board) {
        this.caller = caller;
        this.paging = paging;
        this.personal = personal;
        this.board = board;
    }

    /** Which persons a list shows. */
    public enum Shown {
        ACTIVE,
        CLOSED,
        ALL
    }

    /**
     * @param state who is not closed when it is left out; a person who is asked for by id is shown in any case
     * @param alert only lines with this alert; judged on read, so a page may hold fewer lines than its limit while {@code next} says that
     *     there are more
     */
    @GET
    @RolesAllowed({"care-coordinator", "clinician", "supervisor", "staff"})
    public Paging.Items<Board.Line> lines(
            @QueryParam("team") String team,
            @QueryParam("program") String program,
            @QueryParam("person") String person,
            @QueryParam("state") Shown state,
            @QueryParam("alert") @Pattern(regexp = Board.ALERT) String alert) {
        var query = paging.query(BoardView.VIEW)
                .where("team", team)
                .where("program", program)
                .where("person", person)
                .where("state", shown(state, person));
        var page = paging.page(BoardView.VIEW, caller.tenant(), query, row -> row.row());
        var lines = new ArrayList<Board.Line>();
        for (var row : page.items()) {
            // Only the persons who are shown, or whose age is asked for, are opened, and audited.
            var who = board.asksForAge(row) ? person(row) : Optional.<FromReferral.Person>empty();
            var born = who.map(FromReferral.Person::birthDate).orElse(null);
            if (alert != null && !board.line(row, null, born).alerts().contains(alert)) continue;
            var shown = who.isPresent() ? who : person(row);
            lines.add(board.line(row, shown.map(BoardResource::name).orElse(null), born));
        }
        return new Paging.Items<>(lines, page.next());
    }

    private static String shown(Shown asked, String person) {
        if (asked == null) return person == null ? Shown.ACTIVE.name() : null;
        return asked == Shown.ALL ? null : asked.name();
    }

    private Optional<FromReferral.Person> person(BoardRow row) {
        if (row.episode().demographics() == null) return Optional.empty();
        return personal.open(row.episode().demographics(), FromReferral.Person.class);
    }

    private static String name(FromReferral.Person p) {
        return p.familyName() + ", " + p.givenName();
    }
}
