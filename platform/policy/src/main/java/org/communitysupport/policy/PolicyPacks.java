package org.communitysupport.policy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All packs that were loaded and found sound. Immutable. */
public final class PolicyPacks {

    /** One file: what one payer, one state or the base says from one day to another. */
    record Layer(
            String file, String program, String payer, LocalDate from, LocalDate to, Map<FigureKey, Figure> figures) {

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    /** There are no rules for that program, payer and day; nothing may be decided. */
    public static final class NoPack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoPack(String message) {
            super(message);
        }
    }

    static final String BASE = "_";
    private final List<Layer> layers;

    PolicyPacks(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /**
     * @see PackFiles#load
     * @throws IllegalStateException with every fault that was found, each on a line with its file
     */
    public static PolicyPacks load(Path directory) {
        return PackFiles.load(directory);
    }

    /** What keeps the packs from loading, each with its file and line; empty when nothing does. */
    public static List<String> faults(Path directory) {
        try {
            PackFiles.load(directory);
            return List.of();
        } catch (IllegalStateException e) {
            return e.getMessage().lines().toList();
        }
    }

    /** The days on which anything of the program and payer begins to hold, oldest first. */
    public List<LocalDate> changes(String program, String payer) {
        return layers.stream()
                .filter(l -> l.program.equals(BASE)
                        || l.program.equals(program) && (l.payer.equals(BASE) || l.payer.equals(payer)))
                .map(Layer::from)
                .distinct()
                .sorted()
                .toList();
    }

    /** The payers of the program with rules on any day. */
    public List<String> payers(String program) {
        return layers.stream()
                .filter(l -> l.program.equals(program) && !l.payer.equals(BASE))
                .map(Layer::payer)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The pack for a day: the date of service for clinical and billing rules, the date of request for authorization rules.
     *
     * @param payer null when the payer is not known yet: the state's rules alone
     * @throws NoPack when the payer has no rules on that day, or the program none at all
     */
    public Pack resolve(String program, String payer, LocalDate on) {
        var state = find(program, BASE, on);
        if (state == null) throw new NoPack("no rules for " + program + " on " + on);
        var own = payer == null ? null : find(program, payer, on);
        if (payer != null && own == null)
            throw new NoPack("no rules of payer " + payer + " for " + program + " on " + on);
        var base = find(BASE, BASE, on);

        var figures = new HashMap<FigureKey, Figure>();
        if (base != null) figures.putAll(base.figures);
        figures.putAll(state.figures);
        if (own != null) figures.putAll(own.figures);
        var top = own != null ? own : state;
        return new Pack(program, top.payer, top.from.toString(), figures);
    }

    /** The payers with rules for the program on that day. */
    public List<String> payers(String program, LocalDate on) {
        return layers.stream()
                .filter(l -> l.program.equals(program) && !l.payer.equals(BASE) && l.holds(on))
                .map(Layer::payer)
                .sorted()
                .toList();
    }

    /** The programs that have state rules. */
    public List<String> programs() {
        var programs = new ArrayList<String>();
        for (var layer : layers)
            if (!layer.program.equals(BASE) && !programs.contains(layer.program)) programs.add(layer.program);
        return programs;
    }

    boolean holds(String program, LocalDate on) {
        return find(program, BASE, on) != null;
    }

    private Layer find(String program, String payer, LocalDate on) {
        return layers.stream()
                .filter(l -> l.program.equals(program) && l.payer.equals(payer) && l.holds(on))
                .findFirst()
                .orElse(null);
    }
}
