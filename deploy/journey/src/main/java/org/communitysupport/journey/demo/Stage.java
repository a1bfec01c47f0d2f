package org.communitysupport.journey.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.communitysupport.journey.demo.Api.Answer;

/** What every scene plays on: the services, the business clock, the screen, and ways to say what must come true. */
public final class Stage {
    public static final ZoneId ZONE = ZoneId.of("America/New_York");
    public static final String PROGRAM = "US-NC.CST";
    public static final String PAYER = "northfork";

    public static final Who INTAKE = Who.user("intake");
    public static final Who CLINICIAN = Who.user("clinician");
    public static final Who COORDINATOR = Who.user("care-coordinator");
    public static final Who STAFF = Who.user("staff");
    public static final Who SUPERVISOR = Who.user("supervisor");
    public static final Who BILLER = Who.user("biller");
    public static final Who ADMIN = Who.user("agency-admin");
    public static final Who OPERATOR = Who.user("operator");
    public static final Who PLANNER = Who.client("hospital-planner");

    /** A chain over five services takes tens of milliseconds; this is for a machine that does much else. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(60);
    private static final DateTimeFormatter WALL_CLOCK =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy, HH:mm", Locale.US);

    private final Api api;
    private final List<String> services;
    private final PrintStream out;
    private final Duration patience;
    private final Duration lookAgain;

    public Stage(Api api, List<String> services, PrintStream out) {
        this(api, services, out, PATIENCE, LOOK_AGAIN);
    }

    /**
     * @param patience how long something may take to come true
     * @param lookAgain how long to rest between two looks whether it has
     */
    public Stage(Api api, List<String> services, PrintStream out, Duration patience, Duration lookAgain) {
        this.api = api;
        this.services = services;
        this.out = out;
        this.patience = patience;
        this.lookAgain = lookAgain;
    }

    // ------------------------------------------------------------------ the screen

    void scene(String title) {
        say("");
        say("── " + title + " " + "─".repeat(Math.max(3, 100 - title.length())));
    }

    synchronized void say(String line) {
        out.println(line);
    }

    // ------------------------------------------------------------------ the clock

    public Instant now() {
        return Instant.parse(done(api.get(OPERATOR, "referral", "/v1/clock"), "the clock can be read")
                .at("/now"));
    }

    public LocalDate today() {
        return now().atZone(ZONE).toLocalDate();
    }

    public static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    /** Moves the business clock of all services forward. */
    public void itIs(LocalDate day, String time) {
        Instant to = at(day, time);
        done(api.put(OPERATOR, "referral", "/v1/clock", Map.of("to", to.toString())), "the clock moves forward");
        for (String service : services)
            until(
                    "the clock of " + service + " follows",
                    () -> api.get(OPERATOR, service, "/v1/clock"),
                    clock -> !Instant.parse(clock.at("/now")).isBefore(to));
        say("");
        say("   " + to.atZone(ZONE).format(WALL_CLOCK));
    }

    // ------------------------------------------------------------------ asking and doing

    public Answer get(Who who, String service, String path) {
        return done(api.get(who, service, path), "can be read: " + service + " " + shape(path));
    }

    public Api api() {
        return api;
    }

    /** A command that must be done. */
    public Answer post(Who who, String service, String path, Object body) {
        return done(api.post(who, service, path, body), shape(path) + " is done by " + service);
    }

    /** A command that rests on what another service has just published: asked again while it is refused for that. */
    public Answer postOnceKnown(Who who, String service, String path, Object body) {
        return done(poll(() -> api.post(who, service, path, body), Answer::ok), shape(path) + " is done by " + service);
    }

    static Answer done(Answer answer, String what) {
        if (answer.ok()) return answer;
        throw new Broken("It did not happen that " + what + ": " + problem(answer));
    }

    /** The refusal that the story is about. */
    static Answer refused(Answer answer, String code, String what) {
        boolean fhir = answer.at("/resourceType").equals("OperationOutcome");
        String said = answer.at(fhir ? "/issue/0/details/coding/0/code" : "/code");
        if (!answer.ok() && said.equals(code)) return answer;
        throw new Broken(
                what + " was to be refused as " + code + ", but: " + (answer.ok() ? "it was done" : problem(answer)));
    }

    static void check(boolean holds, String sentence) {
        if (!holds) throw new Broken("This does not hold: " + sentence);
    }

    static void same(Object found, Object expected, String what) {
        if (!expected.equals(found)) throw new Broken(what + " is " + found + " and should be " + expected);
    }

    /** Asks until it is as expected; a chain over services is awaited by its end. */
    Answer until(String sentence, Supplier<Answer> ask, Predicate<Answer> expected) {
        var last = poll(ask, a -> a.ok() && expected.test(a));
        if (last.ok() && expected.test(last)) return last;
        throw new Broken("It did not come true within " + patience.toSeconds() + " s that " + sentence
                + (last.ok() ? "" : ": " + problem(last)));
    }

    public Answer until(String sentence, Who who, String service, String path, Predicate<Answer> expected) {
        return until(sentence, () -> api.get(who, service, path), expected);
    }

    private Answer poll(Supplier<Answer> ask, Predicate<Answer> enough) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            var answer = ask.get();
            if (enough.test(answer) || System.nanoTime() > until) return answer;
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(lookAgain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Broken("The demo was interrupted.");
        }
    }

    public static List<JsonNode> items(Answer answer) {
        return list(answer.body().path("items"));
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static String dollars(long cents) {
        return "$%,d.%02d".formatted(cents / 100, Math.abs(cents % 100));
    }

    private static String problem(Answer a) {
        String rule = a.at("/rule");
        return a.status() + " " + a.at("/code") + (rule.isEmpty() ? "" : " (" + rule + ")") + " " + a.at("/detail")
                + (a.body().path("facts").isEmpty() ? "" : " " + a.body().path("facts"))
                + (a.body().path("errors").isEmpty() ? "" : " " + a.body().path("errors"));
    }

    /** A path without the ids in it. */
    private static String shape(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("[a-z][0-9a-f]{32}", "…");
    }
}
