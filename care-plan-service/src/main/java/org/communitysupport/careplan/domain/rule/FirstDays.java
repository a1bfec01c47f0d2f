package org.communitysupport.careplan.domain.rule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is due in the first days of an episode.
 *
 * @param contactDays until the first contact; null where the program has no such clock
 * @param assessmentDays until the assessment; null where the program has no such clock
 */
public record FirstDays(Integer contactDays, Integer assessmentDays) {

    /** @param openedOn null while the episode is not open: then nothing is due */
    public List<String> alerts(LocalDate openedOn, LocalDate lastContactOn, LocalDate assessedOn, LocalDate today) {
        var alerts = new ArrayList<String>();
        if (lastContactOn == null && isOver(openedOn, contactDays, today)) alerts.add("FIRST_CONTACT_OVERDUE");
        if (assessedOn == null && isOver(openedOn, assessmentDays, today)) alerts.add("ASSESSMENT_OVERDUE");
        return alerts;
    }

    private static boolean isOver(LocalDate openedOn, Integer days, LocalDate today) {
        return openedOn != null && days != null && today.isAfter(openedOn.plusDays(days));
    }
}
