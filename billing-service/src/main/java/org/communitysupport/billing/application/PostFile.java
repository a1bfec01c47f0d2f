package org.communitysupport.billing.application;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimAdjudicated;
import org.communitysupport.billing.domain.remittance.RemittanceCommand;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.ProviderAdjustment;
import org.communitysupport.billing.domain.remittance.RemittanceCommand.Unmatched;
import org.communitysupport.billing.domain.remittance.RemittanceDecider.Stage;
import org.communitysupport.billing.domain.rule.Balance;
import org.communitysupport.billing.domain.rule.Origin;
import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.Position;

/** Turns a sound file into commands: one claim in memory at a time, each command's id following from file and claim. */
@Singleton
public class PostFile {
    private static final String BY_HAND = "by-hand";

    private final CommandRunner runner;
    private final ClaimDesk desk;
    private final PayerFileReader reader;
    private final TradingPartners partners;
    private final ClaimFinder finder;

    @Inject
    public PostFile(
            CommandRunner runner,
            ClaimDesk desk,
            PayerFileReader reader,
            TradingPartners partners,
            ClaimFinder finder) {
        this.runner = runner;
        this.desk = desk;
        this.reader = reader;
        this.partners = partners;
        this.finder = finder;
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
        var posting = new Posting(tenant, file, payments.all, null, context);
        reader.remittances(bytes, posting);
        return new Counts(posting.claims, posting.posted, posting.unmatchedClaims, List.of());
    }

    /** One payment of a file that was taken before: a person released it from quarantine. */
    public void release(String tenant, String file, byte[] bytes, String remittance, CommandContext context) {
        var payments = new Payments();
        reader.remittances(bytes, payments);
        reader.remittances(bytes, new Posting(tenant, file, payments.all, remittance, context));
    }

    /** What stands on paper, keyed in. @param adjustments what it takes from the whole or adds to it */
    public record Paper(
            String payer,
            String trace,
            LocalDate paidOn,
            long amountCents,
            List<ClaimAdvice> claims,
            List<ProviderAdjustment> adjustments,
            String reason) {}

    /** @param differences what does not add up; then nothing was posted */
    public record Keyed(
            String remittance, int posted, int unmatched, List<Balance.Difference> differences, Position position) {}

    /** A payment advice on paper is posted like a file, and must add up like one. The same paper counts once. */
    public Keyed post(Paper paper, CommandContext context) {
        var head = new Head("paper:" + paper.payer(), paper.trace(), paper.paidOn(), paper.amountCents(), "", null);
        var payments = new Payments();
        feed(paper, head, payments);
        var differences = payments.all.getFirst().balance.differences();
        String remittance = payments.all.getFirst().id();
        if (!differences.isEmpty()) return new Keyed(remittance, 0, 0, differences, null);
        var posting = new Posting(context.tenant(), BY_HAND, payments.all, null, context);
        posting.paper = paper;
        feed(paper, head, posting);
        return new Keyed(remittance, posting.posted, posting.unmatchedClaims, List.of(), posting.position);
    }

    private static void feed(Paper paper, Head head, RemittanceHandler handler) {
        handler.begin(head);
        paper.claims().forEach(handler::claim);
        for (var a : paper.adjustments())
            handler.providerAdjustment(a.reason(), a.reference() == null ? "" : a.reference(), a.cents());
        handler.end();
    }

    /** What the file says about one claim of a payment, by its place there. */
    public Optional<Told> told(byte[] bytes, String remittance, int ordinal) {
        var payments = new Payments();
        reader.remittances(bytes, payments);
        var found = new Told[1];
        reader.remittances(bytes, new RemittanceHandler() {
            private int at = -1;
            private int claims;
            private PayerFileReader.Patient patient;

            @Override
            public void begin(Head head) {
                at++;
                claims = 0;
            }

            @Override
            public void patient(PayerFileReader.Patient who) {
                patient = who;
            }

            @Override
            public void claim(ClaimAdvice advice) {
                if (++claims == ordinal && payments.all.get(at).id().equals(remittance))
                    found[0] =
                            new Told(patient, advice, payments.all.get(at).head.paymentDate());
            }

            @Override
            public void providerAdjustment(String reason, String reference, long cents) {
                // only claims are looked for
            }

            @Override
            public void end() {
                // only claims are looked for
            }
        });
        return Optional.ofNullable(found[0]);
    }

    /** @param paidOn date of the payment */
    public record Told(PayerFileReader.Patient patient, ClaimAdvice advice, LocalDate paidOn) {}

    /**
     * What became of each payment that a file speaks of, also when it came before.
     *
     * @param state POSTED, QUARANTINED, REJECTED by a person, or KNOWN: it was posted from another file
     * @param reason why it is quarantined; else null
     */
    public record Paid(String remittance, String trace, String state, String reason, long amountCents, int claims) {}

