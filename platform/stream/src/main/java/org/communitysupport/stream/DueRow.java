package org.communitysupport.stream;

import java.time.Instant;

/**
 * A row of a deadline's view: when an aggregate has to be asked.
 *
 * @param aggregate {@link org.communitysupport.kernel.AggregateId#text()} of the one to ask
 * @param at on the business clock
 * @param done true when the events say that nothing is due any more
 * @param about what of the aggregate is asked about; null when there is one thing only
 */
public record DueRow(String aggregate, Instant at, boolean done, String about) {
    public static DueRow at(String aggregate, Instant at) {
        return new DueRow(aggregate, at, false, null);
    }

    public DueRow about(String what) {
        return new DueRow(aggregate, at, done, what);
    }

    /** Null stays null: what was never due is not done either. */
    public static DueRow done(DueRow row) {
        return row == null ? null : new DueRow(row.aggregate, row.at, true, row.about);
    }
}
