package org.communitysupport.referral.domain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.ConsentCommand.*;
import org.communitysupport.referral.domain.ConsentEvent.*;

/** What a person lets whom read (REF-10; state law asks for it for every mental-health record, not only Part 2). */
public final class ConsentDecider implements Decider<ConsentCommand, ConsentState, ConsentEvent, NoFacts> {

    @Override
    public ConsentState initial() {
        return new ConsentState(Map.of());
    }

    @Override
    public Decision<ConsentEvent> decide(ConsentCommand command, ConsentState state, NoFacts facts) {
        return switch (command) {
            case GiveConsent c -> give(c, state);
            case RevokeConsent c -> revoke(c, state);
        };
    }

    private static Decision<ConsentEvent> give(GiveConsent c, ConsentState state) {
        if (c.scopes().isEmpty())
            return Decision.reject(
                    Rejection.ofContent("nothing-consented", "REF-10", "/scopes", "A consent says what may be read."));
        if (c.until() != null && c.until().isBefore(c.from()))
            return Decision.reject(
                    Rejection.ofContent("dates-reversed", "REF-10", "/until", "A consent ends after it begins."));
        var given = new ConsentGiven(c.person(), c.consent(), c.recipient(), scopes(c), c.part2(), c.from(), c.until());
        var before = state.consents().get(c.consent());
        if (before == null) return Decision.accept(given);
        return before.as().equals(given) && before.revokedOn() == null
                ? Decision.nothingToDo()
                : Decision.reject("consent-exists", "REF-10", "A consent is not changed; revoke it and give another.");
    }

    private static List<Codes.ConsentScope> scopes(GiveConsent c) {
        return c.scopes().stream().distinct().sorted().toList();
    }

    private static Decision<ConsentEvent> revoke(RevokeConsent c, ConsentState state) {
        var given = state.consents().get(c.consent());
        if (given == null) return Decision.reject("unknown-consent", "REF-10", "There is no such consent.");
        return given.revokedOn() != null
                ? Decision.nothingToDo()
                : Decision.accept(new ConsentRevoked(given.as().person(), c.consent(), c.on()));
    }

    @Override
    public ConsentState evolve(ConsentState state, ConsentEvent event) {
        var all = new HashMap<>(state.consents());
        switch (event) {
            case ConsentGiven e -> all.put(e.consent(), new ConsentState.Given(e, null));
            case ConsentRevoked e ->
                all.put(e.consent(), new ConsentState.Given(all.get(e.consent()).as(), e.on()));
        }
        return new ConsentState(all);
    }
}
