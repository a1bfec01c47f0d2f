package org.communitysupport.careplan.infrastructure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.communitysupport.careplan.application.Board;
import org.communitysupport.careplan.application.CarePlans;
import org.communitysupport.careplan.application.PlanFacts;
import org.communitysupport.careplan.process.EpisodeReactions;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.runtime.ServiceSpec;
import org.communitysupport.stream.Views;

/** The beans of this service. */
@ApplicationScoped
class CarePlanModule {

    @Produces
    @Singleton
    ServiceSpec spec() {
        return CarePlanService.spec();
    }

    @Produces
    @Singleton
    PlanFacts facts(PolicyPacks packs, BusinessClock clock, Views views) {
        return new PlanFacts(packs, clock, views);
    }

    @Produces
    @Singleton
    CarePlans plans(CommandRunner commands, PlanFacts facts) {
        return new CarePlans(commands, facts);
    }

    @Produces
    @Singleton
    Board board(PolicyPacks packs, BusinessClock clock) {
        return new Board(packs, clock);
    }

    @Produces
    @Singleton
    Reaction fromReferral() {
        return EpisodeReactions.fromReferral();
    }

    @Produces
    @Singleton
    Reaction fromEligibility() {
        return EpisodeReactions.fromEligibility();
    }
}
