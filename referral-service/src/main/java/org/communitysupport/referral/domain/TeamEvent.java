package org.communitysupport.referral.domain;

import java.time.LocalDate;
import org.communitysupport.kernel.Basis;

public sealed interface TeamEvent {
    record TeamEstablished(String team, String name, String program, String npi, String siteCode, String timeZone)
            implements TeamEvent {}

    record StaffAssigned(String team, String staff, Codes.TeamRole role, int ftePercent, LocalDate from)
            implements TeamEvent {}

    record StaffUnassigned(String team, String staff, LocalDate until) implements TeamEvent {}

    /** @param caseload with this slot */
    record TeamSlotReserved(String team, String referral, int caseload, int limit, Basis basis) implements TeamEvent {}

    /** @param caseload without this slot */
    record TeamSlotReleased(String team, String referral, Codes.SlotReleaseReason reason, int caseload, int limit)
            implements TeamEvent {}
}
