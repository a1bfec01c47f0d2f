package org.communitysupport.referral.application;

import java.time.Instant;
import java.util.List;

/** Port: the accounting of disclosures, kept with the audit of reads. */
public interface Disclosures {

    /**
     * What of a person went outside, newest first.
     *
     * @param cursor null for the first page
     * @throws IllegalArgumentException when the cursor is none of ours, or the limit not 1 to 200
     */
    Page of(String tenant, String person, int limit, String cursor);

    /** @param next null on the last page */
    record Page(List<Disclosure> items, String next) {}

    /**
     * @param recipient the system outside
     * @param grounds ids of consents, or {@code treatment} where the law asks for none
     * @param disclosed what of it, e.g. {@code STATUS}
     * @param through the address it was read at
     */
    record Disclosure(Instant at, String recipient, List<String> grounds, List<String> disclosed, String through) {}
}
