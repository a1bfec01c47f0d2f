package org.communitysupport.policy;

import static org.communitysupport.policy.Shape.dated;
import static org.communitysupport.policy.Shape.text;
import static org.communitysupport.policy.Shape.texts;
import static org.communitysupport.policy.Shape.whole;

import java.util.HashMap;
import java.util.Map;
import org.communitysupport.policy.Shape.Flag;
import org.communitysupport.policy.Shape.ListOf;
import org.communitysupport.policy.Shape.MapOf;
import org.communitysupport.policy.Shape.Parts;

/**
 * Every figure that a policy pack may state, declared once: its key, what its value looks like, in what unit, whether a pack must have
 * it, and which decision reads it. A pack with another key, another shape, or without a needed figure does not load.
 */
public enum FigureKey {
    ZONE("zone", new Shape.TimeZone(), Need.PROGRAM, "", Reader.ALL, "today, days and deadlines of the program"),
    STATE(
            "state",
            text(),
            Need.PROGRAM,
            "two letters",
            Reader.REFERRAL,
            "REF-5: a person who lives elsewhere is out of area"),
    MEMBER_ID_PATTERN("memberId.pattern", new Shape.Regex(), Need.NONE, "regular expression", Reader.REFERRAL, "REF-4"),
    RESPONSE_HOURS(
            "referral.responseHours",
            new MapOf(whole(1, 8760)),
            Need.NONE,
            "hours by urgency",
            Reader.REFERRAL,
            "REF-9"),
    TEAM_RATIO("team.ratioPerFte", whole(1, 1000), Need.NONE, "people for each FTE", Reader.REFERRAL, "REF-6"),
    TEAM_MAX("team.max", whole(1, 10000), Need.NONE, "people", Reader.REFERRAL, "REF-6"),

    MAJORITY_AGE("consent.majorityAge", whole(14, 21), Need.PROGRAM, "years", Reader.REFERRAL, "REF-10: whose consent"),
    RETENTION_YEARS(
            "retention.years",
            whole(1, 100),
            Need.PROGRAM,
            "years after the episode's end",
            Reader.REFERRAL,
            "D.3: until when nobody is erased"),

    PROGRAM_NAME("program.name", text(), Need.PROGRAM, "", Reader.REFERRAL, "how people call the program"),
    SENDER_NEEDS(
            "referral.needs", texts(), Need.NONE, "", Reader.REFERRAL, "what a referral to it should bring, in words"),

