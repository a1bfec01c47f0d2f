package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalLong;
import org.communitysupport.billing.application.PayerFileReader.Examined;
import org.communitysupport.billing.application.PayerFileReader.Fault;
import org.communitysupport.billing.application.PostFile.Paid;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.file.FileLinks;
import org.communitysupport.billing.domain.file.PayerFileCommand;
import org.communitysupport.billing.domain.file.PayerFileDecider;
import org.communitysupport.billing.domain.file.PayerFileEvent;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Position;
import org.communitysupport.kernel.Uuid5;
import org.communitysupport.kernel.Warning;

/**
 * What a payer sent, through whichever door: stored first, then judged as a whole, then read. Every command's id follows from the file, so
 * a file that is taken twice, or half-way and then again, has one effect.
 */
@Singleton
public class TakePayerFile {
    private final CommandRunner runner;
    private final FileStore files;
    private final PayerFileReader reader;
    private final PostFile post;

    @Inject
    public TakePayerFile(CommandRunner runner, FileStore files, PayerFileReader reader, PostFile post) {
        this.runner = runner;
        this.files = files;
        this.reader = reader;
        this.post = post;
    }

    /**
     * @param refused the faults; empty when it was taken
     * @param reply 999 or TA1 for a refused file; null when none can be made or is due
     * @param known true when the same bytes were here before
     * @param paid what became of each payment in it
     * @param batches our files that it answers
     * @param warnings what was taken although it is not as it should be
     * @param position of the newest event of the file
     */
    public record Taken(
            String file,
            String kind,
            List<Fault> refused,
            String reply,
            boolean known,
            int claims,
            int posted,
            int unmatched,
            List<Paid> paid,
            List<String> batches,
            List<Warning> warnings,
            Position position) {}

    /** @param actor who brought it @param name as the sender named it, or null */
    public Taken take(String tenant, byte[] bytes, String name, String actor) {
        String file = Hashes.file(bytes);
        files.put(tenant, file, bytes);
        var received = run(tenant, file, actor, new PayerFileCommand.ReceiveFile(file, bytes.length, plain(name)));
        boolean known = received.events().isEmpty() || received.replayed();
        var payments = new PostFile.Payments();
        var examined = reader.examine(bytes, payments);
        if (state(tenant, file).outcome() instanceof PayerFileEvent.PayerFileProcessed before)
            return taken(before, post.paid(tenant, file, payments), examined, true, received.position());
        if (!examined.faults().isEmpty()) return refuse(tenant, file, actor, examined, known);
        var counts = post.post(tenant, file, bytes, examined, payments, context(tenant, file, actor, "post"));
        var paid = post.paid(tenant, file, payments);
        var done = run(
                tenant,
                file,
                actor,
                new PayerFileCommand.FinishFile(
                        file,
                        examined.set(),
                        counts.claims(),
                        counts.posted(),
                        counts.unmatched(),
                        new FileLinks(paid.stream().map(Paid::remittance).toList(), counts.batches())));
        var outcome = (PayerFileEvent.PayerFileProcessed) state(tenant, file).outcome();
        return taken(outcome, paid, examined, known, done.position());
    }

    private static Taken taken(
            PayerFileEvent.PayerFileProcessed p, List<Paid> paid, Examined examined, boolean known, Position position) {
        return new Taken(
                p.file(),
                p.kind(),
                List.of(),
                null,
                known,
                p.claims(),
                p.posted(),
                p.unmatched(),
                paid,
                p.links() == null ? List.of() : p.links().batches(),
                examined.warnings(),
                position);
    }

    private Taken refuse(String tenant, String file, String actor, Examined examined, boolean known) {
        var first = examined.faults().getFirst();
        var done = run(
                tenant,
                file,
                actor,
                new PayerFileCommand.RefuseFile(file, examined.set(), first.place(), first.rule(), first.detail()));
        return new Taken(
                file,
                examined.set(),
                examined.faults(),
                examined.reply(),
                known,
                0,
                0,
                0,
                List.of(),
                List.of(),
                examined.warnings(),
                done.position());
    }

    private PayerFileDecider.PayerFile state(String tenant, String file) {
        return runner.load(Aggregates.PAYER_FILE, Aggregates.file(tenant, file)).state();
    }

    private Outcome.Done<PayerFileEvent> run(String tenant, String file, String actor, PayerFileCommand command) {
        var outcome = runner.run(
                Aggregates.PAYER_FILE,
                Aggregates.file(tenant, file),
                command,
                NoFacts.NONE,
                context(tenant, file, actor, command.getClass().getSimpleName()));
        return outcome.mustBeDone();
    }

    private static CommandContext context(String tenant, String file, String actor, String step) {
        var id = Uuid5.of("payer-file", tenant, file, step);
        return new CommandContext(
                id, file, actor, tenant, Uuid5.of("payer-file", tenant, file).toString(), "", OptionalLong.empty(), "");
    }

    /** A name that a sender chose may hold anything, even a person's name: only the shape of our own and of control numbers is kept. */
    private static String plain(String name) {
        return name != null && name.matches("[0-9]{1,9}\\.(835|999|277|ta1)") ? name : null;
    }
}
