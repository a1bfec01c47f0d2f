package org.communitysupport.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A short run of {@code ./cs faults} itself: one death of each kind that is quick. */
class FaultsIT {
    private static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final long SEED = 4;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    @Test
    void services_die_under_work_and_no_promise_is_broken() {
        isGood(
                Faults.chosen(List.of(
                        "referral:log.after-insert",
                        "encounter:log.before-insert",
                        "billing:payer-file.before-sent",
                        "payer:committed",
                        "eligibility:kill")),
                Map.of());
    }

    @Test
    void instances_die_stall_and_leave_beside_others_and_no_promise_is_broken() {
        var two = Map.of("referral", 2, "billing", 2);
        isGood(
                Faults.chosen(
                        List.of(
                                "referral-2:kill",
                                "referral:stalls",
                                "billing-2:leaves",
                                "billing:payer-file.before-sent"),
                        two),
                two);
    }

    private static void isGood(List<Fault> faults, Map<String, Integer> instances) {
        var said = new ByteArrayOutputStream();
        boolean good = Faults.run(
                CHECKOUT,
                directory.resolve(instances.isEmpty() ? "alone" : "beside"),
                faults.size(),
                SEED,
                faults,
                instances,
                new PrintStream(said, true, StandardCharsets.UTF_8));
        // It is not good either when nothing died, or nothing was under way at a death.
        assertThat(good).as(said.toString(StandardCharsets.UTF_8)).isTrue();
    }
}
