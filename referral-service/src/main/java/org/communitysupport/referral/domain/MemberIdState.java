package org.communitysupport.referral.domain;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * @param person whose member id it is; null while nobody's
 * @param claims the referrals of this person that state it, in the order in which they came
 * @param unnamed it was claimed when claims did not name their referral yet
 * @param waiting the referrals that state it too, each with the person it came under
 */
public record MemberIdState(
        String person, SequencedSet<String> claims, boolean unnamed, SequencedMap<String, String> waiting) {
    static final MemberIdState FREE = new MemberIdState(null, new LinkedHashSet<>(), false, new LinkedHashMap<>());

    MemberIdState claimed(String by, String referral) {
        var all = new LinkedHashSet<>(claims);
        if (referral != null) all.add(referral);
        var others = new LinkedHashMap<>(waiting);
        others.remove(referral);
        return new MemberIdState(by, all, unnamed || referral == null, others);
    }

    MemberIdState contested(String by, String referral) {
        var others = new LinkedHashMap<>(waiting);
        others.put(referral, by);
        return new MemberIdState(person, claims, unnamed, others);
    }

    /** With its last referral it is nobody's. */
    MemberIdState released(String referral) {
        var others = new LinkedHashMap<>(waiting);
        if (others.remove(referral) != null) return new MemberIdState(person, claims, unnamed, others);
        var left = new LinkedHashSet<>(claims);
        left.remove(referral);
        return left.isEmpty()
                ? new MemberIdState(null, left, false, others)
                : new MemberIdState(person, left, unnamed, others);
    }
}
