package org.communitysupport.eligibility.domain;

/** One pool after a change, in units: granted = used + reserved + left, always. */
public record Balance(
        String authorization, String number, Codes.PoolKind kind, int granted, int used, int reserved, int left) {}
