package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.Codes.ConsentGiver;
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
            return Decision.reject(Rejection.ofContent(
                    "nothing-consented",
                    "REF-10",
                    "/scopes",
                    "The consent names nothing that may be read. Name at least one scope."));
        if (c.until() != null && c.until().isBefore(c.from()))
            return Decision.reject(Rejection.ofContent(
                    "dates-reversed",
                    "REF-10",
                    "/until",
                    "The consent ends before it begins. Correct one of its two dates."));
        var fault = guardianFault(c);
        if (fault != null) return Decision.reject(fault);
        var given = new ConsentGiven(
                c.person(),
                c.consent(),
                c.recipient(),
                scopes(c),
                c.part2(),
                c.from(),
                c.until(),
                c.givenBy() == ConsentGiver.PERSON ? null : c.givenBy(),
                guardianUntil(c));
        var before = state.consents().get(c.consent());
        if (before == null) return Decision.accept(given);
        return before.as().equals(given) && before.revokedOn() == null
                ? Decision.nothingToDo()
                : Decision.reject(
                        "consent-exists",
                        "REF-10",
                        "There is another consent with this id, and a consent cannot be changed. Revoke it and "
                                + "record a new one.");
    }

    /** A guardian of a minor decides until they come of age, and of a grown person until the day the court set. */
    private static Rejection guardianFault(GiveConsent c) {
        if (c.givenBy() != ConsentGiver.GUARDIAN) return null;
        if (c.majorityOn() == null)
            return Rejection.ofContent(
                    "birth-date-unknown",
                    "REF-10",
                    "/givenBy",
                    "The person's birth date is not known, so it cannot be decided whether a guardian may "
                            + "consent. Correct the birth date first.");
        boolean minor = c.from().isBefore(c.majorityOn());
        if (minor && c.part2())
            return Rejection.ofContent(
                    "minor-decides",
                    "REF-10",
                    "/givenBy",
                    "A guardian gave this consent, and this minor may be treated for substance use alone, so "
                            + "the minor gives it (42 CFR 2.14).");
        if (!minor && c.until() == null)
            return Rejection.ofContent(
                    "guardianship-end-missing",
                    "REF-10",
                    "/until",
                    "The person is of age, and the guardian's consent has no end. Enter the day on which the "
                            + "guardianship ends.");
        return null;
    }

    private static Personal<LocalDate> guardianUntil(GiveConsent c) {
        boolean ofMinor = c.givenBy() == ConsentGiver.GUARDIAN && c.from().isBefore(c.majorityOn());
        return ofMinor ? Personal.of(c.person(), "guardian-until", c.majorityOn()) : null;
    }

    private static List<Codes.ConsentScope> scopes(GiveConsent c) {
        return c.scopes().stream().distinct().sorted().toList();
    }

    private static Decision<ConsentEvent> revoke(RevokeConsent c, ConsentState state) {
        var given = state.consents().get(c.consent());
        if (given == null)
            return Decision.reject(
                    "unknown-consent",
                    "REF-10",
                    "There is no such consent of this person. Look at the list of consents.");
        return given.revokedOn() != null && !c.on().isBefore(given.revokedOn())
                ? Decision.nothingToDo()
                : Decision.accept(new ConsentRevoked(given.as().person(), c.consent(), c.on()));
    }

    /** That a consent names Part 2 content tells of it. */
    @Override
    public String sensitivity(ConsentState state) {
        return state.consents().values().stream().anyMatch(g -> g.as().part2()) ? "part2" : "";
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
