package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.ReferralCommand.CloseEpisode;
import org.communitysupport.referral.domain.ReferralCommand.CorrectClosure;
import org.communitysupport.referral.domain.ReferralCommand.ReopenEpisode;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeClosed;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeOpened;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeReopened;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.ReferralState.Stay;

/** The end of an episode, its correction, and its undoing by a second event: nothing of what was said before is taken out of the history. */
final class Discharging {
    private Discharging() {}

    static Decision<ReferralEvent> close(CloseEpisode c, ReferralState state, ReferralFacts facts) {
        var stay = new Stay(state.stay().openedOn(), c.closedOn(), c.reason(), c.destination());
        if (state.stage() == Stage.CLOSED && stay.equals(state.stay())) return Decision.nothingToDo();
        if (state.stage() == Stage.CLOSED) return closedAlready(state);
        if (state.stage().ended()) return ReferralDecider.ended(state);
        if (state.stage() != Stage.EPISODE_OPEN)
            return Decision.reject(
                    "no-open-episode", "", "The referral has no open episode, so there is none to close.");
        var wrong = dated(state, c.closedOn(), facts);
        return wrong != null ? wrong : Decision.accept(closed(state, c.closedOn(), c.reason(), c.destination()));
    }

    private static Decision<ReferralEvent> closedAlready(ReferralState state) {
        return Decision.reject(
                "episode-closed",
                "REF-12",
                "This episode was closed on " + state.stay().closedOn()
                        + ". Correct that discharge, or open the episode again if it was a mistake.");
    }

    /** Two events at once: the end is taken back and said anew, so that whoever follows the episode needs to know no third case. */
    static Decision<ReferralEvent> correct(CorrectClosure c, ReferralState state, ReferralFacts facts) {
        if (state.stage() != Stage.CLOSED || state.stay().closedOn() == null) return notClosed();
        var stay = new Stay(state.stay().openedOn(), c.closedOn(), c.reason(), c.destination());
        if (stay.equals(state.stay())) return Decision.nothingToDo();
        var wrong = dated(state, c.closedOn(), facts);
        return wrong != null
                ? wrong
                : Decision.acceptAll(
                        List.of(reopened(state, c.why()), closed(state, c.closedOn(), c.reason(), c.destination())));
    }

    static Decision<ReferralEvent> reopen(ReopenEpisode c, ReferralState state) {
        if (state.stage() == Stage.EPISODE_OPEN) return Decision.nothingToDo();
        if (!state.stage().ended() || state.stay().closedOn() == null) return notClosed();
        if (c.openReferral() != null && !c.openReferral().equals(ReferralDecider.id(state)))
            return Decision.reject(
                    "open-referral-exists",
                    "REF-2",
                    "This person has another open referral or episode in the program. End that one first, or go on with it.");
        return Decision.accept(reopened(state, c.why()));
    }

    private static Decision<ReferralEvent> notClosed() {
        return Decision.reject(
                "episode-not-closed",
                "REF-12",
                "The episode is not closed, so there is no discharge to correct or undo.");
    }

    private static Decision<ReferralEvent> dated(ReferralState state, LocalDate closedOn, ReferralFacts facts) {
        return facts.isAhead(closedOn)
                ? ReferralDecider.ahead("closed-ahead", "/closedOn", "A discharge")
                : beforeItOpened(state, closedOn, "/closedOn");
    }

    /** Null when it is not. */
    static Decision<ReferralEvent> beforeItOpened(ReferralState state, LocalDate day, String place) {
        var openedOn = state.stay().openedOn();
        return openedOn == null || !day.isBefore(openedOn)
                ? null
                : Decision.reject(Rejection.ofContent(
                        "closed-before-opened",
                        "",
                        place,
                        "The closing day is before the day on which the episode opened, " + openedOn
                                + ". Correct it."));
    }

    static EpisodeClosed closed(
            ReferralState state, LocalDate on, Codes.ClosureReason reason, Codes.Destination destination) {
        return new EpisodeClosed(
                ReferralDecider.id(state),
                state.person(),
                state.episode(),
                state.content().program(),
                state.team(),
                on,
                reason,
                destination);
    }

    private static EpisodeReopened reopened(ReferralState state, Codes.CorrectionReason why) {
        return new EpisodeReopened(
                ReferralDecider.id(state),
                state.person(),
                state.episode(),
                state.content().program(),
                state.team(),
                state.stay().closedOn(),
                why);
    }

    static ReferralState evolve(ReferralState state, EpisodeOpened e) {
        return state.staying(new Stay(e.openedOn(), null, null, null), Stage.EPISODE_OPEN);
    }

    static ReferralState evolve(ReferralState state, EpisodeClosed e) {
        return state.staying(
                new Stay(state.stay().openedOn(), e.closedOn(), e.reason(), e.destination()), Stage.CLOSED);
    }

    static ReferralState evolve(ReferralState state, EpisodeReopened e) {
        return state.staying(new Stay(state.stay().openedOn(), null, null, null), Stage.EPISODE_OPEN);
    }
}
