package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.application.PayerFileReader.Examined;
import org.communitysupport.billing.application.PayerFileReader.Head;
import org.communitysupport.billing.application.PayerFileReader.RemittanceHandler;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.channel.ChannelCommand;
import org.communitysupport.billing.domain.channel.ChannelDecider.Series;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;
import org.communitysupport.billing.domain.remittance.RemittanceDecider.Stage;
import org.communitysupport.billing.domain.rule.Balance;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;

/** Turns a sound file into commands: one claim in memory at a time, each command's id following from file and claim. */
@Singleton
public class PostFile {
    private static final int UNMATCHED_KEPT = 100;

    private final CommandRunner runner;
    private final ClaimDesk desk;
    private final PayerFileReader reader;
    private final TradingPartners partners;

    @Inject
    public PostFile(CommandRunner runner, ClaimDesk desk, PayerFileReader reader, TradingPartners partners) {
        this.runner = runner;
        this.desk = desk;
        this.reader = reader;
        this.partners = partners;
    }

    /** @param unmatched what is not ours or does not fit; it is in the events of the remittance, or only counted here for verdicts */
    public record Counts(int claims, int posted, int unmatched) {}

    /** @param payments as they were read when the file was examined */
    Counts post(
            String tenant, String file, byte[] bytes, Examined examined, Payments payments, CommandContext context) {
        String payer = partners.payerOf(examined.sender()).orElse(null);
        return switch (examined.kind()) {
            case REMITTANCE -> remittances(tenant, file, bytes, payer, payments, context);
            case BATCH_VERDICT -> batchVerdicts(tenant, bytes, payer, context);
            case CLAIM_VERDICT -> claimVerdicts(tenant, bytes, context);
        };
    }

    private Counts batchVerdicts(String tenant, byte[] bytes, String payer, CommandContext context) {
        int posted = 0;
        int unmatched = 0;
        for (var verdict : reader.batchVerdicts(bytes)) {
            var outcome = payer == null
                    ? null
                    : runner.run(
                            Aggregates.PAYER_CHANNEL,
                            Aggregates.channel(tenant, payer),
                            new ChannelCommand.NoteAcknowledgement(
                                    payer, verdict.controlNumber(), verdict.verdict(), verdict.errors()),
                            Series.of(tenant, payer),
                            ClaimDesk.derived(context, "batch-verdict", verdict.controlNumber()));
            if (outcome instanceof Outcome.Done) posted++;
            else unmatched++;
        }
        return new Counts(0, posted, unmatched);
    }

    private Counts claimVerdicts(String tenant, byte[] bytes, CommandContext context) {
        var counts = new int[3];
        reader.claimVerdicts(bytes, verdict -> {
            int ordinal = ++counts[0];
            String text = verdict.accepted()
                    ? "accepted for adjudication"
                    : "rejected before adjudication: " + String.join(" ", verdict.codes());
            String refusal = onClaim(
                    tenant,
                    verdict.reference(),
                    context,
                    ordinal,
                    claim -> new DayClaimsCommand.NoteVerdict(
                            claim, verdict.accepted(), verdict.codes(), verdict.payerControl(), text));
            counts[refusal == null ? 1 : 2]++;
        });
        return new Counts(counts[0], counts[1], counts[2]);
    }

    private Counts remittances(
            String tenant, String file, byte[] bytes, String payer, Payments payments, CommandContext context) {
        var posting = new Posting(tenant, file, payer, payments.all, context);
        reader.remittances(bytes, posting);
        return new Counts(posting.claims, posting.posted, posting.unmatchedClaims);
    }

    private interface OnClaim {
        DayClaimsCommand command(String claim);
    }

    /** Null when it took effect, or had; else why not. */
    private String onClaim(String tenant, String number, CommandContext context, int ordinal, OnClaim command) {
        if (!number.matches("[A-Za-z0-9_-]{1,38}")) return "not-our-number";
        var holder = runner.load(Aggregates.CLAIM_NUMBER, Aggregates.number(tenant, number))
                .state();
        if (holder.claim() == null) return "not-our-number";
        var day = Aggregates.dayOf(tenant, holder.claim());
        var outcome = desk.run(
                day,
                command.command(holder.claim()),
                desk.facts(tenant, desk.day(day).claim(holder.claim())),
                ClaimDesk.derived(context, "claim", holder.claim(), Integer.toString(ordinal)));
        return switch (outcome) {
            case Outcome.Done<?> done -> null;
            case Outcome.Refused<?> refused -> refused.rejection().code();
            case Outcome.VersionConflict<?> c -> throw new IllegalStateException("no version was asked for");
            case Outcome.KeyReused<?> k -> throw new IllegalStateException("the same file gave another command");
        };
    }

