package org.communitysupport.careplan.domain.rule;

import java.util.List;
import java.util.Set;
import org.communitysupport.kernel.Basis;

/**
 * What the policy pack of the member's payer says about plans and orders.
 *
 * @param pack id of the pack
 * @param version its effective-from date
 * @param planLifeMonths a plan ends at the latest so long after its date (PLN-3)
 * @param crisisPlanFirst whether the crisis plan must stand before activation (PLN-5)
 * @param orderSigners credentials that may order the service (PLN-6)
 * @param orderSignersKind what a signer outside that list leads to
 * @param orderLifeMonths how long an order is in force (PLN-7)
 * @param orderNotBackdated what an order with an earlier date leads to (PLN-6)
 * @param licensed credentials that may write an assessment (PLN-10)
 * @param trainingKind credential kind that proves the author's training (PLN-4)
 * @param roles that may carry an intervention
 * @param unitsPerWeek more than that in a plan warns (PLN-11); null where the pack has no figure
 */
public record PlanPolicy(
        String pack,
        String version,
        int planLifeMonths,
        Enforcement planLife,
        Enforcement crisisPlanFirst,
        List<String> orderSigners,
        Enforcement orderSignersKind,
        int orderLifeMonths,
        Enforcement orderNotBackdated,
        List<String> licensed,
        Enforcement authorTraining,
        String trainingKind,
        Set<String> roles,
        Integer unitsPerWeek) {

    public Basis basis(String... rules) {
        return new Basis(pack, version, List.of(rules));
    }
}
