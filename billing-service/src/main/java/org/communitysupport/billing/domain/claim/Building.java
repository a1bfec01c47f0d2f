package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.BuildClaims;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectClaim;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectRelease;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrected;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimCorrectionDue;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimHeld;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubFailed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimScrubPassed;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSuperseded;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.Right;
import org.communitysupport.billing.domain.rule.Merge;
import org.communitysupport.billing.domain.rule.Scrub;

/** Makes claims of released lines: one an authorization (BIL-4), no line on two live claims (BIL-1), nothing sent is ever edited (BIL-2). */
final class Building {
    private final DayClaims state;
    private final ClaimFacts facts;
    private final List<DayClaimsEvent> events = new ArrayList<>();
    private int number;

    Building(DayClaims state, ClaimFacts facts) {
        this.state = state;
        this.facts = facts;
        this.number = state.claims().size();
    }

    List<DayClaimsEvent> build(BuildClaims c) {
        var billed = billed();
        Map<String, List<ReleasedLine>> pools = new LinkedHashMap<>();
        for (var line : c.lines())
            if (!billed.contains(line.key()))
                pools.computeIfAbsent(line.pool(), p -> new ArrayList<>()).add(line);
        pools.forEach((pool, fresh) -> pool(c, pool, fresh));
        return events;
    }

    /** A claim of that pool that is still at home is built anew with the new lines; one that left stays as it is. */
    private void pool(BuildClaims c, String pool, List<ReleasedLine> fresh) {
        var lines = new ArrayList<ReleasedLine>();
        var replaced = new ArrayList<Claim>();
        for (var claim : claims(pool, c.payer()))
            if (claim.status().atHome()
                    && !isVoid(claim)
                    && claim.built().program().equals(c.program())) {
                lines.addAll(claim.built().released());
                replaced.add(claim);
            }
        lines.addAll(fresh);
        String id = nextId(c.person(), c.date());
        for (var old : replaced)
            events.add(new ClaimSuperseded(c.person(), old.id(), id, "more lines of the day were released"));
        claim(id, c, lines, corrects(replaced));
    }

    /** What a version is beside its lines. */
    private record As(Claim instead, String frequency, String replaces, String payerControl) {
        static final As ORIGINAL = new As(null, "1", null, null);

        /** Built anew before it left, it is still what it was. */
        static As still(Claim old) {
            var b = old.built();
            return new As(null, b.frequency(), b.replaces(), b.originalPayerControl());
        }
    }

    private static As corrects(List<Claim> replaced) {
        return replaced.stream()
                .filter(c -> c.built().replaces() != null)
                .findFirst()
                .map(As::still)
                .orElse(As.ORIGINAL);
    }

    private void claim(String id, BuildClaims c, List<ReleasedLine> released, As as) {
        var first = released.getFirst();
        var lines = Merge.lines(released, c.date(), birthDate(), facts.rules());
        long charge = lines.stream().mapToLong(ClaimLine::chargeCents).sum();
        long expected = lines.stream().mapToLong(ClaimLine::expectedCents).sum();
        var built = new ClaimBuilt(
                c.person(),
                id,
                c.date(),
                c.payer(),
                c.program(),
                c.episode(),
                first.authorization(),
                first.authorizationNumber(),
                as.frequency(),
                Merge.place(released),
                lines,
                charge,
                expected,
                c.release(),
                released,
                part2(c.date(), facts),
                Scrub.subject(c.person(), c.payer(), c.date(), facts.account()),
                allFacts(c),
                facts.rules().basis("BIL-1", "BIL-2", "BIL-3", "BIL-4", "BIL-5", "BIL-12"),
                as.replaces(),
                as.payerControl());
        events.add(built);
        var sent = as.replaces() != null
                ? List.<Claim>of()
                : sentAlready(claims(first.pool(), c.payer()), lines, as.instead());
        var twice = alreadySent(sent, lines);
        if (twice.isEmpty()) events.add(judged(built, Scrub.of(built, built.subject(), facts), facts));
        else {
            for (var claim : sent) moreLines(claim, released);
            events.add(new ClaimHeld(c.person(), id, twice, facts.rules().basis("BIL-2")));
        }
    }

    private String birthDate() {
        var demographics = facts.account().demographics();
        return demographics == null
                ? null
                : demographics.value().map(Demographics::birthDate).orElse(null);
    }

