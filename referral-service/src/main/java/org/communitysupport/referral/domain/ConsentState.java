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

    /** @param revokedOn null while it stands */
    public record Given(ConsentEvent.ConsentGiven as, LocalDate revokedOn) {}

    /** Those that name the recipient, in whatever case, for REF-10. */
    public List<Ref10Part2.Consent> to(String recipient) {
        return consents.values().stream()
                .filter(g -> g.as().recipient().equalsIgnoreCase(recipient))
                .map(g -> new Ref10Part2.Consent(
                        Set.copyOf(g.as().scopes()), g.as().part2(), g.as().from(), g.as().until(), g.revokedOn()))
                .toList();
    }
}
