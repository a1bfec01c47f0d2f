package org.communitysupport.careplan.process;

import org.communitysupport.careplan.domain.CarePlanCommand;
import org.communitysupport.careplan.domain.CarePlanDecider;
import org.communitysupport.careplan.domain.CarePlanFacts;
import org.communitysupport.careplan.domain.Demographics;
import org.communitysupport.careplan.inbound.FromEligibility.ClinicalAssessmentRecorded;
import org.communitysupport.careplan.inbound.FromReferral.EpisodeClosed;
import org.communitysupport.careplan.inbound.FromReferral.EpisodeOpened;
import org.communitysupport.careplan.inbound.FromReferral.Person;
import org.communitysupport.careplan.inbound.FromReferral.ReferralAccepted;
import org.communitysupport.careplan.inbound.FromReferral.ReferralWithdrawn;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;

/** What other services tell of an episode is written into its plan's own history, so that the plan is judged by what it knew. */
public final class EpisodeReactions {
    // These commands only take note; they are judged against nothing.
    private static final CarePlanFacts NONE = new CarePlanFacts(null, null, null);

    private EpisodeReactions() {}

    /** Plan work may begin as soon as the referral is accepted (amendment 1). */
    public static Reaction fromReferral() {
        return Reaction.named("WhenReferralMovesThenNoteInPlan")
                .on("referral.ReferralAccepted", ReferralAccepted.class, (event, context) -> {
                    var e = event.data();
                    note(
                            context,
                            event.envelope(),
                            e.person(),
                            e.episode(),
                            new CarePlanCommand.StartPlanning(
                                    e.person(),
                                    e.episode(),
                                    e.referral(),
                                    e.program(),
                                    e.payer(),
                                    e.team(),
                                    e.acceptedOn(),
                                    demographics(e.demographics())));
                })
                .on("referral.EpisodeOpened", EpisodeOpened.class, (event, context) -> {
                    var e = event.data();
                    note(
                            context,
                            event.envelope(),
                            e.person(),
                            e.episode(),
                            new CarePlanCommand.NoteEpisode(e.person(), e.episode(), e.openedOn()));
                })
                .on("referral.EpisodeClosed", EpisodeClosed.class, (event, context) -> {
                    var e = event.data();
                    note(
                            context,
                            event.envelope(),
                            e.person(),
                            e.episode(),
                            new CarePlanCommand.NoteEpisodeEnd(e.person(), e.episode(), e.closedOn()));
                })
                .on("referral.ReferralWithdrawn", ReferralWithdrawn.class, (event, context) -> {
                    var e = event.data();
                    if (e.episode() == null) return; // withdrawn before it was accepted: there is no plan
                    note(
                            context,
                            event.envelope(),
                            e.person(),
                            e.episode(),
                            new CarePlanCommand.NoteEpisodeEnd(e.person(), e.episode(), e.withdrawnOn()));
                })
                .ignores(Unread.REFERRAL);
    }

    /** PLN-10: the assessment precedes the activation. */
    public static Reaction fromEligibility() {
        return Reaction.named("WhenAssessedThenNoteInPlan")
                .on("eligibility.ClinicalAssessmentRecorded", ClinicalAssessmentRecorded.class, (event, context) -> {
                    var e = event.data();
                    note(
                            context,
                            event.envelope(),
                            e.person(),
                            e.episode(),
                            new CarePlanCommand.NoteAssessment(
                                    e.person(),
                                    e.episode(),
                                    e.assessment(),
                                    e.assessedOn(),
                                    e.recommendsProgram(),
                                    e.credential()));
                })
                .ignores(Unread.ELIGIBILITY);
    }

    private static void note(
            Reaction.Context context, Envelope envelope, String person, String episode, CarePlanCommand command) {
        context.run(
                CarePlanDecider.CARE_PLAN,
                new AggregateId(envelope.tenant(), "care-plan", person, episode),
                command,
                NONE);
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