    /** They go to the payer with a replacement of the claim that left before they were released. */
    private void moreLines(Claim sent, List<ReleasedLine> released) {
        var right = new ArrayList<>(sent.right());
        for (var line : released) {
            right.removeIf(l -> l.key().equals(line.key()));
            right.add(line);
        }
        due(sent, right, "more lines of the same service were released after the claim had left");
    }

    private void due(Claim sent, List<ReleasedLine> right, String reason) {
        boolean asItWasSent = right.equals(sent.built().released());
        events.add(new ClaimCorrectionDue(
                sent.built().person(),
                sent.id(),
                asItWasSent
                        ? List.of()
                        : sent.built().released().stream()
                                .map(ReleasedLine::line)
                                .toList(),
                asItWasSent ? "it is right as it was sent" : reason,
                new Right(List.copyOf(right))));
    }

    static DayClaimsEvent judged(ClaimBuilt built, Scrub.Result result, ClaimFacts facts) {
        var basis = facts.rules().basis(Scrub.ASKED);
        return result.findings().isEmpty()
                ? new ClaimScrubPassed(
                        built.person(),
                        built.claim(),
                        facts.rules().lastFilingDay(built.date()),
                        result.warnings(),
                        basis)
                : new ClaimScrubFailed(built.person(), built.claim(), result.findings(), basis, result.warnings());
    }

    static boolean part2(LocalDate day, ClaimFacts facts) {
        return facts.account().assessment(day).map(a -> a.part2()).orElse(false);
    }

    /** The same code and modifiers of the same day on a claim that left: the payer would take the second one for a duplicate (CARC 18). */
    private static List<Claim> sentAlready(List<Claim> claims, List<ClaimLine> lines, Claim instead) {
        return claims.stream()
                .filter(c -> c.status().sent() && c != instead && !isVoid(c))
                .filter(c -> c.built().lines().stream()
                        .anyMatch(l -> lines.stream().anyMatch(n -> n.service().equals(l.service()))))
                .toList();
    }

    private static List<Finding> alreadySent(List<Claim> claims, List<ClaimLine> lines) {
        var findings = new ArrayList<Finding>();
        for (var sent : claims) {
            for (var line : lines)
                if (sent.built().lines().stream().anyMatch(l -> l.service().equals(line.service())))
                    findings.add(new Finding(
                            "BIL-2",
                            "line " + line.number(),
                            line.service() + " of this day already went out on another claim: a replacement is due"));
        }
        return findings;
    }

    List<DayClaimsEvent> correct(CorrectRelease c) {
        var placed = new HashSet<String>();
        for (var claim : state.claims().values()) {
            if (claim.status().over() || isVoid(claim) || isCorrected(claim) || !touches(c, claim)) continue;
            var now = c.lines().stream()
                    .filter(l -> l.pool().equals(claim.pool()))
                    .toList();
            var before = claim.right().stream()
                    .filter(l -> c.services().contains(l.service()))
                    .toList();
            now.forEach(line -> placed.add(line.key()));
            if (now.equals(before)) continue;
            if (claim.status().sent()) due(claim, right(c, claim, now), "lines changed after the claim had left");
            else rebuild(c, claim, now);
        }
        var rest =
                c.lines().stream().filter(line -> !placed.contains(line.key())).toList();
        return rest.isEmpty() ? events : build(release(c, rest));
    }

    /** The payer never had it: a new original, or once more the correction that it was. */
    List<DayClaimsEvent> rebuilt(Claim old, String reason) {
        String id = nextId(old.built().person(), old.built().date());
        events.add(new ClaimSuperseded(old.built().person(), old.id(), id, reason));
        var as = As.still(old);
        again(old, id, old.right(), new As(old, as.frequency(), as.replaces(), as.payerControl()));
        return events;
    }

    /** A version that corrects one that the payer has; until it is answered, the charge is the former's. */
    List<DayClaimsEvent> corrected(Claim old, CorrectClaim.Kind kind, String reason, List<ReleasedLine> lines) {
        String frequency =
                switch (kind) {
                    case ORIGINAL -> "1";
                    case REPLACEMENT -> "7";
                    case VOID -> "8";
                };
        String control =
                kind == CorrectClaim.Kind.ORIGINAL ? null : old.sending().payerControl();
        String id = nextId(old.built().person(), old.built().date());
        events.add(new ClaimCorrected(old.built().person(), old.id(), id, kind.name(), reason));
        again(old, id, lines, new As(old, frequency, old.id(), control));
        return events;
    }

