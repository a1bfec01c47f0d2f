package org.communitysupport.referral.domain;

import java.time.LocalDate;

public sealed interface TeamCommand {
    record EstablishTeam(String team, String name, String program, String npi, String siteCode, String timeZone)
            implements TeamCommand {}

    /** @param ftePercent 100 is one full-time equivalent */
    record AssignStaff(String staff, Codes.TeamRole role, int ftePercent, LocalDate from) implements TeamCommand {}

    /** @param until last day on the team */
    record UnassignStaff(String staff, LocalDate until) implements TeamCommand {}

    /** @param again for a person whom the team carries already: it was released by mistake, and the limit is no reason to lose them */
    record ReserveSlot(String referral, boolean again) implements TeamCommand {
        public ReserveSlot(String referral) {
            this(referral, false);
        }
    }

    record ReleaseSlot(String referral, Codes.SlotReleaseReason reason) implements TeamCommand {}
}
