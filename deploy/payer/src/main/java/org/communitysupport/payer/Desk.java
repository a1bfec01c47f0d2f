package org.communitysupport.payer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.communitysupport.payer.Adjudication.Judged;
import org.communitysupport.payer.Interchange.Group;
import org.communitysupport.payer.SyntaxAnswer.GroupVerdict;

/**
 * Takes one claim file from door to door: each file is answered once, whenever the process ends.
 *
 * <p>The answers are written under temporary names, then the ledger's entry makes them count, then they get their names one by one, then
 * the claim file is put away. What was cut before the entry is done again, and gives the same bytes; what was cut after it is only ended.
 */
final class Desk {
    private static final String GUIDE = "005010X222A1";
    /** More than the 5000 claims that a transaction set may hold; the process has 64 MB. */
    private static final long MOST_BYTES = 2_500_000;
    /** TA105 025: duplicate interchange control number. */
    private static final String DUPLICATE = "025";
    /** IK502 I6: implementation convention not supported. */
    private static final String OTHER_GUIDE = "I6";

    /** Where a process may end, for tests that end it there. */
    enum Step {
        READ,
        ANSWER_WRITTEN,
        COMMITTED,
        ANSWER_SENT,
        DEPOSITED,
        DONE
    }

    private final Path outbox;
    private final Path inbox;
    private final Path data;
    private final Ledger ledger;
    private final Consumer<Step> reached;

    Desk(Path outbox, Path inbox, Path data, Consumer<Step> reached) throws IOException {
        this.outbox = Files.createDirectories(outbox);
        this.inbox = Files.createDirectories(inbox);
        this.data = Files.createDirectories(data);
        this.ledger = new Ledger(data);
        this.reached = reached;
    }

    /** @return what became of the file, without a word from it */
    String take(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            putAway(file, "refused", sha256(file.getFileName().toString().getBytes(StandardCharsets.UTF_8)));
            return "a file of more than " + MOST_BYTES + " bytes is not read; it lies in outbox/refused";
        }
        byte[] bytes = Files.readAllBytes(file);
        String sha256 = sha256(bytes);
        var read = Interchange.read(bytes);
        if (read.isEmpty()) {
            putAway(file, "refused", sha256);
            return "a file without a readable ISA segment cannot be answered; it lies in outbox/refused";
        }
        var interchange = read.get();
        var entry = ledger.answered(interchange.control(), sha256).orElse(null);
        String words = "interchange " + interchange.control() + " was answered before";
        if (entry == null) {
            var answers = answer(interchange, sha256);
            reached.accept(Step.READ);
            for (var answer : answers.files().entrySet()) {
                Durable.flush(temporary(answer.getKey()), answer.getValue());
                reached.accept(Step.ANSWER_WRITTEN);
            }
            entry = answers.entry();
            ledger.add(entry);
            reached.accept(Step.COMMITTED);
            words = answers.words();
        }
        send(entry);
        putAway(file, "done", sha256);
        reached.accept(Step.DONE);
        return words;
    }

    /** An answer that has its name already has no temporary one any more, though the services may have taken it away since. */
    private void send(Ledger.Entry entry) throws IOException {
        for (String answer : entry.answers()) {
            if (Files.exists(temporary(answer))) Durable.move(temporary(answer), inbox.resolve(answer));
            reached.accept(Step.ANSWER_SENT);
        }
        ledger.writeDeposits();
        reached.accept(Step.DEPOSITED);
    }

    private Path temporary(String answer) {
        return inbox.resolve(answer + ".tmp");
    }

    private void putAway(Path file, String where, String sha256) throws IOException {
        Path directory = Files.createDirectories(outbox.resolve(where));
        Path target = directory.resolve(file.getFileName());
        if (Files.exists(target)) target = directory.resolve(sha256.substring(0, 16) + ".837");
        Durable.move(file, target);
    }

    private record Answers(Map<String, byte[]> files, Ledger.Entry entry, String words) {}

    private Answers answer(Interchange file, String sha256) {
        boolean duplicate = ledger.used(file.control());
        String name = duplicate ? file.control() + '-' + sha256.substring(0, 8) : file.control();
        String refused = duplicate ? DUPLICATE : file.faultCode();
        var claims = new ArrayList<Claim>();
        var verdicts = new ArrayList<GroupVerdict>();
        for (var group : file.groups()) verdicts.add(verdict(file, group, claims, refused.isEmpty()));
        var files = new LinkedHashMap<String, byte[]>();
        String syntax = verdicts.isEmpty() ? ".ta1" : ".999";
        files.put(name + syntax, SyntaxAnswer.of(file, refused, verdicts));
        var judged = claims.isEmpty() ? List.<Judged>of() : judge(file, claims);
        var taken = judged.stream().filter(j -> !j.rejected()).toList();
        List<Remittance.Deposit> deposits = List.of();
        if (!judged.isEmpty()) files.put(name + ".277", ClaimAnswer.of(file, verdicts.getFirst(), judged));
        if (!taken.isEmpty()) {
            var remittance = Remittance.of(file, verdicts.getFirst(), taken);
            files.put(name + ".835", remittance.bytes());
            deposits = remittance.deposits();
        }
        var entry = new Ledger.Entry(
                ledger.next(),
                file.control(),
                sha256,
                List.copyOf(files.keySet()),
                Adjudication.paidLines(judged),
                deposits);
        return new Answers(files, entry, words(file, duplicate, judged, taken));
    }

    private static GroupVerdict verdict(Interchange file, Group group, List<Claim> claims, boolean welcome) {
        var faults = new ArrayList<List<Fault>>();
        var read = new ArrayList<Claim>();
        for (var set : group.sets()) {
            if (!group.gs().get(1).equals("HC")) faults.add(List.of());
            else if (!set.faults().isEmpty()) faults.add(set.faults());
            else if (!isProfessional(group, set)) faults.add(List.of(Fault.set(OTHER_GUIDE)));
            else {
                var claimSet = ClaimSet.read(file, group, set, claims.size() + read.size() + 1);
                faults.add(claimSet.faults());
                read.addAll(claimSet.claims());
            }
        }
        var verdict = new GroupVerdict(group, List.copyOf(faults));
        if (welcome && verdict.code().isEmpty()) claims.addAll(read);
        return verdict;
    }

    private static boolean isProfessional(Group group, Interchange.TransactionSet set) {
        return group.gs().get(8).equals(GUIDE)
                && set.st().get(1).equals("837")
                && set.st().get(3).equals(GUIDE);
    }

    private List<Judged> judge(Interchange file, List<Claim> claims) {
        var adjudication = new Adjudication(Tables.read(data), file.at().toLocalDate(), file.control(), ledger.paid());
        return claims.stream().map(adjudication::judge).toList();
    }

    private static String words(Interchange file, boolean duplicate, List<Judged> judged, List<Judged> taken) {
        String about = "interchange " + file.control() + ": ";
        if (duplicate) return about + "refused, another file had this control number";
        if (judged.isEmpty()) return about + "refused by 999";
        long paid = taken.stream().mapToLong(Judged::paidCents).sum();
        long denied = taken.stream().filter(Judged::denied).count();
        return about + judged.size() + " claims, " + (judged.size() - taken.size()) + " rejected, " + denied
                + " denied, paid " + X12Text.dollars(paid);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
