package org.communitysupport.policy;

import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Basis;

/**
 * The rules of one program for one payer on one day: the payer's figures over the state's over the base's.
 *
 * @param program e.g. {@code US-NC.CST}
 * @param payer e.g. {@code partners}; {@code _} when resolved without one
 * @param version effective-from date of the most specific layer
 */
public record Pack(String program, String payer, String version, Map<FigureKey, Figure> figures) {

    public Pack {
        figures = Map.copyOf(figures);
    }

    /** e.g. {@code US-NC.CST/partners}. */
    public String id() {
        return program + '/' + payer;
    }

    /** False for a figure that nobody confirmed or that is switched off. */
    public boolean has(FigureKey key) {
        return figures.containsKey(key) && !figures.get(key).isOff();
    }

    /**
     * @throws IllegalStateException when no layer has the figure. A pack without a figure that it needs does not load, so the caller asked
     *     for an optional one without {@link #has}.
     */
    public Figure figure(FigureKey key) {
        var figure = figures.get(key);
        if (figure == null)
            throw new IllegalStateException("pack " + id() + " of " + version + " has no figure " + key);
        return figure;
    }

    /** What a decision under this pack rested on. */
    public Basis basis(String... rules) {
        return new Basis(id(), version, List.of(rules));
    }
}
