package org.communitysupport.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.communitysupport.journey.demo.AnAgencyWithATeam;
import org.communitysupport.journey.demo.Broken;
import org.communitysupport.journey.demo.Cast;
import org.communitysupport.journey.demo.Client;
import org.communitysupport.journey.demo.Stage;
import org.communitysupport.journey.demo.Story;

/**
 * What goes on all the time: people are referred, declined, accepted, brought into the program and served, days end, claims are sent and
 * paid, and every now and then somebody asks again what was answered long ago. The random numbers follow from the seed; which of them falls into
 * which round does not, for the machine decides how far a thread comes.
 */
final class Workload {
    private static final int WHO_ARE_CARRIED = 3;
    private static final int WHO_PASS_THROUGH = 2;
    private static final int WHO_ASK_AGAIN = 2;
    private static final long A_DAY_MILLIS = 20_000;
    private static final long THINKS_MILLIS = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int AT_ONCE = 6;

    /** What may be asked for again and again under new keys. */
    private static final Map<String, String> ANEW = Map.of(
            "referral", "record-contact-attempt",
            "eligibility", "record-assessment",
            "care-plan", "record-linkage",
            "encounter", "log-encounter",
            "billing", "build-batch");

    private final StubbornApi api;
    private final Remembered remembered;
    private final Stage stage;
    private final Path payersDesk;
    private final Cast cast;
    private final long seed;
    private final PrintStream log;
    private final AtomicInteger referrals = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    /** Nobody is in the midst of something when a day ends: what is signed today must be dated today. */
    private final ReadWriteLock daylight = new ReentrantReadWriteLock(true);

    private volatile LocalDate today;
    private Crew crew;
    private volatile boolean ended;

    /** @param log told what a worker gave up; holds no person's name */
    Workload(StubbornApi api, Remembered remembered, Path payersDesk, long seed, PrintStream log) {
        this.api = api;
        this.remembered = remembered;
        this.payersDesk = payersDesk;
        this.seed = seed;
        this.log = log;
        cast = new Cast(new Random(seed));
        var nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        stage = new Stage(api, Site.SERVICES, nowhere, StubbornApi.PATIENCE, LOOK_AGAIN);
    }

    /** A team on duty and one person carried from door to the payer, while nothing dies: all that follows can be done. */
    void prepare() {
        today = stage.today();
        dayEnds();
        carried(new Random(seed));
        dayEnds();
        stage.postOnceKnown(Stage.BILLER, "billing", "/v1/batches", Map.of("payer", Stage.PAYER));
    }

    void start() {
        for (int n = 0; n < WHO_ARE_CARRIED; n++) begin("carried-" + n, n, random -> inDaylight(random, this::carried));
        for (int n = 0; n < WHO_PASS_THROUGH; n++)
            begin("passing-" + n, 100 + n, random -> inDaylight(random, this::passesThrough));
        var deposited = new HashSet<String>();
        begin("biller", 200, random -> bills(deposited));
        for (int n = 0; n < WHO_ASK_AGAIN; n++) begin("asks-again-" + n, 300 + n, this::asksAgain);
        begin("calendar", 400, random -> {
            rest(A_DAY_MILLIS);
            if (!ended) dayEnds();
        });
    }

    private void inDaylight(Random random, Work work) {
        daylight.readLock().lock();
        try {
            work.once(random);
        } finally {
            daylight.readLock().unlock();
        }
    }

    /** Then the days before are released, and what is due falls due. */
    private void dayEnds() {
        daylight.writeLock().lock();
        try {
            today = today.plusDays(1);
            stage.itIs(today, "14:45");
        } finally {
            daylight.writeLock().unlock();
        }
    }

    private interface Work {
        void once(Random random);
    }

    private void begin(String name, int number, Work work) {
        var random = new Random(seed * 1_000 + number);
        threads.add(Thread.ofPlatform().name("workload-" + name).start(() -> {
            while (!ended)
                try {
                    work.once(random);
                    rest(random.nextLong(THINKS_MILLIS));
                } catch (StubbornApi.Ended e) {
                    return;
                } catch (Broken | StubbornApi.Unanswered e) {
                    // What is wrong with it is found in the history and the logs; the next one is begun.
                    log.println(name + ": " + e.getMessage());
                }
        }));
    }

