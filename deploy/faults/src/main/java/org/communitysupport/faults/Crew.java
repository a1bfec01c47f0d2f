package org.communitysupport.faults;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.communitysupport.journey.demo.Client;
import org.communitysupport.journey.demo.Story;

/** A team: whether it has room for somebody, and whose next quarter of an hour of a day is free. */
final class Crew {
    /** Four full-time equivalents carry 48; some places are left for those who are only passing through. */
    private static final int PLACES = 40;

    private static final LocalTime FIRST = LocalTime.of(6, 0);
    private static final int QUARTERS = 34;

    private final Story story;
    private final AtomicInteger places = new AtomicInteger();
    private final Map<LocalDate, AtomicInteger> contacts = new ConcurrentHashMap<>();

    Crew(Story story) {
        this.story = story;
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

    /** Whether there was room for one more, and there is time for some contacts on that day. */
    boolean takes(LocalDate day) {
        return contacts(day).get() < 4 * QUARTERS - 12 && places.incrementAndGet() <= PLACES;
    }

    private AtomicInteger contacts(LocalDate day) {
        return contacts.computeIfAbsent(day, d -> new AtomicInteger());
    }

    /** A quarter of an hour of somebody who is free then: one unit. By 14:30 of the day all of them are over. */
    void serves(Client client, LocalDate day) {
        int n = contacts(day).getAndIncrement();
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
