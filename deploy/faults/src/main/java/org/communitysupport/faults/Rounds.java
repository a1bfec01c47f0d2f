package org.communitysupport.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets one process die at a time, and starts it again. */
final class Rounds {
    /** A halt point that nobody came by for as long as that was not reached. */
    private static final Duration REACHED_WITHIN = Duration.ofSeconds(25);

    /** Longer than the group waits for a silent member (10 s). */
    private static final long STALLS_MILLIS = 14_000;

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);
    /** After a part is back, as many commands as that are acknowledged before the next one dies. */
    private static final int GOES_ON = 12;

    private static final Duration GOES_ON_WITHIN = Duration.ofSeconds(60);

    private final Site site;
    private final StubbornApi api;
    private final History history;
    private final Workload workload;
    private final Random random;

    /** @param reached whether anything died at all */
    record Played(int round, Fault fault, boolean reached, List<Finding> findings) {}

    Rounds(Site site, StubbornApi api, History history, Workload workload, Random random) {
        this.site = site;
        this.api = api;
        this.history = history;
        this.workload = workload;
        this.random = random;
    }

    Played play(int round, Fault fault) {
        api.round(round);
        var findings = new ArrayList<Finding>();
        pause(random.nextInt(800));
        int down = random.nextInt(400);
        boolean reached = true;
        if (fault.part().equals(Fault.PRIMARY)) losePrimary(round, fault);
        else if (fault.place().equals(Fault.STALLS)) stall(round, fault);
        else if (fault.place().equals(Fault.LEAVES)) leave(round, fault, down);
        else {
            if (fault.atAHaltPoint()) reached = halts(round, fault, findings);
            else kill(round, fault);
            if (reached) {
                pause(down);
                site.startAgain(fault.part(), round);
            }
        }
        for (String part : site.parts())
            // Under load a process is seen for a moment without its command line, by which we know it.
            if (!await(SEEN_WITHIN, () -> site.isAlive(part))) {
                findings.add(new Finding(round, part + " died by itself in round " + round));
                site.startAgain(part, round);
            }
        long before = history.acknowledged();
        if (!await(GOES_ON_WITHIN, () -> history.acknowledged() >= before + GOES_ON))
            findings.add(new Finding(
                    round,
                    "within " + GOES_ON_WITHIN.toSeconds() + " s after round " + round + " (" + fault.name()
                            + ") fewer than " + GOES_ON + " commands were acknowledged"));
        return new Played(round, fault, reached, List.copyOf(findings));
    }

    private boolean halts(int round, Fault fault, List<Finding> findings) {
        var process = site.process(fault.part());
        site.arm(fault.part(), fault.place());
        long[] alive = {History.now()};
        crowd(fault.part());
        if (fault.isAboutAPayerFile()) workload.somethingIsBilled();
        // It takes the file away and dies; until the process is gone from the table a third of a second may pass.
        boolean came = await(REACHED_WITHIN, () -> {
            long now = History.now();
            if (!site.isArmed(fault.part()) || !process.isAlive()) return true;
            alive[0] = now;
            return false;
        });
        long halted = History.now();
        boolean stillAsked = site.disarm(fault.part());
        if (!came && stillAsked) return false;
        if (came && stillAsked)
            findings.add(new Finding(round, fault.part() + " died before it reached " + fault.place()));
        await(REACHED_WITHIN, () -> !process.isAlive());
        history.add(new Death(round, fault.name(), fault.part(), alive[0], halted));
        return true;
    }

    private void kill(int round, Fault fault) {
        // Who has no token in the hand when Keycloak dies needs one while it is down.
        if (fault.part().equals("keycloak")) api.forgetTokens();
        crowd(fault.part());
        pause(random.nextInt(60));
        long alive = History.now();
        site.kill(fault.part());
        history.add(new Death(round, fault.name(), fault.part(), alive, History.now()));
    }

    private void stall(int round, Fault fault) {
        crowd(fault.part());
        pause(random.nextInt(60));
        long alive = History.now();
        site.stalls(fault.part());
        history.add(new Death(round, fault.name(), fault.part(), alive, History.now()));
        pause(STALLS_MILLIS + random.nextInt(10_000));
        site.goesOn(fault.part());
    }

    private void leave(int round, Fault fault, int down) {
        crowd(fault.part());
        long alive = History.now();
        site.stop(fault.part());
        history.add(new Death(round, fault.name(), fault.part(), alive, History.now()));
        pause(down);
        site.startAgain(fault.part(), round);
    }

    private void losePrimary(int round, Fault fault) {
        boolean cutOff = fault.place().equals(Fault.PRIMARY_CUT_OFF);
        int cut = 500 + random.nextInt(4_000);
        crowd(fault.part());
        long alive = History.now();
        var old = site.losePrimary(cutOff, () -> pause(cutOff ? cut : 0));
        history.add(new Death(round, fault.name(), fault.part(), alive, History.now()));
        site.rejoin(old);
    }

    /** Where the part serves nobody itself, those come who need it. */
    private void crowd(String part) {
        workload.crowd(
                Site.service(part).orElseGet(() -> Site.SERVICES.get(random.nextInt(Site.SERVICES.size()))), random);
    }

    private static boolean await(Duration within, BooleanSupplier condition) {
        long until = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) return false;
            pause(5);
        }
        return true;
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
