package org.communitysupport.referral.domain.rule;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes.ConsentScope;
import org.communitysupport.referral.domain.Codes.DisabilityGroup;
import org.communitysupport.referral.domain.Codes.SourceType;

/** REF-10: content about substance use is under 42 CFR Part 2; what a referrer reads back follows the person's consent. */
public final class Ref10Part2 {
    private Ref10Part2() {}

    /** ICD-10-CM F10 to F19 are substance-related. */
    public static boolean substanceUse(Clinical clinical) {
        return clinical.disabilityGroup() == DisabilityGroup.SUD
                || clinical.disabilityGroup() == DisabilityGroup.MH_SUD
                || clinical.asamLevel() != null
                || clinical.diagnoses().stream().anyMatch(d -> d.matches("(?i)F1[0-9].*"));
    }

    /**
     * What the referrer may read back. A professional referrer sees the status of an ordinary referral without more; a family or the
     * person's own channel sees nothing beyond "received" until there is consent, and Part 2 content needs a consent that names it.
     */
    public static Set<ConsentScope> readable(
            SourceType source, boolean part2, Collection<Consent> consents, LocalDate today) {
        var readable = EnumSet.noneOf(ConsentScope.class);
        if (source.professional() && !part2) readable.add(ConsentScope.STATUS);
        for (var consent : consents)
            if (consent.holdsOn(today) && (!part2 || consent.part2())) readable.addAll(consent.scopes());
        return readable;
    }

    /** @param until last day; null when open-ended */
    public record Consent(
            Set<ConsentScope> scopes, boolean part2, LocalDate from, LocalDate until, LocalDate revokedOn) {
        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from)
                    && (until == null || !day.isAfter(until))
                    && (revokedOn == null || day.isBefore(revokedOn));
        }
    }
}