    MINIMUM_AGE("entry.minAge", whole(0, 120), Need.NONE, "years", Reader.ELIGIBILITY, "REF-11, ELG-5"),
    MAXIMUM_AGE(
            "entry.maxAge",
            whole(0, 120),
            Need.NONE,
            "years, the last age that it serves",
            Reader.ELIGIBILITY,
            "REF-11, ELG-5"),
    AGE_BANDS(
            "age.bands",
            new ListOf(new Parts(Map.of("band", text(), "from", whole(0, 120)), Map.of(), null)),
            Need.NONE,
            "years from which a band begins; it ends where the next begins",
            Reader.ELIGIBILITY,
            "ELG-3, ELG-5, ENC-3: rules that differ for children and adults"),
    AGE_NOTICE_DAYS(
            "age.noticeDays",
            whole(1, 365),
            Need.PROGRAM,
            "days before the birthday",
            Reader.CARE_PLAN,
            "REF-11: who changes band or grows out of the program is told"),
    ENTRY_CRITERIA(
            "entry.criteria",
            new ListOf(new Parts(
                    Map.of(
                            "id",
                            text(),
                            "rule",
                            text(),
                            "text",
                            text(),
                            "source",
                            text(),
                            "test",
                            text(
                                    "DIAGNOSIS",
                                    "LEVEL_OF_CARE",
                                    "TOOLS_RATED",
                                    "DEFICITS",
                                    "ACUITY",
                                    "LOWER_LEVEL",
                                    "ABLE_AND_WILLING",
                                    "AGE",
                                    "PERSON")),
                    Map.of("band", text()),
                    null)),
            Need.PROGRAM,
            "",
            Reader.ELIGIBILITY,
            "ELG-4, ELG-5"),
    DEFICITS_MINIMUM("functionalDomains.min", whole(1, 20), Need.NONE, "life domains", Reader.ELIGIBILITY, "ELG-5"),
    ACUITY_MINIMUM(
            "entry.acuity.min",
            whole(1, 100),
            Need.NONE,
            "admissions, emergency visits and crises",
            Reader.ELIGIBILITY,
            "ELG-5"),
    MENTAL_HEALTH_PREFIXES(
            "diagnosis.mhPrefixes", texts(), Need.NONE, "beginnings of ICD-10-CM codes", Reader.ELIGIBILITY, "ELG-4"),
    SUBSTANCE_USE_PREFIXES(
            "diagnosis.sudPrefixes", texts(), Need.NONE, "beginnings of ICD-10-CM codes", Reader.ELIGIBILITY, "ELG-4"),
    LICENSED_CREDENTIALS("licensed.credentials", texts(), Need.PROGRAM, "", Reader.ELIGIBILITY, "ELG-5, PLN-10"),
    ENTRY_TOOLS(
            "entry.tools",
            new ListOf(new Parts(
                    Map.of("tool", text(), "groups", new ListOf(text("MH", "SUD", "MH_SUD", "IDD"))),
                    Map.of("band", text()),
                    null)),
            Need.NONE,
            "instruments by disability group and age band",
            Reader.ELIGIBILITY,
            "ELG-3"),
    TOOL_RANGES(
            "levelOfCare.tools",
            new ListOf(new Parts(
                    Map.of("tool", text()),
                    Map.of(
                            "band",
                            text(),
                            "min",
                            whole(0, 1000),
                            "max",
                            whole(0, 1000),
                            "minDomains",
                            new MapOf(whole(0, 1000))),
                    null)),
            Need.NONE,
            "levels of an instrument, both included, and the least score of a domain",
            Reader.ELIGIBILITY,
            "ELG-4"),
    LOCUS_RANGE(
            "levelOfCare.LOCUS",
            new Parts(
                    Map.of("min", whole(1, 6), "max", whole(1, 6)), Map.of("minDomains", new MapOf(whole(1, 5))), null),
            Need.NONE,
            "LOCUS levels, both included",
            Reader.ELIGIBILITY,
            "ELG-4"),
    ASAM_RANGE(
            "levelOfCare.ASAM",
            new Parts(Map.of("min", text(), "max", text()), Map.of(), null),
            Need.NONE,
            "ASAM levels, both included",
            Reader.ELIGIBILITY,
            "ELG-4"),
    COVERAGE_CHECK(
            "coverage.check", text("eachService", "monthly"), Need.PROGRAM, "", Reader.ELIGIBILITY, "ELG-1: how often"),
    FISCAL_YEAR("fiscalYear.startMonth", whole(1, 12), Need.PROGRAM, "month", Reader.ELIGIBILITY, "ELG-6"),
    AUTHORIZATION_REQUIRED("authorization.required", new Flag(), Need.NONE, "", Reader.ELIGIBILITY, "ELG-7"),
    AUTHORIZATION_LADDER(
            "authorization.ladder",
            new ListOf(new Parts(
                    Map.of(
                            "step",
                            text("PASS_THROUGH", "INITIAL", "CONCURRENT"),
                            "units",
                            whole(1, 100000),
                            "days",
                            whole(1, 400)),
                    Map.of(
                            "kind",
                            text("notification"),
                            "oncePer",
                            new ListOf(text("episode", "fiscalYear")),
                            "documents",
                            texts(),
                            "housingUnits",
                            whole(1, 100000)),
                    null)),
            Need.NONE,
            "units of 15 minutes, calendar days",
            Reader.ELIGIBILITY,
            "ELG-6, ELG-7"),
    FREE_VISITS(
            "authorization.freeVisits",
            whole(1, 100),
            Need.NONE,
            "days with service before an authorization is needed",
            Reader.ELIGIBILITY,
            "ELG-7, ELG-12"),
    DECISION_DAYS(
            "authorization.decision",
            dated(Map.of("days", whole(1, 365)), text("calendar")),
            Need.PROGRAM,
            "calendar days by day of request",
            Reader.ELIGIBILITY,
            "ELG-13"),
    EXPEDITED_HOURS("authorization.expeditedHours", whole(24, 720), Need.NONE, "hours", Reader.ELIGIBILITY, "ELG-13"),
    SILENCE_DENIES(
            "authorization.silenceDenies", new Flag(), Need.NONE, "", Reader.ELIGIBILITY, "ELG-13: managed care only"),
    REASSESSMENT(
            "authorization.reassess",
            new Parts(
                    Map.of("afterMonths", whole(1, 60), "basis", text("episode", "calendarYear")),
                    Map.of("documents", new ListOf(text("CCA_NEW_OR_ADDENDUM"))),
                    null),
            Need.NONE,
            "months of service",
            Reader.ELIGIBILITY,
            "ELG-8"),
    DEFICIT_DOMAINS("functionalDomains", texts(), Need.NONE, "life domains", Reader.ELIGIBILITY, "ELG-5"),
    LOCUS_LADDER(
            "locus.levelByComposite",
            new ListOf(new Parts(Map.of("from", whole(7, 35), "level", whole(1, 6)), Map.of(), null)),
            Need.NONE,
            "LOCUS level from each composite on",
            Reader.ELIGIBILITY,
            "ELG-4"),
    LOCUS_OVERRIDES(
            "locus.overrides",
            new ListOf(new Parts(
                    Map.of("dimensions", new ListOf(whole(1, 7)), "score", whole(1, 5), "level", whole(1, 6)),
                    Map.of(),
                    null)),
            Need.NONE,
            "a score of one dimension that forces a level",
            Reader.ELIGIBILITY,
            "ELG-4"),
    UNNOTED_VISIT_DAYS(
            "units.unnotedVisitDays",
            whole(1, 90),
            Need.NONE,
            "days after a planned visit",
            Reader.ELIGIBILITY,
            "ELG-12: the reservation is given back"),
    FORM_FIELDS(
            "authorization.form.fields",
            new ListOf(new Parts(Map.of("field", text(), "label", text()), Map.of(), null)),
            Need.NONE,
            "",
            Reader.ELIGIBILITY,
            "the payer's own form"),
    PAYER_NAME("payer.name", text(), Need.PAYER, "", Reader.ELIGIBILITY, "lists, forms, claims"),
    REQUEST_WORD("payer.requestWord", text(), Need.NONE, "", Reader.ELIGIBILITY, "the payer's word for a request"),

