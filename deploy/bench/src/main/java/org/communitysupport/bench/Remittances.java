package org.communitysupport.bench;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.communitysupport.axon.AxonCommandRunner;
import org.communitysupport.billing.application.BillingPolicy;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.application.ClaimFinder;
import org.communitysupport.billing.application.FileStore;
import org.communitysupport.billing.application.PayerFileReader;
import org.communitysupport.billing.application.PostFile;
import org.communitysupport.billing.application.TakePayerFile;
import org.communitysupport.billing.application.TradingPartners;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.account.AccountCommand;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.account.Diagnoses;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.ReleasedLine;
import org.communitysupport.billing.domain.number.NumberCommand;
import org.communitysupport.billing.domain.rule.Agency;
import org.communitysupport.billing.infrastructure.BillingEvents;
import org.communitysupport.billing.infrastructure.x12.X12PayerFiles;
import org.communitysupport.codec.EventCodec;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Personal;
import org.communitysupport.log.LogOptions;
import org.communitysupport.log.MongoLaneLog;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.privacy.MasterKey;
import org.communitysupport.privacy.PersonKeys;
import org.communitysupport.privacy.TinkVault;

/**
 * One 835 with many claim payments: examined as a whole, balanced, then each payment judged against its claim and folded into it, which is
 * all of {@link TakePayerFile} but the log. Against StAEDI reading the same bytes once. Then once more with the log, durably.
 */
final class Remittances {
    private static final String TENANT = "riverbend";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");
    private static final int DAYS_A_PERSON = 20;

    private Remittances() {}

    static List<Figure> run(Ground ground) {
        int claims = ground.scaled(10_000, 2 * DAYS_A_PERSON);
        var policy = new BillingPolicy(PolicyPacks.load(ground.root().resolve("deploy/policy-packs")));
        var figures = new ArrayList<Figure>();
        var memory = new Ledgers();
        var numbers = submitted(memory, policy, claims, 1);
        byte[] file = file(numbers);
        figures.add(Rounds.alternating(
                        ground.rounds(),
                        round -> taken(memory.copy(), policy, file, claims),
                        round -> passed(file, claims))
                .figure("835", "claims/s"));
        figures.add(heap(file, claims));
        figures.add(durable(ground, policy, claims));
        return figures;
    }

    private static Figure durable(Ground ground, BillingPolicy policy, int claims) {
        try (var mongo = ground.mongo()) {
            String database = ground.database();
            var keys = MasterKey.loadOrCreate(ground.directory().resolve("master-key.json"));
            var vault = new TinkVault(new PersonKeys(mongo.getDatabase(database + "_keys"), keys));
            try (var log = MongoLaneLog.open(mongo, database, "billing", () -> NOW, LogOptions.defaults())) {
                var runner = new AxonCommandRunner(log, new EventCodec(BillingEvents.types(), vault), Aggregates.all());
                byte[] file = file(submitted(runner, policy, claims, 64));
                return Figure.single("835.durable", "claims/s", taken(runner, policy, file, claims), 1);
            }
        }
    }

    /** Claims that the payer has, as billing made them. Answers their numbers. */
    private static List<String> submitted(CommandRunner runner, BillingPolicy policy, int claims, int callers) {
        var desk = new ClaimDesk(runner, policy, new Partners(), () -> NOW);
        var numbers = new String[claims];
        int persons = (claims + DAYS_A_PERSON - 1) / DAYS_A_PERSON;
        Pace.perSecond(callers, persons, person -> {
            String id = "pbench" + person;
            member(runner, id);
            for (int day = 0; day < DAYS_A_PERSON; day++) {
                int number = person * DAYS_A_PERSON + day;
                if (number < claims) numbers[number] = claim(runner, desk, id, DAY.minusDays(day), number);
            }
        });
        return List.of(numbers);
    }

    private static void member(CommandRunner runner, String person) {
        var who = new Demographics("Doe", "Jane", "1992-01-01", "F", "2 Oak St", "Gastonia", "NC", "28052");
        var from = DAY.minusYears(1);
        for (var command : List.<AccountCommand>of(
                new AccountCommand.NotePerson(person, Personal.of(person, "demographics", who)),
                new AccountCommand.NoteInsurance(
                        person,
                        "northfork",
                        "plan",
                        from,
                        null,
                        from,
                        null,
                        Personal.of(person, "member-id", "900000001K"),
                        "eligibility:1:1"),
                new AccountCommand.NoteDiagnoses(
                        person,
                        DAY.minusDays(90),
                        false,
                        Personal.of(person, "diagnoses", new Diagnoses(List.of("F25.0"))),
                        "eligibility:1:2"),
                new AccountCommand.NoteAuthorization(
                        person,
                        "a1",
                        "AUTHORIZATION",
                        "A77",
                        "US-NC.CST",
                        "northfork",
                        128,
                        DAY.minusDays(60),
                        DAY.plusDays(60),
                        "eligibility:1:3")))
            runner.run(Aggregates.MEMBER_ACCOUNT, Aggregates.account(TENANT, person), command, NoFacts.NONE, context())
                    .mustBeDone();
    }

