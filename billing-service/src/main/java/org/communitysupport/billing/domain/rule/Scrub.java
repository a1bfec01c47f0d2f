package org.communitysupport.billing.domain.rule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communitysupport.billing.domain.account.MemberAccount;
import org.communitysupport.billing.domain.claim.ClaimFacts;
import org.communitysupport.billing.domain.claim.ClaimLine;
import org.communitysupport.billing.domain.claim.ClaimSubject;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBuilt;
import org.communitysupport.billing.domain.claim.Finding;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/** Looks at a claim with the payer's own rules before the payer does. Finds everything at once, not the first fault only. */
public final class Scrub {
    /** The rules that a scrub asks, for the basis of what is decided. */
    public static final String[] ASKED = {"BIL-1", "BIL-2", "BIL-3", "BIL-4", "BIL-5", "BIL-6", "BIL-8", "BIL-12"};

    private final ClaimBuilt claim;
    private final Personal<ClaimSubject> subject;
    private final ClaimFacts facts;
    private final BillingRules rules;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    public record Result(List<Finding> findings, List<Warning> warnings) {}

    private Scrub(ClaimBuilt claim, Personal<ClaimSubject> subject, ClaimFacts facts) {
        this.claim = claim;
        this.subject = subject;
        this.facts = facts;
        this.rules = facts.rules();
    }

    public static Result of(ClaimBuilt claim, Personal<ClaimSubject> subject, ClaimFacts facts) {
        var scrub = new Scrub(claim, subject, facts);
        scrub.pack();
        // A void asks for nothing: it names what was sent, however wrong that was.
        if (!claim.frequency().equals("8")) {
            scrub.lines();
            scrub.authorization();
            scrub.coverage();
            scrub.filing();
        }
        scrub.person();
        scrub.agency();
        return new Result(List.copyOf(scrub.findings), List.copyOf(scrub.warnings));
    }

    /** What is wrong with the coverage of a claim; empty when it is proven for the day. */
    public static Optional<Finding> coverage(ClaimBuilt claim, ClaimFacts facts) {
        var scrub = new Scrub(claim, claim.subject(), facts);
        scrub.coverage();
        return scrub.findings.stream().findFirst();
    }

    private void pack() {
        if (!rules.known()) find("BIL-3", "claim", "No policy pack covers payer " + claim.payer() + " on this day.");
        else if (rules.payerClaimId() == null)
            find("BIL-5", "payer", "The payer's id for claims is not on file. Ask the payer for it.");
        if (rules.known()) form();
    }

    private void form() {
        if (!rules.form().equals("837P"))
            find(
                    "BIL-5",
                    "claim",
                    rules.form().equals("UNKNOWN")
                            ? "How this program is billed is not on file, so it is not billable here yet."
                            : "This program is billed as " + rules.form()
                                    + ", which is not written here, so it is not billable here yet.");
        if (rules.unconfirmedCodes() != null)
            warnings.add(new Warning(
                    "codes-unconfirmed",
                    "BIL-3",
                    "The code and modifiers rest on a source that is not confirmed (" + rules.unconfirmedCodes()
                            + "). Compare them with the payer's fee schedule."));
    }

    /** BIL-3 and BIL-5. */
    private void lines() {
        if (claim.lines().isEmpty() || claim.lines().size() > rules.maxLines())
            find(
                    "BIL-5",
                    "claim",
                    "The claim has " + claim.lines().size() + " lines. It may have 1 to " + rules.maxLines() + ".");
        for (var line : claim.lines()) {
            String place = "line " + line.number();
            if (line.units() <= 0) find("BIL-5", place, "The line has no units. A line has at least 1.");
            if (line.place() == null) find("BIL-5", place, "The place of service is missing.");
            if (rules.known()) modifiers(line, place);
            if (rules.known()) charge(line, place);
            if (!rules.rendering().equals("AGENCY")
                    && (!Npi.valid(line.renderingNpi()) || line.renderingName() == null)) rendering(place);
        }
    }

