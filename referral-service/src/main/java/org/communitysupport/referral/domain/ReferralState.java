package org.communitysupport.referral.domain;

import java.util.List;
import java.util.Set;
import org.communitysupport.kernel.Personal;

/**
 * A referral as it stands.
 *
 * @param content what was said about the person, last correction included; null before it was received
 * @param person who it is; the known person once identified
 * @param identified the member id is claimed and no other referral of this person and program is open (REF-2)
 * @param answered somebody of ours has responded (REF-9)
 * @param episode null until accepted
 * @param team null until accepted
 * @param asked what intake still waits for
 */
public record ReferralState(
        Stage stage,
        ReferralEvent.ReferralReceived content,
        String person,
        boolean identified,
        boolean answered,
        String episode,
        String team,
        String duplicateOf,
        List<Codes.InformationItem> asked) {

    public enum Stage {
        NONE,
        RECEIVED,
        TRIAGED,
        AWAITING_INFORMATION,
        ACCEPTED,
        EPISODE_OPEN,
        DUPLICATE,
        DECLINED,
        WITHDRAWN,
        CLOSED;

        private static final Set<Stage> ENDED = Set.of(DUPLICATE, DECLINED, WITHDRAWN, CLOSED);
        private static final Set<Stage> IN_INTAKE = Set.of(RECEIVED, TRIAGED, AWAITING_INFORMATION);

        public boolean ended() {
            return ENDED.contains(this);
        }

        public boolean inIntake() {
            return IN_INTAKE.contains(this);
        }
    }

    static final ReferralState NONE =
            new ReferralState(Stage.NONE, null, null, false, false, null, null, null, List.of());

    /** True when the agency holds something for this person: a slot, perhaps an episode. */
    public boolean held() {
        return stage == Stage.ACCEPTED || stage == Stage.EPISODE_OPEN;
    }

    ReferralState at(Stage next) {
        return new ReferralState(next, content, person, identified, answered, episode, team, duplicateOf, asked);
    }

    ReferralState asking(List<Codes.InformationItem> items) {
        return new ReferralState(stage, content, person, identified, answered, episode, team, duplicateOf, items);
    }

    ReferralState responded() {
        return new ReferralState(stage, content, person, identified, true, episode, team, duplicateOf, asked);
    }

    ReferralState with(ReferralEvent.ReferralReceived newContent) {
        return new ReferralState(stage, newContent, person, identified, answered, episode, team, duplicateOf, asked);
    }

    /** What was sealed anew takes the place of what came. */
    ReferralState known(
            String as,
            boolean sure,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Personal<ReferrerContact> referrer) {
        return new ReferralState(
                stage,
                content.sealedFor(as, demographics, clinical, referrer),
                as,
                sure,
                answered,
                episode,
                team,
                duplicateOf,
                asked);
    }

    ReferralState duplicating(String other) {
        return new ReferralState(Stage.DUPLICATE, content, person, identified, true, episode, team, other, asked);
    }

    ReferralState accepted(String intoEpisode, String byTeam) {
        return new ReferralState(
                Stage.ACCEPTED, content, person, identified, true, intoEpisode, byTeam, duplicateOf, asked);
    }
}
