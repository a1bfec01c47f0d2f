package org.communitysupport.eligibility.domain;

import org.communitysupport.eligibility.domain.rule.Elg1Proof;

/** @param proof null when no policy pack covers the payer on that day */
public record CoverageFacts(Elg1Proof proof) {}
