package org.communitysupport.eligibility.domain.rule;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;

/**
 * ELG-1: coverage is proven for the date of service. Where the pack wants a check at each service, a proof that speaks for days after
 * the day of the check deserves a look: the plan may have ended since.
 */
public record Elg1Proof(PackRef pack, boolean eachService, Enforcement enforcement) {

    public List<Warning> odd(LocalDate checkedOn, LocalDate verifiedTo) {
        return eachService && enforcement != Enforcement.OFF && verifiedTo.isAfter(checkedOn)
                ? List.of(new Warning(
                        "proof-ahead-of-service",
                        "ELG-1",
                        "The proof is dated to cover days after the check. Check coverage at each service."))
                : List.of();
    }
}
