package org.communitysupport.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.communitysupport.faults.Evidence.Batch;
import org.communitysupport.faults.Evidence.Commit;
import org.communitysupport.faults.Evidence.PayerFile;

/**
 * Judges by the published rules (docs/operating.md, "HTTP rules") and by nothing else: what clients were told, the documents of the logs,
 * the files that the payer has.
 */
final class Checker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY_REUSED = "idempotency-key-reused";

    private Checker() {}

    /** Every attempt of one command id, in the order in which they ended. */
    private record Asked(UUID id, List<Attempt> attempts) {
        Attempt first() {
            return attempts.getFirst();
        }

        /** True repeats of the first; the others use its key for something else. */
        List<Attempt> same() {
            return attempts.stream()
                    .filter(a -> a.input().equals(first().input()))
                    .toList();
        }

        List<Attempt> others() {
            return attempts.stream()
                    .filter(a -> !a.input().equals(first().input()))
                    .toList();
        }
    }

    /** What clients were told, held against the logs. */
    static List<Finding> answers(List<Attempt> history, List<Commit> log) {
        var commits = new HashMap<UUID, List<Commit>>();
        for (var commit : log)
            commits.computeIfAbsent(commit.command(), c -> new ArrayList<>()).add(commit);
        var findings = new ArrayList<Finding>();
        for (var asked : asked(history)) {
            var stored = commits.getOrDefault(asked.id, List.of());
            findings.addAll(acknowledgedOnce(asked, stored));
            findings.addAll(refusedChangedNothing(asked, stored));
            findings.addAll(repeatsGotTheFirstAnswer(asked));
            findings.addAll(keysServeOneRequest(asked));
            findings.addAll(wereWelcome(asked));
        }
        return findings;
    }

    private static List<Asked> asked(List<Attempt> history) {
        var byId = new LinkedHashMap<UUID, Asked>();
        for (var attempt : history)
            byId.computeIfAbsent(attempt.commandId(), id -> new Asked(id, new ArrayList<>()))
                    .attempts
                    .add(attempt);
        return List.copyOf(byId.values());
    }

    /** A 2xx stands in the log of its service, once, at the position that was told. */
    private static List<Finding> acknowledgedOnce(Asked asked, List<Commit> stored) {
        var findings = new ArrayList<Finding>();
        if (stored.size() > 1)
            findings.add(Finding.about(
                    asked.first(),
                    "stands " + stored.size() + " times in the logs: "
                            + stored.stream().map(Commit::position).toList()));
        for (var told : asked.same()) {
            if (!told.acknowledged()) continue;
            if (hadNothingToDo(told)) {
                if (!stored.isEmpty())
                    findings.add(Finding.about(
                            told,
                            "was told that there was nothing to do, and stands in the log at "
                                    + stored.getFirst().position()));
            } else if (stored.isEmpty())
                findings.add(Finding.about(told, "was acknowledged at " + told.position() + " and stands in no log"));
            else if (!stored.getFirst().position().equals(told.position()))
                findings.add(Finding.about(
                        told,
                        "was acknowledged at " + told.position() + " and stands at "
                                + stored.getFirst().position()));
        }
        return findings;
    }

    /** By the published rule: the answer names no event, or says of a resent referral that it is unchanged. */
    private static boolean hadNothingToDo(Attempt told) {
        JsonNode body = json(told.body());
        return body.path("events").isArray() && body.path("events").isEmpty()
                || body.path("outcome").asText().equals("UNCHANGED");
    }

    private static List<Finding> refusedChangedNothing(Asked asked, List<Commit> stored) {
        var findings = new ArrayList<Finding>();
        for (var told : asked.same())
            if (told.answered() && !told.acknowledged() && !stored.isEmpty())
                findings.add(Finding.about(
                        told,
                        "was refused (" + told.status() + ' '
                                + json(told.body()).path("code").asText() + ") and stands in the log at "
                                + stored.getFirst().position()));
        return findings;
    }

    /** Status, position, version and body of every answer to a stored command are those of the first. */
    private static List<Finding> repeatsGotTheFirstAnswer(Asked asked) {
        var findings = new ArrayList<Finding>();
        Attempt first = null;
        for (var told : asked.same()) {
            if (!told.acknowledged() || hadNothingToDo(told)) continue;
            if (first == null) {
                first = told;
                continue;
            }
            var differs = new LinkedHashSet<String>();
            if (first.status() != told.status()) differs.add("status " + first.status() + '/' + told.status());
            if (!first.position().equals(told.position()))
                differs.add("Cs-Position " + first.position() + '/' + told.position());
            if (!first.etag().equals(told.etag())) differs.add("ETag " + first.etag() + '/' + told.etag());
            differs.addAll(fields(json(first.body()), json(told.body())));
            if (!differs.isEmpty())
                findings.add(Finding.about(told, "got another answer than the first time: " + differs));
        }
        return findings;
    }

    private static Set<String> fields(JsonNode first, JsonNode then) {
        var names = new LinkedHashSet<String>();
        if (first.equals(then)) return names;
        first.fieldNames().forEachRemaining(names::add);
        then.fieldNames().forEachRemaining(names::add);
        names.removeIf(n -> first.path(n).equals(then.path(n)));
        return names.isEmpty() ? Set.of("body") : names;
    }

    /** The key of an acknowledged command for something else: 422, by its own code. */
    private static List<Finding> keysServeOneRequest(Asked asked) {
        var findings = new ArrayList<Finding>();
        for (var told : asked.others())
            if (told.answered()
                    && !(told.status() == 422
                            && json(told.body()).path("code").asText().equals(KEY_REUSED)))
                findings.add(
                        Finding.about(told, "used a key again for something else and was answered " + told.status()));
        return findings;
    }

    /** Somebody with a valid token and a right to ask is answered in the end, and not with "who are you". */
    private static List<Finding> wereWelcome(Asked asked) {
        var findings = new ArrayList<Finding>();
        if (asked.same().stream().noneMatch(Attempt::answered))
            findings.add(Finding.about(
                    asked.first(),
                    "never got an answer; at last " + asked.attempts.getLast().status() + ' '
                            + asked.attempts.getLast().failure()));
        for (var told : asked.attempts)
            if (Set.of(400, 401, 403).contains(told.status()))
                findings.add(Finding.about(
                        told,
                        "was answered " + told.status() + ' '
                                + json(told.body()).path("code").asText()));
        return findings;
    }

    // ------------------------------------------------------------------ the payer

    /** Once everything has settled: each batch is one file with the payer, and nothing else is. */
    static List<Finding> payer(List<Batch> batches, List<PayerFile> files, List<String> answered) {
        var findings = new ArrayList<Finding>();
        findings.addAll(oneFileABatch(batches, files));
        findings.addAll(numbersUsedOnce(files));
        findings.addAll(claimsSentOnce(files));
        findings.addAll(answeredOnce(files, answered));
        return findings;
    }

    private static List<Finding> oneFileABatch(List<Batch> batches, List<PayerFile> files) {
        var findings = new ArrayList<Finding>();
        var numbers = new LinkedHashMap<String, String>();
        for (var batch : batches) {
            String other = numbers.put(batch.controlNumber(), batch.batch());
            if (other != null)
                findings.add(Finding.of("control number " + batch.controlNumber() + " is of batch " + other + " and of "
                        + batch.batch()));
            var sent = new LinkedHashSet<String>();
            for (var file : files) if (file.interchange().equals(batch.controlNumber())) sent.add(file.sha256());
            if (sent.size() != 1)
                findings.add(Finding.of("of batch " + batch.controlNumber() + " " + sent.size()
                        + " different files reached the payer"));
            else if (!sent.contains(batch.sha256()))
                findings.add(Finding.of("the file of batch " + batch.controlNumber()
                        + " that reached the payer is not the one that was built"));
        }
        for (var file : files)
            if (!numbers.containsKey(file.interchange()))
                findings.add(Finding.of("file " + file.name() + " reached the payer, and no batch has its number"));
        return findings;
    }

    private static List<Finding> numbersUsedOnce(List<PayerFile> files) {
        var findings = new ArrayList<Finding>();
        var used = new HashMap<String, String>();
        for (var file : different(files)) {
            var numbers = new ArrayList<String>();
            numbers.add("ISA13 " + file.interchange());
            file.groups().forEach(g -> numbers.add("GS06 " + g));
            file.sets().forEach(s -> numbers.add("ST02 " + s));
            for (String number : numbers) {
                String other = used.put(number, file.name());
                if (other != null)
                    findings.add(
                            Finding.of("control number " + number + " is used in " + other + " and in " + file.name()));
            }
        }
        return findings;
    }

    private static List<Finding> claimsSentOnce(List<PayerFile> files) {
        var findings = new ArrayList<Finding>();
        var sent = new HashMap<String, String>();
        for (var file : different(files))
            for (String claim : file.claims()) {
                String other = sent.put(claim, file.name());
                if (other != null)
                    findings.add(
                            Finding.of("claim " + claim + " went to the payer in " + other + " and in " + file.name()));
            }
        return findings;
    }

    private static List<Finding> answeredOnce(List<PayerFile> files, List<String> answered) {
        var findings = new ArrayList<Finding>();
        for (var file : different(files)) {
            long times = answered.stream()
                    .filter(a -> a.equals(file.interchange() + ' ' + file.sha256()))
                    .count();
            if (times != 1)
                findings.add(Finding.of("file " + file.name() + " was answered " + times + " times by the payer"));
        }
        return findings;
    }

    /** The same bytes again are the same file: that is how a file is sent twice without harm. */
    private static List<PayerFile> different(List<PayerFile> files) {
        var seen = new LinkedHashMap<String, PayerFile>();
        for (var file : files) seen.putIfAbsent(file.sha256(), file);
        return List.copyOf(seen.values());
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
