package org.communitysupport.referral.domain.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.communitysupport.referral.domain.Codes.Urgency;

/** REF-9: how long we have to answer follows the urgency; what it is counted from is the first receipt, and stays. */
public final class Ref9ResponseClock {
    private Ref9ResponseClock() {}

    /**
     * When an answer is due once the urgency is another.
     *
     * @param due as it was, by {@code was}; null where that urgency has no clock
     * @param now counts only where the first receipt cannot be told from what was due
     */
    public static Instant due(Instant due, Urgency was, Urgency is, Map<Urgency, Duration> within, Instant now) {
        if (was == is) return due;
        var next = within.get(is);
        if (next == null) return null;
        var before = within.get(was);
        var receipt = due == null || before == null ? now : due.minus(before);
        return receipt.plus(next);
    }
}
