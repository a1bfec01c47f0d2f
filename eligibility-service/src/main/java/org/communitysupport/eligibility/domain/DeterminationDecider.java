package org.communitysupport.eligibility.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.communitysupport.eligibility.domain.DeterminationCommand.*;
import org.communitysupport.eligibility.domain.DeterminationEvent.*;
import org.communitysupport.eligibility.domain.rule.Elg5Licensed;
import org.communitysupport.eligibility.domain.rule.Enforcement;
import org.communitysupport.eligibility.domain.rule.EntryCriteria;
import org.communitysupport.eligibility.domain.rule.NecessityRules;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.kernel.Warning;

/** Assessment and medical necessity of one episode: ELG-4, ELG-5. */
public final class DeterminationDecider
        implements Decider<DeterminationCommand, DeterminationState, DeterminationEvent, DeterminationFacts> {

    @Override
    public DeterminationState initial() {
        return DeterminationState.NONE;
    }

    @Override
    public Decision<DeterminationEvent> decide(
            DeterminationCommand command, DeterminationState state, DeterminationFacts facts) {
        if (facts.rules() == null)
            return Decision.reject(
                    "no-policy-pack",
                    "",
                    "No policy pack covers this program and payer on that day. Check program, payer and day.");
        var credential = Elg5Licensed.credential(facts.rules().licensed(), facts.credentials());
        if (credential.isEmpty())
            return Decision.reject(Rejection.of(
                            "not-licensed",
                            "ELG-5",
                            "The staff member has no license on that day that allows this. Have a licensed person do "
                                    + "it, or record the license first.")
                    .with(Map.of("accepted", String.join(" ", facts.rules().licensed()))));
        return switch (command) {
            case RecordAssessment c -> assess(c, state, credential.get(), facts.rules());
            case DetermineNecessity c -> determine(c, state, credential.get(), facts);
        };
    }

    private static Decision<DeterminationEvent> assess(
            RecordAssessment c, DeterminationState state, String credential, NecessityRules rules) {
        if (state.newest() != null && state.newest().assessment().equals(c.assessment())) return Decision.nothingToDo();
        if (c.kind() == Codes.AssessmentKind.CCA_ADDENDUM && state.newest() == null)
            return Decision.reject(Rejection.ofContent(
                    "nothing-to-add-to",
                    "ELG-3",
                    "/kind",
                    "This episode has no assessment that an addendum could add to. Record a CCA first."));
        var locus = c.findings().locus();
        if (locus != null && !addsUp(locus))
            return Decision.reject(Rejection.ofContent(
                    "locus-scores",
                    "ELG-3",
                    "/findings/locus/composite",
                    "The LOCUS scores do not fit together. Send seven scores of 1 to 5, their sum as the "
                            + "composite, and a level of 1 to 6."));
        return Decision.accept(new ClinicalAssessmentRecorded(
                c.person(),
                c.episode(),
                c.program(),
                c.assessment(),
                c.kind(),
                c.assessedOn(),
                c.staff(),
                credential,
                c.recommendsProgram(),
                c.part2() || substanceUse(c.findings()),
                Personal.of(c.person(), "findings", c.findings()),
                rules.pack().basis("ELG-3", "ELG-5"),
                odd(c.findings(), rules)));
    }

    /** The warnings name no score and no domain: they stand in the clear. */
    private static List<Warning> odd(ClinicalFindings f, NecessityRules rules) {
        var warnings = new ArrayList<Warning>();
        if (f.locus() != null && rules.ladder() != null) {
            var scored = rules.ladder().level(f.locus());
            if (scored.isPresent() && scored.getAsInt() != f.locus().level())
                warnings.add(new Warning(
                        "locus-level-contradicts-scores",
                        "ELG-4",
                        "The level that the rater gave is not the one that the scores come to. Check both."));
        }
        var named = f.functionalDeficits().stream()
                .map(d -> d.strip().toUpperCase(Locale.ROOT))
                .toList();
        if (named.stream().distinct().count() < named.size())
            warnings.add(new Warning("domain-named-twice", "ELG-5", "A life domain is named twice. It counts once."));
        if (!rules.domains().isEmpty() && !rules.domains().containsAll(named))
            warnings.add(new Warning(
                    "unknown-domain",
                    "ELG-5",
                    "A life domain is not one of the program's, so it does not count: "
                            + String.join(", ", rules.domains()) + '.'));
        return warnings;
    }

    private static boolean addsUp(ClinicalFindings.Locus locus) {
        if (locus.level() < 1 || locus.level() > 6) return false;
        if (locus.dimensions().isEmpty()) return locus.composite() >= 7 && locus.composite() <= 35;
        return locus.dimensions().size() == 7
                && locus.dimensions().stream().allMatch(d -> d >= 1 && d <= 5)
                && locus.dimensions().stream().mapToInt(d -> d).sum() == locus.composite();
    }

    private static boolean substanceUse(ClinicalFindings f) {
        return f.asam() != null
                || f.disabilityGroup() == Codes.DisabilityGroup.SUD
                || f.disabilityGroup() == Codes.DisabilityGroup.MH_SUD
                || f.diagnoses().stream().anyMatch(d -> d.matches("(?i)F1[0-9].*"));
    }

    private static Decision<DeterminationEvent> determine(
            DetermineNecessity c, DeterminationState state, String credential, DeterminationFacts facts) {
        var rules = facts.rules();
        var assessed = state.newest();
        if (assessed == null)
            return Decision.reject(
                    "not-assessed", "ELG-5", "This episode has no clinical assessment yet. Record one first.");
        if (c.determinedOn().isBefore(assessed.assessedOn()))
            return Decision.reject(Rejection.ofContent(
                    "before-assessment",
                    "ELG-5",
                    "/determinedOn",
                    "The determination is dated before the assessment that it rests on. Check its day."));
        if (c.confirmed() && !assessed.recommendsProgram())
            return Decision.reject(
                    Rejection.of(
                            "assessment-recommends-otherwise",
                            "ELG-5",
                            "The assessment does not recommend the program, so necessity cannot be confirmed on it. A new assessment or an addendum can change that."));
        var fault = fault(c, assessed, facts);
        if (fault != null) return Decision.reject(fault);
        var criteria = new Criteria(criteria(c, assessed, facts));
        var sealed = Personal.of(assessed.person(), "criteria", criteria);
        var basis = rules.pack().basis("ELG-4", "ELG-5");
        if (!c.confirmed())
            return Decision.accept(new MedicalNecessityNotMet(
                    assessed.person(),
                    assessed.episode(),
                    c.program(),
                    assessed.assessment(),
                    c.staff(),
                    credential,
                    c.determinedOn(),
                    sealed,
                    basis));
        var unmet = criteria.items().stream()
                .filter(i -> i.verdict() == Codes.Verdict.UNMET)
                .toList();
        var hard = unmet.stream().filter(i -> hard(i, rules)).toList();
        if (!hard.isEmpty())
            return Decision.reject(Rejection.of(
                            "criterion-unmet",
                            hard.getFirst().rule(),
                            "An entry criterion is not met, so necessity cannot be confirmed. Deny it, or record a "
                                    + "new assessment.")
                    .with(Map.of(
                            "criteria", hard.stream().map(Criteria.Item::id).collect(Collectors.joining(" ")))));
        return Decision.accept(new MedicalNecessityConfirmed(
                assessed.person(),
                assessed.episode(),
                c.program(),
                assessed.assessment(),
                c.staff(),
                credential,
                c.determinedOn(),
                sealed,
                basis,
                warnings(unmet, rules)));
    }

    /** A word answers a criterion of the program, and does not overrule what an instrument shows: a new assessment does. */
    private static Rejection fault(
            DetermineNecessity c, ClinicalAssessmentRecorded assessed, DeterminationFacts facts) {
        var rules = facts.rules();
        for (var item : c.judged())
            if (rules.criteria().stream().noneMatch(r -> r.id().equals(item.id())))
                return Rejection.ofContent(
                        "unknown-criterion",
                        "ELG-5",
                        "/criteria",
                        "The program has no criterion of that name. GET /v1/criteria lists them.");
        for (var shown : shown(assessed, facts))
            if (shown.verdict() == Codes.Verdict.UNMET
                    && hard(shown, rules)
                    && c.judged().stream()
                            .anyMatch(j -> j.id().equals(shown.id()) && j.verdict() != Codes.Verdict.UNMET))
                return Rejection.ofContent(
                        "contradicts-assessment",
                        shown.rule(),
                        "/criteria",
                        "A criterion is confirmed that the assessment shows as unmet. Record a new assessment or "
                                + "an addendum first.");
        return null;
    }

    private static List<Criteria.Item> shown(ClinicalAssessmentRecorded assessed, DeterminationFacts facts) {
        String source = assessed.kind() + " of " + assessed.assessedOn();
        return assessed.findings()
                .value()
                .map(f -> EntryCriteria.shownBy(f, facts.age(), facts.rules(), source))
                .orElse(List.of());
    }

    private static boolean hard(Criteria.Item item, NecessityRules rules) {
        return rules.criteria().stream().anyMatch(c -> c.id().equals(item.id()) && c.unmet() == Enforcement.REJECT);
    }

    /** The warning names no criterion but age, which intake was told already: another would say something about the person. */
    private static List<Warning> warnings(List<Criteria.Item> unmet, NecessityRules rules) {
        if (unmet.isEmpty()) return List.of();
        var warnings = new ArrayList<Warning>();
        warnings.add(new Warning(
                "criteria-unmet",
                "ELG-4",
                "Necessity was confirmed although some criteria are unmet. How much they count is not "
                        + "known for this payer."));
        for (var c : rules.criteria())
            if (c.test() == NecessityRules.Test.AGE && unmet.stream().anyMatch(i -> i.id().equals(c.id())))
                warnings.add(new Warning(
                        "age-outside-program",
                        c.rule(),
                        "The person is outside the program's ages (" + c.text() + "), and necessity was confirmed."));
        return warnings;
    }

    private static List<Criteria.Item> criteria(
            DetermineNecessity c, ClinicalAssessmentRecorded assessed, DeterminationFacts facts) {
        var judged = c.judged().stream().collect(Collectors.toMap(Criteria.Item::id, i -> i, (a, b) -> b));
        var all = new ArrayList<Criteria.Item>();
        for (var item : shown(assessed, facts)) {
            var own = judged.remove(item.id());
            all.add(
                    own == null
                            ? item
                            : new Criteria.Item(item.id(), item.text(), own.verdict(), own.source(), item.rule()));
        }
        all.addAll(judged.values());
        return all;
    }

    @Override
    public DeterminationState evolve(DeterminationState state, DeterminationEvent event) {
        return switch (event) {
            case ClinicalAssessmentRecorded e -> new DeterminationState(e, state.confirmedOn());
            case MedicalNecessityConfirmed e -> new DeterminationState(state.newest(), e.determinedOn());
            case MedicalNecessityNotMet e -> new DeterminationState(state.newest(), null);
        };
    }
}