    List<Paid> paid(String tenant, String file, Payments payments) {
        var all = new ArrayList<Paid>();
        for (var summary : payments.all) {
            String remittance = summary.id();
            var now = runner.load(Aggregates.REMITTANCE, Aggregates.remittance(tenant, remittance))
                    .state();
            boolean held = now.stage() == Stage.QUARANTINED;
            all.add(new Paid(
                    remittance,
                    Posting.trace(summary.head),
                    held
                            ? "QUARANTINED"
                            : now.stage() == Stage.REJECTED ? "REJECTED" : file.equals(now.file()) ? "POSTED" : "KNOWN",
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

    /**
     * @param refusal null when it took effect, or had; else why not
     * @param claim null when the number is none of ours
     * @param events what was stored
     */
    private record Effect(String refusal, String claim, List<DayClaimsEvent> events) {}

    /** Null when it took effect, or had; else why not. */
    private String onClaim(String tenant, String number, CommandContext context, String step, OnClaim command) {
        return toClaim(tenant, number, context, step, command).refusal();
    }

    private Effect toClaim(String tenant, String number, CommandContext context, String step, OnClaim command) {
        var claim = claim(tenant, number).orElse(null);
        if (claim == null) return new Effect("not-our-number", null, List.of());
        var day = Aggregates.dayOf(tenant, claim);
        var outcome = desk.run(
                day,
                command.command(claim),
                desk.facts(tenant, desk.day(day).claim(claim)),
                ClaimDesk.derived(context, "claim", claim, step));
        return switch (outcome) {
            case Outcome.Done<DayClaimsEvent> done -> new Effect(null, claim, done.events());
            case Outcome.Refused<DayClaimsEvent> refused ->
                new Effect(refused.rejection().code(), claim, List.of());
            case Outcome.VersionConflict<DayClaimsEvent> c ->
                throw new IllegalStateException("no version was asked for");
            case Outcome.KeyReused<DayClaimsEvent> k ->
                throw new IllegalStateException("the same file gave another command");
        };
    }

    /** One payment of the file, judged before anything of it is posted (BIL-10). */
    private static final class Summary {
        final Head head;
        final Balance balance;
        final List<ProviderAdjustment> adjustments = new ArrayList<>();
        private final StringBuilder content = new StringBuilder();

        /** The first claim numbers, as written. */
        final List<String> references = new ArrayList<>();

        Summary(Head head) {
            this.head = head;
            this.balance = new Balance(head.amountCents());
        }

        /** Where nothing is paid, what is said tells two payments apart. */
        void claim(ClaimAdvice advice) {
            balance.claim(advice);
            if (references.size() < 10) references.add(advice.reference());
            if (head.amountCents() == 0) {
                String so = content + advice.toString();
                content.setLength(0);
                content.append(Hashes.content(so));
            }
        }

        String id() {
            return Hashes.remittance(head, content.toString());
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
            all.getLast().claim(advice);
        }

        @Override
        public void providerAdjustment(String reason, String reference, long cents) {
            all.getLast().balance.providerAdjustment(cents);
            all.getLast().adjustments.add(new ProviderAdjustment(reason, cents, plain(reference), null));
        }

        @Override
        public void end() {
            // judged when posting begins
        }

        private static String plain(String reference) {
            return reference.matches("[ -~]{1,50}") ? reference : null;
        }
    }

    private final class Posting implements RemittanceHandler {
        private final String tenant;
        private final String file;
        private final List<Summary> summaries;
        private final String only;
        private final CommandContext context;
        private int at = -1;
        private String remittance;
        private boolean open;
        private int ordinal;
        private long paidCents;
        private int paidClaims;
        private List<Unmatched> unmatched = new ArrayList<>();
        private Map<String, String> controls = new HashMap<>();
        int claims;
        int posted;
        int unmatchedClaims;
        /** What a person keyed in; null for a file. */
        Paper paper;

        private String payer;
        /** Of the newest event of the payments. */
        Position position;

        /** @param only the one payment of the file that is posted; null for all */
        Posting(String tenant, String file, List<Summary> summaries, String only, CommandContext context) {
            this.tenant = tenant;
            this.file = file;
            this.summaries = summaries;
            this.only = only;
            this.context = context;
        }

        @Override
        public void begin(Head head) {
            var summary = summaries.get(++at);
            remittance = summary.id();
            ordinal = 0;
            paidCents = 0;
            paidClaims = 0;
            unmatched = new ArrayList<>();
            controls = new HashMap<>();
            open = false;
            if (only != null && !only.equals(remittance)) return;
            payer = paper == null ? payer(tenant, summary) : paper.payer();
            run(new RemittanceCommand.ReceiveRemittance(
                    remittance,
                    payer,
                    trace(head),
                    head.paymentDate(),
                    head.amountCents(),
                    file,
                    summary.balance.claims(),
                    paper == null ? doubt(tenant, head).orElse(null) : null,
                    summary.balance.differences(),
                    paper == null ? null : paper.reason()));
            var state = runner.load(Aggregates.REMITTANCE, Aggregates.remittance(tenant, remittance))
                    .state();
            // From this very file: what was posted before it stopped half-way is answered again and not done again.
            boolean postable = state.stage() == Stage.RECEIVED || state.stage() == Stage.POSTED;
            open = postable && file.equals(state.file());
        }

        @Override
        public void claim(ClaimAdvice advice) {
            claims++;
            int number = ++ordinal;
            if (!open) return;
            var paidOn = summaries.get(at).head.paymentDate();
            var effect = toClaim(
                    tenant,
                    advice.reference(),
                    context,
                    remittance + '#' + number,
                    claim -> new DayClaimsCommand.PostPayment(claim, remittance, number, paidOn, null, advice));
            if (effect.claim() != null && !advice.payerControl().isEmpty())
                controls.put(advice.payerControl(), effect.claim());
            if (effect.refusal() == null && !waits(effect, number)) counts(advice.paidCents());
            else unmatched.add(unmatched(number, advice, effect));
        }

        private void counts(long cents) {
            posted++;
            paidClaims++;
            paidCents += cents;
        }

        private boolean waits(Effect effect, int number) {
            for (var event : effect.events()) if (event instanceof ClaimAdjudicated e) return e.waits();
            return waits(effect.claim(), number);
        }

        private boolean waits(String claim, int number) {
            var state = desk.day(Aggregates.dayOf(tenant, claim)).claim(claim);
            return state.settlement().ledger().waits(remittance + '#' + number);
        }

        private Unmatched unmatched(int number, ClaimAdvice advice, Effect effect) {
            String reason = effect.refusal() != null
                    ? effect.refusal()
                    : advice.paidCents() < 0 ? "nothing-to-reverse" : "already-settled";
            return new Unmatched(
                    number,
                    asWritten(advice.reference()),
                    advice.paidCents(),
                    reason,
                    effect.claim(),
                    advice.chargeCents(),
                    advice.payerControl().matches("[ -~]{1,50}") ? advice.payerControl() : null);
        }

        /** Numbers have a digit; what has none may be a name, and is shown from the file only. */
        private static String asWritten(String reference) {
            boolean isNumber = reference.matches("[A-Za-z0-9 ._/#-]{1,38}") && reference.matches(".*[0-9].*");
            return isNumber ? reference.strip() : "";
        }

        @Override
        public void providerAdjustment(String reason, String reference, long cents) {
            // summed when the file was examined
        }

        @Override
        public void end() {
            if (!open) return;
            // A payment that waited may fit since a later one of the same file took back what stood in its way.
            for (var u : List.copyOf(unmatched))
                if (u.claim() != null && fitsByNow(u)) {
                    unmatched.remove(u);
                    counts(u.paidCents());
                }
            unmatchedClaims += unmatched.size();
            run(new RemittanceCommand.FinishPosting(
                    remittance, file, paidCents, paidClaims, List.copyOf(unmatched), adjustments()));
        }

        private boolean fitsByNow(Unmatched u) {
            boolean waited = u.reason().equals("already-settled") || u.reason().equals("nothing-to-reverse");
            return waited && !waits(u.claim(), u.ordinal());
        }

        private List<ProviderAdjustment> adjustments() {
            var all = new ArrayList<ProviderAdjustment>();
            for (var a : summaries.get(at).adjustments) {
                String claim = a.reference() == null ? null : named(a.reference());
                if (claim != null) note(claim, a);
                all.add(new ProviderAdjustment(a.reason(), a.cents(), a.reference(), claim));
            }
            return all;
        }

        /** The claim that a reference names: by its number in this payment, by ours, or by the payer's of before. */
        private String named(String reference) {
            String here = controls.get(reference);
            if (here != null) return here;
            String ours = PostFile.this.claim(tenant, reference).orElse(null);
            if (ours != null) return ours;
            var known = finder.byPayerControl(tenant, payer, reference);
            return known.size() == 1 ? known.getFirst() : null;
        }

        private void note(String claim, ProviderAdjustment a) {
            desk.run(
                            Aggregates.dayOf(tenant, claim),
                            new DayClaimsCommand.NoteProviderAdjustment(
                                    claim, remittance, a.reason(), a.reference(), a.cents()),
                            ClaimFacts.NONE,
                            ClaimDesk.derived(context, "plb", remittance, a.reason(), a.reference()))
                    .mustBeDone();
        }

        private void run(RemittanceCommand command) {
            position = runner.run(
                            Aggregates.REMITTANCE,
                            Aggregates.remittance(tenant, remittance),
                            command,
                            NoFacts.NONE,
                            ClaimDesk.derived(context, command.getClass().getSimpleName(), remittance))
                    .mustBeDone()
                    .position();
        }

        /** As the bank shows it; what no bank could show is not repeated. */
        private static String trace(Head head) {
            return head.trace().matches("[ -~]{1,50}") ? head.trace() : "?";
        }
    }
}
