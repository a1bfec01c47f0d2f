package org.communitysupport.encounter.domain.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.communitysupport.encounter.domain.MemberFileState;
import org.communitysupport.encounter.domain.MemberFileState.Episode;
import org.communitysupport.kernel.Rejection;

/** The rules of one contact (domain reference G.4). A null answer means: the rule is kept. */
public final class EncounterRules {
    private EncounterRules() {}

    /** ENC-1: it starts before it ends, has time left after breaks, is over, and lies within one local date. */
    public static Rejection enc1(
            Instant startAt, Instant endAt, int breakMinutes, LocalDate date, ZoneId zone, Instant now) {
        if (!startAt.isBefore(endAt))
            return content("times-reversed", "/endAt", "The end is not after the start. Correct one of the two times.");
        if (endAt.isAfter(now))
            return content("in-the-future", "/endAt", "The encounter has not ended yet. Log it afterwards.");
        if (breakMinutes < 0 || enc1Minutes(startAt, endAt, breakMinutes) <= 0)
            return content(
                    "no-minutes",
                    "/breakMinutes",
                    "The breaks are as long as the encounter, so no minute is left. Correct the breaks or "
                            + "the times.");
        boolean sameDate = startAt.atZone(zone).toLocalDate().equals(date)
                && !endAt.isAfter(date.plusDays(1).atStartOfDay(zone).toInstant());
        return sameDate
                ? null
                : content(
                        "not-one-date",
                        "/date",
                        "Start and end are not both on " + date
                                + " local time. Correct the date or the times; log each day by itself.");
    }

    /** ENC-1: end minus start minus breaks. Real time: on the day the clocks change an hour is missing or there twice. */
    public static int enc1Minutes(Instant startAt, Instant endAt, int breakMinutes) {
        return (int) Duration.between(startAt, endAt).toMinutes() - breakMinutes;
    }

    /** ENC-6: the elements of the note that are missing. */
    public static List<String> enc6MissingElements(List<String> needed, Function<String, String> element) {
        var missing = new ArrayList<String>();
        for (String name : needed) {
            String text = element.apply(name);
            if (text == null || text.isBlank()) missing.add(name);
        }
        return missing;
    }

    /** ENC-6: where a plan is active on the day, at least one of its goals is named, and none of another plan. */
    public static Rejection enc6Goals(MemberFileState file, LocalDate date, List<String> goals) {
        var plan = file.file().planOn(date);
        if (plan.isEmpty()) return null;
        if (goals.isEmpty())
            return Rejection.ofContent(
                    "goal-missing",
                    "ENC-6",
                    "/goals",
                    "The note names no goal. Name at least one goal of the active plan.");
        for (String goal : goals)
            if (!plan.get().goals().contains(goal))
                return Rejection.ofContent(
                        "goal-unknown",
                        "ENC-6",
                        "/goals",
                        "Goal " + goal + " is not in version " + plan.get().version()
                                + " of the plan. Name a goal of that version.");
        return null;
    }

    /** ENC-8: a note signed later than the pack's hours after the contact is a late entry. */
    public static boolean enc8Late(Instant endAt, Instant signedAt, int lateHours) {
        return signedAt.isAfter(endAt.plus(Duration.ofHours(lateHours)));
    }

    /** ENC-8: signed so late that it may not be billed, where the pack enforces it. */
    public static boolean enc8TooLate(Instant endAt, Instant signedAt, int nonBillableDays) {
        return signedAt.isAfter(endAt.plus(Duration.ofDays(nonBillableDays)));
    }

    /** ENC-2, PLN-1: the first days of an episode need no active plan yet. */
    public static boolean enc2Interim(Episode episode, LocalDate date, int planDueDays) {
        return !date.isAfter(episode.openedOn().plusDays(planDueDays));
    }

    private static Rejection content(String code, String field, String detail) {
        return Rejection.ofContent(code, "ENC-1", field, detail);
    }
}
