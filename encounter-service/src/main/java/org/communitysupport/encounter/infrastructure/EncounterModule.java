package org.communitysupport.encounter.infrastructure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.communitysupport.encounter.application.BillableVisits;
import org.communitysupport.encounter.application.Days;
import org.communitysupport.encounter.application.Encounters;
import org.communitysupport.encounter.application.Policies;
import org.communitysupport.encounter.process.CountContacts;
import org.communitysupport.encounter.process.JudgeDays;
import org.communitysupport.encounter.process.KeepMemberFile;
import org.communitysupport.encounter.process.KeepStaffFile;
import org.communitysupport.encounter.process.WhenDayIsOverThenJudgeIt;
import org.communitysupport.encounter.process.WhenEpisodeEndsThenCancelItsVisits;
import org.communitysupport.encounter.process.WhenTimeIsUnusedThenFreeIt;
import org.communitysupport.encounter.process.WhenUnitsAreAnsweredThenTellTheDay;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.runtime.ServiceSpec;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.Views;

/** The parts of the service, put together. */
@ApplicationScoped
public class EncounterModule {

    @Produces
    @Singleton
    ServiceSpec spec() {
        return EncounterService.spec();
    }

    @Produces
    @Singleton
    Policies policies(PolicyPacks packs) {
        return new Policies(packs);
    }

    @Produces
    @Singleton
    Encounters encounters(CommandRunner commands, Policies policies, BusinessClock clock) {
        return new Encounters(commands, policies, clock);
    }

    @Produces
    @Singleton
    BillableVisits billableVisits(Encounters encounters, Days days, Views views) {
        return new BillableVisits(encounters, days, views);
    }

    @Produces
    @Singleton
    Days days(CommandRunner commands, Policies policies, BusinessClock clock) {
        return new Days(commands, policies, clock);
    }

    @Produces
    @Singleton
    Reaction memberFile(Policies policies) {
        return KeepMemberFile.reaction(policies);
    }

    @Produces
    @Singleton
    Reaction staffFile() {
        return KeepStaffFile.reaction();
    }

    @Produces
    @Singleton
    Reaction units(Days days) {
        return WhenUnitsAreAnsweredThenTellTheDay.reaction(days);
    }

    @Produces
    @Singleton
    Reaction contacts(Days days, Encounters encounters) {
        return CountContacts.reaction(days, encounters);
    }

    @Produces
    @Singleton
    Reaction cancelVisits(Encounters encounters) {
        return WhenEpisodeEndsThenCancelItsVisits.reaction(encounters);
    }

    @Produces
    @Singleton
    Reaction judge(Days days) {
        return JudgeDays.reaction(days);
    }

    @Produces
    @Singleton
    Deadline timeIsUnused(Encounters encounters) {
        return WhenTimeIsUnusedThenFreeIt.deadline(encounters);
    }

    @Produces
    @Singleton
    Deadline dayIsOver(Days days) {
        return WhenDayIsOverThenJudgeIt.deadline(days);
    }
}
