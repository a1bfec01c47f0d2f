package org.communitysupport.careplan.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.communitysupport.careplan.inbound.FromEligibility;
import org.communitysupport.careplan.inbound.FromReferral;
import org.communitysupport.kernel.Personal;

/**
 * One person as the services know them. What belongs to an episode is kept by episode: a person's referrals lie on several lanes, and
 * between lanes there is no order. Which episode a line speaks of is chosen from all of them, so it does not matter which came first.
 *
 * @param state {@code CLOSED} when every episode that is known has ended, else {@code ACTIVE}; for lists, like team and program
 * @param team of the episode that the line speaks of; null until a referral was accepted
 * @param episodes by id
 * @param plans by episode
 */
public record BoardRow(
        String person,
        String state,
        String team,
        String program,
        Map<String, Episode> episodes,
        Map<String, Plan> plans,
        Eligibility eligibility,
        Contacts contacts) {

    /** An open one before a closed one, then the one accepted last; the id decides between equals. */
    private static final Comparator<Episode> SPOKEN_OF = Comparator.comparing((Episode e) -> e.closedOn() == null)
            .thenComparing(Episode::acceptedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Episode::episode);

    static BoardRow of(String person) {
        return new BoardRow(person, "ACTIVE", null, null, Map.of(), Map.of(), Eligibility.NONE, Contacts.NONE);
    }

    BoardRow episode(String id, UnaryOperator<Episode> change) {
        var all = plus(episodes, id, change.apply(episodes.getOrDefault(id, Episode.of(id))));
        var now = chosen(all).orElseThrow();
        return new BoardRow(
                person,
                now.closedOn() == null ? "ACTIVE" : "CLOSED",
                now.team(),
                now.program(),
                all,
                plans,
                eligibility,
                contacts);
    }

    BoardRow plan(String episode, UnaryOperator<Plan> change) {
        var all = plus(plans, episode, change.apply(plans.getOrDefault(episode, Plan.NONE)));
        return new BoardRow(person, state, team, program, episodes, all, eligibility, contacts);
    }

    BoardRow with(Eligibility now) {
        return new BoardRow(person, state, team, program, episodes, plans, now, contacts);
    }

    BoardRow with(Contacts now) {
        return new BoardRow(person, state, team, program, episodes, plans, eligibility, now);
    }

    /** The episode that the line speaks of; {@link Episode#NONE} until a referral was accepted. */
    public Episode episode() {
        return chosen(episodes).orElse(Episode.NONE);
    }

    /** The plan of that episode. */
    public Plan plan() {
        return plans.getOrDefault(episode().episode() == null ? "" : episode().episode(), Plan.NONE);
    }

    private static Optional<Episode> chosen(Map<String, Episode> episodes) {
        return episodes.values().stream().max(SPOKEN_OF);
    }

    /**
     * From the referral service: the acceptance and the days of what follows from it; each null until it is known.
     *
     * @param closedOn null while it is open
     */
    public record Episode(
            String referral,
            String episode,
            String program,
            String payer,
            String team,
            Instant acceptedAt,
            LocalDate openedOn,
            LocalDate closedOn,
            Personal<FromReferral.Person> demographics) {
        static final Episode NONE = of(null);

        static Episode of(String episode) {
            return new Episode(null, episode, null, null, null, null, null, null, null);
        }

        Episode about(Personal<FromReferral.Person> corrected) {
            return new Episode(referral, episode, program, payer, team, acceptedAt, openedOn, closedOn, corrected);
        }

        Episode accepted(FromReferral.ReferralAccepted e, Instant at) {
            return new Episode(
                    e.referral(),
                    e.episode(),
                    e.program(),
                    e.payer(),
                    e.team(),
                    at,
                    openedOn,
                    closedOn,
                    e.demographics());
        }

        Episode opened(LocalDate on) {
            return new Episode(referral, episode, program, payer, team, acceptedAt, on, closedOn, demographics);
        }

        Episode closed(LocalDate on) {
            return new Episode(referral, episode, program, payer, team, acceptedAt, openedOn, on, demographics);
        }
    }

    /** From this service: the plan in force or in work, and the newest order. Days are null until there are such. */
    public record Plan(
            String state,
            String plan,
            int version,
            LocalDate to,
            LocalDate activatedOn,
            LocalDate crisisPlanOn,
            int plannedUnitsPerWeek,
            LocalDate orderedOn,
            LocalDate orderValidTo,
            Map<String, LocalDate> goalTargets,
            Set<String> closedGoals) {
        static final Plan NONE = new Plan("NONE", null, 0, null, null, null, 0, null, null, Map.of(), Set.of());

        Plan in(String now) {
            return new Plan(
                    now,
                    plan,
                    version,
                    to,
                    activatedOn,
                    crisisPlanOn,
                    plannedUnitsPerWeek,
                    orderedOn,
                    orderValidTo,
                    goalTargets,
                    closedGoals);
        }

        Plan crisis(LocalDate on) {
            return new Plan(
                    state,
                    plan,
                    version,
                    to,
                    activatedOn,
                    on,
                    plannedUnitsPerWeek,
                    orderedOn,
                    orderValidTo,
                    goalTargets,
                    closedGoals);
        }

        Plan ordered(LocalDate on, LocalDate until) {
            return new Plan(
                    state,
                    plan,
                    version,
                    to,
                    activatedOn,
                    crisisPlanOn,
                    plannedUnitsPerWeek,
                    on,
                    until,
                    goalTargets,
                    closedGoals);
        }

        Plan goal(String goal, boolean closed) {
            var all = new TreeSet<>(closedGoals);
            if (closed) all.add(goal);
            else all.remove(goal);
            return new Plan(
                    state,
                    plan,
                    version,
                    to,
                    activatedOn,
                    crisisPlanOn,
                    plannedUnitsPerWeek,
                    orderedOn,
                    orderValidTo,
                    goalTargets,
                    all);
        }

        /** Goals that are worked on after their target date. */
        public boolean hasGoalPastTarget(LocalDate today) {
            return goalTargets.entrySet().stream()
                    .anyMatch(g -> today.isAfter(g.getValue()) && !closedGoals.contains(g.getKey()));
        }
    }

    /**
     * From the eligibility service.
     *
     * @param pools by authorization
     * @param drawn by line of a day
     */
    public record Eligibility(
            LocalDate assessedOn,
            LocalDate necessityOn,
            LocalDate coverageTo,
            Map<String, Pool> pools,
            Map<String, Drawn> drawn) {
        static final Eligibility NONE = new Eligibility(null, null, null, Map.of(), Map.of());

        Eligibility assessed(LocalDate on) {
            return new Eligibility(on, necessityOn, coverageTo, pools, drawn);
        }

        Eligibility necessary(LocalDate on) {
            return new Eligibility(assessedOn, on, coverageTo, pools, drawn);
        }

        Eligibility covered(LocalDate until) {
            return new Eligibility(assessedOn, necessityOn, until, pools, drawn);
        }

        Eligibility pool(String authorization, Pool pool) {
            return new Eligibility(assessedOn, necessityOn, coverageTo, plus(pools, authorization, pool), drawn);
        }

        Eligibility change(String authorization, UnaryOperator<Pool> change) {
            var pool = pools.get(authorization);
            return pool == null ? this : pool(authorization, change.apply(pool));
        }

        /** @param now what the line holds; null when it holds nothing any more */
        Eligibility draw(FromEligibility.Units e, Drawn now) {
            var balanced = new TreeMap<>(pools);
            for (var b : e.balances()) balanced.computeIfPresent(b.authorization(), (id, pool) -> pool.balance(b));
            var lines = now == null ? minus(drawn, e.line()) : plus(drawn, e.line(), now);
            return new Eligibility(assessedOn, necessityOn, coverageTo, balanced, lines);
        }
    }

    /** @param number null for a pass-through and for a request without an answer */
    public record Pool(
            String number,
            String state,
            String payer,
            LocalDate from,
            LocalDate to,
            LocalDate decisionDueOn,
            int granted,
            int used,
            int reserved,
            int left) {

        static Pool granted(String state, FromEligibility.Granted e) {
            return new Pool(e.number(), state, e.payer(), e.from(), e.to(), null, e.units(), 0, 0, e.units());
        }

        static Pool requested(FromEligibility.Requested e) {
            return new Pool(null, "REQUESTED", null, null, null, e.decisionDueOn(), 0, 0, 0, 0);
        }

        Pool balance(FromEligibility.Balance b) {
            return new Pool(
                    number, state, payer, from, to, decisionDueOn, b.granted(), b.used(), b.reserved(), b.left());
        }

        Pool due(String now, LocalDate on) {
            return new Pool(number, now, payer, from, to, on, granted, used, reserved, left);
        }

        Pool in(String now) {
            return new Pool(number, now, payer, from, to, decisionDueOn, granted, used, reserved, left);
        }
    }

    /** Units of one line of a day. @param missing what no pool could give */
    public record Drawn(LocalDate date, int units, int missing, String reason, boolean used) {}

    /**
     * From the encounter service.
     *
     * @param appointments by encounter
     * @param roles newest contact of each role
     * @param held by line
     * @param endedWith visits that the end of an episode cancelled, by encounter
     */
    public record Contacts(
            Map<String, Appointment> appointments,
            LocalDate lastOn,
            String lastRole,
            Map<String, LocalDate> roles,
            Map<String, HeldLine> held,
            Map<String, CancelledVisit> endedWith) {
        static final Contacts NONE = new Contacts(Map.of(), null, null, Map.of(), Map.of(), Map.of());

        Contacts planned(String encounter, Appointment appointment) {
            return new Contacts(plus(appointments, encounter, appointment), lastOn, lastRole, roles, held, endedWith);
        }

        Contacts endedWith(String encounter, CancelledVisit visit) {
            return new Contacts(appointments, lastOn, lastRole, roles, held, plus(endedWith, encounter, visit));
        }

        Contacts gone(String encounter) {
            return new Contacts(minus(appointments, encounter), lastOn, lastRole, roles, held, endedWith);
        }

        Contacts seen(LocalDate on, String role) {
            boolean newest = lastOn == null || !on.isBefore(lastOn);
            var before = roles.get(role);
            var all = before != null && before.isAfter(on) ? roles : plus(roles, role, on);
            return new Contacts(appointments, newest ? on : lastOn, newest ? role : lastRole, all, held, endedWith);
        }

        Contacts held(String line, HeldLine why) {
            return new Contacts(appointments, lastOn, lastRole, roles, plus(held, line, why), endedWith);
        }

        Contacts lifted(String line) {
            return new Contacts(appointments, lastOn, lastRole, roles, minus(held, line), endedWith);
        }
    }

    /** A visit that the end of the episode cancelled. */
    public record CancelledVisit(String episode, LocalDate date) {}

    public record Appointment(Instant startAt, String staff, String role, int units) {}

    public record HeldLine(LocalDate date, int units, List<String> causes) {}

    private static <T> Map<String, T> plus(Map<String, T> map, String key, T value) {
        var all = new TreeMap<>(map);
        all.put(key, value);
        return all;
    }

    private static <T> Map<String, T> minus(Map<String, T> map, String key) {
        var all = new TreeMap<>(map);
        all.remove(key);
        return all;
    }
}
