package org.communitysupport.referral.infrastructure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.commons.codec.language.DoubleMetaphone;
import org.communitysupport.kernel.BusinessClock;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.Reaction;
import org.communitysupport.policy.PolicyPacks;
import org.communitysupport.privacy.Erasure;
import org.communitysupport.privacy.KeyedHash;
import org.communitysupport.privacy.ReadAudit;
import org.communitysupport.referral.application.Acceptance;
import org.communitysupport.referral.application.Disclosures;
import org.communitysupport.referral.application.KnownPersons;
import org.communitysupport.referral.application.Persons;
import org.communitysupport.referral.application.Policies;
import org.communitysupport.referral.application.Recipients;
import org.communitysupport.referral.application.RecordHolds;
import org.communitysupport.referral.application.ReferralBundles;
import org.communitysupport.referral.application.Referrals;
import org.communitysupport.referral.application.SearchKeys;
import org.communitysupport.referral.application.Teams;
import org.communitysupport.referral.infrastructure.fhir.FhirReferralBundles;
import org.communitysupport.referral.process.IntakeProcess;
import org.communitysupport.referral.process.WhenEpisodeEndsThenKeepItsRecord;
import org.communitysupport.referral.process.WhenIdentifiedThenIndex;
import org.communitysupport.referral.process.WhenNobodyAnswersInTime;
import org.communitysupport.referral.process.WhenPersonKnownThenForgetProvisional;
import org.communitysupport.referral.process.WhenReferralEndedThenFreeItsPlace;
import org.communitysupport.referral.process.WhenServiceMayStartThenOpenEpisode;
import org.communitysupport.referral.process.WhenSlotIsUnusedThenGiveItBack;
import org.communitysupport.runtime.PersonRegister;
import org.communitysupport.runtime.ServiceSpec;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.Views;

/** The beans of the referral service. */
@ApplicationScoped
public class ReferralModule {

    @Produces
    @Singleton
    ServiceSpec spec() {
        return ReferralService.spec();
    }

    @Produces
    @Singleton
    Policies policies(PolicyPacks packs, BusinessClock clock) {
        return new Policies(packs, clock);
    }

    @Produces
    @Singleton
    Referrals referrals(CommandRunner commands, Policies policies, KeyedHash hash) {
        return new Referrals(commands, policies, hash);
    }

    @Produces
    @Singleton
    Acceptance acceptance(CommandRunner commands, Policies policies, RecordHolds holds) {
        return new Acceptance(commands, policies, holds);
    }

    @Produces
    @Singleton
    RecordHolds holds(Erasure erasure) {
        return new ErasureHolds(erasure);
    }

    @Produces
    @Singleton
    Reaction keepRecord(RecordHolds holds, Policies policies) {
        return WhenEpisodeEndsThenKeepItsRecord.reaction(holds, policies);
    }

    @Produces
    @Singleton
    Disclosures disclosures(ReadAudit audit) {
        return new AuditedDisclosures(audit);
    }

    @Produces
    @Singleton
    Recipients recipients(Views views) {
        return new KnownSenders(views);
    }

    @Produces
    @Singleton
    Teams teams(CommandRunner commands, Policies policies) {
        return new Teams(commands, policies);
    }

    @Produces
    @Singleton
    Persons persons(CommandRunner commands, Policies policies) {
        return new Persons(commands, policies);
    }

    @Produces
    @Singleton
    ReferralBundles bundles() {
        return new FhirReferralBundles();
    }

    @Produces
    @Singleton
    SearchKeys searchKeys(KeyedHash hash) {
        return new SearchKeys(hash, new DoubleMetaphone()::doubleMetaphone);
    }

    @Produces
    @Singleton
    Reaction intake(CommandRunner commands, SearchKeys keys, Policies policies) {
        return IntakeProcess.reaction(commands, new KnownPersons(commands, policies), keys, policies);
    }

    @Produces
    @Singleton
    Reaction index(Referrals referrals, SearchKeys keys, Policies policies) {
        return WhenIdentifiedThenIndex.reaction(referrals, keys, policies);
    }

    @Produces
    @Singleton
    Reaction freePlace(CommandRunner commands, Policies policies) {
        return WhenReferralEndedThenFreeItsPlace.reaction(commands, policies);
    }

    @Produces
    @Singleton
    Reaction openEpisode(Policies policies) {
        return WhenServiceMayStartThenOpenEpisode.reaction(policies);
    }

    @Produces
    @Singleton
    Reaction forgetProvisional(Erasure erasure) {
        return WhenPersonKnownThenForgetProvisional.reaction(person -> {
            var outcome = erasure.erase(person, "referral-service", "the person is known under another id");
            if (outcome instanceof Erasure.RefusedByHold hold)
                throw new IllegalStateException("a hold forbids forgetting a provisional id: "
                        + hold.hold().id());
        });
    }

    @Produces
    @Singleton
    Deadline responseDue(CommandRunner commands, Referrals referrals, Policies policies) {
        return WhenNobodyAnswersInTime.deadline(commands, referrals, policies);
    }

    @Produces
    @Singleton
    Deadline slotUnused(Acceptance acceptance) {
        return WhenSlotIsUnusedThenGiveItBack.deadline(acceptance);
    }

    @Produces
    @Singleton
    PersonRegister persons(Views views) {
        return new PersonsOfReferrals(views);
    }
}
