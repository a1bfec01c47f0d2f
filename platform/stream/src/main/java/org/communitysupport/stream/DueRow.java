package org.communitysupport.stream;

import java.time.Instant;

/**
 * A row of a deadline's view: when an aggregate has to be asked.
 *
 * @param aggregate {@link org.communitysupport.kernel.AggregateId#text()} of the one to ask
 * @param at on the business clock
 * @param done true when the events say that nothing is due any more
 */
public record DueRow(String aggregate, Instant at, boolean done) {
    public static DueRow at(String aggregate, Instant at) {
        return new DueRow(aggregate, at, false);
    }

    /** Null stays null: what was never due is not done either. */
    public static DueRow done(DueRow row) {
        return row == null ? null : new DueRow(row.aggregate, row.at, true);
    }
}