    /** Ends after the commands that are under way have their answers. */
    void end() {
        ended = true;
        api.end();
        try {
            List<Thread> all;
            synchronized (threads) {
                all = List.copyOf(threads);
            }
            for (var thread : all) thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    // ------------------------------------------------------------------ people

    private Client referred(Random random, String externalId, Cast.Person person) {
        return Client.referred(stage, person, externalId, today.plusDays(random.nextInt(3)));
    }

    private String newExternalId() {
        return "F-" + seed + '-' + referrals.incrementAndGet();
    }

    private Cast.Person somebody(Random random) {
        return cast.person(20 + random.nextInt(40), today);
    }

    private void carried(Random random) {
        var crew = crewWithRoom();
        var c = referred(random, newExternalId(), somebody(random)).identified();
        c.triaged();
        c.acceptedInto(crew.team());
        c.covered(today, today.plusDays(60), "NF-PORTAL-" + c.person);
        c.assessed(crew.lead(), today);
        c.necessityConfirmed(crew.lead(), today);
        c.ordered(crew.physician(), today);
        c.passThroughFrom(today);
        for (int contacts = 1 + random.nextInt(3); contacts > 0; contacts--) crew.serves(c, today);
        stage.postOnceKnown(
                Stage.CLINICIAN,
                "care-plan",
                c.plan() + "/linkages",
                Map.of(
                        "kind", "HOUSING",
                        "state", "APPLIED",
                        "on", today.toString(),
                        "detail", "Voucher application at the housing authority."));
    }

    /** Referred twice with the same number, triaged by whoever saw the newest version, then declined, or accepted and gone again. */
    private void passesThrough(Random random) {
        String externalId = newExternalId();
        var person = somebody(random);
        var c = referred(random, externalId, person);
        if (random.nextInt(3) == 0) referred(random, externalId, person);
        c.identified();
        onNewest(c, "/triage", Map.of("urgency", "ROUTINE", "note", "Seen on the ward."));
        onNewest(c, "/contact-attempts", Map.of("on", today.toString(), "outcome", "NO_ANSWER"));
        if (random.nextBoolean()) {
            onNewest(c, "/decline", Map.of("reason", "OUT_OF_COMPETENCY"));
            return;
        }
        c.acceptedInto(crewWithRoom().team());
        onNewest(c, "/withdrawal", Map.of("reason", "MOVED", "on", today.toString()));
    }

    /** Names the version that was read; when another came in between, reads again and asks anew. */
    private void onNewest(Client c, String change, Object body) {
        String at = "/v1/referrals/" + c.referral;
        for (int status = 412; status == 412; rest(100)) {
            String version = stage.get(Stage.INTAKE, "referral", at).version();
            status = api.send(api.command(Stage.INTAKE, "referral", at + change, body, version))
                    .status();
        }
    }

    private synchronized Crew crewWithRoom() {
        if (crew == null || !crew.takes(today)) {
            var story = new Story(stage, cast, payersDesk);
            AnAgencyWithATeam.isSetUp(story);
            crew = new Crew(story);
        }
        return crew;
    }

    // ------------------------------------------------------------------ money

    private void bills(HashSet<String> deposited) {
        api.post(Stage.BILLER, "billing", "/v1/batches", Map.of("payer", Stage.PAYER));
        var remittances = stage.get(Stage.BILLER, "billing", "/v1/remittances?limit=50&sort=-paymentDate");
        for (JsonNode r : Stage.items(remittances)) {
            String id = r.path("remittance").asText();
            if (r.hasNonNull("depositCents") || !deposited.add(id)) continue;
            api.post(
                    Stage.BILLER,
                    "billing",
                    "/v1/remittances/" + id + "/deposit",
                    Map.of("amountCents", r.path("amountCents").asLong(), "on", today.toString()));
        }
        rest(500);
    }

    // ------------------------------------------------------------------ those who ask again

    /** The same once more, or the same key for something else, which must be refused. */
    private void asksAgain(Random random) {
        remembered.any(random).ifPresent(request -> {
            String body = new String(request.body(), StandardCharsets.UTF_8);
            String other = body.replace("\"ROUTINE\"", "\"EMERGENT\"").replace("\"URGENT\"", "\"EMERGENT\"");
            boolean elsewise = random.nextInt(10) == 0 && !other.equals(body);
            api.send(elsewise ? request.with(other.getBytes(StandardCharsets.UTF_8)) : request);
        });
        rest(150);
    }

    /**
     * Some at once, so that something is under way when the service dies: every other one is a repeat, the rest ask for something of the same
     * kind anew, which is done or refused.
     */
    void crowd(String service, Random random) {
        for (int n = 0; n < AT_ONCE; n++) {
            boolean anew = n % 2 == 0;
            var wanted = anew ? Set.of(ANEW.get(service)) : Set.<String>of();
            remembered.any(random, service, wanted).ifPresent(found -> {
                var request = anew ? api.anew(found) : found;
                synchronized (threads) {
                    threads.add(Thread.ofVirtual().start(() -> send(request)));
                }
            });
        }
    }

    /** The day ends early: what was served on it can be billed. */
    void somethingIsBilled() {
        synchronized (threads) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    dayEnds();
                } catch (Broken | StubbornApi.Ended | StubbornApi.Unanswered e) {
                    log.println("a day that ends early: " + e.getMessage());
                }
            }));
        }
    }

    private void send(StubbornApi.Request request) {
        try {
            api.send(request);
        } catch (StubbornApi.Ended | StubbornApi.Unanswered e) {
            log.println("in a crowd: " + e.getMessage());
        }
    }

    private static void rest(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
