package org.communitysupport.careplan.application;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.communitysupport.careplan.domain.rule.FirstDays;
import org.communitysupport.careplan.domain.rule.Ref11Ages;
import org.communitysupport.careplan.projection.BoardRow;
import org.communitysupport.careplan.projection.BoardRow.Appointment;
import org.communitysupport.careplan.projection.BoardRow.Plan;
import org.communitysupport.careplan.projection.BoardRow.Pool;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;

/** Combines what the services know about a person into one line of the coordination board, as of today. */
public final class Board {
    /** Every alert that a line can have: a filter for another word is refused. */
    public static final String ALERT = "PLAN_OVERDUE|PLAN_EXPIRES|ORDER_EXPIRES|NO_AUTHORIZATION|UNITS_USED_\\d{1,3}"
            + "|DAYS_LEFT_\\d{1,3}|ASK_NOW|DECISION_DUE|DECISION_OVERDUE|PAYER_RULES_NOT_ON_FILE|UNITS_SHORT|HELD_LINES"
            + "|NO_CONTACT_14_DAYS|VISIT_AFTER_CLOSING|CONTACT_AFTER_CLOSING|VISITS_TO_PLAN_AGAIN|GOAL_PAST_TARGET"
            + "|AGE_LIMIT_NEAR|AGE_LIMIT_PASSED|AGE_BAND_CHANGES|FIRST_CONTACT_OVERDUE|ASSESSMENT_OVERDUE";

    private static final int PACE_DAYS = 28;
    private static final int ROLE_DAYS = 30;

    private final PolicyPacks packs;
    private final BusinessClock clock;

    public Board(PolicyPacks packs, BusinessClock clock) {
        this.packs = packs;
        this.clock = clock;
    }

    /**
     * What is left of the authorization that covers today, and how long it lasts.
     *
     * @param number null for a pass-through
     * @param scheduled units reserved for appointments
     * @param unitsPerWeek drawn in the last 28 days; the planned pace while nothing was drawn
     * @param projectedLastDay the day on which the units run out at this pace, at the latest the authorization's last day
     * @param lastSafeDayToAsk so that the payer's decision time and the margin in working days still fit before that day
     */
    public record Authorization(
            String authorization,
            String number,
            String kind,
            LocalDate from,
            LocalDate to,
            int granted,
            int used,
            int scheduled,
            int left,
            int usedPercent,
            double unitsPerWeek,
            LocalDate projectedLastDay,
            LocalDate lastSafeDayToAsk) {}

    public record PlanState(String state, LocalDate until, LocalDate crisisPlanOn, LocalDate orderUntil) {}

    public record Contact(LocalDate on, String role) {}

    public record Next(Instant startAt, String staff, String role, int units) {}

    /**
     * @param state {@code CLOSED} when every episode of the person has ended, else {@code ACTIVE}; a person without one is being prepared
     * @param episode of several the open one, then the one accepted last
     * @param pending requests without a final answer, with the day on which the payer must have decided
     */
    public record Line(
            String person,
            String name,
            String team,
            String program,
            String payer,
            String state,
            String episode,
            LocalDate openedOn,
            LocalDate closedOn,
            PlanState plan,
            Authorization authorization,
            Map<String, LocalDate> pending,
            List<String> missing,
            Contact lastContact,
            Next nextContact,
            Map<String, LocalDate> rolesSeen30Days,
            int heldLines,
            int shortUnits,
            List<String> alerts) {}

    /** Whether the person's age can lead to an alert: else nobody's birth date is opened for it. */
    public boolean asksForAge(BoardRow row) {
        var pack = pack(row, row.episode().payer(), clock.now());
        return pack != null && row.episode().closedOn() == null && ages(pack).matter();
    }

    private static Ref11Ages ages(Pack pack) {
        return new Ref11Ages(
                pack.has(FigureKey.MAXIMUM_AGE)
                        ? (Integer) pack.figure(FigureKey.MAXIMUM_AGE).asInt()
                        : null,
                pack.has(FigureKey.AGE_BANDS)
                        ? pack.figure(FigureKey.AGE_BANDS).asMaps().stream()
                                .map(b -> ((Number) b.get("from")).intValue())
                                .toList()
                        : List.of(),
                pack.figure(FigureKey.AGE_NOTICE_DAYS).asInt());
    }

