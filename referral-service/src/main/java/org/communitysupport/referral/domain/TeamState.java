package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A team and the people it carries.
 *
 * @param team null before it is established
 * @param slots the referrals that hold a slot, reserved and accepted alike
 */
public record TeamState(
        String team, String program, String timeZone, Map<String, Assignment> staff, Set<String> slots) {

    /** @param until last day; null while open-ended */
    public record Assignment(Codes.TeamRole role, int ftePercent, LocalDate from, LocalDate until) {
        boolean on(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    static final TeamState NONE = new TeamState(null, null, null, Map.of(), Set.of());

    public int caseload() {
        return slots.size();
    }

    /** The team's staffing on a day, 100 = one full-time equivalent. */
    public int ftePercent(LocalDate day) {
        return staff.values().stream()
                .filter(a -> a.on(day))
                .mapToInt(Assignment::ftePercent)
                .sum();
    }

    TeamState withStaff(String who, Assignment assignment) {
        var all = new LinkedHashMap<>(staff);
        all.put(who, assignment);
        return new TeamState(team, program, timeZone, Map.copyOf(all), slots);
    }

    TeamState withSlot(String referral) {
        var all = new LinkedHashSet<>(slots);
        all.add(referral);
        return new TeamState(team, program, timeZone, staff, Set.copyOf(all));
    }

    TeamState withoutSlot(String referral) {
        var all = new LinkedHashSet<>(slots);
        all.remove(referral);
        return new TeamState(team, program, timeZone, staff, Set.copyOf(all));
    }
}
