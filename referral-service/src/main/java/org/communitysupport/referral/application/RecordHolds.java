package org.communitysupport.referral.application;

import java.time.LocalDate;

/** Port: what forbids erasing a person while their care goes on, and for the years after it. Repeating any of it changes nothing. */
public interface RecordHolds {

    /** While the episode is open; placed before anybody can hear of it. */
    void whileOpen(String person, String episode, String rule);

    /** From its end on until that day; takes the place of {@link #whileOpen}, with no moment between them. */
    void until(String person, String episode, String rule, LocalDate last);

    /** Nothing came of it. */
    void lift(String person, String episode);
}
