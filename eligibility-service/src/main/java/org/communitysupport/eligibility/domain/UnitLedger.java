package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.rule.Elg12Draw;

/** The unit lines of one person and program while a decision is being made: each change becomes an event and is seen by the next. */
final class UnitLedger {
    /** Lines of scheduled visits have versions of their own. */
    private static final String RESERVATION = "sched_";

    private final List<AuthorizationsEvent> events = new ArrayList<>();
    private AuthorizationsState state;

    UnitLedger(AuthorizationsState state) {
        this.state = state;
    }

    List<AuthorizationsEvent> events() {
        return events;
    }

    void record(AuthorizationsEvent event) {
        events.add(event);
        state = AuthorizationsEvolution.after(state, event);
    }

    /** An older or equal version changes nothing, in whatever order they come. */
    void set(AuthorizationsCommand.SetUnits c) {
        var known = state.lines().get(c.line());
        if (known != null && known.version() >= c.version()) return;
        boolean already = known != null && known.state() == Codes.UnitState.RELEASED;
        if (already && c.state() == Codes.UnitState.RELEASED) return;
        change(new Line(c.line(), c.version(), c.date(), c.units(), c.state(), List.of()), known);
    }

    void setDay(AuthorizationsCommand.SetDay c) {
        if (newerDayIsKnown(c)) return;
        for (String reservation : c.fulfilled()) release(reservation);
        var now = new HashSet<String>();
        for (var line : c.lines()) now.add(line.line());
        for (var line : List.copyOf(state.lines().values()))
            if (line.date().equals(c.date()) && line.state() == Codes.UnitState.COMMITTED && !now.contains(line.line()))
                set(units(c, line.line(), 0, Codes.UnitState.RELEASED));
        for (var line : c.lines())
            set(units(
                    c,
                    line.line(),
                    line.units(),
                    line.units() == 0 ? Codes.UnitState.RELEASED : Codes.UnitState.COMMITTED));
    }

    private boolean newerDayIsKnown(AuthorizationsCommand.SetDay c) {
        return state.lines().values().stream()
                .anyMatch(l ->
                        l.date().equals(c.date()) && !l.line().startsWith(RESERVATION) && l.version() > c.version());
    }

    private static AuthorizationsCommand.SetUnits units(
            AuthorizationsCommand.SetDay c, String line, int units, Codes.UnitState state) {
        return new AuthorizationsCommand.SetUnits(c.person(), c.program(), line, c.version(), c.date(), units, state);
    }

    /** Reservations of days on which there will be no service any more. */
    void releaseReservedFrom(LocalDate day) {
        for (var line : List.copyOf(state.lines().values()))
            if (line.state() == Codes.UnitState.RESERVED && !line.date().isBefore(day)) release(line.line());
    }

    /** Reservations of visits whose days have passed. */
    void releaseReservedUntil(LocalDate day) {
        for (var line : List.copyOf(state.lines().values()))
            if (line.state() == Codes.UnitState.RESERVED && !line.date().isAfter(day)) release(line.line());
    }

    /** Lines of those days draw again on what covers them now. */
    void redrawFrom(LocalDate day) {
        state.lines().values().stream()
                .filter(l -> l.state() != Codes.UnitState.RELEASED && !l.date().isBefore(day))
                .sorted(Comparator.comparing(Line::date).thenComparing(Line::line))
                .toList()
                .forEach(this::retry);
    }

    private void release(String name) {
        var known = state.lines().get(name);
        if (known == null || known.state() == Codes.UnitState.RELEASED) return;
        change(new Line(name, known.version(), known.date(), 0, Codes.UnitState.RELEASED, List.of()), known);
    }

    /** What was short asks again, oldest day first: after a grant, and whenever units come back. */
    void retryShort() {
        state.lines().values().stream()
                .filter(l -> l.missing() > 0)
                .sorted(Comparator.comparing(Line::date).thenComparing(Line::line))
                .toList()
                .forEach(this::retry);
    }

    private void retry(Line line) {
        var drawn = Elg12Draw.draw(state, line, line.allocations());
        if (!drawn.equals(line.allocations())) store(line.drawing(drawn), line);
    }

    private void change(Line wanted, Line known) {
        var held = known == null ? List.<Allocation>of() : known.allocations();
        store(wanted.drawing(Elg12Draw.draw(state, wanted, held)), known);
    }

    private void store(Line line, Line known) {
        var after = state.with(line);
        record(
                switch (line.state()) {
                    case RELEASED ->
                        new UnitsReleased(
                                person(),
                                program(),
                                line.line(),
                                line.version(),
                                line.date(),
                                known == null ? 0 : known.drawn(),
                                after.balances());
                    case RESERVED, COMMITTED -> line.missing() > 0 ? refused(line, after) : drawn(line, after);
                });
    }

    private AuthorizationsEvent drawn(Line l, AuthorizationsState after) {
        return l.state() == Codes.UnitState.COMMITTED
                ? new UnitsCommitted(
                        person(),
                        program(),
                        l.line(),
                        l.version(),
                        l.date(),
                        l.units(),
                        l.allocations(),
                        after.balances())
                : new UnitsReserved(
                        person(),
                        program(),
                        l.line(),
                        l.version(),
                        l.date(),
                        l.units(),
                        l.allocations(),
                        after.balances());
    }

    private AuthorizationsEvent refused(Line l, AuthorizationsState after) {
        return new UnitReservationRejected(
                person(),
                program(),
                l.line(),
                l.version(),
                l.date(),
                l.state(),
                l.units(),
                l.missing(),
                Elg12Draw.whyShort(state, l),
                l.allocations(),
                after.balances());
    }

    private String person() {
        return state.person();
    }

    private String program() {
        return state.program();
    }
}