    /** One payment of the file, judged before anything of it is posted (BIL-10). */
    private static final class Summary {
        final Head head;
        final Balance balance;
        final Map<String, Long> adjustments = new LinkedHashMap<>();

        Summary(Head head) {
            this.head = head;
            this.balance = new Balance(head.amountCents());
        }
    }

    /** What a file pays, summed while it is examined. */
    static final class Payments implements RemittanceHandler {
        private final List<Summary> all = new ArrayList<>();

        @Override
        public void begin(Head head) {
            all.add(new Summary(head));
        }

        @Override
        public void claim(ClaimAdvice advice) {
            all.getLast().balance.claim(advice);
        }

        @Override
        public void providerAdjustment(String reason, long cents) {
            all.getLast().balance.providerAdjustment(cents);
            all.getLast().adjustments.merge(reason, cents, Long::sum);
        }

        @Override
        public void end() {
            // judged when posting begins
        }
    }

    private final class Posting implements RemittanceHandler {
        private final String tenant;
        private final String file;
        private final String payer;
        private final List<Summary> summaries;
        private final CommandContext context;
        private int at = -1;
        private String remittance;
        private boolean open;
        private int ordinal;
        private long paidCents;
        private int paidClaims;
        private long unmatchedCents;
        private int unmatchedHere;
        private List<Unmatched> unmatched = new ArrayList<>();
        int claims;
        int posted;
        int unmatchedClaims;

        Posting(String tenant, String file, String payer, List<Summary> summaries, CommandContext context) {
            this.tenant = tenant;
            this.file = file;
            this.payer = payer;
            this.summaries = summaries;
            this.context = context;
        }

        @Override
        public void begin(Head head) {
            var summary = summaries.get(++at);
            remittance = Hashes.remittance(head);
            ordinal = 0;
            paidCents = 0;
            paidClaims = 0;
            unmatchedCents = 0;
            unmatchedHere = 0;
            unmatched = new ArrayList<>();
            run(new RemittanceCommand.ReceiveRemittance(
                    remittance,
                    payer == null ? "unknown" : payer,
                    trace(head),
                    head.paymentDate(),
                    head.amountCents(),
                    file,
                    summary.balance.claims(),
                    summary.balance.difference()));
            var state = runner.load(Aggregates.REMITTANCE, Aggregates.remittance(tenant, remittance))
                    .state();
            // From this very file: what was posted before it stopped half-way is answered again and not done again.
            open = state.stage() != Stage.QUARANTINED && file.equals(state.file());
        }

        @Override
        public void claim(ClaimAdvice advice) {
            claims++;
            int number = ++ordinal;
            if (!open) return;
            String refusal = onClaim(
                    tenant,
                    advice.reference(),
                    context,
                    number,
                    claim -> new DayClaimsCommand.PostPayment(claim, remittance, number, advice));
            if (refusal == null) {
                posted++;
                paidClaims++;
                paidCents += advice.paidCents();
            } else {
                unmatchedClaims++;
                unmatchedHere++;
                unmatchedCents += advice.paidCents();
                boolean ours = advice.reference().matches("C[0-9A-Z]{19}");
                if (unmatched.size() < UNMATCHED_KEPT)
                    unmatched.add(new Unmatched(number, ours ? advice.reference() : "", advice.paidCents(), refusal));
            }
        }

        @Override
        public void providerAdjustment(String reason, long cents) {
            // summed when the file was examined
        }

        @Override
        public void end() {
            if (!open) return;
            var adjustments = summaries.get(at).adjustments.entrySet().stream()
                    .map(e -> new ProviderAdjustment(e.getKey(), e.getValue()))
                    .toList();
            run(new RemittanceCommand.FinishPosting(
                    remittance,
                    file,
                    paidCents,
                    paidClaims,
                    unmatchedHere,
                    unmatchedCents,
                    List.copyOf(unmatched),
                    adjustments));
        }

        private void run(RemittanceCommand command) {
            runner.run(
                            Aggregates.REMITTANCE,
                            Aggregates.remittance(tenant, remittance),
                            command,
                            NoFacts.NONE,
                            ClaimDesk.derived(context, command.getClass().getSimpleName(), remittance))
                    .mustBeDone();
        }

        /** A trace number is the payer's; anything that has not the shape of one is not repeated. */
        private static String trace(Head head) {
            return head.trace().matches("[A-Za-z0-9 ._-]{1,50}") ? head.trace() : "?";
        }
    }
}
