package org.communitysupport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.local.Home;
import org.junit.jupiter.api.Test;

/** The figures of the running services, on one small system; {@code start} is left out, for it would start everything twice more. */
class ServicesSmokeIT {
    private static final double TINY = 1.0 / 1_000;

    @Test
    void every_figure_of_the_running_services_is_measured() {
        var names = new ArrayList<String>();
        try (var ground = new Ground(Home.find(), TINY, 1, System.out)) {
            for (String name : List.of("intake", "settle", "freshness", "soak"))
                for (Figure figure : Bench.benchmark(name).run(ground)) {
                    names.add(figure.name());
                    assertThat(figure.value()).as(figure.name()).isFinite();
                    // Memory may fall, and all may be settled when the last referral comes.
                    if (!figure.name().endsWith(".growth") && !figure.name().startsWith("settle."))
                        assertThat(figure.value()).as(figure.name()).isPositive();
                    assertThat(Figure.parse(figure.json())).isEqualTo(figure);
                }
        }
        assertThat(names)
                .doesNotHaveDuplicates()
                .contains(
                        "intake.16", "intake.16.p50", "intake.16.p99", "intake.64", "intake.64.p99", "intake.alone.64")
                .contains("settle.16", "settle.16.open", "settle.64.drain")
                .contains("freshness.p50", "freshness.p99", "soak.16", "soak.64")
                .contains("soak.referral.memory", "soak.mongodb.growth");
    }
}
