package org.communitysupport.referral.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.rule.Enforcement;
import org.communitysupport.referral.domain.rule.IntakeRules;
import org.communitysupport.referral.domain.rule.PackRef;
import org.communitysupport.referral.domain.rule.Ref6TeamCapacity;

/** One decider's life so far; says what became of the next command. */
final class Given<C, S, E, F> {
    static final LocalDate FRIDAY = LocalDate.of(2024, 3, 1);
    static final Instant AFTERNOON = Instant.parse("2024-03-01T20:40:00Z");
    static final PackRef PACK = new PackRef("US-NC.CST/partners", "2019-11-26");
    static final ReferralFacts FACTS = new ReferralFacts(
            AFTERNOON,
            FRIDAY,
            new IntakeRules(
                    PACK,
                    "NC",
                    Map.of(
                            Codes.Urgency.EMERGENT, Duration.ofHours(2),
                            Codes.Urgency.URGENT, Duration.ofHours(48),
                            Codes.Urgency.ROUTINE, Duration.ofDays(14)),
                    Enforcement.WARN,
                    "\\d{9}[A-Z]",
                    18,
                    null));
    static final TeamFacts TEAM_FACTS = new TeamFacts(FRIDAY, new Ref6TeamCapacity(PACK, 12, 48, Enforcement.REJECT));

    private final Decider<C, S, E, F> decider;
    private final F facts;
    private S state;

    private Given(Decider<C, S, E, F> decider, F facts) {
        this.decider = decider;
        this.facts = facts;
        this.state = decider.initial();
    }

    static Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> referral() {
        return new Given<>(new ReferralDecider(), FACTS);
    }

    static Given<TeamCommand, TeamState, TeamEvent, TeamFacts> team() {
        return new Given<>(new TeamDecider(), TEAM_FACTS);
    }

    static <C, S, E, F> Given<C, S, E, F> of(Decider<C, S, E, F> decider, F facts) {
        return new Given<>(decider, facts);
    }

    /** Must succeed. */
    Given<C, S, E, F> after(C command) {
        then(command);
        return this;
    }

    List<E> then(C command) {
        return switch (decider.decide(command, state, facts)) {
            case Decision.Accepted<E> a -> {
                a.events().forEach(e -> state = decider.evolve(state, e));
                yield a.events();
            }
            case Decision.Rejected<E> r ->
                throw new AssertionError("refused: " + r.rejection().code());
        };
    }

    Rejection refusalOf(C command) {
        return switch (decider.decide(command, state, facts)) {
            case Decision.Rejected<E> r -> r.rejection();
            case Decision.Accepted<E> a -> throw new AssertionError("accepted: " + a.events());
        };
    }

    S state() {
        return state;
    }

    // -- a referral as the planner of the demo sends it

    static final Demographics PERSON = new Demographics(
            "Rivers",
            "Dana",
            null,
            LocalDate.of(1990, 2, 11),
            "female",
            "14 Mill Street",
            "Gastonia",
            "NC",
            "28052",
            "Gaston",
            "704-555-0133",
            null,
            "en",
            "123456789A",
            null,
            null);
    static final Demographics SOMEBODY_ELSE = new Demographics(
            "Totally",
            "Different",
            null,
            LocalDate.of(1950, 1, 1),
            null,
            null,
            null,
            "NC",
            null,
            "Gaston",
            null,
            null,
            null,
            "555666777B",
            null,
            null);
    static final Clinical CLINICAL = new Clinical(
            Codes.DisabilityGroup.MH_SUD,
            List.of("F25.0", "F10.20"),
            21,
            "2.1",
            null,
            2,
            3,
            List.of(),
            List.of(),
            List.of(),
            new Clinical.Housing(false, true, null));

    static ReferralCommand.ReceiveReferral received() {
        return received("h1", PERSON, CLINICAL);
    }

    static ReferralCommand.ReceiveReferral received(String hash, Demographics person, Clinical clinical) {
        return received(hash, person, clinical, Codes.SourceType.HOSPITAL, "Mercy", "1234567893");
    }

    static ReferralCommand.ReceiveReferral received(
            String hash,
            Demographics person,
            Clinical clinical,
            Codes.SourceType source,
            String organisation,
            String npi) {
        return new ReferralCommand.ReceiveReferral(
                "r1",
                "EXT-1",
                "MERCY-HOSPITAL",
                source,
                organisation,
                npi,
                "US-NC.CST",
                Codes.Urgency.URGENT,
                Codes.Channel.JSON,
                "p1",
                person.county(),
                person.state(),
                "partners",
                "hash-of-member-id",
                false,
                false,
                false,
                hash,
                LocalDate.of(2024, 3, 4),
                person,
                clinical,
                new ReferrerContact("P. Lanner", "704-555-0100", null),
                List.of());
    }

    static Demographics livingIn(String state) {
        return new Demographics(
                "Rivers", "Dana", null, null, null, null, null, state, null, null, null, null, null, null, null, null);
    }
}
