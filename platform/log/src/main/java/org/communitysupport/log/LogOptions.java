package org.communitysupport.log;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a log treats its store and its callers.
 *
 * @param call longest wait for one call to the database; its outcome is unknown after that and found out
 * @param deadline longest wait of a caller of {@link LaneLog#append}; {@link LaneLog.Unavailable} after that
 * @param maxWaiting commits that may wait at once; more are refused with {@link LaneLog.Unavailable}
 * @param meter told about every call, for metrics
 * @param fatal called when a committer thread meets what it cannot bear; must end the process, because its lanes would hang for ever
 */
public record LogOptions(Duration call, Duration deadline, int maxWaiting, Meter meter, Consumer<Throwable> fatal) {

    /** What it costs to store. Called on the committer threads: be quick, throw nothing. */
    public interface Meter {
        /** One ordered call ended, well or badly. */
        void called(int documents, int bytes, Duration took);

        /** A commit was answered, after waiting for its turn and its call. */
        void answered(LaneLog.Appended answer, Duration took);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LogOptions.class);

    private static final Meter NO_METER = new Meter() {
        @Override
        public void called(int documents, int bytes, Duration took) {}

        @Override
        public void answered(LaneLog.Appended answer, Duration took) {}
    };

    public static LogOptions defaults() {
        return new LogOptions(Duration.ofSeconds(5), Duration.ofSeconds(10), 10_000, NO_METER, LogOptions::halt);
    }

    public LogOptions withTimes(Duration call, Duration deadline) {
        return new LogOptions(call, deadline, maxWaiting, meter, fatal);
    }

    public LogOptions withMeter(Meter meter) {
        return new LogOptions(call, deadline, maxWaiting, meter, fatal);
    }

    public LogOptions withMaxWaiting(int maxWaiting) {
        return new LogOptions(call, deadline, maxWaiting, meter, fatal);
    }

    public LogOptions withFatal(Consumer<Throwable> fatal) {
        return new LogOptions(call, deadline, maxWaiting, meter, fatal);
    }

    private static void halt(Throwable cause) {
        LOG.error("a committer thread cannot go on; its lanes would hang for ever, so the process ends", cause);
        Runtime.getRuntime().halt(70);
    }
}
