package org.communitysupport.encounter.domain.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.communitysupport.encounter.domain.MemberFileState;
import org.communitysupport.encounter.domain.MemberFileState.Episode;
import org.communitysupport.encounter.domain.StaffDayState.Interval;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** The rules of one contact (domain reference G.4). A null answer means: the rule is kept. */
public final class EncounterRules {
    private static final Duration IMPOSSIBLE = Duration.ofHours(24);

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

    /** ENC-1: nobody is with a person for a whole day and night. */
    public static Rejection enc1WholeContact(Instant startAt, Instant endAt) {
        return Duration.between(startAt, endAt).compareTo(IMPOSSIBLE) >= 0
                ? content(
                        "contact-impossible",
                        "/endAt",
                        "The contact lasts 24 hours or more, which nobody serves without a pause. Correct its start or its end.")
                : null;
    }

    /**
     * ENC-1: how the break of a contact over midnight is shared out: where it is said when the break began, by the clock; else the longer
     * part takes it, and the other what is left.
     *
     * @param breakStartAt null when it is not known
     * @return minutes of the break before midnight; the rest lies after it
     */
    public static int enc1BreakBefore(
            Instant startAt, Instant midnight, Instant endAt, int breakMinutes, Instant breakStartAt) {
        int before = (int) Duration.between(startAt, midnight).toMinutes();
        int after = (int) Duration.between(midnight, endAt).toMinutes();
        if (breakStartAt != null) {
            long left = Duration.between(breakStartAt, midnight).toMinutes();
            return (int) Math.max(0, Math.min(breakMinutes, left));
        }
        return before >= after ? Math.min(breakMinutes, before) : Math.max(0, breakMinutes - after);
    }

    /** ENC-1: a break that is said to begin then lies within the contact. */
    public static Rejection enc1BreakWithin(Instant startAt, Instant endAt, int breakMinutes, Instant breakStartAt) {
        boolean within = breakStartAt == null
                || !breakStartAt.isBefore(startAt)
                        && !breakStartAt.plus(Duration.ofMinutes(breakMinutes)).isAfter(endAt);
        return within
                ? null
                : content(
                        "break-outside",
                        "/breakStartAt",
                        "The break does not lie within the contact. Correct when it began, or leave that out.");
    }

    /** ENC-4: another visit or contact of the same worker at that time. */
    public static Optional<Warning> enc4DoubleBooked(Interval wanted, List<Interval> others, ZoneId zone) {
        return others.stream().filter(wanted::overlaps).findFirst().map(other -> {
            var from = other.startAt().atZone(zone).toLocalTime();
            var to = other.endAt().atZone(zone).toLocalTime();
            return new Warning(
                    "worker-double-booked",
                    "ENC-4",
                    "This worker has another visit from " + from + " to " + to + " (" + zone
                            + ") on that day. Move one of the two, or plan it with somebody else.");
        });
    }

    /** Minutes to respond belong to a crisis call. */
    public static Rejection responseOnlyInCrisis(boolean crisis, Integer responseMinutes) {
        return responseMinutes != null && !crisis
                ? Rejection.ofContent(
                        "response-without-crisis",
                        "",
                        "/responseMinutes",
                        "Minutes to respond belong to a crisis contact. Mark the contact as a crisis, or leave them out.")
                : null;
    }

    /** ENC-6: the elements of the note that are missing. */
    public static List<String> enc6MissingElements(List<String> needed, Function<String, String> element) {
        var missing = new ArrayList<String>();
        for (String name : needed) {
            String text = element.apply(name);
            if (saysNothing(text)) missing.add(name);
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

    /** Text without a letter or a digit: empty, blank, or only signs. */
    private static boolean saysNothing(String text) {
        return text == null || text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    /** A goal whose target date had passed on the day is worked on still; the plan should say so. */
    public static List<Warning> goalsPastTarget(MemberFileState file, LocalDate date, List<String> goals) {
        var targets =
                file.file().planOn(date).map(MemberFileState.Plan::goalTargets).orElse(Map.of());
        return goals.stream()
                .distinct()
                .filter(g -> targets.containsKey(g) && targets.get(g).isBefore(date))
                .map(g -> new Warning(
                        "goal-past-target",
                        "PLN-3",
                        "The target date of goal " + g + " was " + targets.get(g)
                                + ". Review the goal and revise the plan."))
                .toList();
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
