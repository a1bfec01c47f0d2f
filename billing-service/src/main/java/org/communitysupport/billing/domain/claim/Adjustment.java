package org.communitysupport.billing.domain.claim;

/**
 * Why a payer paid other than the charge.
 *
 * @param group CO, OA, PI or PR
 * @param reason claim adjustment reason code (CARC), e.g. {@code 45}
 * @param cents how much less was paid; negative when more
 * @param line number of the claim line; null when it speaks of the whole claim
 */
public record Adjustment(String group, String reason, long cents, Integer line) {

    /** CO-45: the charge stands above the contracted rate. The only difference that is ever posted as settled by itself (amendment 6). */
    public boolean contractual() {
        return group.equals("CO") && reason.equals("45");
    }
}
