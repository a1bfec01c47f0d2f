package org.communitysupport.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The one clock of the business: database time plus an offset that is 0 in production. Domains never ask it; they are handed dates. */
public interface BusinessClock {
    Instant now();

    default LocalDate today(ZoneId zone) {
        return now().atZone(zone).toLocalDate();
    }
}
