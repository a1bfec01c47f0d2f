package org.communitysupport.eligibility.domain;

/** @param reference the portal's confirmation number or the trace number of the 271 */
public record Proof(Codes.ProofKind kind, String reference) {}
