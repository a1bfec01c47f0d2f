package org.communitysupport.encounter.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communitysupport.encounter.domain.EncounterState.Logged;
import org.communitysupport.encounter.domain.EncounterState.Planned;
import org.communitysupport.encounter.domain.EncounterState.Signed;
import org.communitysupport.encounter.domain.MemberDayEvent.Cause;
import org.communitysupport.encounter.domain.MemberDayState.Line;
import org.communitysupport.encounter.domain.rule.ReleaseRules;
import org.communitysupport.encounter.projection.VisitUnits;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.stream.Views;

/** Says of a visit, planned or served, whether it can be billed, why not, and who can mend it (ENC-11). */
public final class BillableVisits {
    private final Encounters encounters;
    private final Days days;
    private final Views views;

    public BillableVisits(Encounters encounters, Days days, Views views) {
        this.encounters = encounters;
        this.days = days;
        this.views = views;
    }

    public enum Answer {
        YES,
        NO,
        UNITS_NOT_ANSWERED,
        RELEASED,
        NOT_A_SERVICE
    }

    /** @param date by which a cause is mended at best: the day of the visit */
    public record Billable(Answer answer, LocalDate date, List<Cause> causes) {}

    /** Empty when there is nothing to bill: no such encounter, or one that did not take place. */
    public Optional<Billable> of(AggregateId id) {
        return switch (encounters.load(id)) {
            case Planned p -> Optional.of(planned(id, p));
            case Logged l -> Optional.of(served(id, l.visit().date()));
            case Signed s -> Optional.of(served(id, s.visit().date()));
            default -> Optional.empty();
        };
    }

    private Billable planned(AggregateId id, Planned p) {
        var causes = new ArrayList<>(encounters.foreseen(id).orElse(List.of()));
        var units = views.get(VisitUnits.VIEW, id.tenant(), id.publicId());
        units.map(u -> ReleaseRules.enc11Units(
                        u.row().missing(), u.row().units(), u.row().reason()))
                .ifPresent(causes::add);
        var answer = !causes.isEmpty() ? Answer.NO : units.isEmpty() ? Answer.UNITS_NOT_ANSWERED : Answer.YES;
        return new Billable(answer, p.visit().date(), causes);
    }

    private Billable served(AggregateId id, LocalDate date) {
        var line = days.load(Ids.memberDay(id.tenant(), id.key(), date)).theDay().lines().stream()
                .filter(l -> l.daily().encounters().contains(id.local()))
                .findFirst();
        return new Billable(line.map(BillableVisits::answer).orElse(Answer.NOT_A_SERVICE), date, causes(line));
    }

    private static Answer answer(Line line) {
        if (!line.causes().isEmpty() || line.nonBillable()) return Answer.NO;
        if (line.released() != null) return Answer.RELEASED;
        return line.isAnswered() ? Answer.YES : Answer.UNITS_NOT_ANSWERED;
    }

    private static List<Cause> causes(Optional<Line> line) {
        return line.map(Line::causes).orElse(List.of());
    }
}
