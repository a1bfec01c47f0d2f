package org.communitysupport.billing.domain.claim;

import java.util.Set;

/**
 * Why a payer paid other than the charge.
 *
 * @param group CO, OA, PI or PR; payers send CR too, which the guide no longer has
 * @param reason claim adjustment reason code (CARC), e.g. {@code 45}
 * @param cents how much less was paid; negative when more
 * @param line number of the claim line; null when it speaks of the whole claim
 */
public record Adjustment(String group, String reason, long cents, Integer line) {
    private static final Set<String> GROUPS = Set.of("CO", "OA", "PI", "PR");
    /** Deductible, coinsurance, co-payment, blood deductible, a Medicaid member's monthly liability, low-income co-payment. */
    private static final Set<String> COST_SHARING = Set.of("1", "2", "3", "66", "142", "241");

    /** CO-45: the charge stands above the contracted rate. The only difference that is ever posted as settled by itself (amendment 6). */
    public boolean contractual() {
        return "CO".equals(group) && "45".equals(reason);
    }

    /**
     * Lawful cost-sharing, which is the member's part and no denial. Any other reason under PR, e.g. PR-27, is a denial like all others and
     * never becomes a bill to a Medicaid member.
     */
    public boolean patientShare() {
        return "PR".equals(group) && COST_SHARING.contains(reason);
    }

    /** False for a group that the guide (X221A1) does not have, e.g. CR: taken, with a warning. */
    public boolean knownGroup() {
        return GROUPS.contains(group);
    }
}
