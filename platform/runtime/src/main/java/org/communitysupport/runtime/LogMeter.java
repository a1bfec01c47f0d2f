package org.communitysupport.runtime;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.communitysupport.log.LaneLog;
import org.communitysupport.log.LogOptions;

/** What it costs to store, as seen from outside. */
final class LogMeter implements LogOptions.Meter {
    private final Timer latency;
    private final Timer call;
    private final DistributionSummary size;
    private final DistributionSummary bytes;
    private final MeterRegistry meters;

    LogMeter(MeterRegistry meters) {
        this.meters = meters;
        latency = Timer.builder("cs_append_latency")
                .description("from handing a commit to the log until it is on a majority and in the journal")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
        call = Timer.builder("cs_call_latency")
                .description("one ordered call to the database")
                .register(meters);
        size = DistributionSummary.builder("cs_call_size")
                .description("commits that travelled together in one call")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        bytes = DistributionSummary.builder("cs_call_bytes")
                .baseUnit("bytes")
                .description("size of one call")
                .register(meters);
    }

    @Override
    public void called(int documents, int bytesSent, Duration took) {
        size.record(documents);
        bytes.record(bytesSent);
        call.record(took);
    }

    @Override
    public void answered(LaneLog.Appended answer, Duration took) {
        latency.record(took);
        meters.counter("cs_appends_total", "answer", answer.getClass().getSimpleName())
                .increment();
    }
}
