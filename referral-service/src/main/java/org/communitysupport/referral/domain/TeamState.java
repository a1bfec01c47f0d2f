package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A team and the people it carries.
 *
 * @param team null before it is established
 * @param slots the referrals that hold a slot, reserved and accepted alike
 */
public record TeamState(
        String team, String program, String timeZone, Map<String, List<Assignment>> staff, Set<String> slots) {

    /** @param until last day; null while open-ended */
    public record Assignment(Codes.TeamRole role, int ftePercent, LocalDate from, LocalDate until) {
        boolean on(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }

        boolean overlaps(Assignment other) {
            return (until == null || !until.isBefore(other.from))
                    && (other.until == null || !other.until.isBefore(from));
        }
    }

    static final TeamState NONE = new TeamState(null, null, null, Map.of(), Set.of());

    public int caseload() {
        return slots.size();
    }

    /** The team's staffing on a day, 100 = one full-time equivalent. */
    public int ftePercent(LocalDate day) {
        return staff.values().stream()
                .flatMap(List::stream)
                .filter(a -> a.on(day))
                .mapToInt(Assignment::ftePercent)
                .sum();
    }

    public boolean has(Codes.TeamRole role, LocalDate day) {
        return staff.values().stream().flatMap(List::stream).anyMatch(a -> a.role() == role && a.on(day));
    }

    /** In the order in which they begin. */
    List<Assignment> assignments(String who) {
        return staff.getOrDefault(who, List.of());
    }

    /** Null when there never was one. */
    Assignment lastAssignment(String who) {
        var held = assignments(who);
        return held.isEmpty() ? null : held.getLast();
    }

    TeamState withStaff(String who, Assignment assignment) {
        var held = new ArrayList<>(assignments(who));
        held.removeIf(a -> a.from().equals(assignment.from()));
        held.add(assignment);
        held.sort(Comparator.comparing(Assignment::from));
        var all = new LinkedHashMap<>(staff);
        all.put(who, List.copyOf(held));
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
