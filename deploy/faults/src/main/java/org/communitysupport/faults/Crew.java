package org.communitysupport.faults;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.communitysupport.journey.demo.Client;
import org.communitysupport.journey.demo.Story;

/** A team and its day: who has room for somebody, and whose next quarter of an hour is free. */
final class Crew {
    /** Four full-time equivalents carry 48; some places are left for those who are only passing through. */
    private static final int PLACES = 40;

    private static final LocalTime FIRST = LocalTime.of(6, 0);
    private static final int QUARTERS = 34;

    private final Story story;
    private final LocalDate day;
    private final AtomicInteger places = new AtomicInteger();
    private final AtomicInteger contacts = new AtomicInteger();

    /** @param day on which everybody is served; 14:30 of it is over */
    Crew(Story story, LocalDate day) {
        this.story = story;
        this.day = day;
    }

    String team() {
        return story.team;
    }

    String lead() {
        return story.lead;
    }

    String physician() {
        return story.physician;
    }

    /** Whether there was room for one more. */
    boolean takes() {
        return contacts.get() < 4 * QUARTERS - 8 && places.incrementAndGet() <= PLACES;
    }

    /** A quarter of an hour of somebody who is free then: one unit. */
    void serves(Client client) {
        int n = contacts.getAndIncrement();
        var staff = List.of(story.lead, story.sudProfessional, story.qualified, story.peer);
        // One after the other: two at once with the same person would have to be decided by a supervisor (ENC-5).
        var from = FIRST.plusMinutes(15L * (n % QUARTERS));
        client.served(
                staff.get(n / QUARTERS),
                day,
                from.toString(),
                from.plusMinutes(15).toString());
    }
}
