package org.communitysupport.billing.infrastructure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.stream.Views;

/** Claims by state, as gauges; counted at most every few seconds however often somebody asks. */
@Singleton
class ClaimsMeter {
    private static final long FRESH = Duration.ofSeconds(5).toNanos();

    private final Views views;
    private Map<String, Long> counts = Map.of();
    private long counted;

    ClaimsMeter(Views views) {
        this.views = views;
    }

    void register(@Observes @Priority(300) StartupEvent event, MeterRegistry meters) {
        for (var status : DayClaims.Status.values())
            Gauge.builder("cs_claims", this, meter -> meter.of(status.name()))
                    .tag("status", status.name())
                    .description("claims that stand in this state")
                    .register(meters);
    }

    private synchronized double of(String status) {
        if (counted == 0 || System.nanoTime() - counted > FRESH) {
            counts = views.countBy(ClaimsView.VIEW, "status");
            counted = System.nanoTime();
        }
        return counts.getOrDefault(status, 0L);
    }
}
