package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.channel.Channel;
import org.communitysupport.billing.domain.channel.ChannelCommand;
import org.communitysupport.billing.domain.channel.ChannelDecider.Series;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.number.ClaimNumbers;
import org.communitysupport.billing.domain.number.NumberCommand;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Uuid5;

/**
 * Collects what is ready for one payer into a file. Each claim is first taken into the batch that has the next control number, then the
 * bytes are stored, then the batch is an event. Who asks next goes on where another has stopped half-way, for it is the same batch; and when
 * two instances build it at once, the channel takes one of the two, and the other's claims go into the batch after it.
 */
@Singleton
public class BuildBatch {
    private static final int MOST_CLAIMS = 1000;
    private static final int TRIES = 5;
    /** Each takes several steps that wait for the disk, one after the other. */
    private static final int CLAIMS_AT_ONCE = 16;

    private static final int LOCKS = 16;
    private static final Set<String> OVERTAKEN = Set.of("control-number-taken", "already-batched");

    private final CommandRunner runner;
    private final ClaimDesk desk;
    private final ReadyClaims ready;
    private final BillingPolicy policy;
    private final TradingPartners partners;
    private final ClaimFileWriter writer;
    private final FileStore files;
    private final BusinessClock clock;
    /** Who asks at the same time for the same payer would do the same again, to be overtaken at the end. */
    private final Lock[] locks = new Lock[LOCKS];

    @Inject
    public BuildBatch(
            CommandRunner runner,
            ClaimDesk desk,
            ReadyClaims ready,
            BillingPolicy policy,
            TradingPartners partners,
            ClaimFileWriter writer,
            FileStore files,
            BusinessClock clock) {
        this.runner = runner;
        this.desk = desk;
        this.ready = ready;
        this.policy = policy;
        this.partners = partners;
        this.writer = writer;
        this.files = files;
        this.clock = clock;
        Arrays.setAll(locks, n -> new ReentrantLock());
    }

    public Outcome<ChannelEvent> build(String payer, CommandContext context) {
        var lock = locks[Math.floorMod(Objects.hash(context.tenant(), payer), LOCKS)];
        lock.lock();
        try {
            return collect(payer, context);
        } finally {
            lock.unlock();
        }
    }

    private Outcome<ChannelEvent> collect(String payer, CommandContext context) {
        // Without claims it is a no, unless the request was answered before: then it is that answer.
        var none = run(new ChannelCommand.BuildBatch(payer, "", 0, List.of(), 0, "", 0), context);
        if (!(none instanceof Outcome.Refused<ChannelEvent>)) return none;
        for (int i = 1; ; i++) {
            var channel = channel(payer, context);
            long number = channel.next(Series.of(context.tenant(), payer));
            String batch = id(payer, number, context);
            var claims = taken(payer, channel, batch, context);
            if (claims.isEmpty()) return none;
            var outcome = write(payer, batch, number, claims, context);
            boolean again = outcome instanceof Outcome.Refused<ChannelEvent> r
                    && OVERTAKEN.contains(r.rejection().code());
            if (!again || i == TRIES) return outcome;
        }
    }

    private static String id(String payer, long number, CommandContext context) {
        return 'b'
                + Uuid5.of("batch", context.tenant(), payer, Channel.text(number))
                        .toString()
                        .replace("-", "");
    }

    private List<DayClaims.Claim> taken(String payer, Channel channel, String batch, CommandContext context) {
        var due = ready.of(context.tenant(), payer, MOST_CLAIMS);
        var claims = new ArrayList<DayClaims.Claim>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < due.size(); from += CLAIMS_AT_ONCE) {
                var some = due.subList(from, Math.min(due.size(), from + CLAIMS_AT_ONCE)).stream()
                        .map(id ->
                                CompletableFuture.supplyAsync(() -> take(id, batch, payer, channel, context), threads))
                        .toList();
                for (var one : some) if (joined(one) instanceof DayClaims.Claim claim) claims.add(claim);
            }
        }
        return claims;
    }

    private static DayClaims.Claim joined(CompletableFuture<DayClaims.Claim> one) {
        try {
            return one.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /**
     * Null when the claim is no longer due or cannot be sent. It is scrubbed once more: days have gone by (BIL-6), and coverage may have
     * ended since.
     */
    private DayClaims.Claim take(String id, String batch, String payer, Channel channel, CommandContext context) {
        var day = Aggregates.dayOf(context.tenant(), id);
        var claim = desk.day(day).claim(id);
        if (claim == null
                || !claim.built().payer().equals(payer)
                || claim.subject().value().isEmpty()) return null;
        if (channel.has(id)) return null;
        if (claim.status() == DayClaims.Status.READY) desk.scrubAgain(day, ClaimDesk.derived(context, "scrub", id));
        String number = ClaimNumbers.of(context.tenant(), id);
        var given = runner.run(
                Aggregates.CLAIM_NUMBER,
                Aggregates.number(context.tenant(), number),
                new NumberCommand.GiveNumber(number, claim.built().person(), id),
                NoFacts.NONE,
                ClaimDesk.derived(context, "number", id));
        given.mustBeDone();
        // The channel does not have it, so the batch that it is in was built without it.
        String abandoned = claim.sending().batch();
        var taken = desk.run(
                day,
                new DayClaimsCommand.BatchClaim(id, batch, number, abandoned),
                ClaimFacts.NONE,
                ClaimDesk.derived(context, batch, id));
        return taken instanceof Outcome.Done ? desk.day(day).claim(id) : null;
    }

    private Outcome<ChannelEvent> write(
            String payer, String batch, long number, List<DayClaims.Claim> claims, CommandContext context) {
        var first = claims.getFirst().built();
        var rules = policy.rules(first.program(), payer, first.date());
        var file = new ClaimFileWriter.Batch(
                Channel.text(number),
                LocalDateTime.ofInstant(clock.now(), policy.zone(first.program(), first.date())),
                partners.agency(context.tenant()),
                rules.payerName(),
                rules.payerClaimId(),
                rules.receiverId() == null ? rules.payerClaimId() : rules.receiverId(),
                partners.production(),
                claims.stream().map(BuildBatch::line).toList());
        byte[] bytes = writer.write(file);
        String name = Hashes.file(bytes);
        files.put(context.tenant(), name, bytes);
        long charge = claims.stream().mapToLong(c -> c.built().chargeCents()).sum();
        return run(
                new ChannelCommand.BuildBatch(
                        payer,
                        batch,
                        number,
                        claims.stream().map(DayClaims.Claim::id).toList(),
                        charge,
                        name,
                        bytes.length),
                context);
    }

    private static ClaimFileWriter.Claim line(DayClaims.Claim claim) {
        var built = claim.built();
        return new ClaimFileWriter.Claim(
                claim.sending().number(),
                built.date(),
                built.place(),
                built.frequency(),
                built.authorizationNumber(),
                built.originalPayerControl(),
                claim.subject().value().orElseThrow(),
                built.lines(),
                built.chargeCents());
    }

    private Channel channel(String payer, CommandContext context) {
        return runner.load(Aggregates.PAYER_CHANNEL, Aggregates.channel(context.tenant(), payer))
                .state();
    }

    private Outcome<ChannelEvent> run(ChannelCommand command, CommandContext context) {
        return runner.run(
                Aggregates.PAYER_CHANNEL,
                Aggregates.channel(context.tenant(), command.payer()),
                command,
                Series.of(context.tenant(), command.payer()),
                context);
    }
}
