package org.communitysupport.eligibility.infrastructure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.communitysupport.eligibility.application.Authorizations;
import org.communitysupport.eligibility.application.Coverages;
import org.communitysupport.eligibility.application.Determinations;
import org.communitysupport.eligibility.application.Policies;
import org.communitysupport.eligibility.application.StaffDirectory;
import org.communitysupport.eligibility.process.WhenDecisionIsDueThenAsk;
import org.communitysupport.eligibility.process.WhenDeterminedThenReport;
import org.communitysupport.eligibility.process.WhenLastDayHasPassedThenExpire;
import org.communitysupport.eligibility.process.WhenPayerChangedThenEndAuthorizations;
import org.communitysupport.eligibility.process.WhenPlannedThenReport;
import org.communitysupport.eligibility.process.WhenReferralAcceptedThenStartEligibility;
import org.communitysupport.eligibility.process.WhenUnitsAskedThenAnswer;
import org.communitysupport.eligibility.process.WhenVisitWasNotNotedThenRelease;
import org.communitysupport.eligibility.projection.StaffView;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.runtime.ServiceSpec;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.Views;

/** The beans of the eligibility service. */
@ApplicationScoped
public class EligibilityModule {

    @Produces
    @Singleton
    ServiceSpec spec() {
        return EligibilityService.spec();
    }

    @Produces
    @Singleton
    Policies policies(PolicyPacks packs, BusinessClock clock) {
        return new Policies(packs, clock);
    }

    /** The local view of referral's staff. A credential recorded a moment ago may not be here yet; then the answer is no, ask again. */
    @Produces
    @Singleton
    StaffDirectory staff(Views views) {
        return (tenant, staff, on) -> views.get(StaffView.VIEW, tenant, staff)
                .map(row -> row.row().on(on))
                .orElse(Set.of());
    }

    @Produces
    @Singleton
    Coverages coverages(CommandRunner commands, Policies policies) {
        return new Coverages(commands, policies);
    }

    @Produces
    @Singleton
    Determinations determinations(
            CommandRunner commands, Policies policies, StaffDirectory staff, Coverages coverages) {
        return new Determinations(commands, policies, staff, coverages);
    }

    @Produces
    @Singleton
    Authorizations authorizations(CommandRunner commands, Policies policies, Coverages coverages) {
        return new Authorizations(commands, policies, coverages);
    }

    @Produces
    @Singleton
    Reaction startEligibility() {
        return WhenReferralAcceptedThenStartEligibility.reaction();
    }

    @Produces
    @Singleton
    Reaction reportDetermination() {
        return WhenDeterminedThenReport.reaction();
    }

    @Produces
    @Singleton
    Reaction reportPlan() {
        return WhenPlannedThenReport.reaction();
    }

    @Produces
    @Singleton
    Deadline expiry(Authorizations authorizations) {
        return WhenLastDayHasPassedThenExpire.deadline(authorizations);
    }

    @Produces
    @Singleton
    Deadline decisions(Authorizations authorizations) {
        return WhenDecisionIsDueThenAsk.deadline(authorizations);
    }

    @Produces
    @Singleton
    Deadline unnotedVisits(Authorizations authorizations, Policies policies) {
        return WhenVisitWasNotNotedThenRelease.deadline(authorizations, policies);
    }

    @Produces
    @Singleton
    Reaction endOfPayer(CommandRunner commands, Policies policies) {
        return WhenPayerChangedThenEndAuthorizations.reaction(commands, policies);
    }

    @Produces
    @Singleton
    Reaction answerUnits() {
        return WhenUnitsAskedThenAnswer.reaction();
    }
}
