package org.communitysupport.referral.domain;

/**
 * What a team's capacity was when we said no.
 *
 * @param position of the team's newest commit, as {@code service:lane:seq}
 */
public record CapacityProof(String team, int caseload, int limit, String position) {
    public boolean full() {
        return caseload >= limit;
    }
}
