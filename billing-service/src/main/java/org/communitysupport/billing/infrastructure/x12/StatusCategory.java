package org.communitysupport.billing.infrastructure.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.communitysupport.x12.Segment;

/** What the category of a claim status says before anything is judged (code list 507, as far as a 277CA uses it). */
enum StatusCategory {
    ACCEPTED,
    REJECTED,
    /** Forwarded (A0), pended, asked about: it says where the claim is and decides nothing. */
    UNDECIDED;

    /** The guide of a 277 that answers a question of ours (276): it says where a claim is, and rejects none. */
    static final String INQUIRY = "005010X212";

    private static final Set<String> ACCEPTS = Set.of("A1", "A2", "A5");
    private static final Set<String> REJECTS = Set.of("A3", "A4", "A6", "A7", "A8");

    /** Of all statuses one segment has: one refusal refuses. STC03 refuses too, when the category leaves it open. */
    static StatusCategory of(Segment stc) {
        var all = UNDECIDED;
        for (int e : new int[] {1, 10, 11}) all = all.and(of(stc.get(e, 1)));
        return all == UNDECIDED && stc.get(3).equals("U") ? REJECTED : all;
    }

    StatusCategory and(StatusCategory other) {
        if (this == REJECTED || other == REJECTED) return REJECTED;
        return this == ACCEPTED || other == ACCEPTED ? ACCEPTED : UNDECIDED;
    }

    private static StatusCategory of(String category) {
        if (REJECTS.contains(category)) return REJECTED;
        return ACCEPTS.contains(category) ? ACCEPTED : UNDECIDED;
    }

    /** The statuses as written, e.g. {@code A7:562:85}. */
    static List<String> codes(Segment stc) {
        var codes = new ArrayList<String>();
        for (int e : new int[] {1, 10, 11})
            if (!stc.get(e).isEmpty())
                codes.add(stc.get(e, 1) + ':' + stc.get(e, 2) + (stc.get(e, 3).isEmpty() ? "" : ":" + stc.get(e, 3)));
        return codes;
    }
}
