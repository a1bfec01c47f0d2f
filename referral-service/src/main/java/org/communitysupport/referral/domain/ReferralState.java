package org.communitysupport.referral.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.communitysupport.kernel.Personal;

/**
 * A referral as it stands.
 *
 * @param content what was said about the person, last correction included; null before it was received
 * @param said what the sender last said of the person, where intake knows better; null where content is that
 * @param person who it is; the known person once identified
 * @param identity how sure that is, and what is asked about it
 * @param triagedAs intake's urgency; null until it was triaged
 * @param answered somebody of ours has responded (REF-9)
 * @param episode null until accepted
 * @param team null until accepted
 * @param stay the days of the episode
 * @param asked what intake still waits for
 */
public record ReferralState(
        Stage stage,
        ReferralEvent.ReferralReceived content,
        Demographics said,
        String person,
        Identity identity,
        Codes.Urgency triagedAs,
        boolean answered,
        String episode,
        String team,
        Stay stay,
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

    static final ReferralState NONE = new ReferralState(
            Stage.NONE, null, null, null, Identity.UNKNOWN, null, false, null, null, Stay.NONE, null, List.of());

    static ReferralState received(ReferralEvent.ReferralReceived content) {
        return new ReferralState(
                Stage.RECEIVED,
                content,
                null,
                content.person(),
                Identity.UNKNOWN,
                null,
                false,
                null,
                null,
                Stay.NONE,
                null,
                List.of());
    }

    /** Days of the episode; each null until it is known. @param reason why it ended */
    record Stay(LocalDate openedOn, LocalDate closedOn, Codes.ClosureReason reason, Codes.Destination destination) {
        static final Stay NONE = new Stay(null, null, null, null);
    }

    ReferralState staying(Stay now, Stage next) {
        return new ReferralState(
                next, content, said, person, identity, triagedAs, answered, episode, team, now, duplicateOf, asked);
    }

    /** The member id is claimed and no other referral of this person and program is open (REF-2). */
    public boolean identified() {
        return identity.sure().settled();
    }

    /** True when the agency holds something for this person: a slot, perhaps an episode. */
    public boolean held() {
        return stage == Stage.ACCEPTED || stage == Stage.EPISODE_OPEN;
    }

    Codes.Urgency urgency() {
        return triagedAs == null ? content.urgency() : triagedAs;
    }

    ReferralState at(Stage next) {
        return new ReferralState(
                next, content, said, person, identity, triagedAs, answered, episode, team, stay, duplicateOf, asked);
    }

    ReferralState triaged(Codes.Urgency as) {
        return new ReferralState(
                Stage.TRIAGED, content, said, person, identity, as, true, episode, team, stay, duplicateOf, asked);
    }

    ReferralState asking(List<Codes.InformationItem> items) {
        return new ReferralState(
                stage, content, said, person, identity, triagedAs, answered, episode, team, stay, duplicateOf, items);
    }

    ReferralState responded() {
        return new ReferralState(
                stage, content, said, person, identity, triagedAs, true, episode, team, stay, duplicateOf, asked);
    }

    ReferralState with(Identity now) {
        return new ReferralState(
                stage, content, said, person, now, triagedAs, answered, episode, team, stay, duplicateOf, asked);
    }

    ReferralState with(ReferralEvent.ReferralReceived newContent) {
        return new ReferralState(
                stage,
                newContent,
                null,
                newContent.person(),
                identity,
                triagedAs,
                answered,
                episode,
                team,
                stay,
                duplicateOf,
                asked);
    }

    /** @param besides true when the sender did not say so */
    ReferralState corrected(ReferralEvent.ReferralReceived now, boolean besides) {
        return with(now).hearing(besides ? lastSaid() : said);
    }

    ReferralState hearing(Demographics sent) {
        return new ReferralState(
                stage, content, sent, person, identity, triagedAs, answered, episode, team, stay, duplicateOf, asked);
    }

    /** What the sender last said; null when that is erased. */
    Demographics lastSaid() {
        return said != null ? said : content.demographics().value().orElse(null);
    }

    /** What was sealed anew takes the place of what came; what the sender said before it was sealed under an id that is forgotten. */
    ReferralState known(
            String as,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical,
            Personal<ReferrerContact> referrer) {
        var sealed = with(content.sealedFor(as, demographics, clinical, referrer));
        return demographics == null ? sealed.hearing(said) : sealed;
    }

    ReferralState duplicating(String other) {
        return new ReferralState(
                Stage.DUPLICATE, content, said, person, identity, triagedAs, true, episode, team, stay, other, asked);
    }

    ReferralState accepted(String intoEpisode, String byTeam) {
        return new ReferralState(
                Stage.ACCEPTED,
                content,
                said,
                person,
                identity,
                triagedAs,
                true,
                intoEpisode,
                byTeam,
                stay,
                duplicateOf,
                asked);
    }
}
