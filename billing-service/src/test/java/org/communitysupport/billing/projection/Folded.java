package org.communitysupport.billing.projection;

import java.time.Instant;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/** One event of billing, folded into a row as the view would. */
final class Folded {
    private Folded() {}

    @SuppressWarnings("unchecked")
    static <R> R into(View<R> view, R row, String aggregate, long version, Object event) {
        String type = "billing." + event.getClass().getSimpleName();
        var on = (View.On<R, Object>) view.handled().get(type);
        var envelope = new Envelope(
                "billing",
                1,
                version,
                0,
                true,
                version - 1,
                type,
                1,
                aggregate,
                version,
                "riverbend",
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                "",
                "",
                "",
                "",
                "");
        return on.fold().apply(row, new Event<>(envelope, event));
    }
}
