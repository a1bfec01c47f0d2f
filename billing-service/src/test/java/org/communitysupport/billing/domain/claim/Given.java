package org.communitysupport.billing.domain.claim;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.billing.domain.account.AccountDecider;
import org.communitysupport.billing.domain.account.AccountEvent;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.account.Diagnoses;
import org.communitysupport.billing.domain.account.MemberAccount;
import org.communitysupport.billing.domain.rule.Agency;
import org.communitysupport.billing.domain.rule.BillingRules;
import org.communitysupport.billing.domain.rule.ByAge;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;

/** A person, a payer and a day to say sentences about. */
public final class Given {
    public static final String PERSON = "p0123456789abcdef0123456789abcdef";
    public static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    public static final String POOL = "a0000000000000000000000000000000a";
    public static final String PASS_THROUGH = "a0000000000000000000000000000000b";
    public static final Agency AGENCY = new Agency(
            "Riverbend Recovery",
            "1234567893",
            "251S00000X",
            "561234567",
            "1 Main St",
            "Gastonia",
            "NC",
            "280520001",
            "RIVERBEND",
            "Billing Office",
            "7045550100");
    public static final BillingRules RULES = rules("AGENCY");
    private static final DayClaimsDecider DECIDER = new DayClaimsDecider();

    private Given() {}

    public static BillingRules rules(String rendering) {
        return new BillingRules(
                "Northfork Health",
                "NFH01",
                "NORTHFORK",
                List.of("H2015-HT-HO", "H2015-HT-HF", "H2015-HT-HN", "H2015-HT-HM", "H2015-HT-U1"),
                "HT",
                List.of("HO", "HF", "HN", "HM", "U1"),
                4,
                50,
                rendering,
                "251S00000X",
                true,
                List.of(
                        new BillingRules.FilingLimit(LocalDate.of(2021, 7, 1), 180),
                        new BillingRules.FilingLimit(LocalDate.of(2023, 7, 1), 365)),
                List.of(60, 30, 14, 7),
                Map.of("HO", 3600L, "HF", 3200L, "HN", 2800L, "HM", 2200L, "U1", 2400L),
                List.of(new BillingRules.RateTable(
                        LocalDate.of(2025, 1, 1),
                        Map.of("HO", 3012L, "HF", 2710L, "HN", 2344L, "HM", 1850L, "U1", 2008L))),
                Map.of(
                        "27",
                        new BillingRules.Route(
                                "Coverage with this payer had ended before the day of service.",
                                "Check eligibility for that day.",
                                "intake")),
                BillingRules.FollowUp.USUAL,
                ByAge.NOTHING,
                null,
                "837P",
                true,
                null,
                "US-NC.CST/northfork",
                "2025-01-01");
    }

    public static MemberAccount account() {
        return of(
                person(new Demographics("Doe", "Jane", "1992-01-01", "F", "2 Oak St", "Gastonia", "NC", "28052")),
                insurance("northfork"),
                diagnoses("F25.0", "F10.20"),
                authorization(POOL, "AUTHORIZATION", "A77", 128),
                authorization(PASS_THROUGH, "PASS_THROUGH", null, 36));
    }

    public static MemberAccount of(AccountEvent... events) {
        var decider = new AccountDecider();
        var state = decider.initial();
        for (var e : events) state = decider.evolve(state, e);
        return state;
    }

    public static AccountEvent person(Demographics d) {
        return new AccountEvent.MemberAccountOpened(PERSON, Personal.of(PERSON, "demographics", d));
    }

    public static AccountEvent insurance(String payer) {
        return new AccountEvent.InsuranceNoted(
                PERSON,
                payer,
                "plan",
                LocalDate.of(2026, 1, 1),
                null,
                LocalDate.of(2026, 1, 1),
                null,
                Personal.of(PERSON, "member-id", "123456789K"),
                "eligibility:1:5",
                List.of());
    }

