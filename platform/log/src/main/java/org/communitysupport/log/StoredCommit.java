package org.communitysupport.log;

import java.time.Instant;

/**
 * A commit as it stands in the log.
 *
 * @param seq within the lane, dense, from 1
 * @param at business clock, never running backwards within a lane
 * @param recordedAt database clock, never running backwards within a lane
 * @param previous hash of the lane's previous commit, hex; 64 zeros for the first
 * @param hash SHA-256 over {@code previous} and the document's own BSON bytes without the hash, hex
 */
public record StoredCommit(Commit commit, long seq, Instant at, Instant recordedAt, String previous, String hash) {

    public int lane() {
        return commit.lane();
    }
}