    /** Held ones whose lines go with it are over. */
    private void again(Claim old, String id, List<ReleasedLine> lines, As as) {
        var b = old.built();
        var keys = lines.stream().map(ReleasedLine::key).toList();
        for (var held : claims(old.pool(), b.payer()))
            if (held.status() == DayClaims.Status.HELD
                    && held.built().released().stream().allMatch(l -> keys.contains(l.key())))
                events.add(new ClaimSuperseded(b.person(), held.id(), id, "its lines go with the correction"));
        var again = new BuildClaims(
                b.person(), b.date(), b.payer(), b.program(), b.episode(), b.release(), lines, releasedFacts(b));
        claim(id, again, lines, as);
    }

    /** Without those that billing adds of its own: they are added anew. */
    private static List<Fact> releasedFacts(ClaimBuilt built) {
        return built.facts().stream()
                .filter(f -> !f.name().startsWith("billing."))
                .toList();
    }

    private static boolean touches(CorrectRelease c, Claim claim) {
        return claim.built().program().equals(c.program())
                && claim.built().released().stream()
                        .anyMatch(line -> c.services().contains(line.service()));
    }

    private void rebuild(CorrectRelease c, Claim old, List<ReleasedLine> now) {
        var right = right(c, old, now);
        String id = right.isEmpty() ? null : nextId(c.person(), c.date());
        events.add(new ClaimSuperseded(c.person(), old.id(), id, "lines changed before the claim left"));
        if (id != null) claim(id, release(c, right), right, As.still(old));
    }

    private static List<ReleasedLine> right(CorrectRelease c, Claim claim, List<ReleasedLine> now) {
        var right = new ArrayList<ReleasedLine>();
        for (var line : claim.right()) if (!c.services().contains(line.service())) right.add(line);
        right.addAll(now);
        return right;
    }

    /** A correction of it has the lines now. */
    private boolean isCorrected(Claim claim) {
        return state.claims().values().stream()
                .anyMatch(c -> claim.id().equals(c.built().replaces())
                        && !c.status().over()
                        && c.status() != DayClaims.Status.REJECTED);
    }

    private static BuildClaims release(CorrectRelease c, List<ReleasedLine> lines) {
        return new BuildClaims(
                c.person(), c.date(), c.payer(), c.program(), c.episode(), c.release(), lines, c.facts());
    }

    private String nextId(String person, LocalDate date) {
        return person + '.' + date + '-' + ++number;
    }

    private List<Claim> claims(String pool, String payer) {
        return state.claims().values().stream()
                .filter(c -> c.pool().equals(pool) && c.built().payer().equals(payer))
                .toList();
    }

    /** Lines that a claim has, or that are to go with the correction of one. */
    private Set<String> billed() {
        var keys = new HashSet<String>();
        for (var claim : state.claims().values()) {
            boolean free = claim.status() == DayClaims.Status.SUPERSEDED
                    || claim.status() == DayClaims.Status.REPLACED
                    || claim.status() == DayClaims.Status.VOIDED
                    || isVoid(claim);
            if (free) continue;
            claim.built().released().forEach(line -> keys.add(line.key()));
            claim.right().forEach(line -> keys.add(line.key()));
        }
        return keys;
    }

    private static boolean isVoid(Claim claim) {
        return claim.built().frequency().equals("8");
    }

    /** What the release knew, and what billing knew of its own. */
    private List<Fact> allFacts(BuildClaims c) {
        var all = new ArrayList<>(c.facts());
        facts.account()
                .insurance(c.payer(), c.date())
                .ifPresent(i -> all.add(new Fact(
                        "billing.coverage",
                        i.payer() + " from " + i.from() + (i.to() == null ? "" : " to " + i.to()),
                        i.position())));
        facts.account()
                .assessment(c.date())
                .ifPresent(a -> all.add(new Fact("billing.diagnoses", "assessed on " + a.assessedOn(), a.position())));
        all.add(new Fact("billing.today", facts.today().toString(), ""));
        return all;
    }
}
