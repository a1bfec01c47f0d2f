package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.communitysupport.billing.application.PayerFileReader.BatchVerdict;
import org.communitysupport.billing.application.PayerFileReader.ClaimVerdict;
import org.communitysupport.billing.application.PayerFileReader.Examined;
import org.communitysupport.billing.application.PayerFileReader.Head;
import org.communitysupport.billing.application.PayerFileReader.RemittanceHandler;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.channel.Channel;
import org.communitysupport.billing.domain.channel.ChannelCommand;
import org.communitysupport.billing.domain.channel.ChannelDecider.Series;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;
import org.communitysupport.billing.domain.remittance.RemittanceDecider.Stage;
import org.communitysupport.billing.domain.rule.Balance;
import org.communitysupport.billing.domain.rule.Origin;
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

    /**
     * @param posted claims that changed or had changed; of a file without claims the batches
     * @param unmatched what is not ours or does not fit; it is in the events of the remittance, or only counted here for verdicts
     * @param batches those that it speaks of
     */
    record Counts(int claims, int posted, int unmatched, List<String> batches) {
        Counts and(Counts other) {
            var all = new ArrayList<>(batches);
            all.addAll(other.batches);
            return new Counts(
                    claims + other.claims, posted + other.posted, unmatched + other.unmatched, List.copyOf(all));
        }
    }

    /** @param payments as they were read when the file was examined */
    Counts post(
            String tenant, String file, byte[] bytes, Examined examined, Payments payments, CommandContext context) {
        var counts = batchVerdicts(tenant, bytes, context);
        for (var kind : examined.kinds())
            counts = switch (kind) {
                case BATCH_VERDICT -> counts;
                case CLAIM_VERDICT -> counts.and(claimVerdicts(tenant, bytes, context));
                case REMITTANCE -> counts.and(remittances(tenant, file, bytes, payments, context));
            };
        return counts;
    }

    /** Whoever sends it: the number of our file says to which payer it went. */
    private Counts batchVerdicts(String tenant, byte[] bytes, CommandContext context) {
        var batches = new ArrayList<String>();
        var verdicts = reader.batchVerdicts(bytes);
        for (int i = 0; i < verdicts.size(); i++) {
            var verdict = verdicts.get(i);
            var one = ClaimDesk.derived(
                    context, "batch-verdict", verdict.source(), verdict.controlNumber(), Integer.toString(i));
            for (String payer : partners.payers()) {
                var batch = batch(tenant, payer, verdict.controlNumber());
                if (batch.isEmpty()) continue;
                note(tenant, payer, verdict, one);
                batches.add(batch.get());
                break;
            }
        }
        return new Counts(
                0,
                batches.size(),
                verdicts.size() - batches.size(),
                batches.stream().distinct().toList());
    }

    private Optional<String> batch(String tenant, String payer, String controlNumber) {
        if (!Series.of(tenant, payer).has(controlNumber)) return Optional.empty();
        return runner.load(Aggregates.PAYER_CHANNEL, Aggregates.channel(tenant, payer))
                .state()
                .byControlNumber(controlNumber)
                .map(Channel.Batch::id);
    }

    /** A TA1 that takes the envelope says nothing yet about what is in it. */
    private void note(String tenant, String payer, BatchVerdict verdict, CommandContext context) {
        if (verdict.source().equals("TA1") && !verdict.verdict().equals("R")) return;
        runner.run(
                        Aggregates.PAYER_CHANNEL,
                        Aggregates.channel(tenant, payer),
                        new ChannelCommand.NoteAcknowledgement(
                                payer, verdict.controlNumber(), verdict.source(), verdict.verdict(), verdict.errors()),
                        Series.of(tenant, payer),
                        context)
                .mustBeDone();
    }

    private Counts claimVerdicts(String tenant, byte[] bytes, CommandContext context) {
        var counts = new int[3];
        reader.claimVerdicts(bytes, verdict -> {
            int ordinal = ++counts[0];
            counts[claimVerdict(tenant, verdict, ordinal, context) ? 1 : 2]++;
        });
        return new Counts(counts[0], counts[1], counts[2], List.of());
    }

    private boolean claimVerdict(String tenant, ClaimVerdict verdict, int ordinal, CommandContext context) {
        boolean undecided = verdict.word() == ClaimVerdict.Word.UNDECIDED;
        boolean accepted = verdict.word() == ClaimVerdict.Word.ACCEPTED;
        String text = accepted
                ? "accepted for adjudication"
                : "rejected before adjudication: " + String.join(" ", verdict.codes());
        return onClaim(
                        tenant,
                        verdict.reference(),
                        context,
                        "verdict#" + ordinal,
                        claim -> undecided
                                ? new DayClaimsCommand.NoteStatus(claim, verdict.codes(), verdict.payerControl())
                                : new DayClaimsCommand.NoteVerdict(
                                        claim, accepted, verdict.codes(), verdict.payerControl(), text))
                == null;
    }

    private Counts remittances(String tenant, String file, byte[] bytes, Payments payments, CommandContext context) {
        var posting = new Posting(tenant, file, payments.all, context);
        reader.remittances(bytes, posting);
        return new Counts(posting.claims, posting.posted, posting.unmatchedClaims, List.of());
    }

    /**
     * What became of each payment that a file speaks of, also when it came before.
     *
     * @param state POSTED, QUARANTINED, or KNOWN: it was posted from another file
     * @param reason why it is quarantined; else null
     */
    public record Paid(String remittance, String trace, String state, String reason, long amountCents, int claims) {}

    List<Paid> paid(String tenant, String file, Payments payments) {
        var all = new ArrayList<Paid>();
        for (var summary : payments.all) {
            String remittance = Hashes.remittance(summary.head);
            var now = runner.load(Aggregates.REMITTANCE, Aggregates.remittance(tenant, remittance))
                    .state();
            boolean held = now.stage() == Stage.QUARANTINED;
            all.add(new Paid(
                    remittance,
                    Posting.trace(summary.head),
                    held ? "QUARANTINED" : file.equals(now.file()) ? "POSTED" : "KNOWN",
                    held ? reason(summary, tenant) : null,
                    summary.head.amountCents(),
                    summary.balance.claims()));
        }
        return all;
    }

    private String reason(Summary summary, String tenant) {
        var difference = summary.balance.difference();
        return doubt(tenant, summary.head)
                .map(Origin.Doubt::detail)
                .orElse(difference == null ? "It was quarantined before." : difference.detail());
    }

    private Optional<Origin.Doubt> doubt(String tenant, Head head) {
        var said = head.parties();
        return new Origin(
                        !partners.payersOf(said.sender()).isEmpty(),
                        partners.receives(tenant, said.receiver()),
                        said.prenotification(),
                        head.payee(),
                        said.payeeTaxId())
                .doubt(partners.agency(tenant));
    }

    /** Of a clearinghouse, which answers for several payers, the one whose claims are paid. */
    private String payer(String tenant, Summary summary) {
        var payers = partners.payersOf(summary.head.parties().sender());
        if (payers.size() == 1) return payers.getFirst();
        for (String reference : summary.references) {
            var payer = claim(tenant, reference).map(claim -> desk.day(Aggregates.dayOf(tenant, claim))
                    .claim(claim)
                    .built()
                    .payer());
            if (payer.isPresent()) return payer.get();
        }
        return summary.head.parties().payerIds().stream()
                .filter(payers::contains)
                .findFirst()
                .orElse("unknown");
    }

    /** The claim of a number: payers write it in small letters, or with blanks around it. */
    private Optional<String> claim(String tenant, String number) {
        String ours = number.strip();
        if (!ours.matches("[A-Za-z0-9_-]{1,38}")) return Optional.empty();
        return Stream.of(ours, ours.toUpperCase(Locale.ROOT))
                .distinct()
                .map(n -> runner.load(Aggregates.CLAIM_NUMBER, Aggregates.number(tenant, n))
                        .state()
                        .claim())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private interface OnClaim {
        DayClaimsCommand command(String claim);
    }

    /** Null when it took effect, or had; else why not. */
    private String onClaim(String tenant, String number, CommandContext context, String step, OnClaim command) {
        var claim = claim(tenant, number).orElse(null);
        if (claim == null) return "not-our-number";
        var day = Aggregates.dayOf(tenant, claim);
        var outcome = desk.run(
                day,
                command.command(claim),
                desk.facts(tenant, desk.day(day).claim(claim)),
                ClaimDesk.derived(context, "claim", claim, step));
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

        /** The first claim numbers, as written. */
        final List<String> references = new ArrayList<>();

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
            var summary = all.getLast();
            summary.balance.claim(advice);
            if (summary.references.size() < 10) summary.references.add(advice.reference());
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

        Posting(String tenant, String file, List<Summary> summaries, CommandContext context) {
            this.tenant = tenant;
            this.file = file;
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
                    payer(tenant, summary),
                    trace(head),
                    head.paymentDate(),
                    head.amountCents(),
                    file,
                    summary.balance.claims(),
                    doubt(tenant, head).orElse(null),
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
                    remittance + '#' + number,
                    claim -> new DayClaimsCommand.PostPayment(claim, remittance, number, advice));
            if (refusal == null) {
                posted++;
                paidClaims++;
                paidCents += advice.paidCents();
            } else {
                unmatchedClaims++;
                unmatchedHere++;
                unmatchedCents += advice.paidCents();
                if (unmatched.size() < UNMATCHED_KEPT)
                    unmatched.add(new Unmatched(number, number(advice.reference()), advice.paidCents(), refusal));
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
            return head.trace().matches("[A-Za-z0-9 ._/#-]{1,50}") ? head.trace() : "?";
        }

        /** What the payer wrote for our number, so that a person can find it; what may be a name is in the file only. */
        private static String number(String reference) {
            boolean isNumber = reference.matches("[A-Za-z0-9 ._/#-]{1,38}") && reference.matches(".*[0-9].*");
            return isNumber ? reference.strip() : "";
        }
    }
}
