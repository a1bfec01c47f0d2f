package org.communitysupport.encounter.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteAssignment;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteCredential;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteCredentialEnd;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteStaff;
import org.communitysupport.encounter.domain.StaffFileCommand.NoteUnassignment;
import org.communitysupport.encounter.domain.StaffFileCommand.UnwatchDay;
import org.communitysupport.encounter.domain.StaffFileCommand.WatchDay;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.AssignmentNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialEndNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.CredentialNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffDayUnwatched;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffDayWatched;
import org.communitysupport.encounter.domain.StaffFileEvent.StaffNoted;
import org.communitysupport.encounter.domain.StaffFileEvent.WaitingDay;
import org.communitysupport.encounter.domain.StaffFileState.Assignment;
import org.communitysupport.encounter.domain.StaffFileState.Credential;
import org.communitysupport.encounter.domain.StaffFileState.Known;
import org.communitysupport.encounter.domain.StaffFileState.Unknown;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/**
 * Keeps what referral-service says about a staff member. A member's day that is held for want of such a fact registers here first and is
 * judged again afterwards, so a fact that arrives in between is never missed.
 */
public final class StaffFileDecider implements Decider<StaffFileCommand, StaffFileState, StaffFileEvent, NoFacts> {
    public static final Aggregate<StaffFileCommand, StaffFileState, StaffFileEvent, NoFacts> STAFF_FILE =
            new Aggregate<>("staff-file", StaffFileEvent.class, new StaffFileDecider());

    @Override
    public StaffFileState initial() {
        return new Unknown();
    }

    @Override
    public Decision<StaffFileEvent> decide(StaffFileCommand command, StaffFileState state, NoFacts facts) {
        var known = state.known();
        var waiting = known.waiting();
        StaffFileEvent event =
                switch (command) {
                    case NoteStaff c -> new StaffNoted(c.staff(), c.npi(), c.source(), waiting);
                    case NoteCredential c ->
                        new CredentialNoted(c.staff(), c.kind(), c.validFrom(), c.validTo(), c.source(), waiting);
                    case NoteCredentialEnd c ->
                        new CredentialEndNoted(c.staff(), c.kind(), c.endedOn(), c.source(), waiting);
                    case NoteAssignment c ->
                        new AssignmentNoted(c.staff(), c.team(), c.role(), c.from(), c.source(), waiting);
                    case NoteUnassignment c ->
                        new AssignmentEndNoted(c.staff(), c.team(), c.until(), c.source(), waiting);
                    case WatchDay c -> new StaffDayWatched(c.staff(), c.person(), c.date());
                    case UnwatchDay c -> new StaffDayUnwatched(c.staff(), c.person(), c.date());
                };
        boolean isFact = !(command instanceof WatchDay || command instanceof UnwatchDay);
        return isFact && state instanceof Unknown || !evolve(known, event).equals(known)
                ? Decision.accept(event)
                : Decision.nothingToDo();
    }

    @Override
    public StaffFileState evolve(StaffFileState state, StaffFileEvent event) {
        var k = state.known();
        return switch (event) {
            case StaffNoted e -> new Known(e.npi(), k.credentials(), k.assignments(), k.waiting());
            case CredentialNoted e ->
                withCredentials(
                        k,
                        with(
                                k.credentials(),
                                c -> c.kind().equals(e.kind()) && c.validFrom().equals(e.validFrom()),
                                new Credential(e.kind(), e.validFrom(), e.validTo(), e.source())));
            case CredentialEndNoted e ->
                withCredentials(
                        k,
                        map(
                                k.credentials(),
                                ends(
                                        k.credentials(),
                                        c -> c.kind().equals(e.kind()),
                                        Credential::validFrom,
                                        c -> c.holdsOn(e.endedOn().plusDays(1)),
                                        e.endedOn()),
                                c -> new Credential(c.kind(), c.validFrom(), e.endedOn(), e.source())));
            case AssignmentNoted e ->
                withAssignments(
                        k,
                        with(
                                k.assignments(),
                                a -> a.team().equals(e.team()) && a.from().equals(e.from()),
                                new Assignment(e.team(), e.role(), e.from(), null, e.source())));
            case AssignmentEndNoted e ->
                withAssignments(
                        k,
                        map(
                                k.assignments(),
                                ends(
                                        k.assignments(),
                                        a -> a.team().equals(e.team()),
                                        Assignment::from,
                                        a -> a.holdsOn(e.until().plusDays(1)),
                                        e.until()),
                                a -> new Assignment(a.team(), a.role(), a.from(), e.until(), e.source())));
            case StaffDayWatched e -> withWaiting(k, with(k.waiting(), d -> d.equals(day(e)), day(e)));
            case StaffDayUnwatched e ->
                withWaiting(
                        k,
                        k.waiting().stream()
                                .filter(d -> !d.equals(new WaitingDay(e.person(), e.date())))
                                .toList());
        };
    }

    /** What goes on after that day ends with it; and the last that began by then, whose end may have been noted too early before. */
    private static <T> Predicate<T> ends(
            List<T> all, Predicate<T> of, Function<T, LocalDate> from, Predicate<T> goesOn, LocalDate last) {
        var latest = all.stream()
                .filter(of)
                .filter(x -> !from.apply(x).isAfter(last))
                .max(Comparator.comparing(from));
        return x -> of.test(x) && (goesOn.test(x) || latest.filter(x::equals).isPresent());
    }

    private static WaitingDay day(StaffDayWatched e) {
        return new WaitingDay(e.person(), e.date());
    }

    private static Known withCredentials(Known k, List<Credential> credentials) {
        return new Known(k.npi(), credentials, k.assignments(), k.waiting());
    }

    private static Known withAssignments(Known k, List<Assignment> assignments) {
        return new Known(k.npi(), k.credentials(), assignments, k.waiting());
    }

    private static Known withWaiting(Known k, List<WaitingDay> waiting) {
        return new Known(k.npi(), k.credentials(), k.assignments(), waiting);
    }

    private static <T> List<T> with(List<T> all, Predicate<T> same, T added) {
        var list = new ArrayList<>(all.stream().filter(same.negate()).toList());
        list.add(added);
        return list;
    }

    private static <T> List<T> map(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
        return all.stream().map(x -> which.test(x) ? change.apply(x) : x).toList();
    }
}
