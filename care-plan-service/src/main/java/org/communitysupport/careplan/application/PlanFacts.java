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
        LocalDate today = clock.today(ZoneId.of(state.figure("zone").asText()));
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

    private static PlanPolicy policy(Pack pack) {
        return new PlanPolicy(
                pack.id(),
                pack.version(),
                pack.figure("plan.lifeMonths").asInt(),
                enforcement(pack.figure("plan.lifeMonths")),
                enforcement(pack.figure("plan.crisisPlanBeforeActivation")),
                pack.figure("order.signers").asTexts(),
                enforcement(pack.figure("order.signers")),
                pack.figure("order.lifeMonths").asInt(),
                pack.figure("licensed.credentials").asTexts(),
                enforcement(pack.figure("plan.authorTrainingHours")),
                "PCP_TRAINING");
    }

    private static Enforcement enforcement(Figure figure) {
        return figure.isOff() ? Enforcement.OFF : figure.rejects() ? Enforcement.REJECT : Enforcement.WARN;
    }
}
