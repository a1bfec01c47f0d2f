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
 * @param followUp what is watched after a claim has left
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
        FollowUp followUp,
        String packId,
        String packVersion) {

    public record FilingLimit(LocalDate from, int days) {}

    public record RateTable(LocalDate from, Map<String, Long> cents) {}

    public record Route(String cause, String nextStep, String owner) {}

    /**
     * @param originalAfter CARCs after which the payer wants a new original instead of a replacement; {@code *} for all
     * @param smallReductionPercent below this share of its charge a reduction of a paid line is no denial
     * @param noticeDays until the payer should have acknowledged a claim (BIL-13)
     * @param paymentDays until it should have paid a clean one
     * @param refundDays until an overpayment that is known goes back (BIL-16)
     */
    public record FollowUp(
            List<String> originalAfter, int smallReductionPercent, int noticeDays, int paymentDays, int refundDays) {
        public static final FollowUp USUAL = new FollowUp(List.of(), 10, 18, 30, 60);
    }

    /** BIL-9: a denial is answered by a replacement, or by a new original where the payer wants it so. */
    public boolean wantsOriginal(String carc) {
        return followUp.originalAfter().contains("*")
                || followUp.originalAfter().contains(carc);
    }

    /** Who works on a denial with that reason, and what they do (BIL-14). */
    public Route route(String carc) {
        var known = denialRoutes.get(carc);
        if (known != null) return known;
        return new Route(
                carc.equals("none")
                        ? "The payer paid less and gave no reason."
                        : "The payer gave reason " + carc + ", which the pack does not explain.",
                "Look the code up, ask the payer, then add it to the pack.",
                "biller");
    }

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
                FollowUp.USUAL,
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
