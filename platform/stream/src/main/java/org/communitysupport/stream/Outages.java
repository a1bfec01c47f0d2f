package org.communitysupport.stream;

import com.mongodb.MongoException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.log.LaneLog;

/** Tells an outage, which is waited out, from a failure, which somebody has to look at. */
final class Outages {
    private Outages() {}

    /** Whether it may be the fault of a store, a broker or a network and not of the event. */
    static boolean likely(Throwable e) {
        for (int depth = 0; e != null && depth < 20; e = e.getCause(), depth++)
            if (e instanceof MongoException
                    || e instanceof KafkaException
                    || e instanceof LaneLog.Unavailable
                    || e instanceof CommandRunner.Unavailable
                    || e instanceof IOException
                    || e instanceof java.io.UncheckedIOException
                    || e instanceof TimeoutException) return true;
        return false;
    }

    /** For people. Messages of the JDK may quote a value, which may be personal: only our own and those of the drivers are shown. */
    static String sentence(Throwable e) {
        String name = e.getClass().getSimpleName();
        String in = e.getStackTrace().length == 0 ? "" : " in " + e.getStackTrace()[0];
        return e.getClass().getName().startsWith("java.") && !(e instanceof IllegalStateException)
                ? name + in
                : name + ": " + e.getMessage();
    }

    static void join(Thread thread) {
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
