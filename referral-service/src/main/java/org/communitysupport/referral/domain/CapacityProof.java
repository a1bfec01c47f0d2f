package org.communitysupport.referral.domain;

/**
 * What a team's capacity was when we said no.
 *
 * @param limit {@link Integer#MAX_VALUE} where the program's rules know no limit: then the agency's own word counts
 * @param position of the team's newest commit, as {@code service:lane:seq}
 */
public record CapacityProof(String team, int caseload, int limit, String position) {
    public boolean full() {
        return limit == Integer.MAX_VALUE || caseload >= limit;
    }
}
