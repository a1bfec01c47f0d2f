package org.communitysupport.eligibility.process;

import java.util.function.Function;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.EndEpisode;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.NoteDemographics;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.RestoreEpisode;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.StartEligibility;
import org.communitysupport.eligibility.domain.Clinical;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.inbound.FromReferral;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;

/**
 * An accepted referral starts eligibility; its withdrawal, or the end of its episode, ends the authorizations
 * and frees reserved units. An end that was taken back restores them.
 */
public final class WhenReferralAcceptedThenStartEligibility {
    private WhenReferralAcceptedThenStartEligibility() {}

    public static Reaction reaction() {
        return Published.restIgnored(Reaction.named("WhenReferralAcceptedThenStartEligibility")
                .on(
                        "referral.ReferralAccepted",
                        FromReferral.Accepted.class,
                        WhenReferralAcceptedThenStartEligibility::start)
                .on(
                        "referral.DemographicsCorrected",
                        FromReferral.Corrected.class,
                        WhenReferralAcceptedThenStartEligibility::corrected)
                .on(
                        "referral.ReferralWithdrawn",
                        FromReferral.Withdrawn.class,
                        WhenReferralAcceptedThenStartEligibility::withdrawn)
                .on(
                        "referral.EpisodeClosed",
                        FromReferral.Closed.class,
                        WhenReferralAcceptedThenStartEligibility::closed)
                .on(
                        "referral.EpisodeReopened",
                        FromReferral.Reopened.class,
                        WhenReferralAcceptedThenStartEligibility::reopened));
    }

    private static void start(Event<FromReferral.Accepted> event, Reaction.Context context) {
        var a = event.data();
        var command = new StartEligibility(
                a.person(),
                a.referral(),
                a.episode(),
                a.program(),
                a.payer(),
                a.team(),
                a.acceptedOn(),
                own(a.demographics(), WhenReferralAcceptedThenStartEligibility::demographics),
                own(a.clinical(), WhenReferralAcceptedThenStartEligibility::clinical));
        ToAuthorizations.tell(event, a.person(), a.program(), command, context);
    }

    private static void corrected(Event<FromReferral.Corrected> event, Reaction.Context context) {
        var c = event.data();
        if (c.episode() == null) return;
        var command = new NoteDemographics(
                c.episode(), own(c.demographics(), WhenReferralAcceptedThenStartEligibility::demographics));
        ToAuthorizations.tell(event, c.person(), c.program(), command, context);
    }

    private static void withdrawn(Event<FromReferral.Withdrawn> event, Reaction.Context context) {
        var w = event.data();
        if (w.episode() == null) return;
        var command = new EndEpisode(w.episode(), w.withdrawnOn(), Codes.EndReason.WITHDRAWN);
        ToAuthorizations.tell(event, w.person(), w.program(), command, context);
    }

    /** The day of the closure is the last day of service. */
    private static void closed(Event<FromReferral.Closed> event, Reaction.Context context) {
        var c = event.data();
        var command = new EndEpisode(c.episode(), c.closedOn().plusDays(1), Codes.EndReason.EPISODE_CLOSED);
        ToAuthorizations.tell(event, c.person(), c.program(), command, context);
    }

    private static void reopened(Event<FromReferral.Reopened> event, Reaction.Context context) {
        var r = event.data();
        ToAuthorizations.tell(event, r.person(), r.program(), new RestoreEpisode(r.episode()), context);
    }

    private static <T, R> Personal<R> own(Personal<T> theirs, Function<T, R> read) {
        if (theirs == null) return null;
        return theirs.value()
                .map(v -> Personal.of(theirs.person(), theirs.field(), read.apply(v)))
                .orElseGet(() -> Personal.erased(theirs.person(), theirs.field()));
    }

    private static Demographics demographics(FromReferral.Demographics d) {
        return new Demographics(
                d.familyName(),
                d.givenName(),
                d.preferredName(),
                d.birthDate(),
                d.sex(),
                d.addressLine(),
                d.city(),
                d.state(),
                d.zip(),
                d.county(),
                d.phone(),
                d.memberId(),
                d.guardianName(),
                d.guardianRelationship());
    }

    private static Clinical clinical(FromReferral.Clinical c) {
        return new Clinical(
                c.disabilityGroup() == null ? null : Codes.DisabilityGroup.valueOf(c.disabilityGroup()),
                c.diagnoses(),
                c.locusComposite(),
                c.asamLevel(),
                c.psychiatricAdmissions90d(),
                c.edVisits90d(),
                c.housing() == null
                        ? null
                        : new Clinical.Housing(
                                c.housing().tclMember(),
                                c.housing().homeless(),
                                c.housing().permanentHousingSince()));
    }
}