    INTAKE_DUE(
            "intake.dueDays",
            whole(1, 365),
            Need.NONE,
            "days after the episode opened until the first contact",
            Reader.CARE_PLAN,
            "the coordination board"),
    ASSESSMENT_DUE(
            "assessment.dueDays",
            whole(1, 365),
            Need.NONE,
            "days after the episode opened until the assessment",
            Reader.CARE_PLAN,
            "the coordination board"),
    ASK_MARGIN(
            "authorization.askMarginWorkingDays",
            whole(0, 60),
            Need.PROGRAM,
            "working days",
            Reader.CARE_PLAN,
            "ELG-18"),
    ALERT_DAYS(
            "authorization.alertDaysLeft",
            new ListOf(whole(0, 365)),
            Need.PROGRAM,
            "days left",
            Reader.CARE_PLAN,
            "ELG-18"),
    ALERT_PERCENT(
            "authorization.alertUsedPercent",
            new ListOf(whole(1, 100)),
            Need.PROGRAM,
            "percent used",
            Reader.CARE_PLAN,
            "ELG-18"),
    PLAN_DUE_DAYS("plan.dueDays", whole(1, 365), Need.PROGRAM, "days of the episode", Reader.ENCOUNTER, "PLN-1, ENC-2"),
    PLAN_LIFE("plan.lifeMonths", whole(1, 60), Need.PROGRAM, "months", Reader.CARE_PLAN, "PLN-3"),
    PLAN_UNITS_PER_WEEK(
            "plan.unitsPerWeek",
            whole(1, 672),
            Need.NONE,
            "units a week of all interventions",
            Reader.CARE_PLAN,
            "PLN-11: more than that is asked about"),
    CRISIS_PLAN_FIRST("plan.crisisPlanBeforeActivation", new Flag(), Need.NONE, "", Reader.CARE_PLAN, "PLN-5"),
    AUTHOR_TRAINING("plan.authorTrainingHours", whole(1, 1000), Need.NONE, "hours", Reader.CARE_PLAN, "PLN-4"),
    ORDER_LIFE("order.lifeMonths", whole(1, 60), Need.PROGRAM, "months", Reader.CARE_PLAN, "PLN-7"),
    ORDER_SIGNERS("order.signers", texts(), Need.PROGRAM, "credentials", Reader.CARE_PLAN, "PLN-6"),
    ORDER_NOT_BACKDATED("order.noBackdating", new Flag(), Need.NONE, "", Reader.CARE_PLAN, "PLN-6"),
    ORDER_KIND(
            "order.kind",
            text("ORDER", "RECOMMENDATION", "NECESSITY_DETERMINATION", "NONE"),
            Need.PROGRAM,
            "",
            Reader.ENCOUNTER,
            "PLN-6, ENC-11: whether service rests on a document of its own"),
    ORDER_TIMING("order.timing", text("onOrBeforeFirstService"), Need.NONE, "", Reader.ENCOUNTER, "PLN-6, ENC-11"),