    private void charge(ClaimLine line, String place) {
        if (line.chargeCents() == 0) find("BIL-12", place, "No charge is on file for " + line.service() + ".");
        else if (rules.charge(line.code(), line.modifiers()) == null)
            warnings.add(new Warning(
                    "charged-at-rate",
                    "BIL-12",
                    "The agency's charge for " + line.service()
                            + " is not on file; the payer's rate stands on the line."));
        var tier = rules.tier();
        if (tier != null && tier.percent() == null && tier.counts(line.modifiers()) && line.units() > tier.afterUnits())
            warnings.add(new Warning(
                    "rate-beyond-tier-unknown",
                    "BIL-12",
                    "What is paid for more than " + tier.afterUnits()
                            + " units of a day is not on file; only those are expected."));
    }

    private void rendering(String place) {
        if (rules.renderingNeeded())
            find(
                    "BIL-5",
                    place,
                    "This payer needs the name and NPI of the staff member who served; one is not on file. Enter it.");
        else
            warnings.add(new Warning(
                    "rendering-not-on-file",
                    "BIL-5",
                    "This payer may want to know who served; name and NPI of the staff member are not on file."));
    }

    private void modifiers(ClaimLine line, String place) {
        var modifiers = line.modifiers();
        if (modifiers.size() > rules.maxModifiers())
            find("BIL-3", place, "The line has too many modifiers; it may have " + rules.maxModifiers() + ".");
        if (rules.teamModifier() != null && !modifiers.contains(rules.teamModifier()))
            find(
                    "BIL-3",
                    place,
                    "The modifier " + rules.teamModifier() + " is missing; without it the code means another service.");
        if (rules.byAge().asked() && modifiers.stream().noneMatch(rules.byAge().modifiers()::containsValue))
            warnings.add(new Warning(
                    "age-modifier-missing",
                    "BIL-3",
                    "The birth date is not known, so the line does not say whether a child or an adult was served."));
        long roles = modifiers.stream().filter(rules.roleModifiers()::contains).count();
        if (!rules.roleModifiers().isEmpty() && roles != 1)
            find(
                    "BIL-3",
                    place,
                    "The line must have exactly one of the modifiers " + String.join(", ", rules.roleModifiers())
                            + ", which say who served. It has " + roles);
        else if (rules.services().stream()
                .noneMatch(s -> line.service().equals(s) || line.service().startsWith(s + '-')))
            find(
                    "BIL-3",
                    place,
                    line.service() + " is not a service of this pack, or its modifiers are in another order.");
    }

    /** BIL-4. */
    private void authorization() {
        if (claim.authorization() == null) return;
        var known = facts.account().authorizations().get(claim.authorization());
        if (known == null) {
            find("BIL-4", "authorization", "The authorization is not known to billing yet. Wait, or check its id.");
            return;
        }
        if (claim.date().isBefore(known.from()) || claim.date().isAfter(known.to()))
            find(
                    "BIL-4",
                    "authorization",
                    "The authorization runs from " + known.from() + " to " + known.to()
                            + " and does not cover this day.");
        int units = claim.lines().stream().mapToInt(ClaimLine::units).sum();
        if (units > known.units())
            find(
                    "BIL-4",
                    "authorization",
                    "The claim bills " + units + " units; only " + known.units() + " were granted.");
        if (!known.payer().equals(claim.payer()))
            find(
                    "BIL-4",
                    "authorization",
                    "The authorization was given by " + known.payer() + ", and the claim goes to " + claim.payer()
                            + ".");
        if (rules.numberOnClaim() && !known.passThrough() && claim.authorizationNumber() == null)
            find("BIL-4", "REF*G1", "The payer's authorization number is missing. Enter it with the payer's answer.");
    }

