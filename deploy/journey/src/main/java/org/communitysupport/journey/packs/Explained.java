package org.communitysupport.journey.packs;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.communitysupport.billing.application.BillingPolicy;
import org.communitysupport.eligibility.domain.Codes.Step;
import org.communitysupport.eligibility.domain.rule.AuthorizationRules;
import org.communitysupport.eligibility.domain.rule.EntryCriteria;
import org.communitysupport.eligibility.domain.rule.NecessityRules;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.policy.Figure;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.referral.domain.rule.Ref11Age;

/** What the services decide for given facts, each with the figures that it rests on. The rules are theirs; nothing is decided here. */
final class Explained {

    /**
     * One decision.
     *
     * @param id stable, for tests of packs
     * @param figures that it rests on, as far as the pack has them
     */
    record Answer(String id, String answer, List<Figure> figures) {}

    private final PackFacts facts;
    private final Pack pack;
    private final PolicyPacks packs;
    private final BusinessClock clock;
    private final List<Answer> answers = new ArrayList<>();

    private Explained(PolicyPacks packs, PackFacts facts) {
        this.packs = packs;
        this.facts = facts;
        this.pack = packs.resolve(facts.program(), facts.payer(), facts.day());
        this.clock = () -> facts.day().atTime(18, 0).toInstant(ZoneOffset.UTC);
    }

    /** @throws PolicyPacks.NoPack when there are no rules for program, payer and day */
    static List<Answer> of(PolicyPacks packs, PackFacts facts) {
        var explained = new Explained(packs, facts);
        explained.intake();
        explained.entry();
        explained.permission();
        explained.papers();
        explained.contact();
        explained.claim();
        return explained.answers;
    }

    private void intake() {
        var rules = new org.communitysupport.referral.application.Policies(packs, clock)
                .intake(facts.program())
                .rules();
        var odd = Ref11Age.odd(facts.birthDate(), facts.day(), rules);
        say(
                "intake.age",
                facts.birthDate() == null
                        ? "not known"
                        : odd.isEmpty() ? "served" : odd.getFirst().detail(),
                FigureKey.MINIMUM_AGE,
                FigureKey.MAXIMUM_AGE);
    }

    private void entry() {
        var policies = new org.communitysupport.eligibility.application.Policies(packs, clock);
        var credentials = facts.credential() == null ? Set.<String>of() : Set.of(facts.credential());
        var rules = policies.determination(facts.program(), facts.payer(), facts.day(), credentials, facts.age())
                .rules();
        String band = rules.bands().of(facts.age());
        say("age.band", band == null ? "none" : band, FigureKey.AGE_BANDS);
        say("entry.tools", list(rules.tools().needed(facts.group(), band)), FigureKey.ENTRY_TOOLS);
        for (var item : EntryCriteria.shownBy(facts.findings(), facts.age(), rules, "facts"))
            say("criterion." + item.id(), item.verdict().name(), restsOn(item.id(), rules));
        if (facts.credential() != null)
            say(
                    "entry.mayAssess",
                    rules.licensed().contains(facts.credential()) ? "yes" : "no",
                    FigureKey.LICENSED_CREDENTIALS);
    }

    /** What only a person judges rests on no figure. */
    private static FigureKey[] restsOn(String criterion, NecessityRules rules) {
        var test = rules.criteria().stream()
                .filter(c -> c.id().equals(criterion))
                .map(NecessityRules.Criterion::test)
                .findFirst()
                .orElse(NecessityRules.Test.PERSON);
        return switch (test) {
            case DIAGNOSIS -> new FigureKey[] {FigureKey.MENTAL_HEALTH_PREFIXES, FigureKey.SUBSTANCE_USE_PREFIXES};
            case LEVEL_OF_CARE -> new FigureKey[] {FigureKey.LOCUS_RANGE, FigureKey.ASAM_RANGE, FigureKey.TOOL_RANGES};
            case TOOLS_RATED -> new FigureKey[] {FigureKey.ENTRY_TOOLS};
            case DEFICITS -> new FigureKey[] {FigureKey.DEFICITS_MINIMUM, FigureKey.DEFICIT_DOMAINS};
            case ACUITY -> new FigureKey[] {FigureKey.ACUITY_MINIMUM};
            case AGE -> new FigureKey[] {FigureKey.MINIMUM_AGE, FigureKey.MAXIMUM_AGE};
            case LOWER_LEVEL, ABLE_AND_WILLING, PERSON -> new FigureKey[0];
        };
    }