    /**
     * @param name opened by the caller, who has audited it; null when it may not be shown or was erased
     * @param born as the name; null also where {@link #asksForAge} says that nothing depends on it
     */
    public Line line(BoardRow row, String name, LocalDate born) {
        var episode = row.episode();
        String payer = episode.payer();
        Instant now = clock.now();
        Pack pack = pack(row, payer, now);
        LocalDate today = now.atZone(zone(pack)).toLocalDate();
        Plan plan = row.plan();
        Authorization authorization = authorization(row, pack, today);
        var missing = missing(row, pack, today);
        Next next = next(row, now);
        var roles = new TreeMap<String, LocalDate>();
        row.contacts().roles().forEach((role, on) -> {
            if (ChronoUnit.DAYS.between(on, today) <= ROLE_DAYS) roles.put(role, on);
        });
        var ages = pack == null ? List.<String>of() : ages(pack).alerts(born, today);
        int shortUnits = row.eligibility().drawn().values().stream()
                .mapToInt(d -> d.missing())
                .sum();
        return new Line(
                row.person(),
                name,
                row.team(),
                row.program(),
                payer,
                row.state(),
                episode.episode(),
                episode.openedOn(),
                episode.closedOn(),
                new PlanState(plan.state(), plan.to(), plan.crisisPlanOn(), plan.orderValidTo()),
                authorization,
                pending(row),
                missing,
                row.contacts().lastOn() == null
                        ? null
                        : new Contact(row.contacts().lastOn(), row.contacts().lastRole()),
                next,
                roles,
                row.contacts().held().size(),
                shortUnits,
                alerts(row, pack, authorization, next, today, shortUnits, ages));
    }

    private Pack pack(BoardRow row, String payer, Instant now) {
        if (row.program() == null) return null;
        LocalDate day = now.atZone(ZoneId.of("UTC")).toLocalDate();
        return packs.payers(row.program(), day).contains(payer)
                ? packs.resolve(row.program(), payer, day)
                : packs.resolve(row.program(), null, day);
    }

    private static ZoneId zone(Pack pack) {
        return pack == null
                ? ZoneId.of("UTC")
                : ZoneId.of(pack.figure(FigureKey.ZONE).asText());
    }

    /** Pass-through first, then the authorization that covers the day (amendment 1); of several the one that lasts longest. */
    private static Authorization authorization(BoardRow row, Pack pack, LocalDate today) {
        var covering = row.eligibility().pools().entrySet().stream()
                .filter(p -> covers(p.getValue(), today))
                .max(Comparator.comparing(
                                (Map.Entry<String, Pool> p) -> p.getValue().left() > 0)
                        .thenComparing(p -> p.getValue().to()))
                .orElse(null);
        if (covering == null) return null;
        Pool pool = covering.getValue();
        double pace = pace(row, today);
        int free = pool.left() + pool.reserved();
        LocalDate last = pool.to();
        if (pace > 0) {
            LocalDate out = today.plusDays((long) Math.floor(free / pace * 7));
            if (out.isBefore(last)) last = out;
        }
        int percent = pool.granted() == 0 ? 0 : (pool.used() + pool.reserved()) * 100 / pool.granted();
        return new Authorization(
                covering.getKey(),
                pool.number(),
                pool.state(),
                pool.from(),
                pool.to(),
                pool.granted(),
                pool.used(),
                pool.reserved(),
                pool.left(),
                percent,
                Math.round(pace * 10) / 10.0,
                last,
                lastSafeDay(pack, last, today));
    }

    private static boolean covers(Pool pool, LocalDate day) {
        return pool.from() != null
                && !day.isBefore(pool.from())
                && !day.isAfter(pool.to())
                && (pool.state().equals("GRANTED") || pool.state().equals("PASS_THROUGH"));
    }

