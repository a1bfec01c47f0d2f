package org.communitysupport.careplan.application;

import java.time.LocalDate;
import java.time.ZoneId;
import org.communitysupport.careplan.domain.CarePlanFacts;
import org.communitysupport.careplan.domain.Signer;
import org.communitysupport.careplan.domain.rule.Enforcement;
import org.communitysupport.careplan.domain.rule.PlanPolicy;
import org.communitysupport.careplan.projection.StaffView;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.policy.Figure;
import org.communitysupport.policy.FigureKey;
import org.communitysupport.policy.Pack;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.stream.Views;

/** Gathers what a command on a plan is judged against: the day, the pack of the member's payer, the signer's credentials. */
public final class PlanFacts {
    private final PolicyPacks packs;
    private final BusinessClock clock;
    private final Views views;

    public PlanFacts(PolicyPacks packs, BusinessClock clock, Views views) {
        this.packs = packs;
        this.clock = clock;
        this.views = views;
    }

    /**
     * @param payer null while it is not known: the state's rules alone
     * @param staff who signs or orders; null when the command has none
     * @throws PolicyPacks.NoPack when there are no rules for program, payer and day
     */
    public CarePlanFacts of(String tenant, String program, String payer, String staff) {
        // The zone does not depend on the day, so the day of the coordinated clock will do to find it.
        Pack state = packs.resolve(program, null, clock.today(ZoneId.of("UTC")));
        LocalDate today = clock.today(ZoneId.of(state.figure(FigureKey.ZONE).asText()));
        return new CarePlanFacts(today, policy(packs.resolve(program, payer, today)), signer(tenant, staff));
    }

    private Signer signer(String tenant, String staff) {
        if (staff == null) return null;
        return views.get(StaffView.VIEW, tenant, staff)
                .map(row -> new Signer(
                        staff,
                        row.row().credentials().stream()
                                .map(c -> new Signer.Credential(c.kind(), c.validFrom(), c.validTo()))
                                .toList()))
                .orElse(null);
    }

    /** What a pack says about plans and orders. */
    public static PlanPolicy policy(Pack pack) {
        return new PlanPolicy(
                pack.id(),
                pack.version(),
                pack.figure(FigureKey.PLAN_LIFE).asInt(),
                enforcement(pack.figure(FigureKey.PLAN_LIFE)),
                pack.has(FigureKey.CRISIS_PLAN_FIRST)
                                && pack.figure(FigureKey.CRISIS_PLAN_FIRST).asBoolean()
                        ? enforcement(pack.figure(FigureKey.CRISIS_PLAN_FIRST))
                        : Enforcement.OFF,
                pack.figure(FigureKey.ORDER_SIGNERS).asTexts(),
                enforcement(pack.figure(FigureKey.ORDER_SIGNERS)),
                pack.figure(FigureKey.ORDER_LIFE).asInt(),
                pack.has(FigureKey.ORDER_NOT_BACKDATED)
                                && pack.figure(FigureKey.ORDER_NOT_BACKDATED).asBoolean()
                        ? enforcement(pack.figure(FigureKey.ORDER_NOT_BACKDATED))
                        : Enforcement.OFF,
                pack.figure(FigureKey.LICENSED_CREDENTIALS).asTexts(),
                pack.has(FigureKey.AUTHOR_TRAINING)
                        ? enforcement(pack.figure(FigureKey.AUTHOR_TRAINING))
                        : Enforcement.OFF,
                "PCP_TRAINING",
                pack.figure(FigureKey.ROLE_CREDENTIALS).asMap().keySet(),
                pack.has(FigureKey.PLAN_UNITS_PER_WEEK)
                        ? pack.figure(FigureKey.PLAN_UNITS_PER_WEEK).asInt()
                        : null);
    }

    private static Enforcement enforcement(Figure figure) {
        return figure.isOff() ? Enforcement.OFF : figure.rejects() ? Enforcement.REJECT : Enforcement.WARN;
    }
}
