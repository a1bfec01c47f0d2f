package org.communitysupport.billing.domain.claim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.communitysupport.billing.domain.claim.DayClaims.Claim;
import org.communitysupport.billing.domain.claim.DayClaims.Status;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimReinstated;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimReplaced;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSuperseded;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimTookOver;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimVoided;

/**
 * The versions of the same lines. One of them has the charge: the one that is paid; else the last one that was answered; else the newest. A
 * correction has it from its own answer on, and the version before keeps it until then.
 */
final class Versions {
    private final DayClaims state;
    private final Claim claim;
    private final List<DayClaimsEvent> events = new ArrayList<>();

    Versions(DayClaims state, String id) {
        this.state = state;
        this.claim = state.claim(id);
    }

    /** All that are versions of the same lines, this one among them, as they were built. */
    List<Claim> all() {
        Set<String> ids = new LinkedHashSet<>(Set.of(claim.id()));
        for (boolean more = true; more; ) {
            more = false;
            for (var c : state.claims().values())
                if (ids.contains(c.id())
                        || ids.contains(c.lineage().replacedBy())
                        || ids.contains(c.built().replaces()))
                    for (String id : new String[] {
                        c.id(), c.lineage().replacedBy(), c.built().replaces()
                    }) more |= id != null && ids.add(id);
        }
        return state.claims().values().stream()
                .filter(c -> ids.contains(c.id()))
                .toList();
    }

    boolean anotherIsPaid() {
        return all().stream()
                .anyMatch(c ->
                        c != claim && c.hasMoney() && !c.built().frequency().equals("8"));
    }

    /** What follows for the other versions from what was just posted to this one, or taken from it. */
    List<DayClaimsEvent> settled() {
        var all = all();
        for (var later : all)
            if (later.built().replaces() != null)
                corrected(state.claim(later.built().replaces()), later);
        var gone = events.stream().map(DayClaimsEvent::claim).toList();
        resent(all.stream().filter(c -> !gone.contains(c.id())).toList());
        return events;
    }

    private void corrected(Claim before, Claim later) {
        if (before == null
                || before.hasMoney()
                || before.status() == Status.REPLACED
                || before.status() == Status.VOIDED) return;
        if (later.built().frequency().equals("8")) {
            if (later.status().sent() && later.status() != Status.BATCHED && later.status() != Status.REJECTED)
                events.add(new ClaimVoided(before.built().person(), before.id(), later.id()));
        } else if (later.status().judged() && !before.status().over()) {
            events.add(new ClaimReplaced(before.built().person(), before.id(), later.id()));
            events.add(new ClaimTookOver(later.built().person(), later.id(), before.id()));
        }
    }

    /** One that the payer said it never took was sent anew, and then the payer paid the first all the same. */
    private void resent(List<Claim> all) {
        var paid = all.stream().filter(Claim::hasMoney).toList();
        if (!paid.isEmpty()) {
            var holder = paid.getLast();
            for (var c : all) if (unpaidTwin(c, holder)) supersede(c, holder, "the payer paid another version");
            return;
        }
        var last = all.isEmpty() ? null : all.getLast();
        if (last == null || last.status() != Status.SUPERSEDED) return;
        var by = state.claim(last.lineage().replacedBy());
        if (by == null || all.indexOf(by) > all.indexOf(last) || by != claim) return;
        events.add(new ClaimReinstated(
                last.built().person(),
                last.id(),
                last.lineage().before().name(),
                "the payment of the other version was taken back"));
        supersede(by, last, "its payment was taken back");
        events.add(new ClaimTookOver(last.built().person(), last.id(), by.id()));
    }

    /** Of a version that is paid; a correction of a paid version that waits for its answer is none. */
    private static boolean unpaidTwin(Claim c, Claim holder) {
        if (c.hasMoney() || c.status().over()) return false;
        boolean correction = holder.id().equals(c.built().replaces());
        return correction
                ? c.status() == Status.DENIED
                : c.built().replaces() == null || holder.built().replaces() != null;
    }

    private void supersede(Claim c, Claim by, String reason) {
        events.add(new ClaimSuperseded(c.built().person(), c.id(), by.id(), reason));
    }
}
