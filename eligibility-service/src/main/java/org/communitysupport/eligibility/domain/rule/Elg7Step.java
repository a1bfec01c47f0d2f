package org.communitysupport.eligibility.domain.rule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.communitysupport.eligibility.domain.Codes.DocumentKind;

/** ELG-7: what a request of one step of the ladder may ask for, and what must go with it. Days are inclusive. */
public record Elg7Step(Integer units, Integer days, List<DocumentKind> documents, Enforcement enforcement) {
    public Elg7Step {
        documents = List.copyOf(documents);
    }

    public boolean exceeds(int asked, LocalDate from, LocalDate to) {
        return units != null && asked > units || days != null && ChronoUnit.DAYS.between(from, to) + 1 > days;
    }
}
