package org.communitysupport.careplan.domain;

import java.time.LocalDate;
import org.communitysupport.careplan.domain.rule.PlanPolicy;

/**
 * What a plan is judged against.
 *
 * @param today in the state's time zone
 * @param signer the staff member who signs or orders; null when the command has none
 */
public record CarePlanFacts(LocalDate today, PlanPolicy policy, Signer signer) {}
