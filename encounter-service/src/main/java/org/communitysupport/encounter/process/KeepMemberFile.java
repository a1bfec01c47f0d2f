package org.communitysupport.encounter.process;

import static org.communitysupport.encounter.domain.MemberFileDecider.MEMBER_FILE;

import java.util.List;
import java.util.Map;
import org.communitysupport.encounter.application.Ids;
import org.communitysupport.encounter.application.Policies;
import org.communitysupport.encounter.domain.MemberFileCommand;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteCoverage;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteCoverageEnd;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeClosed;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeOpened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteEpisodeReopened;
import org.communitysupport.encounter.domain.MemberFileCommand.NoteOrder;
import org.communitysupport.encounter.domain.MemberFileCommand.NotePlan;
import org.communitysupport.encounter.domain.MemberFileCommand.OpenFile;
import org.communitysupport.encounter.domain.NoFacts;
import org.communitysupport.encounter.inbound.FromCarePlan;
import org.communitysupport.encounter.inbound.FromEligibility;
import org.communitysupport.encounter.inbound.FromReferral;
import org.communitysupport.encounter.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Reaction;

/** Notes what the other services say about a member, with the position where they said it. */
public final class KeepMemberFile {
    private KeepMemberFile() {}

    public static Reaction reaction(Policies policies) {
        var reaction = Reaction.named("KeepMemberFile")
                .on("referral.ReferralAccepted", FromReferral.ReferralAccepted.class, (e, c) -> {
                    var d = e.data();
                    note(
                            e,
                            c,
                            new OpenFile(
                                    d.person(),
                                    d.episode(),
                                    d.program(),
                                    d.payer(),
                                    d.team(),
                                    d.referral(),
                                    source(e)));
                })
                .on("referral.EpisodeOpened", FromReferral.EpisodeOpened.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteEpisodeOpened(d.person(), d.program(), d.episode(), d.openedOn(), source(e)));
                })
                .on("referral.EpisodeClosed", FromReferral.EpisodeClosed.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteEpisodeClosed(d.person(), d.program(), d.episode(), d.closedOn(), source(e)));
                })
                .on("referral.EpisodeReopened", FromReferral.EpisodeReopened.class, (e, c) -> {
                    var d = e.data();
                    note(e, c, new NoteEpisodeReopened(d.person(), d.program(), d.episode(), source(e)));
                })
                .on("referral.ReferralWithdrawn", FromReferral.ReferralWithdrawn.class, (e, c) -> {
                    var d = e.data();
                    // Withdrawn before it was accepted: there is no episode.
                    if (d.episode() != null)
                        note(
                                e,
                                c,
                                new NoteEpisodeClosed(
                                        d.person(), d.program(), d.episode(), d.withdrawnOn(), source(e)));
                })
                .on("eligibility.CoverageVerified", FromEligibility.CoverageVerified.class, (e, c) -> {
                    var d = e.data();
                    for (String program : policies.programsOf(d.payer(), d.verifiedFrom()))
                        note(
                                e,
                                c,
                                new NoteCoverage(
                                        d.person(), program, d.payer(), d.verifiedFrom(), d.verifiedTo(), source(e)));
                })
                .on("eligibility.CoverageEnded", FromEligibility.CoverageEnded.class, (e, c) -> {
                    var d = e.data();
                    for (String program : policies.programsOf(d.payer(), d.endedOn()))
                        note(e, c, new NoteCoverageEnd(d.person(), program, d.payer(), d.endedOn(), source(e)));
                })
                .on("care-plan.ServiceOrdered", FromCarePlan.ServiceOrdered.class, (e, c) -> {
                    var d = e.data();
                    note(
                            e,
                            c,
                            new NoteOrder(d.person(), d.program(), d.order(), d.orderedOn(), d.validTo(), source(e)));
                })
                .on("care-plan.PlanActivated", FromCarePlan.PlanActivated.class, (e, c) -> {
                    var d = e.data();
                    note(
                            e,
                            c,
                            new NotePlan(
                                    d.person(),
                                    d.program(),
                                    d.episode(),
                                    d.plan(),
                                    d.version(),
                                    d.activatedOn(),
                                    d.from(),
                                    d.to(),
                                    d.goals(),
                                    d.part2Goals() == null ? List.of() : d.part2Goals(),
                                    d.goalTargets() == null ? Map.of() : d.goalTargets(),
                                    source(e)));
                });
        return Published.restIgnored(reaction);
    }

    private static void note(Event<?> event, Reaction.Context context, MemberFileCommand command) {
        context.run(
                MEMBER_FILE,
                Ids.memberFile(event.envelope().tenant(), command.person(), command.program()),
                command,
                NoFacts.NONE);
    }

    private static String source(Event<?> event) {
        return event.envelope().position().toString();
    }
}