    /** BIL-5: the payer that is billed is the one that covered the day, as far as we have proof. */
    private void coverage() {
        var insurance = facts.account().insurance(claim.payer(), claim.date());
        if (insurance.isEmpty())
            find("BIL-5", "coverage", "No coverage with " + claim.payer() + " is on file for this day.");
        else if (!insurance.get().provenOn(claim.date()))
            find(
                    "BIL-5",
                    "coverage",
                    "The proof of coverage does not include this day. Check eligibility for the day.");
    }

    /** What 2010BA and HI need, and BIL-8. */
    private void person() {
        if (subject.isErased()) {
            find("BIL-5", "subscriber", "The data of this person was erased.");
            return;
        }
        var s = subject.value().orElseThrow();
        if (blank(s.familyName()) || blank(s.givenName())) find("BIL-5", "subscriber", "The name is missing.");
        if (blank(s.memberId())) find("BIL-5", "subscriber", "The member id is missing.");
        if (blank(s.birthDate())) find("BIL-5", "subscriber", "The birth date is missing.");
        if (s.diagnoses().isEmpty()) find("BIL-8", "HI", "No diagnosis is on file.");
        if (blank(s.addressLine()) || blank(s.city()) || blank(s.zip()))
            warnings.add(new Warning(
                    "no-address", "BIL-5", "The person has no address on file, so the claim carries the agency's."));
    }

    /** BIL-6. */
    private void filing() {
        LocalDate last = rules.lastFilingDay(claim.date());
        if (last == null) return;
        long left = ChronoUnit.DAYS.between(facts.today(), last);
        if (left < 0) find("BIL-6", "claim", "The last day to file this claim was " + last + ".");
        else
            rules.filingWarnings().stream()
                    .filter(days -> left <= days)
                    .min(Integer::compareTo)
                    .ifPresent(days -> warnings.add(new Warning(
                            "filing-soon", "BIL-6", "Only " + left + " days are left to file this claim.")));
    }

    private void agency() {
        var agency = facts.agency();
        if (!Npi.valid(agency.npi())) find("BIL-5", "2010AA", "The agency's NPI fails its check digit.");
        if (agency.zip() == null || !agency.zip().matches("[0-9]{9}"))
            find("BIL-5", "2010AA", "The agency's ZIP code does not have nine digits.");
        if (blank(agency.taxonomy())) find("BIL-5", "2000A", "The agency's taxonomy is missing.");
        else if (rules.taxonomy() != null && !rules.taxonomy().equals(agency.taxonomy()))
            warnings.add(new Warning(
                    "other-taxonomy",
                    "BIL-5",
                    "The agency's taxonomy is another than the pack's, " + rules.taxonomy() + "."));
    }

    private void find(String rule, String place, String detail) {
        findings.add(new Finding(rule, place, detail));
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    /** The person as the claim names them, from what the account holds. */
    public static Personal<ClaimSubject> subject(String person, String payer, LocalDate day, MemberAccount account) {
        var d = account.demographics() == null
                ? null
                : account.demographics().value().orElse(null);
        if (account.demographics() != null && account.demographics().isErased())
            return Personal.erased(person, "claim-subject");
        String memberId = account.insurance(payer, day)
                .flatMap(i ->
                        i.memberId() == null ? Optional.empty() : i.memberId().value())
                .orElse(null);
        var diagnoses = account.assessment(day)
                .flatMap(a -> a.diagnoses().value())
                .map(x -> x.codes())
                .orElse(List.of());
        return Personal.of(
                person,
                "claim-subject",
                d == null
                        ? new ClaimSubject(null, null, null, null, null, null, null, null, memberId, diagnoses)
                        : new ClaimSubject(
                                d.familyName(),
                                d.givenName(),
                                d.birthDate(),
                                d.sex(),
                                d.addressLine(),
                                d.city(),
                                d.state(),
                                d.zip(),
                                memberId,
                                diagnoses));
    }
}
