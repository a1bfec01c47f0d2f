package org.communitysupport.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that a consumer owes its producers, and that it shows when it is not so. */
class ConsumerContractTest {
    record Read(String id, List<Line> lines) {}

    record Line(int units) {}

    record Hoping(String id, List<Dreamed> lines) {}

    record Dreamed(int units, String colour) {}

    @TempDir
    Path contract;

    @BeforeEach
    void two_events_are_published() throws IOException {
        for (String type : List.of("shop.Sold", "shop.Closed")) {
            Files.createDirectories(contract.resolve("events"));
            Files.createDirectories(contract.resolve("samples"));
            Files.writeString(
                    contract.resolve("events").resolve(type + ".v1.schema.json"),
                    """
                    {"properties": {"id": {"type": "string"},
                     "lines": {"type": "array", "items": {"properties": {"units": {"type": "integer"}}}}}}
                    """);
            Files.writeString(contract.resolve("samples").resolve(type + ".v1.json"), "{}");
        }
    }

    @Test
    void a_consumer_that_knows_every_event_and_reads_what_is_promised_passes() {
        assertThat(failures(Read.class, Set.of("shop.Closed"))).isEmpty();
    }

    @Test
    void an_event_that_is_not_named_shows() {
        assertThat(failures(Read.class, Set.of())).containsExactly("board names every event of shop");
    }

    @Test
    void a_field_that_nobody_promises_shows() {
        assertThat(failures(Hoping.class, Set.of("shop.Closed")))
                .containsExactly("board reads no field as Hoping that nobody promises");
    }

    private List<String> failures(Class<?> as, Set<String> ignored) {
        var failed = new ArrayList<String>();
        for (var test : ContractTests.consumer(
                "board", Map.of("shop.Sold", as), ignored, service -> contract, (json, type) -> json)) {
            try {
                test.getExecutable().execute();
            } catch (Throwable e) {
                failed.add(test.getDisplayName());
            }
        }
        return failed;
    }
}
