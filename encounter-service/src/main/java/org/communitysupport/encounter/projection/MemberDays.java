package org.communitysupport.encounter.projection;

import java.time.LocalDate;
import org.communitysupport.encounter.domain.MemberDayDecider;
import org.communitysupport.encounter.domain.MemberDayEvent;
import org.communitysupport.encounter.domain.MemberDayEvent.BillableContactChosen;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactCounted;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactRemoved;
import org.communitysupport.encounter.domain.MemberDayEvent.ContactSigned;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsComputed;
import org.communitysupport.encounter.domain.MemberDayEvent.DailyUnitsRecomputed;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHeld;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterHoldLifted;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterMarkedNonBillable;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterOverlapDetected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleaseCorrected;
import org.communitysupport.encounter.domain.MemberDayEvent.EncounterReleasedForBilling;
import org.communitysupport.encounter.domain.MemberDayEvent.UnitsAnswered;
import org.communitysupport.encounter.domain.MemberDayState;
import org.communitysupport.encounter.domain.MemberDayState.Day;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One row a member's day: contacts, overlaps and who bills them, lines with units, answers, causes and releases. */
public final class MemberDays {
    private MemberDays() {}

    public record Row(String person, LocalDate date, boolean settled, Day day, long version) {}

    public static final View<Row> VIEW = view();

    private static View<Row> view() {
        var view = View.of("member-days", 1, Row.class);
        on(view, "ContactCounted", ContactCounted.class);
        on(view, "ContactSigned", ContactSigned.class);
        on(view, "ContactRemoved", ContactRemoved.class);
        on(view, "EncounterOverlapDetected", EncounterOverlapDetected.class);
        on(view, "BillableContactChosen", BillableContactChosen.class);
        on(view, "DailyUnitsComputed", DailyUnitsComputed.class);
        on(view, "DailyUnitsRecomputed", DailyUnitsRecomputed.class);
        on(view, "UnitsAnswered", UnitsAnswered.class);
        on(view, "EncounterHeld", EncounterHeld.class);
        on(view, "EncounterHoldLifted", EncounterHoldLifted.class);
        on(view, "EncounterMarkedNonBillable", EncounterMarkedNonBillable.class);
        on(view, "EncounterReleasedForBilling", EncounterReleasedForBilling.class);
        on(view, "EncounterReleaseCorrected", EncounterReleaseCorrected.class);
        return Published.restIgnored(view.index("person", "date").index("date").index("settled", "date"));
    }

    private static <E extends MemberDayEvent> void on(View<Row> view, String name, Class<E> type) {
        view.on(
                "encounter." + name,
                type,
                e -> AggregateId.parse(e.envelope().aggregate()).publicId(),
                MemberDays::fold);
    }

    /** The decider's own fold: what the day is for a decision is what it is for a reader. */
    private static <E extends MemberDayEvent> Row fold(Row row, Event<E> event) {
        var id = AggregateId.parse(event.envelope().aggregate());
        var before = row == null ? MemberDayDecider.MEMBER_DAY.decider().initial() : MemberDayState.of(row.day());
        var after = MemberDayDecider.MEMBER_DAY.decider().evolve(before, event.data());
        return new Row(
                id.key(),
                LocalDate.parse(id.local()),
                after instanceof MemberDayState.Settled,
                after.theDay(),
                event.envelope().version());
    }
}
