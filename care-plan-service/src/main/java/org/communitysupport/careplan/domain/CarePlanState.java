package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plan of one episode. */
public sealed interface CarePlanState {
    record Assessment(String assessment, LocalDate assessedOn, boolean recommendsProgram, String credential) {}

    record Order(String order, LocalDate orderedOn, LocalDate validTo) {}

    /**
     * What is known of the episode. Facts may come before planning starts: the topics have no order between them.
     *
     * @param openedOn null until the episode opens
     * @param program null until planning starts
     */
    record Case(
            String program,
            String payer,
            String team,
            List<Assessment> assessments,
            LocalDate openedOn,
            List<Order> orders,
            Map<String, Linkage> linkages,
            Map<String, Support> supports,
            Map<String, Outcome> outcomes) {
        public static final Case UNKNOWN =
                new Case(null, null, null, List.of(), null, List.of(), Map.of(), Map.of(), Map.of());

        public Case {
            assessments = List.copyOf(assessments);
            orders = List.copyOf(orders);
            linkages = Map.copyOf(linkages);
            supports = Map.copyOf(supports);
            outcomes = Map.copyOf(outcomes);
        }

        Case started(String program, String payer, String team) {
            return new Case(program, payer, team, assessments, openedOn, orders, linkages, supports, outcomes);
        }

        Case with(Assessment one) {
            var all = new ArrayList<>(assessments.stream()
                    .filter(a -> !a.assessment().equals(one.assessment()))
                    .toList());
            all.add(one);
            return new Case(program, payer, team, all, openedOn, orders, linkages, supports, outcomes);
        }

        Case opened(LocalDate on) {
            return new Case(program, payer, team, assessments, on, orders, linkages, supports, outcomes);
        }

        Case with(Order one) {
            var all = new ArrayList<>(orders);
            all.add(one);
            return new Case(program, payer, team, assessments, openedOn, all, linkages, supports, outcomes);
        }

        Case with(String id, Linkage linkage) {
            var all = new LinkedHashMap<>(linkages);
            all.put(id, linkage);
            return new Case(program, payer, team, assessments, openedOn, orders, all, supports, outcomes);
        }

        Case with(String id, Support support) {
            var all = new LinkedHashMap<>(supports);
            all.put(id, support);
            return new Case(program, payer, team, assessments, openedOn, orders, linkages, all, outcomes);
        }

        Case with(String goal, Outcome outcome) {
            var all = new LinkedHashMap<>(outcomes);
            all.put(goal, outcome);
            return new Case(program, payer, team, assessments, openedOn, orders, linkages, supports, all);
        }
    }

    /** What was last said of a goal. */
    record Outcome(GoalOutcome outcome, LocalDate on) {}

    /** @param on day of the last step */
    record Linkage(LinkageKind kind, LinkageState state, LocalDate on) {}

    /** @param scopes what may be spoken about with them; @param endedOn null while they are to be asked */
    record Support(List<String> scopes, LocalDate endedOn) {
        public Support {
            scopes = List.copyOf(scopes);
        }
    }

    /** @param part2 true when it is substance-use treatment; @param scale null when progress is told in words */
    record Goal(LocalDate targetDate, boolean part2, GoalScale scale) {}

    /**
     * One version of the plan. With its first signature it is frozen.
     *
     * @param goals by id
     * @param unitsPerWeek planned, by intervention
     * @param crisisPlanOn null until there is one
     */
    record Version(
            String plan,
            int version,
            LocalDate planDate,
            LocalDate endDate,
            String author,
            Map<String, Goal> goals,
            Map<String, Integer> unitsPerWeek,
            LocalDate crisisPlanOn,
            Set<SignedBy> signatures,
            boolean consentNotObtained) {
        public Version {
            goals = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(goals));
            unitsPerWeek = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(unitsPerWeek));
            signatures = Set.copyOf(signatures);
        }

        public int plannedUnitsPerWeek() {
            return unitsPerWeek.values().stream().mapToInt(Integer::intValue).sum();
        }

        public Map<String, LocalDate> goalTargets() {
            var targets = new LinkedHashMap<String, LocalDate>();
            goals.forEach((id, goal) -> targets.put(id, goal.targetDate()));
            return targets;
        }

        public List<String> part2Goals() {
            return goals.entrySet().stream()
                    .filter(g -> g.getValue().part2())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        Version withGoal(String goal, Goal written) {
            var all = new LinkedHashMap<>(goals);
            all.put(goal, written);
            return new Version(
                    plan,
                    version,
                    planDate,
                    endDate,
                    author,
                    all,
                    unitsPerWeek,
                    crisisPlanOn,
                    signatures,
                    consentNotObtained);
        }

        Version withIntervention(String intervention, int units) {
            var all = new LinkedHashMap<>(unitsPerWeek);
            all.put(intervention, units);
            return new Version(
                    plan, version, planDate, endDate, author, goals, all, crisisPlanOn, signatures, consentNotObtained);
        }

        Version withCrisisPlan(LocalDate on) {
            return new Version(
                    plan, version, planDate, endDate, author, goals, unitsPerWeek, on, signatures, consentNotObtained);
        }

        Version signed(SignedBy by) {
            var all = new java.util.HashSet<>(signatures);
            all.add(by);
            return new Version(
                    plan,
                    version,
                    planDate,
                    endDate,
                    author,
                    goals,
                    unitsPerWeek,
                    crisisPlanOn,
                    all,
                    consentNotObtained);
        }

        Version withoutConsent() {
            return new Version(
                    plan, version, planDate, endDate, author, goals, unitsPerWeek, crisisPlanOn, signatures, true);
        }

        Version revised(int newVersion, LocalDate newDate, LocalDate newEnd) {
            return new Version(
                    plan, newVersion, newDate, newEnd, author, goals, unitsPerWeek, crisisPlanOn, Set.of(), false);
        }
    }

    /** Planning has not begun; facts may be known. */
    record NotStarted(Case file) implements CarePlanState {}

    /** No plan yet. */
    record Started(Case file) implements CarePlanState {}

    /** A version is being written. @param active the version in force meanwhile; null when none is */
    record Drafted(Case file, Version draft, Version active) implements CarePlanState {}

    /** A version has its first signature and is frozen (PLN-9). */
    record Signing(Case file, Version draft, Version active) implements CarePlanState {}

    record Active(Case file, Version active) implements CarePlanState {}

    /** The episode has ended. */
    record Closed(CarePlanState before) implements CarePlanState {
        @Override
        public Case file() {
            return before.file();
        }
    }

    Case file();
}
