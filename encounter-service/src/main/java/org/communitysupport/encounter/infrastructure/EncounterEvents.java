package org.communitysupport.encounter.infrastructure;

import org.communitysupport.codec.EventTypes;
import org.communitysupport.encounter.domain.EncounterEvent;
import org.communitysupport.encounter.domain.MemberDayEvent;
import org.communitysupport.encounter.domain.MemberFileEvent;
import org.communitysupport.encounter.domain.StaffDayEvent;
import org.communitysupport.encounter.domain.StaffFileEvent;

/** The published names of this service's events. */
public final class EncounterEvents {
    private EncounterEvents() {}

    public static EventTypes types() {
        return EventTypes.of("encounter")
                .event("EncounterScheduled", EncounterEvent.EncounterScheduled.class)
                .event("EncounterCancelled", EncounterEvent.EncounterCancelled.class)
                .event("EncounterMissed", EncounterEvent.EncounterMissed.class)
                .event("EncounterLogged", EncounterEvent.EncounterLogged.class, e -> e.part2() ? "part2" : "")
                .event("EncounterNoteSigned", EncounterEvent.EncounterNoteSigned.class)
                .event("LateEntryMarked", EncounterEvent.LateEntryMarked.class)
                .event("EncounterAmended", EncounterEvent.EncounterAmended.class)
                .event("EncounterVoided", EncounterEvent.EncounterVoided.class)
                .event("StaffTimeBooked", StaffDayEvent.StaffTimeBooked.class)
                .event("StaffTimePlanned", StaffDayEvent.StaffTimePlanned.class)
                .event("StaffTimeFreed", StaffDayEvent.StaffTimeFreed.class)
                .event("StaffNoted", StaffFileEvent.StaffNoted.class)
                .event("CredentialNoted", StaffFileEvent.CredentialNoted.class)
                .event("CredentialEndNoted", StaffFileEvent.CredentialEndNoted.class)
                .event("AssignmentNoted", StaffFileEvent.AssignmentNoted.class)
                .event("AssignmentEndNoted", StaffFileEvent.AssignmentEndNoted.class)
                .event("StaffDayWatched", StaffFileEvent.StaffDayWatched.class)
                .event("StaffDayUnwatched", StaffFileEvent.StaffDayUnwatched.class)
                .event("MemberFileOpened", MemberFileEvent.MemberFileOpened.class)
                .event("EpisodeFact", MemberFileEvent.EpisodeFact.class)
                .event("CoverageFact", MemberFileEvent.CoverageFact.class)
                .event("OrderFact", MemberFileEvent.OrderFact.class)
                .event("PlanFact", MemberFileEvent.PlanFact.class)
                .event("VisitWatched", MemberFileEvent.VisitWatched.class)
                .event("VisitUnwatched", MemberFileEvent.VisitUnwatched.class)
                .event("DayOpened", MemberFileEvent.DayOpened.class)
                .event("DaySettled", MemberFileEvent.DaySettled.class)
                .event("ContactCounted", MemberDayEvent.ContactCounted.class)
                .event("ContactSigned", MemberDayEvent.ContactSigned.class)
                .event("ContactRemoved", MemberDayEvent.ContactRemoved.class)
                .event("EncounterOverlapDetected", MemberDayEvent.EncounterOverlapDetected.class)
                .event("BillableContactChosen", MemberDayEvent.BillableContactChosen.class)
                .event("DailyUnitsComputed", MemberDayEvent.DailyUnitsComputed.class)
                .event("DailyUnitsRecomputed", MemberDayEvent.DailyUnitsRecomputed.class)
                .event("UnitsAnswered", MemberDayEvent.UnitsAnswered.class)
                .event("EncounterHeld", MemberDayEvent.EncounterHeld.class)
                .event("EncounterHoldLifted", MemberDayEvent.EncounterHoldLifted.class)
                .event("EncounterMarkedNonBillable", MemberDayEvent.EncounterMarkedNonBillable.class)
                .event("EncounterReleasedForBilling", MemberDayEvent.EncounterReleasedForBilling.class)
                .event("EncounterReleaseCorrected", MemberDayEvent.EncounterReleaseCorrected.class);
    }
}
