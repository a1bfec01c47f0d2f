package org.communitysupport.referral.domain.rule;

/**
 * REF-6: a team carries at most so many people per staffed full-time equivalent, and never more than its maximum.
 *
 * @param perFte people per FTE; null when the pack gives none
 * @param max people per team; null when the pack gives none
 */
public record Ref6TeamCapacity(PackRef pack, Integer perFte, Integer max, Enforcement enforcement) {

    /** @param ftePercent of all staff of the team on that day, 100 = one FTE */
    public int limit(int ftePercent) {
        int byStaff = perFte == null ? Integer.MAX_VALUE : perFte * ftePercent / 100;
        return Math.min(byStaff, max == null ? Integer.MAX_VALUE : max);
    }
}
