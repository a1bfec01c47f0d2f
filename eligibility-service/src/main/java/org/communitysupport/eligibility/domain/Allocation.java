package org.communitysupport.eligibility.domain;

/** Units of one line drawn from one authorisation. @param number the payer's; null where the payer gives none */
public record Allocation(String authorization, String number, Codes.PoolKind kind, int units) {
    Allocation of(int less) {
        return new Allocation(authorization, number, kind, less);
    }
}
