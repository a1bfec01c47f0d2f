package org.communitysupport.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.communitysupport.faults.Rounds.Played;
import org.communitysupport.journey.verify.Verifier;
import org.communitysupport.journey.verify.Verify;
import org.communitysupport.local.Trouble;
import org.communitysupport.log.MongoLaneLog;

/** The rounds on one system, from its start to the judgement. */
final class Phase {
    /** So often the answers so far are held against the logs, while everything goes on. */
    private static final int LOOK_EVERY = 25;

    private final Path checkout;
    private final Path directory;
    private final boolean threeNodes;
    private final Map<String, Integer> instances;
    private final long seed;
    private final PrintStream out;
    private final List<Played> played = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param told the whole history */
    record Ended(List<Played> played, History.Told told, List<Finding> findings) {}

    /** A round and what dies in it. */
    record Due(int round, Fault fault) {}

    /** @param directory for everything that is written, the history too */
    Phase(
            Path checkout,
            Path directory,
            boolean threeNodes,
            Map<String, Integer> instances,
            long seed,
            PrintStream out) {
        this.instances = instances;
        this.checkout = checkout;
        this.directory = directory;
        this.threeNodes = threeNodes;
        this.seed = seed;
        this.out = out;
    }

    Ended run(List<Due> schedule) {
        out.println("starting a system " + (threeNodes ? "on three mongod" : "on one mongod") + " in " + directory);
        try (var site = Site.started(checkout, directory, threeNodes, instances);
                var history = new History(directory.resolve("history.jsonl"));
                var log = new PrintStream(directory.resolve("workload.log").toFile(), StandardCharsets.UTF_8);
                var mongo = MongoClients.create(
                        MongoLaneLog.clientSettings(site.home().mongodbUri()))) {
            // Ctrl-C: nothing stays behind.
            var hook = new Thread(site::close);
            Runtime.getRuntime().addShutdownHook(hook);
            var remembered = new Remembered();
            var api =
                    new StubbornApi(site.tokens(), site.home().instancesOfServices(), history, remembered, "k" + seed);
            var observer =
                    new StubbornApi(site.tokens(), site.home().instancesOfServices(), history, remembered, "o" + seed);
            var settled = new Settled(observer, site.home());
            var workload = new Workload(api, remembered, site.home().data("payer"), seed, log);
            workload.prepare();
            var readers = Settled.readers(settled.positions());
            workload.start();
            boolean back = play(new Rounds(site, api, history, workload, new Random(seed)), schedule, mongo, history);
            workload.end();
            if (back) judge(site, mongo, history, settled, readers);
            Runtime.getRuntime().removeShutdownHook(hook);
            return new Ended(List.copyOf(played), history.read(), List.copyOf(findings));
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be written", e);
        }
    }

    /** @return whether every part is back at the end; where one is not, nothing can be judged */
    private boolean play(Rounds rounds, List<Due> schedule, MongoClient mongo, History history) {
        try {
            for (var due : schedule) {
                play(rounds, due);
                if (played.size() % LOOK_EVERY == 0) look(mongo, history);
            }
            return true;
        } catch (Trouble e) {
            findings.add(Finding.of("a part did not come back: " + e.getMessage()));
            return false;
        }
    }

    private void play(Rounds rounds, Due due) {
        long began = System.nanoTime();
        var one = rounds.play(due.round, due.fault);
        played.add(one);
        findings.addAll(one.findings());
        out.printf(
                "round %3d  %-36s %s  %4.1f s%n",
                due.round,
                due.fault.name(),
                one.reached() ? "died and is back" : "not reached     ",
                (System.nanoTime() - began) / 1e9);
    }

    /** The history first: what is acknowledged by then stands in the logs by then. */
    private List<Finding> answers(MongoClient mongo, History history) {
        var told = history.read();
        return Checker.answers(told.attempts(), Evidence.commits(mongo, Site.SERVICES));
    }

    private void look(MongoClient mongo, History history) {
        var found = answers(mongo, history);
        out.println("so far " + history.acknowledged() + " commands acknowledged, " + found.size()
                + " differences between what was told and what stands in the logs");
        found.stream().limit(5).forEach(f -> out.println("  " + f.sentence()));
    }

    private void judge(Site site, MongoClient mongo, History history, Settled settled, TreeSet<String> readers) {
        long began = System.nanoTime();
        findings.addAll(settled.await(readers));
        out.printf("settled after %.1f s%n", (System.nanoTime() - began) / 1e9);
        findings.addAll(settled.parked());
        findings.addAll(answers(mongo, history));
        findings.addAll(Checker.payer(
                Evidence.batches(mongo),
                Evidence.payerFiles(site.home().payerOutbox()),
                Evidence.answered(site.home().data("payer"))));
        String kafka = "127.0.0.1:" + site.home().kafkaPort();
        if (!new Verifier(mongo, kafka, Verify.services(), out).run())
            findings.add(Finding.of("verify found a difference, see above"));
    }
}