    private static String claim(CommandRunner runner, ClaimDesk desk, String person, LocalDate day, int count) {
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
        var at = Aggregates.day(TENANT, person, day);
        var build = new DayClaimsCommand.BuildClaims(
                person, day, "northfork", "US-NC.CST", "e1", 1, List.of(line), List.of());
        desk.run(at, build, desk.facts(TENANT, person, "US-NC.CST", "northfork", day), context())
                .mustBeDone();
        String claim = person + '.' + day + "-1", number = String.format("C%019d", count);
        runner.run(
                        Aggregates.CLAIM_NUMBER,
                        Aggregates.number(TENANT, number),
                        new NumberCommand.GiveNumber(number, person, claim),
                        NoFacts.NONE,
                        context())
                .mustBeDone();
        desk.run(at, new DayClaimsCommand.BatchClaim(claim, "b1", number, null), ClaimFacts.NONE, context())
                .mustBeDone();
        desk.run(at, new DayClaimsCommand.NoteSubmitted(claim, "b1", "000000001"), ClaimFacts.NONE, context())
                .mustBeDone();
        return number;
    }

    /** Each claim of $48.00 is paid $40.00. */
    private static byte[] file(List<String> numbers) {
        var out = new StringBuilder("ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND     "
                + " *261123*1000*^*00501*000000001*0*T*:~"
                + "GS*HP*NORTHFORK*RIVERBEND*20261123*1000*1*X*005010X221A1~ST*835*0001~BPR*I*");
        out.append(40 * numbers.size())
                .append("*C*ACH************20261123~TRN*1*TRACE1*1560000001~N1*PR*NORTHFORK HEALTH~N3*1 PLAN ST~"
                        + "N4*RALEIGH*NC*27601~PER*BL*EDI*TE*9195550100~N1*PE*RIVERBEND*XX*1234567893~LX*1~");
        for (String number : numbers)
            out.append("CLP*" + number + "*1*48*40**MC*PC" + number.substring(12)
                    + "*12*1~NM1*QC*1*X*Y~SVC*HC:H2015:HT:U1*48*40**2~DTM*472*20261120~CAS*CO*45*8~REF*6R*" + number
                    + "-1~");
        int segments = 10 + 6 * numbers.size();
        return out.append("SE*" + segments + "*0001~GE*1*1~IEA*1*000000001~")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static double taken(CommandRunner runner, BillingPolicy policy, byte[] file, int claims) {
        var partners = new Partners();
        var reader = reader();
        var desk = new ClaimDesk(runner, policy, partners, () -> NOW);
        var take = new TakePayerFile(
                runner, new Shelf(), reader, new PostFile(runner, desk, reader, partners, new NoHints()));
        long began = System.nanoTime();
        var taken = take.take(TENANT, file, "1.835", "bench");
        double rate = claims * 1e9 / (System.nanoTime() - began);
        if (taken.posted() != claims)
            throw new IllegalStateException("posted " + taken.posted() + " of " + claims + ": " + taken.refused());
        return rate;
    }

    private static PayerFileReader reader() {
        return new X12PayerFiles(() -> LocalDateTime.of(2026, 11, 23, 10, 0), false);
    }

    private static double passed(byte[] file, int claims) {
        long began = System.nanoTime(), characters = 0;
        try (var reader = EDIInputFactory.newFactory().createEDIStreamReader(new ByteArrayInputStream(file))) {
            while (reader.hasNext())
                if (reader.next() == EDIStreamEvent.ELEMENT_DATA)
                    characters += reader.getText().length();
        } catch (EDIStreamException | IOException e) {
            throw new IllegalStateException("StAEDI does not read the file of the bench", e);
        }
        if (characters == 0) throw new IllegalStateException("the file is empty");
        return claims * 1e9 / (System.nanoTime() - began);
    }

    /** Nothing is looked for by the payer's number here. */
    private static final class NoHints implements ClaimFinder {
        @Override
        public List<String> byPayerControl(String tenant, String payer, String control) {
            return List.of();
        }

        @Override
        public List<LocalDate> days(String tenant, String person, LocalDate from) {
            return List.of();
        }
    }

    /** What lives on the heap after the ninth tenth of the claims, against after the first. */
    private static Figure heap(byte[] file, int claims) {
        var live = new ArrayList<Double>();
        reader().remittances(file, new PayerFileReader.RemittanceHandler() {
            private int seen;

            @Override
            public void begin(PayerFileReader.Head head) {
                // only claims are counted
            }

            @Override
            public void claim(ClaimAdvice advice) {
                if (++seen == claims / 10 || seen == claims * 9 / 10) live.add(liveMegabytes());
            }

            @Override
            public void providerAdjustment(String reason, String reference, long cents) {
                throw new IllegalStateException("the file of the bench has none");
            }

            @Override
            public void end() {
                // only claims are counted
            }
        });
        double first = live.get(0), last = live.get(1);
        return new Figure("835.heap", "MB", last, first, last / first, 1, 0);
    }

    private static double liveMegabytes() {
        var memory = java.lang.management.ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static CommandContext context() {
        var id = UUID.randomUUID();
        return new CommandContext(id, "hash", "bench", TENANT, id.toString(), "", OptionalLong.empty(), "");
    }

    /** Files are kept where they were received; storing them is not what is measured. */
    private static final class Shelf implements FileStore {
        private final Map<String, byte[]> files = new HashMap<>();

        @Override
        public void put(String tenant, String file, byte[] bytes) {
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
            return senderId.equals("NORTHFORK") ? List.of("northfork") : List.of();
        }

        @Override
        public List<String> payers() {
            return List.of("northfork");
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
}
