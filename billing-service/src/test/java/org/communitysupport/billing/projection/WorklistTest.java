package org.communitysupport.billing.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.billing.domain.claim.Given.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.DayClaims;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.DayClaimsCommand.CorrectClaim;
import org.communitysupport.billing.domain.claim.DayClaimsDecider;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.kernel.Decision;
import org.junit.jupiter.api.Test;

/** No open money is on no list, and no state is without a way out. */
class WorklistTest {
    private static final DayClaimsDecider DECIDER = new DayClaimsDecider();
    private final ClaimFacts facts = facts();
    private DayClaims state = DayClaims.NONE;
    private final Map<String, ClaimRow> rows = new LinkedHashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    /** Random work on the claims of a day; after each step the lists add up to what is open, claim by claim. */
    @Test
    void whatever_happens_the_lists_together_are_the_open_balance() {
        var seen = new HashMap<String, Integer>();
        for (int seed = 0; seed < 400; seed++) {
            state = DayClaims.NONE;
            rows.clear();
            var random = new Random(seed);
            step(release(1, line("q1", "HO", 3, POOL, "A77"), peer(2)));
            for (int i = 0; i < 25; i++) {
                step(any(random));
                addsUp("seed " + seed + " step " + i);
            }
            rows.values().forEach(r -> seen.merge(String.valueOf(r.list()), 1, Integer::sum));
        }
        assertThat(seen)
                .containsKeys(
                        "held",
                        "ready",
                        "no-answer",
                        "rejected",
                        "denied",
                        "follow-up",
                        "correction-due",
                        "underpaid",
                        "overpaid",
                        "patient-share");
    }

    private void addsUp(String when) {
        for (var r : rows.values()) {
            var claim = state.claim(r.claim());
            assertThat(r.status()).as(when).isEqualTo(claim.status().name());
            assertThat(r.paidCents() + r.adjustedCents() + r.openCents())
                    .as(when)
                    .isEqualTo(r.chargeCents());
            assertThat(r.openCents()).as(when).isEqualTo(claim.openCents());
            if (r.dueCents() != 0)
                assertThat(r.list()).as(when + ": " + r.status()).isNotNull();
        }
        long open = rows.values().stream().mapToLong(ClaimRow::dueCents).sum();
        long lists = rows.values().stream()
                .filter(r -> r.list() != null)
                .collect(Collectors.groupingBy(ClaimRow::list, Collectors.summingLong(ClaimRow::dueCents)))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(lists).as(when).isEqualTo(open);
    }

    private DayClaimsCommand any(Random random) {
        var ids = List.copyOf(rows.keySet());
        String id = ids.get(random.nextInt(ids.size()));
        int n = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
        return switch (random.nextInt(16)) {
            case 0 -> release(2 + random.nextInt(5), line("q2", "HO", 1, POOL, "A77"));
            case 1 -> correction("H2015-HT-HO", line("q1", "HO", 1 + random.nextInt(3), POOL, "A77"));
            case 2 -> correction("H2015-HT-U1");
            case 3, 4 -> batch(n);
            case 5 -> submitted(n);
            case 6 -> new DayClaimsCommand.NoteVerdict(id, random.nextBoolean(), List.of("A2:20"), "PC" + n, "277CA");
            case 7 -> new CorrectClaim(id, null, "MISSING_DATA");
            case 8 -> new CorrectClaim(id, CorrectClaim.Kind.VOID, "NOT_SERVED");
            case 9 -> new DayClaimsCommand.RebuildRejected(id);
            case 10 -> new DayClaimsCommand.ResolveDenial(id, "APPEALED");
            case 11 ->
                random.nextInt(4) == 0
                        ? new DayClaimsCommand.CloseClaim(id, "WRITTEN_OFF", "agency-admin")
                        : random.nextInt(4) == 0
                                ? new DayClaimsCommand.CancelClaim(id, "DUPLICATE")
                                : new DayClaimsCommand.UnpostPayment(id, "x" + random.nextInt(6), 1, "OTHER_CLAIM");
            default -> pay(random, id);
        };
    }

    private DayClaimsCommand pay(Random random, String id) {
        long charge = state.claim(id).built().chargeCents();
        boolean back = random.nextInt(4) == 0;
        long paid = List.of(0L, charge * 8 / 10, charge - 300, charge + 500).get(random.nextInt(4));
        String carc = List.of("45", "197", "3").get(random.nextInt(3));
        var why = new Adjustment(carc.equals("3") ? "PR" : "CO", carc, back ? paid - charge : charge - paid, null);
        var advice = new ClaimAdvice(
                "C1",
                back ? "22" : "1",
                back ? -charge : charge,
                back ? -paid : paid,
                "PC9",
                List.of(why),
                List.of(),
                List.of());
        String byHand = random.nextInt(6) == 0 ? "OVERPAID" : null;
        return new DayClaimsCommand.PostPayment(id, "x" + random.nextInt(6), 1, DAY, byHand, advice);
    }

    @Test
    void every_state_that_has_open_money_is_on_a_list_and_has_a_way_out() {
        var states = new LinkedHashMap<Status, List<DayClaimsCommand>>();
        var sent = List.of(release(1, peer(2)), batch(1), submitted(1));
        states.put(Status.READY, sent.subList(0, 1));
        states.put(Status.BATCHED, sent.subList(0, 2));
        states.put(Status.SUBMITTED, sent);
        states.put(Status.ACCEPTED, then(sent, verdict(true)));
        states.put(Status.REJECTED, then(sent, verdict(false)));
        states.put(
                Status.PAID,
                then(sent, payment(1, "x0", advice("1", 4800, 4500, new Adjustment("PR", "3", 300, null)))));
        states.put(Status.PARTLY_PAID, then(sent, payment(1, "x0", advice("1", 4800, 4000))));
        states.put(Status.DENIED, then(sent, payment(1, "x0", advice("4", 4800, 0))));
        var ways = List.of(
                new DayClaimsCommand.CancelClaim(claim(1), "DUPLICATE"),
                new DayClaimsCommand.CloseClaim(claim(1), "WRITTEN_OFF", "agency-admin"));
        states.forEach((status, how) -> {
            state = DayClaims.NONE;
            rows.clear();
            how.forEach(this::step);
            var row = rows.get(claim(1));
            assertThat(row.status()).isEqualTo(status.name());
            assertThat(row.dueCents()).as(status.name()).isPositive();
            assertThat(row.list()).as(status.name()).isNotNull();
            assertThat(ways)
                    .as(status.name())
                    .anyMatch(way -> DECIDER.decide(way, state, facts) instanceof Decision.Accepted);
        });
    }

    private static List<DayClaimsCommand> then(List<DayClaimsCommand> first, DayClaimsCommand last) {
        var all = new ArrayList<>(first);
        all.add(last);
        return all;
    }

    private static DayClaimsCommand verdict(boolean accepted) {
        return new DayClaimsCommand.NoteVerdict(claim(1), accepted, List.of("A7:562"), "PC1", "277CA");
    }

    private void step(DayClaimsCommand command) {
        if (!(DECIDER.decide(command, state, facts) instanceof Decision.Accepted<DayClaimsEvent> a)) return;
        for (var event : a.events()) {
            state = DECIDER.evolve(state, event);
            var on = ClaimsView.VIEW.handled().get("billing." + event.getClass().getSimpleName());
            if (on == null) continue;
            long version = versions.merge("v", 1L, Long::sum);
            rows.put(
                    event.claim(),
                    Folded.into(ClaimsView.VIEW, rows.get(event.claim()), "riverbend/day/d1", version, event));
        }
    }
}
