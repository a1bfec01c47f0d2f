package org.communitysupport.encounter.projection;

import java.util.List;
import org.communitysupport.encounter.domain.StaffFileDecider;
import org.communitysupport.encounter.domain.StaffFileEvent;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffDayUnwatched;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffDayWatched;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffNoted;
import org.communitysupport.encounter.domain.StaffFileState.Known;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One row a staff member: credentials and teams as they decide about codes and releases, each with the position it came from. */
public final class StaffList {
    private StaffList() {}

    public record Row(String staff, Known known, List<String> teams, long version) {}

    public static final View<Row> VIEW = view();

    private static View<Row> view() {
        var view = View.of("staff", 1, Row.class);
        on(view, "StaffNoted", StaffNoted.class);
        on(view, "CredentialNoted", CredentialNoted.class);
        on(view, "CredentialEndNoted", CredentialEndNoted.class);
        on(view, "AssignmentNoted", AssignmentNoted.class);
        on(view, "AssignmentEndNoted", AssignmentEndNoted.class);
        on(view, "StaffDayWatched", StaffDayWatched.class);
        on(view, "StaffDayUnwatched", StaffDayUnwatched.class);
        return Published.restIgnored(view.index("staff").index("teams"));
    }

    private static <E extends StaffFileEvent> void on(View<Row> view, String name, Class<E> type) {
        view.on(
                "encounter." + name,
                type,
                e -> AggregateId.parse(e.envelope().aggregate()).key(),
                StaffList::fold);
    }

    private static <E extends StaffFileEvent> Row fold(Row row, Event<E> event) {
        var decider = StaffFileDecider.STAFF_FILE.decider();
        var known = decider.evolve(row == null ? decider.initial() : row.known(), event.data())
                .known();
        var teams = known.assignments().stream().map(a -> a.team()).distinct().toList();
        return new Row(
                AggregateId.parse(event.envelope().aggregate()).key(),
                known,
                teams,
                event.envelope().version());
    }
}
