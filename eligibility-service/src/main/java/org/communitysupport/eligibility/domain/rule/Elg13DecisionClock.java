package org.communitysupport.eligibility.domain.rule;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** ELG-13: by when the payer decides; silence until then is a denial on that day. Figures by day of the request. */
public record Elg13DecisionClock(List<From> standard, Integer expeditedDays) {
    public Elg13DecisionClock {
        standard = standard.stream()
                .sorted(Comparator.comparing(From::requestedFrom))
                .toList();
    }

    /** @param days calendar days for requests from that day on */
    public record From(LocalDate requestedFrom, int days) {}

    /** Null when the pack has no figure for that day. */
    public LocalDate dueOn(LocalDate requestedOn, boolean expedited) {
        if (expedited && expeditedDays != null) return requestedOn.plusDays(expeditedDays);
        return standard.stream()
                .filter(f -> !requestedOn.isBefore(f.requestedFrom()))
                .reduce((a, b) -> b)
                .map(f -> requestedOn.plusDays(f.days()))
                .orElse(null);
    }
}
