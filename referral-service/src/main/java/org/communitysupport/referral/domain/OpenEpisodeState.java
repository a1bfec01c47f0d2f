package org.communitysupport.referral.domain;

import java.util.Set;

/**
 * @param referral the open one; null when none is
 * @param ended those that were open once; none of them opens again by itself, so that a late repeat of its beginning cannot
 */
public record OpenEpisodeState(String referral, Set<String> ended) {}
