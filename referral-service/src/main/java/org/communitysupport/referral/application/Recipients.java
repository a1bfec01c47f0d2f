package org.communitysupport.referral.application;

import java.util.SortedSet;

/** Port: who a consent may name. */
public interface Recipients {
    /** The systems that refer to this agency: those that have, and those that are registered in {@code cs.senders.<tenant>}. */
    SortedSet<String> of(String tenant);
}
