package org.communitysupport.eligibility.domain.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.communitysupport.eligibility.domain.Allocation;
import org.communitysupport.eligibility.domain.Authorization;
import org.communitysupport.eligibility.domain.AuthorizationsState;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.domain.Codes.ShortReason;
import org.communitysupport.eligibility.domain.Codes.UnitState;
import org.communitysupport.eligibility.domain.Line;

/**
 * ELG-11, ELG-12: units are drawn by date of service from what covers it, the pass-through first, and given back to where they came
 * from. What a line has stays where it is as long as it is needed, so that a claim's authorisation does not wander.
 */
public final class Elg12Draw {
    private Elg12Draw() {}

    /** What the line is drawn from, given that it holds {@code held} already; the state still counts {@code held}. */
    public static List<Allocation> draw(AuthorizationsState state, Line line, List<Allocation> held) {
        var kept = keep(state, line, held);
        int wanted = line.units() - kept.stream().mapToInt(Allocation::units).sum();
        var drawn = new ArrayList<>(kept);
        for (var pool : covering(state, line)) {
            if (wanted == 0) break;
            int units = Math.min(wanted, left(state, pool, held, drawn));
            if (units > 0) add(drawn, new Allocation(pool.id(), pool.number(), pool.kind(), units));
            wanted -= Math.max(units, 0);
        }
        // A planned visit is covered whole or not at all: half a reservation would keep units from visits that could
        // have them.
        return wanted > 0 && line.state() == UnitState.RESERVED ? List.of() : List.copyOf(drawn);
    }

    public static ShortReason whyShort(AuthorizationsState state, Line line) {
        boolean any = state.authorizations().values().stream().anyMatch(a -> a.from() != null);
        if (!any) return ShortReason.NO_AUTHORIZATION;
        boolean days = state.authorizations().values().stream().anyMatch(a -> a.drawableOn(line.date()));
        return days ? ShortReason.EXHAUSTED : ShortReason.OUTSIDE_DATES;
    }

    private static List<Allocation> keep(AuthorizationsState state, Line line, List<Allocation> held) {
        var kept = new ArrayList<Allocation>();
        int wanted = line.units();
        for (var a : held) {
            if (!state.authorizations().get(a.authorization()).drawableOn(line.date())) continue;
            int units = Math.min(wanted, a.units());
            if (units > 0) kept.add(new Allocation(a.authorization(), a.number(), a.kind(), units));
            wanted -= units;
        }
        return kept;
    }

    private static List<Authorization> covering(AuthorizationsState state, Line line) {
        return state.authorizations().values().stream()
                .filter(a -> a.drawableOn(line.date()) && hasVisitLeft(state, a, line))
                .sorted(Comparator.comparing(Authorization::kind).thenComparing(Authorization::from))
                .toList();
    }

    /** The day is one of the visits already, or one more is free. */
    private static boolean hasVisitLeft(AuthorizationsState state, Authorization pool, Line line) {
        if (pool.visits() == null) return true;
        long others = state.lines().values().stream()
                .filter(l -> l.state() != UnitState.RELEASED && l.drawnFrom(pool.id()) > 0)
                .map(Line::date)
                .filter(date -> !date.equals(line.date()))
                .distinct()
                .count();
        return others < pool.visits();
    }

    private static int left(
            AuthorizationsState state, Authorization pool, List<Allocation> held, List<Allocation> drawn) {
        if (pool.kind() == PoolKind.NOT_REQUIRED) return Integer.MAX_VALUE;
        return state.balance(pool).left() + from(pool, held) - from(pool, drawn);
    }

    private static int from(Authorization pool, List<Allocation> allocations) {
        return allocations.stream()
                .filter(a -> a.authorization().equals(pool.id()))
                .mapToInt(Allocation::units)
                .sum();
    }

    private static void add(List<Allocation> drawn, Allocation more) {
        for (int i = 0; i < drawn.size(); i++)
            if (drawn.get(i).authorization().equals(more.authorization())) {
                drawn.set(
                        i,
                        new Allocation(
                                more.authorization(),
                                more.number(),
                                more.kind(),
                                drawn.get(i).units() + more.units()));
                return;
            }
        drawn.add(more);
    }
}
