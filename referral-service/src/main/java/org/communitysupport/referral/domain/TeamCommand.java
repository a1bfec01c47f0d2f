package org.communitysupport.referral.domain;

import java.time.LocalDate;

public sealed interface TeamCommand {
    record EstablishTeam(String team, String name, String program, String npi, String siteCode, String timeZone)
            implements TeamCommand {}

    /** @param ftePercent 100 is one full-time equivalent */
    record AssignStaff(String staff, Codes.TeamRole role, int ftePercent, LocalDate from) implements TeamCommand {}

    /** @param until last day on the team */
    record UnassignStaff(String staff, LocalDate until) implements TeamCommand {}

    record ReserveSlot(String referral) implements TeamCommand {}

    record ReleaseSlot(String referral, Codes.SlotReleaseReason reason) implements TeamCommand {}
}
