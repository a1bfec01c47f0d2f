package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.communitysupport.kernel.Personal;

/**
 * Everything one person is authorised for in one program. Maps keep the order of arrival.
 *
 * @param person null before the first event
 */
public record AuthorizationsState(
        String person,
        String program,
        Map<String, AuthorizationsEvent.EligibilityStarted> episodes,
        Map<String, Reports> reports,
        Map<String, Authorization> authorizations,
        Map<String, Line> lines) {

    static final AuthorizationsState NONE = new AuthorizationsState(null, null, Map.of(), Map.of(), Map.of(), Map.of());

    /** What other services, and the determination, reported of an episode; the newest of each kind, null when there is none. */
    public record Reports(
            AuthorizationsEvent.AssessmentReported assessment,
            LocalDate necessityOn,
            AuthorizationsEvent.PlanReported plan,
            List<AuthorizationsEvent.ServiceOrderReported> orders) {
        static final Reports NONE = new Reports(null, null, null, List.of());

        Reports with(AuthorizationsEvent.AssessmentReported e) {
            return new Reports(e, necessityOn, plan, orders);
        }

        Reports with(AuthorizationsEvent.NecessityReported e) {
            return new Reports(assessment, e.confirmed() ? e.determinedOn() : null, plan, orders);
        }

        Reports with(AuthorizationsEvent.PlanReported e) {
            return new Reports(assessment, necessityOn, e, orders);
        }

        Reports with(AuthorizationsEvent.ServiceOrderReported e) {
            var all = new ArrayList<>(orders);
            all.add(e);
            return new Reports(assessment, necessityOn, plan, List.copyOf(all));
        }
    }

    public Reports reportsOf(String episode) {
        return reports.getOrDefault(episode, Reports.NONE);
    }

    public Optional<LevelOfCare> levelOf(String episode) {
        return Optional.ofNullable(reportsOf(episode).assessment())
                .map(AuthorizationsEvent.AssessmentReported::level)
                .flatMap(Personal::value);
    }

    /** The last request of the episode that was granted, for the next step of the ladder. */
    public Optional<Authorization> lastGranted(String episode) {
        return authorizations.values().stream()
                .filter(a ->
                        a.episode().equals(episode) && a.kind() == Codes.PoolKind.AUTHORIZATION && a.granted() != null)
                .reduce((a, b) -> b);
    }

    Stream<Authorization> ofKind(Codes.PoolKind kind) {
        return authorizations.values().stream().filter(a -> a.kind() == kind);
    }

    /** All pools that count units, as they stand. */
    public List<Balance> balances() {
        return authorizations.values().stream()
                .filter(a -> a.granted() != null)
                .map(this::balance)
                .toList();
    }

    public Balance balance(Authorization a) {
        int used = drawn(a.id(), Codes.UnitState.COMMITTED);
        int reserved = drawn(a.id(), Codes.UnitState.RESERVED);
        return new Balance(a.id(), a.number(), a.kind(), a.granted(), used, reserved, a.granted() - used - reserved);
    }

    private int drawn(String authorization, Codes.UnitState state) {
        return lines.values().stream()
                .filter(l -> l.state() == state)
                .mapToInt(l -> l.drawnFrom(authorization))
                .sum();
    }

    AuthorizationsState of(String who, String inProgram) {
        return new AuthorizationsState(who, inProgram, episodes, reports, authorizations, lines);
    }

    AuthorizationsState of(InProgram who) {
        return of(who.person(), who.program());
    }

    AuthorizationsState reported(InProgram who, String episode, UnaryOperator<Reports> change) {
        var all = put(reports, episode, change.apply(reportsOf(episode)));
        return new AuthorizationsState(who.person(), who.program(), episodes, all, authorizations, lines);
    }

    AuthorizationsState with(AuthorizationsEvent.EligibilityStarted started) {
        return new AuthorizationsState(
                started.person(),
                started.program(),
                put(episodes, started.episode(), started),
                reports,
                authorizations,
                lines);
    }

    AuthorizationsState with(Authorization a) {
        return new AuthorizationsState(person, program, episodes, reports, put(authorizations, a.id(), a), lines);
    }

    AuthorizationsState with(Line line) {
        return new AuthorizationsState(
                person, program, episodes, reports, authorizations, put(lines, line.line(), line));
    }

    private static <V> Map<String, V> put(Map<String, V> map, String key, V value) {
        var all = new LinkedHashMap<>(map);
        all.put(key, value);
        return java.util.Collections.unmodifiableMap(all);
    }
}
