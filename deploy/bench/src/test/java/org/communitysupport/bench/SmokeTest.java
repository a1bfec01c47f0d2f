package org.communitysupport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.communitysupport.local.Home;
import org.junit.jupiter.api.Test;

/** Every figure is there and a number; how large it is depends on the machine. Those of the running services are in {@link ServicesSmokeIT}. */
class SmokeTest {
    private static final double TINY = 1.0 / 2_000;

    @Test
    void every_figure_of_the_libraries_is_measured_and_positive() {
        var units = new LinkedHashMap<String, String>();
        try (var ground = new Ground(Home.find(), TINY, 1, System.out)) {
            for (String name :
                    List.of("append.1", "append.64", "command", "load", "relay", "rebuild", "growth", "835")) {
                for (Figure figure : Bench.benchmark(name).run(ground)) {
                    units.put(figure.name(), figure.unit());
                    assertThat(figure.value()).as(figure.name()).isPositive().isFinite();
                    assertThat(figure.n()).as(figure.name()).isPositive();
                    assertThat(Figure.parse(figure.json())).isEqualTo(figure);
                }
                ground.endParts();
            }
        }
        assertThat(new ArrayList<>(units.keySet()))
                .containsExactly(
                        "append.1",
                        "append.64",
                        "command",
                        "load",
                        "relay",
                        "rebuild",
                        "growth.append.10000",
                        "growth.load.10000",
                        "growth.page.10000",
                        "growth.append.100000",
                        "growth.load.100000",
                        "growth.page.100000",
                        "growth.append.1000000",
                        "growth.load.1000000",
                        "growth.page.1000000",
                        "835",
                        "835.heap",
                        "835.durable");
    }
}
