package org.communitysupport.billing.domain.rule;

import java.time.LocalDate;
import java.util.ArrayList;
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
 * @param roleModifiers exactly one of them on every line; empty where the code does not say who served
 * @param rendering AGENCY, STAFF or SUPERVISOR (amendment 5)
 * @param numberOnClaim an authorization's number must stand on the claim
 * @param filing newest first-day first; how many days after the date of service a claim is in time
 * @param filingWarnings days left at which to warn
 * @param chargeCents per unit, by service, by code with one modifier, by role modifier or by code
 * @param rates as the charges, with the day from which they hold
 * @param denialRoutes by CARC
 * @param followUp what is watched after a claim has left
 * @param tier how many units of a day are paid in full; null for all
 * @param form 837P, or another one, which is not written here
 * @param renderingNeeded a line without the number of who served does not leave; else that is only said
 * @param unconfirmedCodes where the codes come from, when that is not confirmed; null when it is
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
        ByAge byAge,
        Tier tier,
        String form,
        boolean renderingNeeded,
        String unconfirmedCodes,
        String packId,
        String packVersion) {

    public record FilingLimit(LocalDate from, int days) {}

    public record RateTable(LocalDate from, Map<String, Long> cents) {}

    /**
     * @param percent of the rate that is paid for units beyond; null when not on file
     * @param excluded modifiers of lines that it does not count
     */
    public record Tier(int afterUnits, Integer percent, List<String> excluded) {
        public Tier {
            excluded = List.copyOf(excluded);
        }

        public boolean counts(List<String> modifiers) {
            return modifiers.stream().noneMatch(excluded::contains);
        }
    }

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
                ByAge.NOTHING,
                null,
                "837P",
                true,
                null,
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
    public Long charge(String code, List<String> modifiers) {
        return of(chargeCents, code, modifiers);
    }

    /** Cents per unit that the payer should pay for that date of service (BIL-12), or null. */
    public Long rate(String code, List<String> modifiers, LocalDate dateOfService) {
        RateTable table = null;
        for (var t : rates)
            if (!t.from().isAfter(dateOfService) && (table == null || t.from().isAfter(table.from()))) table = t;
        return table == null ? null : of(table.cents(), code, modifiers);
    }

    /** The nearest price: of the whole service, of the code with one of its modifiers (the last counts most), of the role, of the code. */
    private Long of(Map<String, Long> cents, String code, List<String> modifiers) {
        var keys = new ArrayList<String>();
        if (!modifiers.isEmpty()) keys.add(code + '-' + String.join("-", modifiers));
        for (String modifier : modifiers.reversed()) keys.add(code + '-' + modifier);
        for (String modifier : modifiers) if (roleModifiers.contains(modifier)) keys.add(modifier);
        keys.add(code);
        return keys.stream()
                .filter(cents::containsKey)
                .findFirst()
                .map(cents::get)
                .orElse(null);
    }
}
