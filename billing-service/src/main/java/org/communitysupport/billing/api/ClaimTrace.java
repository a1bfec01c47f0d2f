package org.communitysupport.billing.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.communitysupport.billing.projection.ClaimRow;
import org.communitysupport.billing.projection.TraceRow;

/**
 * One claim from referral to dollar.
 *
 * @param builtAt when the claim was built: what was recorded until then is what was known when it was billed
 */
public record ClaimTrace(
        String claim,
        String person,
        String status,
        String payer,
        long chargeCents,
        long paidCents,
        long adjustedCents,
        long openCents,
        Instant builtAt,
        List<Step> steps) {

    /**
     * @param position of the event in the log of its service
     * @param knownAt when it was recorded
     * @param knownWhenBilled it was recorded before the claim was built
     * @param pack policy pack that decided it, with the version; null when none did
     */
    public record Step(
            Instant at,
            Instant knownAt,
            boolean knownWhenBilled,
            String service,
            String event,
            String position,
            String actor,
            String pack,
            String packVersion,
            List<String> rules,
            Map<String, String> facts) {}

    static ClaimTrace of(ClaimRow claim, List<TraceRow.Step> person, List<TraceRow.Step> day) {
        Instant builtAt = null;
        for (var step : day)
            if (step.event().equals("ClaimBuilt")
                    && claim.claim().equals(step.facts().get("claim"))) builtAt = step.knownAt();
        var concerned = new ArrayList<TraceRow.Step>();
        var referrals = referrals(claim, person);
        for (var step : person) if (concerns(claim, step, referrals)) concerned.add(step);
        for (var step : day) {
            String other = step.facts().get("claim");
            if (other == null || other.equals(claim.claim())) concerned.add(step);
        }
        concerned.sort(TraceRow.AS_RECORDED);
        var steps = new ArrayList<Step>();
        for (var step : concerned) steps.add(step(step, builtAt));
        return new ClaimTrace(
                claim.claim(),
                claim.person(),
                claim.status(),
                claim.payer(),
                claim.chargeCents(),
                claim.paidCents(),
                claim.adjustedCents(),
                claim.openCents(),
                builtAt,
                List.copyOf(steps));
    }

    /** Those that led to the claim's episode. */
    private static Set<String> referrals(ClaimRow claim, List<TraceRow.Step> person) {
        return person.stream()
                .filter(step -> claim.episode() != null
                        && claim.episode().equals(step.facts().get("episode")))
                .map(step -> step.facts().get("referral"))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** What names another episode, or a referral that led to another one, is not about this claim. */
    private static boolean concerns(ClaimRow claim, TraceRow.Step step, Set<String> referrals) {
        if (claim.episode() == null) return true;
        String episode = step.facts().get("episode");
        if (episode != null) return episode.equals(claim.episode());
        String referral = step.facts().get("referral");
        return referral == null || referrals.isEmpty() || referrals.contains(referral);
    }

    private static Step step(TraceRow.Step s, Instant builtAt) {
        boolean known = builtAt != null && !s.knownAt().isAfter(builtAt);
        return new Step(
                s.at(),
                s.knownAt(),
                known,
                s.service(),
                s.event(),
                s.position(),
                s.actor(),
                s.pack(),
                s.packVersion(),
                s.rules(),
                s.facts());
    }
}