    UNIT_MINUTES("unit.minutes", whole(1, 60), Need.PROGRAM, "minutes", Reader.ENCOUNTER, "ENC-9"),
    UNIT_ROUNDING("unit.rounding", text("FLOOR", "MIDPOINT", "CEILING"), Need.PROGRAM, "", Reader.ENCOUNTER, "ENC-9"),
    UNIT_SCOPE("unit.scope", text("contact", "staffDay", "teamDay"), Need.PROGRAM, "", Reader.ENCOUNTER, "ENC-9"),
    OVERLAP("overlap.sameMember", text("billOneChosen", "billAll"), Need.PROGRAM, "", Reader.ENCOUNTER, "ENC-5"),
    CODES(
            "codes",
            new ListOf(new Parts(
                    Map.of("role", text(), "hcpcs", text()), Map.of("mods", texts(), "part2", new Flag()), null)),
            Need.PROGRAM,
            "HCPCS code and modifiers by role",
            Reader.ENCOUNTER,
            "ENC-3, ENC-16, BIL-3"),
    TEAM_MODIFIER("codes.teamModifier", text(), Need.NONE, "modifier", Reader.ENCOUNTER, "ENC-3, BIL-3"),
    MODE_MODIFIERS("codes.modeModifiers", new MapOf(text()), Need.NONE, "modifier by mode", Reader.ENCOUNTER, "ENC-7"),
    ROLE_CREDENTIALS(
            "roles.credentials", new MapOf(texts()), Need.PROGRAM, "credentials by role", Reader.ALL, "ENC-3, PLN-2"),
    PLACES("places", new MapOf(text()), Need.PROGRAM, "place of service codes", Reader.ENCOUNTER, "ENC-7"),
    WORKER_DAY(
            "limits.workerDay",
            whole(1, 96),
            Need.NONE,
            "units of one worker and day, all people together",
            Reader.ENCOUNTER,
            "ENC-4"),
    NOTE_ELEMENTS("note.elements", texts(), Need.PROGRAM, "", Reader.ENCOUNTER, "ENC-6"),
    NOTE_LATE_HOURS("note.lateHours", whole(1, 8760), Need.PROGRAM, "hours", Reader.ENCOUNTER, "ENC-8"),
    NOTE_LAST_DAYS("note.nonBillableDays", whole(1, 365), Need.PROGRAM, "days", Reader.ENCOUNTER, "ENC-8"),

