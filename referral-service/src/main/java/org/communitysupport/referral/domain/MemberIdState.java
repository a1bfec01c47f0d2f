package org.communitysupport.referral.domain;

/** @param person whose member id it is; null while nobody's */
public record MemberIdState(String person) {}
