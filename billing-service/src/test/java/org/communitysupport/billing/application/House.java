package org.communitysupport.billing.application;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.account.AccountCommand;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.account.Diagnoses;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.claim.ReleasedLine;
import org.communitysupport.billing.domain.remittance.RemittanceEvent;
import org.communitysupport.billing.domain.rule.Agency;
import org.communitysupport.billing.infrastructure.BillingEvents;
import org.communitysupport.billing.infrastructure.x12.X12ClaimFiles;
import org.communitysupport.billing.infrastructure.x12.X12PayerFiles;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.codec.Vault;
import org.communitysupport.kernel.Aggregate;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Personal;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.testkit.log.InMemoryLaneLog;

/** Billing's use cases over the log's in-memory twin, with ports that can be told to fail. */
final class House {
    static final String TENANT = "riverbend";
    static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    /** Moved by a test that lets days go by. */
    Instant now = Instant.parse("2026-11-23T15:00:00Z");

    private final BusinessClock clock = () -> now;

    final Map<String, byte[]> files = new HashMap<>();
    final Map<String, byte[]> outbox = new HashMap<>();
    final Map<String, byte[]> laidReady = new HashMap<>();
    /** How many files were handed over; a payer may have fetched them. */
    int handedOver;
    /** Runs once, when a file is about to be handed over. */
    Runnable beforeHandingOver = () -> {};
    /** So many steps of the outbox go well, and then the process dies; for ever when negative. */
    int outboxSteps = -1;

    final List<String> ready = new ArrayList<>();
    final CommandRunner log = new AxonCommandRunner(
            new InMemoryLaneLog("billing", clock), new EventCodec(BillingEvents.types(), new Open()), Aggregates.all());

    /** Runs before each storing of a file; may throw. */
    Runnable beforeStoring = () -> {};

    /** Told of each command, on the thread that gives it. */
    Consumer<Object> beforeCommand = command -> {};

    /** How many more commands are answered before the log goes away; below 0 it stays. */
    int commandsLeft = -1;

    private final TradingPartners partners = new Partners();
    private final BillingPolicy policy = new BillingPolicy(PolicyPacks.load(Path.of("../deploy/policy-packs")));
    final CommandRunner runner = new Failing();
    final ClaimDesk desk = new ClaimDesk(runner, policy, partners, clock);
    /** What the view would know, by the payer's number. */
    final Map<String, String> controls = new HashMap<>();

    private final ClaimFinder finder = new ClaimFinder() {
        @Override
        public List<String> byPayerControl(String tenant, String payer, String control) {
            return controls.containsKey(control) ? List.of(controls.get(control)) : List.of();
        }

        @Override
        public List<LocalDate> days(String tenant, String person, LocalDate from) {
            return List.of();
        }
    };
    private final FileStore store = new Store();
    private final PayerFileReader reader = new X12PayerFiles(() -> LocalDateTime.of(2026, 11, 23, 10, 0), false);
    final BuildBatch build = new BuildBatch(
            runner,
            desk,
            (tenant, payer, most) -> List.copyOf(ready),
            policy,
            partners,
            new X12ClaimFiles(),
            store,
            clock);
    final SendBatch send = new SendBatch(runner, store, directory(), desk, policy, clock);
    final PostFile post = new PostFile(runner, desk, reader, partners, finder);
    final HandPosting hands = new HandPosting(runner, desk, store, post);
    final TakePayerFile take = new TakePayerFile(runner, store, reader, post);

    /** The same door of an installation that is in production, or is not. */
    TakePayerFile door(boolean production) {
        var strict = new X12PayerFiles(() -> LocalDateTime.of(2026, 11, 23, 10, 0), production);
        return new TakePayerFile(runner, store, strict, new PostFile(runner, desk, strict, partners, finder));
    }

    /** All that happened, in order. */
    private final List<Object> events = new java.util.concurrent.CopyOnWriteArrayList<>();

    private <E extends RemittanceEvent> E event(String remittance, Class<E> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(e -> e.remittance().equals(remittance))
                .findFirst()
                .orElseThrow();
    }

    RemittanceEvent.RemittanceReceived received(String remittance) {
        return event(remittance, RemittanceEvent.RemittanceReceived.class);
    }

    DayClaimsEvent.ClaimStatusReported status(String claim) {
        return events.stream()
                .filter(DayClaimsEvent.ClaimStatusReported.class::isInstance)
                .map(DayClaimsEvent.ClaimStatusReported.class::cast)
                .filter(e -> e.claim().equals(claim))
                .findFirst()
                .orElseThrow();
    }

    RemittanceEvent.RemittancePosted posted(String remittance) {
        return event(remittance, RemittanceEvent.RemittancePosted.class);
    }

    /** A claim that is ready, of a person of its own; its charge is $48. */
    String readyClaim() {
        String person = "p" + UUID.randomUUID().toString().replace("-", "");
        note(new AccountCommand.NotePerson(
                person,
                Personal.of(
                        person,
                        "demographics",
                        new Demographics("Doe", "Jane", "1992-01-01", "F", "2 Oak St", "Gastonia", "NC", "28052"))));
        note(new AccountCommand.NoteInsurance(
                person,
                "northfork",
                "plan",
                DAY.minusYears(1),
                null,
                DAY.minusYears(1),
                null,
                Personal.of(person, "member-id", "900000001K"),
                "eligibility:1:1"));
        note(new AccountCommand.NoteDiagnoses(
                person,
                DAY.minusDays(9),
                false,
                Personal.of(person, "diagnoses", new Diagnoses(List.of("F25.0"))),
                "eligibility:1:2"));
        note(new AccountCommand.NoteAuthorization(
                person,
                "a1",
                "AUTHORIZATION",
                "A77",
                "US-NC.CST",
                "northfork",
                128,
                DAY.minusDays(5),
                DAY.plusDays(50),
                "eligibility:1:3"));
        var line = new ReleasedLine(
                "l1",
                "peer",
                null,
                null,
                "H2015",
                List.of("HT", "U1"),
                "12",
                30,
                2,
                "a1",
                "A77",
                "AUTHORIZATION",
                List.of("n1"));
        desk.run(
                        Aggregates.day(TENANT, person, DAY),
                        new DayClaimsCommand.BuildClaims(
                                person, DAY, "northfork", "US-NC.CST", "e1", 1, List.of(line), List.of()),
                        desk.facts(TENANT, person, "US-NC.CST", "northfork", DAY),
                        context())
                .mustBeDone();
        String claim = person + '.' + DAY + "-1";
        ready.add(claim);
        return claim;
    }