    public static AccountEvent diagnoses(String... codes) {
        return new AccountEvent.DiagnosesNoted(
                PERSON,
                LocalDate.of(2026, 11, 2),
                true,
                Personal.of(PERSON, "diagnoses", new Diagnoses(List.of(codes))),
                "eligibility:1:6",
                List.of());
    }

    public static AccountEvent authorization(String id, String kind, String number, int units) {
        return new AccountEvent.AuthorizationNoted(
                PERSON,
                id,
                kind,
                number,
                "US-NC.CST",
                "northfork",
                units,
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 12, 30),
                "eligibility:1:7",
                List.of());
    }

    public static ClaimFacts facts() {
        return new ClaimFacts(RULES, AGENCY, account(), LocalDate.of(2026, 11, 23));
    }

    public static ReleasedLine peer(int units) {
        return line("peer", "U1", units, POOL, "A77");
    }

    public static ReleasedLine line(String staff, String modifier, int units, String pool, String number) {
        return new ReleasedLine(
                DAY + "_" + staff + "_H2015-HT-" + modifier,
                staff,
                null,
                null,
                "H2015",
                List.of("HT", modifier),
                "12",
                units * 15,
                units,
                pool,
                number,
                null,
                List.of("n1"));
    }

    public static DayClaimsCommand.BuildClaims release(int release, ReleasedLine... lines) {
        return new DayClaimsCommand.BuildClaims(
                PERSON,
                DAY,
                "northfork",
                "US-NC.CST",
                "e1",
                release,
                List.of(lines),
                List.of(new Fact("order", "valid to 2027-11-01", "care-plan:1:9")));
    }

    /** Runs commands one after the other; each must be accepted. */
    public static DayClaims after(ClaimFacts facts, DayClaimsCommand... commands) {
        var state = DECIDER.initial();
        for (var c : commands) state = apply(state, c, facts);
        return state;
    }

    public static DayClaims apply(DayClaims state, DayClaimsCommand command, ClaimFacts facts) {
        for (var e : events(state, command, facts)) state = DECIDER.evolve(state, e);
        return state;
    }

    public static List<DayClaimsEvent> events(DayClaims state, DayClaimsCommand command, ClaimFacts facts) {
        return switch (DECIDER.decide(command, state, facts)) {
            case Decision.Accepted<DayClaimsEvent> a -> a.events();
            case Decision.Rejected<DayClaimsEvent> r -> throw new AssertionError("rejected: " + r.rejection());
        };
    }

    public static String refusal(DayClaims state, DayClaimsCommand command, ClaimFacts facts) {
        return switch (DECIDER.decide(command, state, facts)) {
            case Decision.Accepted<DayClaimsEvent> a -> throw new AssertionError("accepted: " + a.events());
            case Decision.Rejected<DayClaimsEvent> r -> r.rejection().code();
        };
    }

    public static DayClaimsCommand.CorrectRelease correction(String service, ReleasedLine... lines) {
        return new DayClaimsCommand.CorrectRelease(
                PERSON, DAY, "northfork", "US-NC.CST", "e1", 9, List.of(service), List.of(lines), List.of());
    }

    public static String claim(int n) {
        return PERSON + '.' + DAY + '-' + n;
    }

    public static DayClaimsCommand batch(int n) {
        return new DayClaimsCommand.BatchClaim(claim(n), "b1", "C" + n, null);
    }

    public static DayClaimsCommand submitted(int n) {
        return new DayClaimsCommand.NoteSubmitted(claim(n), "b1", "000000001");
    }

    public static DayClaimsCommand payment(int n, String remittance, ClaimAdvice advice) {
        return new DayClaimsCommand.PostPayment(claim(n), remittance, 1, DAY.plusDays(9), null, advice);
    }

    public static ClaimAdvice advice(String status, long charge, long paid, Adjustment... adjustments) {
        return new ClaimAdvice("C1", status, charge, paid, "PC1", List.of(adjustments), List.of(), List.of());
    }
}
