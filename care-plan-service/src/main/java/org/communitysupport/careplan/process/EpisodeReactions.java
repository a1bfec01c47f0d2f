package org.communitysupport.careplan.process;

import org.communitysupport.careplan.domain.CarePlanCommand;
import org.communitysupport.careplan.domain.CarePlanDecider;
import org.communitysupport.careplan.domain.CarePlanFacts;
import org.communitysupport.careplan.domain.Demographics;
import org.communitysupport.careplan.inbound.FromEligibility.ClinicalAssessmentRecorded;
import org.communitysupport.careplan.inbound.FromReferral.DemographicsCorrected;
import org.communitysupport.careplan.inbound.FromReferral.EpisodeClosed;
import org.communitysupport.careplan.inbound.FromReferral.EpisodeOpened;
import org.communitysupport.careplan.inbound.FromReferral.EpisodeReopened;
import org.communitysupport.careplan.inbound.FromReferral.Person;
import org.communitysupport.careplan.inbound.FromReferral.ReferralAccepted;
import org.communitysupport.careplan.inbound.FromReferral.ReferralWithdrawn;
import org.communitysupport.careplan.inbound.Published;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;

/** What other services tell of an episode is written into its plan's own history, so that the plan is judged by what it knew. */
public final class EpisodeReactions {
    // These commands only take note; they are judged against nothing.
    private static final CarePlanFacts NONE = new CarePlanFacts(null, null, null);

    private EpisodeReactions() {}

    /** Plan work may begin as soon as the referral is accepted (amendment 1). */
    public static Reaction fromReferral() {
        return Published.restIgnored(Reaction.named("WhenReferralMovesThenNoteInPlan")
                .on(
                        "referral.ReferralAccepted",
                        ReferralAccepted.class,
                        (e, context) -> note(e, context, start(e.data())))
                .on("referral.DemographicsCorrected", DemographicsCorrected.class, (e, context) -> {
                    // Corrected before it was accepted: the acceptance brings it.
                    if (e.data().episode() != null) note(e, context, corrected(e.data()));
                })
                .on("referral.EpisodeOpened", EpisodeOpened.class, (e, context) -> note(e, context, opened(e.data())))
                .on("referral.EpisodeClosed", EpisodeClosed.class, (e, context) -> note(e, context, closed(e.data())))
                .on(
                        "referral.EpisodeReopened",
                        EpisodeReopened.class,
                        (e, context) -> note(e, context, reopened(e.data())))
                .on("referral.ReferralWithdrawn", ReferralWithdrawn.class, (e, context) -> {
                    // Withdrawn before it was accepted: there is no plan.
                    if (e.data().episode() != null) note(e, context, closed(e.data()));
                }));
    }

    /** PLN-10: the assessment precedes the activation. */
    public static Reaction fromEligibility() {
        return Published.restIgnored(Reaction.named("WhenAssessedThenNoteInPlan")
                .on(
                        "eligibility.ClinicalAssessmentRecorded",
                        ClinicalAssessmentRecorded.class,
                        (e, context) -> note(e, context, assessed(e.data()))));
    }

    private static void note(Event<?> event, Reaction.Context context, CarePlanCommand command) {
        var plan = new AggregateId(event.envelope().tenant(), "care-plan", command.person(), command.episode());
        context.run(CarePlanDecider.CARE_PLAN, plan, command, NONE);
    }

    private static CarePlanCommand start(ReferralAccepted e) {
        return new CarePlanCommand.StartPlanning(
                e.person(),
                e.episode(),
                e.referral(),
                e.program(),
                e.payer(),
                e.team(),
                e.acceptedOn(),
                demographics(e.demographics()));
    }

    private static CarePlanCommand corrected(DemographicsCorrected e) {
        return new CarePlanCommand.NoteDemographics(e.person(), e.episode(), demographics(e.demographics()));
    }

    private static CarePlanCommand opened(EpisodeOpened e) {
        return new CarePlanCommand.NoteEpisode(e.person(), e.episode(), e.openedOn());
    }

    private static CarePlanCommand closed(EpisodeClosed e) {
        return new CarePlanCommand.NoteEpisodeEnd(e.person(), e.episode(), e.closedOn());
    }

    private static CarePlanCommand reopened(EpisodeReopened e) {
        return new CarePlanCommand.NoteEpisodeReopened(e.person(), e.episode());
    }

    private static CarePlanCommand closed(ReferralWithdrawn e) {
        return new CarePlanCommand.NoteEpisodeEnd(e.person(), e.episode(), e.withdrawnOn());
    }

    private static CarePlanCommand assessed(ClinicalAssessmentRecorded e) {
        return new CarePlanCommand.NoteAssessment(
                e.person(), e.episode(), e.assessment(), e.assessedOn(), e.recommendsProgram(), e.credential());
    }

    private static Personal<Demographics> demographics(Personal<Person> read) {
        if (read == null) return null;
        return read.value()
                .map(p -> Personal.of(
                        read.person(),
                        read.field(),
                        new Demographics(
                                p.familyName(),
                                p.givenName(),
                                p.preferredName(),
                                p.birthDate(),
                                p.sex(),
                                p.addressLine(),
                                p.city(),
                                p.state(),
                                p.zip(),
                                p.county(),
                                p.phone(),
                                p.safeContactNote(),
                                p.language(),
                                p.memberId(),
                                p.guardianName(),
                                p.guardianRelationship())))
                .orElseGet(() -> Personal.erased(read.person(), read.field()));
    }
}