    DayClaims.Claim claim(String id) {
        return log.load(Aggregates.DAY_CLAIMS, Aggregates.dayOf(TENANT, id))
                .state()
                .claim(id);
    }

    long version(String id) {
        return log.load(Aggregates.DAY_CLAIMS, Aggregates.dayOf(TENANT, id)).version();
    }

    /** Taken into a batch from one that is held to have been built without it. */
    void batched(String claim, String batch, String from) {
        desk.run(
                        Aggregates.dayOf(TENANT, claim),
                        new DayClaimsCommand.BatchClaim(
                                claim, batch, claim(claim).sending().number(), from),
                        org.communitysupport.billing.domain.claim.ClaimFacts.NONE,
                        context())
                .mustBeDone();
    }

    /** As the reaction does it. */
    void submitted(String batch, String controlNumber, String claim) {
        desk.run(
                        Aggregates.dayOf(TENANT, claim),
                        new DayClaimsCommand.NoteSubmitted(claim, batch, controlNumber),
                        org.communitysupport.billing.domain.claim.ClaimFacts.NONE,
                        context())
                .mustBeDone();
    }

    static CommandContext context() {
        return new CommandContext(UUID.randomUUID(), "h", "test", TENANT, "c", "", OptionalLong.empty(), "");
    }

    private void note(AccountCommand command) {
        runner.run(
                        Aggregates.MEMBER_ACCOUNT,
                        Aggregates.account(TENANT, command.person()),
                        command,
                        NoFacts.NONE,
                        context())
                .mustBeDone();
    }

    private final class Failing implements CommandRunner {
        @Override
        public <C, S, E, F> Outcome<E> run(
                Aggregate<C, S, E, F> aggregate, AggregateId id, C command, F facts, CommandContext context) {
            beforeCommand.accept(command);
            if (commandsLeft == 0) throw new Unavailable("the log is away", null);
            commandsLeft--;
            var outcome = log.run(aggregate, id, command, facts, context);
            if (outcome instanceof Outcome.Done<E> done) events.addAll(done.events());
            return outcome;
        }

        @Override
        public <C, S, E, F> Loaded<S> load(Aggregate<C, S, E, F> aggregate, AggregateId id) {
            return log.load(aggregate, id);
        }
    }

    private final class Store implements FileStore {
        @Override
        public void put(String tenant, String file, byte[] bytes) {
            beforeStoring.run();
            files.put(tenant + '/' + file, bytes);
        }

        @Override
        public Optional<byte[]> get(String tenant, String file) {
            return Optional.ofNullable(files.get(tenant + '/' + file));
        }
    }

    private static final class Partners implements TradingPartners {
        @Override
        public Agency agency(String tenant) {
            return new Agency(
                    "Riverbend",
                    "1234567893",
                    "251S00000X",
                    "561234567",
                    "1 Main St",
                    "Gastonia",
                    "NC",
                    "280521234",
                    "RIVERBEND",
                    "Billing",
                    "7045550100");
        }

        @Override
        public Optional<String> tenantOf(String submitterId) {
            return Optional.of(TENANT);
        }

        @Override
        public List<String> payersOf(String senderId) {
            return switch (senderId) {
                case "NORTHFORK" -> List.of("northfork");
                case "CLEARHOUSE" -> List.of("partners", "northfork");
                default -> List.of();
            };
        }

        @Override
        public List<String> payers() {
            return List.of("northfork", "partners");
        }

        @Override
        public boolean receives(String tenant, String receiverId) {
            return receiverId.equals("RIVERBEND");
        }

        @Override
        public boolean production() {
            return false;
        }
    }

    /** Secrecy is not what is tested here. */
    private record Open() implements Vault {
        @Override
        public String seal(String person, String field, byte[] plain) {
            return Base64.getEncoder().encodeToString(plain);
        }

        @Override
        public Optional<byte[]> open(String person, String field, String cipher) {
            return Optional.of(Base64.getDecoder().decode(cipher));
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private Outbox directory() {
        return new Outbox() {
            @Override
            public void put(String name, byte[] bytes) {
                throw new AssertionError("a claim file leaves once");
            }

            @Override
            public void stage(String name, String token, byte[] bytes) {
                outboxStep();
                laidReady.put(name + token, bytes);
                outboxStep();
            }

            @Override
            public void unstage(String name, String token) {
                outboxStep();
                laidReady.remove(name + token);
                outboxStep();
            }

            @Override
            public void deliver(String name, String token) {
                outboxStep();
                var meanwhile = beforeHandingOver;
                beforeHandingOver = () -> {};
                meanwhile.run();
                byte[] ready = laidReady.remove(name + token);
                if (ready != null) {
                    outbox.put(name, ready);
                    handedOver++;
                }
                outboxStep();
            }
        };
    }

    private void outboxStep() {
        if (outboxSteps == 0) throw new IllegalStateException("it died here");
        if (outboxSteps > 0) outboxSteps--;
    }
}