    private static double pace(BoardRow row, LocalDate today) {
        LocalDate openedOn = row.episode().openedOn();
        LocalDate first = today.minusDays(PACE_DAYS - 1L);
        if (openedOn != null && openedOn.isAfter(first)) first = openedOn;
        LocalDate from = first;
        int units = row.eligibility().drawn().values().stream()
                .filter(d -> d.used() && !d.date().isBefore(from) && !d.date().isAfter(today))
                .mapToInt(d -> d.units())
                .sum();
        if (units == 0) return row.plan().plannedUnitsPerWeek();
        long days = Math.max(1, ChronoUnit.DAYS.between(from, today) + 1);
        return units * 7.0 / days;
    }

    private static LocalDate lastSafeDay(Pack pack, LocalDate last, LocalDate today) {
        if (pack == null) return null;
        int decision = ((Number) pack.figure(FigureKey.DECISION_DAYS).on(today).get("days")).intValue();
        LocalDate day = last.minusDays(decision);
        for (int left = pack.figure(FigureKey.ASK_MARGIN).asInt(); left > 0; ) {
            day = day.minusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) left--;
        }
        return day;
    }

    /** What a request would lack today (ELG-7). */
    private static List<String> missing(BoardRow row, Pack pack, LocalDate today) {
        var missing = new ArrayList<String>();
        if (row.eligibility().assessedOn() == null) missing.add("CCA");
        if (row.eligibility().necessityOn() == null) missing.add("MEDICAL_NECESSITY");
        // The version in force counts while the next is being written.
        if (row.plan().activatedOn() == null || row.plan().to().isBefore(today)) missing.add("PCP");
        if (wantsUpdatedPlan(row)) missing.add("PCP_UPDATED");
        if (row.plan().crisisPlanOn() == null && asksForCrisisPlan(pack)) missing.add("CRISIS_PLAN");
        boolean ordered =
                row.plan().orderValidTo() != null && !row.plan().orderValidTo().isBefore(today);
        if (!ordered && asksForOrder(pack)) missing.add("SERVICE_ORDER");
        if (row.eligibility().coverageTo() == null
                || row.eligibility().coverageTo().isBefore(today)) missing.add("COVERAGE_PROOF");
        return missing;
    }

    private static boolean asksForCrisisPlan(Pack pack) {
        return pack == null
                || pack.has(FigureKey.CRISIS_PLAN_FIRST)
                        && pack.figure(FigureKey.CRISIS_PLAN_FIRST).asBoolean();
    }

    private static boolean asksForOrder(Pack pack) {
        if (pack == null) return true;
        String kind = pack.figure(FigureKey.ORDER_KIND).asText();
        return kind.equals("ORDER") || kind.equals("RECOMMENDATION");
    }

    /** A request after a grant needs a plan that was updated since that grant began. */
    private static boolean wantsUpdatedPlan(BoardRow row) {
        return row.eligibility().pools().values().stream()
                .filter(p -> p.state().equals("GRANTED"))
                .map(Pool::from)
                .max(Comparator.naturalOrder())
                .filter(began -> row.plan().activatedOn() == null
                        || !row.plan().activatedOn().isAfter(began))
                .isPresent();
    }

    private static Map<String, LocalDate> pending(BoardRow row) {
        var pending = new TreeMap<String, LocalDate>();
        row.eligibility().pools().forEach((id, pool) -> {
            if (pool.state().equals("REQUESTED") || pool.state().equals("PENDED"))
                pending.put(id, pool.decisionDueOn());
        });
        return pending;
    }

    private static Next next(BoardRow row, Instant now) {
        return row.contacts().appointments().values().stream()
                .filter(a -> a.startAt().isAfter(now))
                .min(Comparator.comparing(Appointment::startAt))
                .map(a -> new Next(a.startAt(), a.staff(), a.role(), a.units()))
                .orElse(null);
    }

    private static List<String> alerts(
            BoardRow row,
            Pack pack,
            Authorization authorization,
            Next next,
            LocalDate today,
            int shortUnits,
            List<String> ages) {
        var alerts = new ArrayList<String>();
        if (row.episode().closedOn() != null) {
            // Nobody is on the board for it any more, so it must not be found by chance.
            if (next != null) alerts.add("VISIT_AFTER_CLOSING");
            var lastOn = row.contacts().lastOn();
            if (lastOn != null && lastOn.isAfter(row.episode().closedOn())) alerts.add("CONTACT_AFTER_CLOSING");
            return alerts;
        }
        if (row.contacts().endedWith().values().stream()
                .anyMatch(v ->
                        v.episode().equals(row.episode().episode()) && !v.date().isBefore(today)))
            alerts.add("VISITS_TO_PLAN_AGAIN");
        if (pack == null) return alerts;
        alerts.addAll(ages);
        LocalDate openedOn = row.episode().openedOn();
        Plan plan = row.plan();
        alerts.addAll(new FirstDays(days(pack, FigureKey.INTAKE_DUE), days(pack, FigureKey.ASSESSMENT_DUE))
                .alerts(openedOn, row.contacts().lastOn(), row.eligibility().assessedOn(), today));
        if (openedOn != null
                && plan.activatedOn() == null
                && today.isAfter(
                        openedOn.plusDays(pack.figure(FigureKey.PLAN_DUE_DAYS).asInt()))) alerts.add("PLAN_OVERDUE");
        if (plan.to() != null && plan.to().isBefore(today.plusDays(30))) alerts.add("PLAN_EXPIRES");
        if (plan.orderValidTo() != null && plan.orderValidTo().isBefore(today.plusDays(30)))
            alerts.add("ORDER_EXPIRES");
        if (plan.hasGoalPastTarget(today)) alerts.add("GOAL_PAST_TARGET");
        if (!pack.has(FigureKey.AUTHORIZATION_REQUIRED)) alerts.add("PAYER_RULES_NOT_ON_FILE");
        boolean asked = !pack.has(FigureKey.AUTHORIZATION_REQUIRED)
                || pack.figure(FigureKey.AUTHORIZATION_REQUIRED).asBoolean();
        if (openedOn != null && authorization == null && asked) alerts.add("NO_AUTHORIZATION");
        if (authorization != null) {
            int used = highest(pack, FigureKey.ALERT_PERCENT, t -> authorization.usedPercent() >= t);
            if (used > 0) alerts.add("UNITS_USED_" + used);
            long daysLeft = ChronoUnit.DAYS.between(today, authorization.projectedLastDay());
            int days = lowest(pack, FigureKey.ALERT_DAYS, t -> daysLeft <= t);
            if (days > 0) alerts.add("DAYS_LEFT_" + days);
            boolean pending = row.eligibility().pools().values().stream()
                    .anyMatch(p -> p.state().equals("REQUESTED") || p.state().equals("PENDED"));
            if (!pending && !today.isBefore(authorization.lastSafeDayToAsk())) alerts.add("ASK_NOW");
        }
        var due = pending(row).values().stream().filter(Objects::nonNull).toList();
        if (due.stream().anyMatch(day -> day.isBefore(today))) alerts.add("DECISION_OVERDUE");
        if (due.stream().anyMatch(day -> !day.isBefore(today) && !day.isAfter(today.plusDays(1))))
            alerts.add("DECISION_DUE");
        if (shortUnits > 0) alerts.add("UNITS_SHORT");
        if (!row.contacts().held().isEmpty()) alerts.add("HELD_LINES");
        if (row.contacts().lastOn() != null
                && ChronoUnit.DAYS.between(row.contacts().lastOn(), today) > 14) alerts.add("NO_CONTACT_14_DAYS");
        return alerts;
    }

    private static Integer days(Pack pack, FigureKey key) {
        return pack.has(key) ? (Integer) pack.figure(key).asInt() : null;
    }

    private static int highest(Pack pack, FigureKey figure, java.util.function.IntPredicate reached) {
        return pack.figure(figure).asTexts().stream()
                .mapToInt(Integer::parseInt)
                .filter(reached)
                .max()
                .orElse(0);
    }

    private static int lowest(Pack pack, FigureKey figure, java.util.function.IntPredicate reached) {
        return pack.figure(figure).asTexts().stream()
                .mapToInt(Integer::parseInt)
                .filter(reached)
                .min()
                .orElse(0);
    }
}
