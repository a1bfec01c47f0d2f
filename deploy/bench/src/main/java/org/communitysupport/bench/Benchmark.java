package org.communitysupport.bench;

import java.util.List;

/** What one name of {@code ./cs bench} measures. */
@FunctionalInterface
interface Benchmark {
    List<Figure> run(Ground ground);
}
