package org.communitysupport.billing.inbound;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Basis;

/**
 * Any event of the house, read for the trace of a claim: what it is about, which rules decided it, and the plain facts in it. Personal
 * values have no field here and so never reach the trace.
 */
public record Trail(
        String person,
        String claim,
        LocalDate date,
        String referral,
        String episode,
        String program,
        String payer,
        String team,
        String authorization,
        String number,
        String assessment,
        String plan,
        String order,
        String encounter,
        String line,
        String staff,
        String credential,
        String role,
        String step,
        String mode,
        String place,
        String code,
        Integer units,
        Integer minutes,
        Integer requestedUnits,
        Integer release,
        LocalDate from,
        LocalDate to,
        LocalDate acceptedOn,
        LocalDate assessedOn,
        LocalDate determinedOn,
        LocalDate decidedOn,
        LocalDate orderedOn,
        LocalDate validTo,
        LocalDate notifiedOn,
        LocalDate openedOn,
        LocalDate activatedOn,
        LocalDate signedOn,
        LocalDate verifiedFrom,
        LocalDate verifiedTo,
        LocalDate lastFilingDay,
        String batch,
        String controlNumber,
        String remittance,
        String payerControl,
        Long chargeCents,
        Long expectedCents,
        Long paidCents,
        Long adjustedCents,
        Long openCents,
        String queue,
        String owner,
        Basis basis,
        Object findings,
        List<Ruled> causes,
        List<Allocation> allocations) {

    /** A cause of a hold. */
    public record Ruled(String code, String rule, String place, String detail) {}

    /** From which pool units were drawn. */
    public record Allocation(String authorization, String number, String kind, int units) {}

    /** The facts that are there, by field name. */
    public Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        put(facts, "referral", referral);
        put(facts, "episode", episode);
        put(facts, "payer", payer);
        put(facts, "team", team);
        put(facts, "authorization", authorization);
        put(facts, "number", number);
        put(facts, "assessment", assessment);
        put(facts, "plan", plan);
        put(facts, "order", order);
        put(facts, "encounter", encounter);
        put(facts, "line", line);
        put(facts, "staff", staff);
        put(facts, "credential", credential);
        put(facts, "role", role);
        put(facts, "step", step);
        put(facts, "mode", mode);
        put(facts, "place", place);
        put(facts, "code", code);
        put(facts, "units", units);
        put(facts, "requestedUnits", requestedUnits);
        put(facts, "minutes", minutes);
        put(facts, "release", release);
        dates(facts);
        money(facts);
        put(
                facts,
                "allocations",
                texts(allocations, a -> a.kind() + (a.number() == null ? "" : " " + a.number()) + ": " + a.units()));
        put(facts, "findings", scrubbed());
        put(
                facts,
                "causes",
                texts(causes, r -> r.rule() + " " + (r.code() == null ? r.place() : r.code()) + ": " + r.detail()));
        return facts;
    }

    /** In a scrub a list of findings; in an assessment a sealed value of the same name, which stays where it is. */
    private String scrubbed() {
        if (!(findings instanceof List<?> list)) return null;
        return texts(
                list,
                o -> o instanceof Map<?, ?> f ? f.get("rule") + " " + f.get("place") + ": " + f.get("detail") : "");
    }

    private void dates(Map<String, String> facts) {
        put(facts, "from", from);
        put(facts, "to", to);
        put(facts, "acceptedOn", acceptedOn);
        put(facts, "assessedOn", assessedOn);
        put(facts, "determinedOn", determinedOn);
        put(facts, "decidedOn", decidedOn);
        put(facts, "orderedOn", orderedOn);
        put(facts, "validTo", validTo);
        put(facts, "notifiedOn", notifiedOn);
        put(facts, "openedOn", openedOn);
        put(facts, "activatedOn", activatedOn);
        put(facts, "signedOn", signedOn);
        put(facts, "verifiedFrom", verifiedFrom);
        put(facts, "verifiedTo", verifiedTo);
        put(facts, "lastFilingDay", lastFilingDay);
    }

    private void money(Map<String, String> facts) {
        put(facts, "batch", batch);
        put(facts, "controlNumber", controlNumber);
        put(facts, "remittance", remittance);
        put(facts, "payerControl", payerControl);
        put(facts, "chargeCents", chargeCents);
        put(facts, "expectedCents", expectedCents);
        put(facts, "paidCents", paidCents);
        put(facts, "adjustedCents", adjustedCents);
        put(facts, "openCents", openCents);
        put(facts, "queue", queue);
        put(facts, "owner", owner);
    }

    private static void put(Map<String, String> facts, String name, Object value) {
        if (value != null) facts.put(name, value.toString());
    }

    private static <T> String texts(List<T> list, java.util.function.Function<T, String> text) {
        if (list == null || list.isEmpty()) return null;
        var texts = new ArrayList<String>();
        for (T t : list) texts.add(text.apply(t));
        return String.join("; ", texts);
    }
}
