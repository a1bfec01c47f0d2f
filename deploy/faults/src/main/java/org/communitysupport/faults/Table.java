package org.communitysupport.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.communitysupport.faults.Rounds.Played;

/** What the rounds came to, a line a fault. */
final class Table {
    /**
     * @param deaths that came about
     * @param underWay commands that had been sent and not answered when it died
     * @param repeats attempts that followed one without an answer
     * @param notReached rounds in which nobody came by the halt point in time
     * @param differences broken promises, of commands that were sent in these rounds or found in them
     */
    record Line(int rounds, int deaths, int underWay, int repeats, int notReached, int differences) {
        Line plus(Line o) {
            return new Line(
                    rounds + o.rounds,
                    deaths + o.deaths,
                    underWay + o.underWay,
                    repeats + o.repeats,
                    notReached + o.notReached,
                    differences + o.differences);
        }
    }

    static final Line NOTHING = new Line(0, 0, 0, 0, 0, 0);

    private Table() {}

    /** By the fault's name. */
    static Map<String, Line> of(List<Played> rounds, History.Told told, List<Finding> findings) {
        var lines = new TreeMap<String, Line>();
        var repeats = repeats(told.attempts());
        for (var played : rounds) {
            int round = played.round();
            var deaths = told.deaths().stream().filter(d -> d.round() == round).toList();
            int underWay = (int) told.attempts().stream()
                    .filter(a -> deaths.stream().anyMatch(d -> d.caught(a)))
                    .count();
            int differences =
                    (int) findings.stream().filter(f -> f.round() == round).count();
            var line = new Line(
                    1, deaths.size(), underWay, repeats.getOrDefault(round, 0), played.reached() ? 0 : 1, differences);
            lines.merge(played.fault().name(), line, Line::plus);
        }
        return lines;
    }

    private static Map<Integer, Integer> repeats(List<Attempt> attempts) {
        var repeats = new HashMap<Integer, Integer>();
        var open = new HashSet<UUID>();
        for (var attempt : attempts) {
            if (open.remove(attempt.commandId())) repeats.merge(attempt.round(), 1, Integer::sum);
            if (!attempt.answered()) open.add(attempt.commandId());
        }
        return repeats;
    }

    static Line sum(Map<String, Line> lines) {
        return lines.values().stream().reduce(NOTHING, Line::plus);
    }

    static List<String> text(Map<String, Line> lines) {
        var text = new ArrayList<String>();
        text.add("%-36s %7s %7s %10s %8s %12s %12s"
                .formatted("fault", "rounds", "deaths", "under way", "repeats", "not reached", "differences"));
        lines.forEach((name, line) -> text.add(row(name, line)));
        text.add(row("all", sum(lines)));
        return text;
    }

    private static String row(String name, Line l) {
        return String.format(
                Locale.ROOT,
                "%-36s %7d %7d %10d %8d %12d %12d",
                name,
                l.rounds,
                l.deaths,
                l.underWay,
                l.repeats,
                l.notReached,
                l.differences);
    }
}
