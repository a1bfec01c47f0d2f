package org.communitysupport.bench;

import com.mongodb.client.MongoClient;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.log.Commit;
import org.communitysupport.log.NewEvent;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.privacy.MasterKey;
import org.communitysupport.privacy.PersonKeys;
import org.communitysupport.privacy.TinkVault;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.domain.Aggregates;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralCommand.ReceiveReferral;
import org.communitysupport.referral.domain.ReferralDecider;
import org.communitysupport.referral.domain.ReferralEvent;
import org.communitysupport.referral.domain.ReferralEvent.ReferralContactAttempted;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.referral.domain.ReferralFacts;
import org.communitysupport.referral.domain.ReferrerContact;
import org.communitysupport.referral.infrastructure.ReferralEvents;

/** Referrals by the thousand, through the real decider, codec and vault; every one is of its own person's lane. */
final class Intakes {
    static final String TENANT = "riverbend";
    private static final String PROGRAM = "US-NC.CST";
    /** So many persons, again and again: their keys are made once, for making a key is measured with the intake. */
    private static final int PERSONS = 2_000;

    private final AtomicInteger next = new AtomicInteger();
    private final EventCodec codec;
    private final ReferralFacts facts;

    Intakes(Path root, Path keys, MongoClient mongo, String database) {
        var vault = new TinkVault(new PersonKeys(mongo.getDatabase(database), MasterKey.loadOrCreate(keys)));
        codec = new EventCodec(ReferralEvents.types(), vault);
        BusinessClock clock = java.time.Instant::now;
        facts = new Policies(PolicyPacks.load(root.resolve("deploy/policy-packs")), clock).intake(PROGRAM);
    }

    EventCodec codec() {
        return codec;
    }

    ReferralFacts facts() {
        return facts;
    }

    /** Opened keys live half a minute; after this the next PERSONS referrals find them all. */
    void knowEverybody() {
        Pace.perSecond(16, PERSONS, i -> codec.encode(received("known" + i, i)));
    }

    /** @param command what to send it */
    record Arrival(AggregateId id, ReceiveReferral command, CommandContext context) {}

    Arrival arrival() {
        int number = next.getAndIncrement();
        String referral = "r" + UUID.randomUUID().toString().replace("-", "");
        return new Arrival(Aggregates.referral(TENANT, referral), command(referral, number), context());
    }

    /** The commit that {@link #arrival} leads to. */
    Commit received() {
        int number = next.getAndIncrement();
        String referral = "r" + UUID.randomUUID().toString().replace("-", "");
        return commit(referral, 1, received(referral, number));
    }

    Commit received(String referral) {
        return commit(referral, 1, received(referral, next.getAndIncrement()));
    }

    Commit tried(String referral, long version) {
        return commit(referral, version, tried(referral));
    }

    NewEvent encoded(ReferralEvent event) {
        var json = codec.encode(event);
        return new NewEvent(json.type(), json.schema(), json.data(), json.sensitivity());
    }

    static ReferralContactAttempted tried(String referral) {
        return new ReferralContactAttempted(referral, LocalDate.of(2026, 3, 2), Codes.ContactOutcome.NO_ANSWER);
    }

    private ReferralReceived received(String referral, int number) {
        var decision = new ReferralDecider().decide(command(referral, number), new ReferralDecider().initial(), facts);
        return switch (decision) {
            case org.communitysupport.kernel.Decision.Accepted<ReferralEvent>(var events) ->
                (ReferralReceived) events.getFirst();
            case org.communitysupport.kernel.Decision.Rejected<ReferralEvent>(var no) ->
                throw new IllegalStateException("the referral of the bench is refused: " + no.code());
        };
    }

    private Commit commit(String referral, long version, ReferralEvent event) {
        var id = Aggregates.referral(TENANT, referral);
        var context = context();
        return new Commit(
                context.commandId(),
                "ReceiveReferral",
                context.inputHash(),
                context.actor(),
                context.correlation(),
                context.causation(),
                context.traceparent(),
                TENANT,
                id.lane(),
                id.text(),
                version,
                List.of(encoded(event)));
    }

    private static CommandContext context() {
        var id = UUID.randomUUID();
        return new CommandContext(
                id,
                "5f2b7c1d9e8a4f306b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d6",
                "lme-partners",
                TENANT,
                id.toString(),
                "",
                OptionalLong.empty(),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }

    private static ReceiveReferral command(String referral, int number) {
        return new ReceiveReferral(
                referral,
                "B-" + number,
                "lme-partners",
                Codes.SourceType.LME_MCO,
                "Partners (test data)",
                "1234567893",
                PROGRAM,
                Codes.Urgency.ROUTINE,
                Codes.Channel.JSON,
                "pbench" + number % PERSONS,
                "Gaston",
                "NC",
                "northfork",
                "9b1f0c3e5d7a294886f1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4c5d",
                true,
                false,
                false,
                referral,
                null,
                new Demographics(
                        "Testperson",
                        "Robin",
                        null,
                        LocalDate.of(1991, 4, 17),
                        "F",
                        number + " Example Street",
                        "Gastonia",
                        "NC",
                        "28052",
                        "Gaston",
                        "704-555-0100",
                        null,
                        null,
                        String.format("9%08dT", number % 100_000_000),
                        null,
                        null),
                new Clinical(
                        Codes.DisabilityGroup.MH_SUD,
                        List.of("F25.0", "F10.20"),
                        21,
                        "2.1",
                        "Leaves hospital next week; two admissions in ninety days.",
                        2,
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        new Clinical.Housing(false, false, null)),
                new ReferrerContact("Sam Sample", "704-555-0101", null),
                List.of());
    }
}
