package org.communitysupport.testkit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.Lanes;
import org.communitysupport.log.Commit;
import org.communitysupport.log.HashChain;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.StoredCommit;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A suite that a log which stores nothing could pass would guard nothing. */
class DoNothingLogTest {

    @Test
    void no_test_of_the_suite_passes_against_a_log_that_does_nothing() {
        var heard = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Suite.class))
                                .build(),
                        heard);
        long tests = List.of(LaneLogConformance.class.getDeclaredMethods()).stream()
                .filter(m -> m.isAnnotationPresent(Test.class))
                .count();
        assertThat(heard.getSummary().getTestsStartedCount()).isEqualTo(tests).isGreaterThan(20);
        assertThat(heard.getSummary().getTestsFailedCount()).isEqualTo(tests);
    }

    static class Suite implements LaneLogConformance {
        @Override
        public LogWorld newWorld() {
            return new DoNothingWorld();
        }
    }

    /** Says yes to everything and keeps nothing. */
    private record DoNothingLog() implements LaneLog {
        @Override
        public String service() {
            return "test";
        }

        @Override
        public Appended append(Commit commit) {
            String zeros = "0".repeat(64);
            return new Appended.Stored(
                    new StoredCommit(commit, 1, LaneLogConformance.NOON, Instant.now(), zeros, zeros));
        }

        @Override
        public Optional<StoredCommit> findCommand(UUID commandId) {
            return Optional.empty();
        }

        @Override
        public List<StoredCommit> load(String aggregate, long fromVersion) {
            return List.of();
        }

        @Override
        public List<StoredCommit> read(Map<Integer, Long> after, int limit) {
            return List.of();
        }

        @Override
        public List<StoredCommit> about(String tenant, String key, long after, int limit) {
            return List.of();
        }

        @Override
        public Map<Integer, Long> heads() {
            var heads = new TreeMap<Integer, Long>();
            for (int lane = 0; lane < Lanes.COUNT; lane++) heads.put(lane, 0L);
            return heads;
        }

        @Override
        public void onAppend(IntConsumer wake) {}

        @Override
        public void close() {}
    }

    private record DoNothingWorld() implements LogWorld {
        @Override
        public LaneLog open(BusinessClock clock) {
            return new DoNothingLog();
        }

        @Override
        public void lose(Loss loss) {}

        @Override
        public void hold() {}

        @Override
        public void release() {}

        @Override
        public void remove(int lane, long seq) {}

        @Override
        public void alter(int lane, long seq) {}

        @Override
        public HashChain.Whole verify(int lane) {
            return new HashChain.Whole(lane, 0, "0".repeat(64));
        }

        @Override
        public void close() {}
    }
}