    private void permission() {
        if (facts.payer() == null) return;
        var rules = new org.communitysupport.eligibility.application.Policies(packs, clock)
                .authorizations(facts.program(), facts.payer(), facts.day())
                .rules();
        say("authorization", demand(rules), FigureKey.AUTHORIZATION_REQUIRED, FigureKey.FREE_VISITS);
        var first = rules.ladder().get(Step.INITIAL);
        say(
                "authorization.first",
                first == null
                        ? "how much is given is not on file"
                        : first.units() + " units in " + first.days() + " days",
                FigureKey.AUTHORIZATION_LADDER);
        say(
                "authorization.decisionDueOn",
                String.valueOf(rules.clock().dueOn(facts.day(), false)),
                FigureKey.DECISION_DAYS);
        say("authorization.silence", rules.silenceDenies() ? "is a denial" : "is no denial", FigureKey.SILENCE_DENIES);
    }

    private static String demand(AuthorizationRules rules) {
        String free = rules.freeVisits() == null ? "" : ", from visit " + (rules.freeVisits() + 1) + " on";
        return switch (rules.demand()) {
            case ASKED -> "asked for" + free;
            case NOT_ASKED -> "not asked for";
            case NOT_ON_FILE -> "not on file: ask the plan";
        };
    }

    private void papers() {
        var plan = org.communitysupport.careplan.application.PlanFacts.policy(pack);
        say("plan.lifeMonths", "" + plan.planLifeMonths(), FigureKey.PLAN_LIFE);
        say(
                "plan.crisisPlanFirst",
                plan.crisisPlanFirst().name().toLowerCase(java.util.Locale.ROOT),
                FigureKey.CRISIS_PLAN_FIRST);
        say("order.signers", list(plan.orderSigners()), FigureKey.ORDER_SIGNERS);
    }

    private void contact() {
        var policy = new org.communitysupport.encounter.application.Policies(packs)
                .on(facts.program(), facts.payer(), facts.day());
        say("order", policy.orderNeeded() ? "a document of its own" : "none of its own", FigureKey.ORDER_KIND);
        say("plan.dueDays", "" + policy.planDueDays(), FigureKey.PLAN_DUE_DAYS);
        if (facts.role() != null && facts.credential() != null)
            say(
                    "contact.mayServe",
                    policy.credentialsByRole()
                                    .getOrDefault(facts.role(), List.of())
                                    .contains(facts.credential())
                            ? "yes"
                            : "no",
                    FigureKey.ROLE_CREDENTIALS);
        if (facts.role() != null)
            say(
                    "contact.code",
                    policy.codes().code(facts.role(), mode()).map(c -> c.text()).orElse("none for this role"),
                    FigureKey.CODES,
                    FigureKey.MODE_MODIFIERS);
        if (facts.minutes() != null)
            say(
                    "contact.units",
                    "" + policy.unit().units(facts.minutes()),
                    FigureKey.UNIT_MINUTES,
                    FigureKey.UNIT_ROUNDING);
    }

    private String mode() {
        return facts.mode() == null ? "FACE_TO_FACE" : facts.mode();
    }

    private void claim() {
        if (facts.payer() == null) return;
        var rules = new BillingPolicy(packs).rules(facts.program(), facts.payer(), facts.day());
        say(
                "claim",
                rules.form().equals("837P") ? "837P" : "not billable here yet (" + rules.form() + ")",
                FigureKey.CLAIM_FORM);
        say(
                "claim.payerId",
                rules.payerClaimId() == null ? "not on file" : rules.payerClaimId(),
                FigureKey.PAYER_CLAIM_ID);
        say("claim.rendering", rules.rendering(), FigureKey.CLAIM_RENDERING);
        if (rules.unconfirmedCodes() != null) say("claim.warning", "codes-unconfirmed", FigureKey.CODES);
        if (rules.byAge().asked())
            say(
                    "claim.ageModifier",
                    String.valueOf(rules.byAge()
                            .modifier(
                                    facts.birthDate() == null
                                            ? null
                                            : facts.birthDate().toString(),
                                    facts.day())),
                    FigureKey.AGE_MODIFIERS,
                    FigureKey.AGE_BANDS);
        if (facts.role() != null) price(rules);
        var last = rules.lastFilingDay(facts.day());
        say("claim.lastFilingDay", last == null ? "not on file" : last.toString(), FigureKey.FILING);
    }

    private void price(org.communitysupport.billing.domain.rule.BillingRules rules) {
        new org.communitysupport.encounter.application.Policies(packs)
                .on(facts.program(), facts.payer(), facts.day())
                .codes()
                .code(facts.role(), mode())
                .ifPresent(code -> say(
                        "claim.rateCents",
                        String.valueOf(rules.rate(code.code(), code.modifiers(), facts.day())),
                        FigureKey.RATES));
    }

    private static String list(List<String> texts) {
        return texts.isEmpty() ? "none" : texts.stream().collect(Collectors.joining(" "));
    }

    private void say(String id, String answer, FigureKey... keys) {
        var figures = new ArrayList<Figure>();
        for (var key : keys) if (pack.figures().containsKey(key)) figures.add(pack.figure(key));
        answers.add(new Answer(id, answer, List.copyOf(figures)));
    }
}
