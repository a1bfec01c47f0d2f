package org.communitysupport.bench;

import java.util.ArrayList;
import java.util.List;

/** {@code ./cs run} for the second time, when Keycloak and the databases are there: how long until all serve, and the memory of each. */
final class Starts {
    private Starts() {}

    static List<Figure> run(Ground ground) {
        var services = ground.services();
        services.startTogether();
        services.stop();
        long began = System.nanoTime();
        var took = services.startTogether();
        double all = (System.nanoTime() - began) / 1e9;
        var figures = new ArrayList<Figure>();
        figures.add(Figure.single("start", "s", all, 1));
        took.forEach((part, seconds) -> figures.add(Figure.single("start." + part, "s", seconds, 1)));
        for (String part : services.parts())
            figures.add(Figure.single("start." + part + ".memory", "MB", services.memory(part), 1));
        services.stop();
        return figures;
    }
}
