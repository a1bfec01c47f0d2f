package org.communitysupport.encounter.domain.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.communitysupport.encounter.domain.MemberDayState.Contact;
import org.communitysupport.encounter.domain.MemberDayState.Day;

/** ENC-5: two staff with one member at the same time. */
public final class Overlaps {
    private Overlaps() {}

    private record Span(Instant from, Instant to) {}

    /** Minutes that two contacts by different staff share; the same staff cannot overlap (ENC-4). */
    public static int sharedMinutes(Contact a, Contact b) {
        if (a.counted().staff().equals(b.counted().staff())) return 0;
        var span = shared(a, b);
        return span.from().isBefore(span.to())
                ? (int) Duration.between(span.from(), span.to()).toMinutes()
                : 0;
    }

    /** A contact of the day that shares minutes with this one and nobody said who bills them. */
    public static boolean isUndecided(Contact contact, Day day) {
        return day.contacts().stream()
                .anyMatch(other -> sharedMinutes(contact, other) > 0
                        && day.choice(contact.encounter(), other.encounter()).isEmpty());
    }

    /** Minutes of the contact that may be billed: without those that another bills or that nobody decided on. */
    public static int billableMinutes(Contact contact, Day day, OverlapRule rule) {
        int minutes = contact.counted().minutes();
        if (rule == OverlapRule.BILL_ALL) return minutes;
        var lost = new ArrayList<Span>();
        for (var other : day.contacts()) {
            if (sharedMinutes(contact, other) == 0) continue;
            var choice = day.choice(contact.encounter(), other.encounter());
            if (choice.isEmpty() || choice.get().notBilled().equals(contact.encounter()))
                lost.add(shared(contact, other));
        }
        return Math.max(0, minutes - minutesOf(lost));
    }

    private static Span shared(Contact a, Contact b) {
        var from = a.counted().startAt().isAfter(b.counted().startAt()) ? a : b;
        var to = a.counted().endAt().isBefore(b.counted().endAt()) ? a : b;
        return new Span(from.counted().startAt(), to.counted().endAt());
    }

    /** Of the union: three staff at once lose a minute only once. */
    private static int minutesOf(List<Span> spans) {
        long minutes = 0;
        Instant reached = Instant.MIN;
        for (var span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
            var from = span.from().isAfter(reached) ? span.from() : reached;
            if (from.isBefore(span.to())) {
                minutes += Duration.between(from, span.to()).toMinutes();
                reached = span.to();
            }
        }
        return (int) minutes;
    }
}
