package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.referral.domain.rule.Ref10Part2;

/** Everything a person has agreed to, and taken back. */
public record ConsentState(Map<String, Given> consents) {
    public ConsentState {
        consents = Map.copyOf(consents);
    }

    public enum Standing {
        LATER,
        STANDS,
        ENDED,
        REVOKED
    }

    /** @param revokedOn first day without it; null while nobody took it back */
    public record Given(ConsentEvent.ConsentGiven as, LocalDate revokedOn) {

        public Standing on(LocalDate day) {
            if (revokedOn != null && !day.isBefore(revokedOn)) return Standing.REVOKED;
            if (day.isBefore(as.from())) return Standing.LATER;
            return guardianGone(day) || as.until() != null && day.isAfter(as.until())
                    ? Standing.ENDED
                    : Standing.STANDS;
        }

        /** What cannot be read any more counts as past. */
        private boolean guardianGone(LocalDate day) {
            return as.guardianUntil() != null
                    && as.guardianUntil().value().map(end -> !day.isBefore(end)).orElse(true);
        }
    }

    /** Those that stand that day and name the recipient, in whatever case, for REF-10. */
    public List<Ref10Part2.Consent> to(String recipient, LocalDate day) {
        return consents.values().stream()
                .filter(g -> g.as().recipient().equalsIgnoreCase(recipient) && g.on(day) == Standing.STANDS)
                .map(g -> new Ref10Part2.Consent(g.as().consent(), Set.copyOf(g.as().scopes()), g.as().part2()))
                .toList();
    }
}