    ROLE_MODIFIERS("codes.roleModifiers", texts(), Need.NONE, "modifiers", Reader.BILLING, "BIL-3"),
    AGE_MODIFIERS(
            "codes.ageModifiers",
            new MapOf(text()),
            Need.NONE,
            "modifier by age band on the day of service",
            Reader.BILLING,
            "BIL-3"),
    CLAIM_LINES("claim.maxLines", whole(1, 50), Need.PROGRAM, "lines", Reader.BILLING, "BIL-5"),
    CLAIM_MODIFIERS("claim.maxModifiers", whole(1, 4), Need.PROGRAM, "modifiers", Reader.BILLING, "BIL-3"),
    CLAIM_FORM(
            "claim.form",
            text("837P", "837I", "UNKNOWN"),
            Need.PROGRAM,
            "",
            Reader.BILLING,
            "BIL-5: only 837P is written here"),
    RATE_TIER(
            "rate.tier",
            new Parts(Map.of("afterUnits", whole(1, 96)), Map.of("percent", whole(0, 100), "excludes", texts()), null),
            Need.NONE,
            "units of a day at the full rate, percent of the rate beyond",
            Reader.BILLING,
            "BIL-12"),
    CLAIM_RENDERING("claim.rendering", text("AGENCY", "STAFF"), Need.NONE, "", Reader.BILLING, "amendment 5"),
    CLAIM_TAXONOMY("claim.taxonomy", text(), Need.NONE, "taxonomy code", Reader.BILLING, "BIL-5"),
    NUMBER_ON_CLAIM("authorization.numberOnClaim", new Flag(), Need.NONE, "", Reader.BILLING, "BIL-4"),
    PAYER_CLAIM_ID("payer.claimId", text(), Need.NONE, "", Reader.BILLING, "837P, NM1 of the payer"),
    PAYER_RECEIVER_ID("payer.receiverId", text(), Need.NONE, "", Reader.BILLING, "837P, receiver of the interchange"),
    FILING(
            "filing",
            dated(Map.of("days", whole(1, 3650)), null),
            Need.NONE,
            "days by day of service",
            Reader.BILLING,
            "BIL-6"),
    FILING_WARNING("filing.warnDaysLeft", new ListOf(whole(0, 365)), Need.NONE, "days left", Reader.BILLING, "BIL-6"),
    ORIGINAL_AFTER("correction.originalAfter", texts(), Need.NONE, "CARCs", Reader.BILLING, "BIL-9"),
    SMALL_REDUCTION("denial.smallReductionPercent", whole(0, 100), Need.NONE, "percent", Reader.BILLING, "BIL-14"),
    NOTICE_DAYS("followUp.noticeDays", whole(1, 365), Need.NONE, "days", Reader.BILLING, "BIL-13"),
    PAYMENT_DAYS("followUp.paymentDays", whole(1, 365), Need.NONE, "days", Reader.BILLING, "BIL-13"),
    REFUND_DAYS("overpayment.refundDays", whole(1, 365), Need.NONE, "days", Reader.BILLING, "BIL-16"),
    CHARGES(
            "charge.cents",
            new MapOf(whole(1, 10_000_000)),
            Need.NONE,
            "cents for each unit, by code with modifiers, role modifier or code",
            Reader.BILLING,
            "BIL-12"),
    RATES(
            "rate.cents",
            dated(Map.of(), whole(1, 10_000_000)),
            Need.NONE,
            "cents for each unit, by code with modifiers, role modifier or code",
            Reader.BILLING,
            "BIL-12"),
    DENIALS(
            "denial.byCarc",
            new MapOf(new Parts(Map.of("cause", text(), "nextStep", text(), "owner", text()), Map.of(), null)),
            Need.NONE,
            "",
            Reader.BILLING,
            "BIL-14");

    /** Which pack does not load without the figure. */
    public enum Need {
        NONE,
        /** The rules of a program, whoever pays. */
        PROGRAM,
        /** The rules of each payer. */
        PAYER
    }

    /** The service whose test shows that the figure is read. */
    public enum Reader {
        REFERRAL,
        ELIGIBILITY,
        CARE_PLAN,
        ENCOUNTER,
        BILLING,
        ALL
    }

    private static final Map<String, FigureKey> BY_KEY = new HashMap<>();

    static {
        for (var figure : values()) BY_KEY.put(figure.key, figure);
    }

    private final String key;
    private final Shape shape;
    private final Need need;
    private final String unit;
    private final Reader reader;
    private final String decision;

    FigureKey(String key, Shape shape, Need need, String unit, Reader reader, String decision) {
        this.key = key;
        this.shape = shape;
        this.need = need;
        this.unit = unit;
        this.reader = reader;
        this.decision = decision;
    }

    /** Null for a key that nobody declared. */
    public static FigureKey of(String key) {
        return BY_KEY.get(key);
    }

    /** As packs write it, e.g. {@code team.max}. */
    public String key() {
        return key;
    }

    public Shape shape() {
        return shape;
    }

    public Need need() {
        return need;
    }

    /** Empty where the shape says all. */
    public String unit() {
        return unit;
    }

    public Reader reader() {
        return reader;
    }

    /** The rule or document that depends on it. */
    public String decision() {
        return decision;
    }

    @Override
    public String toString() {
        return key;
    }
}
