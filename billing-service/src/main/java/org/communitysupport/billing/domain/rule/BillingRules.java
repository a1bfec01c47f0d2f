package org.communitysupport.billing.domain.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Basis;

/**
 * What the pack of a program, payer and date of service says about claims; figures only, no judgement.
 *
 * @param payerName as it stands on the claim
 * @param payerClaimId how the payer is named in 2010BB; null when not on file
 * @param receiverId how the payer is named in the envelope
 * @param services the codes with their modifiers in order, e.g. {@code H2015-HT-U1}
 * @param teamModifier on every line, e.g. HT
 * @param roleModifiers exactly one of them on every line
 * @param rendering AGENCY, STAFF or SUPERVISOR (amendment 5)
 * @param numberOnClaim an authorization's number must stand on the claim
 * @param filing newest first-day first; how many days after the date of service a claim is in time
 * @param filingWarnings days left at which to warn
 * @param chargeCents by service, per unit
 * @param rates by service, per unit, with the day from which they hold
 * @param denialRoutes by CARC
 */
public record BillingRules(
        String payerName,
        String payerClaimId,
        String receiverId,
        List<String> services,
        String teamModifier,
        List<String> roleModifiers,
        int maxModifiers,
        int maxLines,
        String rendering,
        String taxonomy,
        boolean numberOnClaim,
        List<FilingLimit> filing,
        List<Integer> filingWarnings,
        Map<String, Long> chargeCents,
        List<RateTable> rates,
        Map<String, Route> denialRoutes,
        String packId,
        String packVersion) {

    public record FilingLimit(LocalDate from, int days) {}

    public record RateTable(LocalDate from, Map<String, Long> cents) {}

    public record Route(String cause, String nextStep, String owner) {}

    public Basis basis(String... rules) {
        return new Basis(packId, packVersion, List.of(rules));
    }

    /** True when there is a pack at all: without one nothing may be sent. */
    public boolean known() {
        return packVersion != null && !packVersion.equals("none");
    }

    /** For a payer or day without a pack: nothing is allowed, and it says so. */
    public static BillingRules none(String program, String payer) {
        return new BillingRules(
                payer,
                null,
                null,
                List.of(),
                null,
                List.of(),
                4,
                50,
                "AGENCY",
                null,
                true,
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                program + '/' + payer,
                "none");
    }

    /** Last day on which a claim for that date of service is in time (BIL-6); null when no limit is on file. */
    public LocalDate lastFilingDay(LocalDate dateOfService) {
        FilingLimit limit = null;
        for (var f : filing)
            if (!f.from().isAfter(dateOfService) && (limit == null || f.from().isAfter(limit.from()))) limit = f;
        return limit == null ? null : dateOfService.plusDays(limit.days());
    }

    /** Cents per unit, or null when no charge is on file. */
    public Long charge(List<String> modifiers) {
        return byRole(chargeCents, modifiers);
    }

    /** Cents per unit that the payer should pay for that date of service (BIL-12), or null. */
    public Long rate(List<String> modifiers, LocalDate dateOfService) {
        RateTable table = null;
        for (var t : rates)
            if (!t.from().isAfter(dateOfService) && (table == null || t.from().isAfter(table.from()))) table = t;
        return table == null ? null : byRole(table.cents(), modifiers);
    }

    private Long byRole(Map<String, Long> cents, List<String> modifiers) {
        for (String modifier : modifiers)
            if (roleModifiers.contains(modifier) && cents.containsKey(modifier)) return cents.get(modifier);
        return null;
    }
}
