package org.communitysupport.referral.projection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.Keys;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.ReferrerContact;

/**
 * One referral as intake sees it; its sender sees a part of it, by consent. What lists are filtered and sorted by stands in front, taken from
 * the three sections.
 *
 * @param version of the referral, for If-Match
 */
public record ReferralRow(
        String sendingSystem,
        Instant receivedAt,
        Instant responseDueAt,
        Codes.SourceType sourceType,
        String program,
        Codes.Urgency urgency,
        Stage stage,
        String person,
        String team,
        String episode,
        Receipt receipt,
        Content content,
        Course course,
        long version) {

    private static ReferralRow of(Receipt receipt, Content content, Course course, Envelope envelope) {
        return new ReferralRow(
                receipt.sendingSystem(),
                receipt.receivedAt(),
                content.responseDueAt(),
                content.sourceType(),
                content.program(),
                content.urgency(),
                course.stage(),
                course.person(),
                course.team(),
                course.episode(),
                receipt,
                content,
                course,
                envelope.version());
    }

    static ReferralRow received(ReferralReceived e, Envelope envelope) {
        var receipt = new Receipt(e.referral(), e.externalId(), e.sendingSystem(), envelope.at(), e.responseDueAt());
        return of(receipt, Content.of(e, List.of(), envelope), Course.received(e.person()), envelope);
    }

    ReferralRow with(Content now, Envelope envelope) {
        return of(receipt, now, course, envelope);
    }

    ReferralRow with(Course now, Envelope envelope) {
        return of(receipt, content, now, envelope);
    }

    ReferralRow with(Content said, Course now, Envelope envelope) {
        return of(receipt, said, now, envelope);
    }

    /** Fixed when it first came. @param responseDueAt null where the urgency has no clock */
    public record Receipt(
            String referral, String externalId, String sendingSystem, Instant receivedAt, Instant responseDueAt) {}

    /**
     * What was last said.
     *
     * @param urgency intake's, once it was triaged
     * @param responseDueAt by that urgency; null where it has no clock (REF-9)
     * @param toldDueAt by the urgency that the sender said
     * @param changed the fields that the last correction changed
     * @param said position of that commit: the only one that its sender is told
     */
    public record Content(
            Codes.SourceType sourceType,
            String program,
            Codes.Urgency urgency,
            Codes.Channel channel,
            LocalDate dischargeOn,
            boolean part2,
            boolean peerSupportWanted,
            boolean guardianFlagged,
            String referrerOrganisation,
            String county,
            String payer,
            Sealed sealed,
            List<Warning> warnings,
            List<String> changed,
            String said,
            Instant responseDueAt,
            Instant toldDueAt) {

        static Content of(ReferralReceived e, List<String> changed, Envelope envelope) {
            return new Content(
                    e.sourceType(),
                    e.program(),
                    e.urgency(),
                    e.channel(),
                    e.dischargeOn(),
                    e.part2(),
                    e.peerSupportWanted(),
                    e.guardianFlagged(),
                    e.referrerOrganisation(),
                    e.county(),
                    e.payer(),
                    new Sealed(e.demographics(), e.clinical(), e.referrer()),
                    e.warnings(),
                    changed,
                    envelope.position().toString(),
                    e.responseDueAt(),
                    e.responseDueAt());
        }

        Content urgent(Codes.Urgency as, Instant due) {
            return with(as, due, guardianFlagged, part2, sealed);
        }

        Content sealed(Sealed anew) {
            return with(urgency, responseDueAt, guardianFlagged, part2, anew);
        }

        Content unprotected() {
            return with(urgency, responseDueAt, guardianFlagged, false, sealed);
        }

        Content guarded(boolean flagged) {
            return with(urgency, responseDueAt, flagged, part2, sealed);
        }

        private Content with(Codes.Urgency as, Instant due, boolean guardian, boolean protectedContent, Sealed parts) {
            return new Content(
                    sourceType,
                    program,
                    as,
                    channel,
                    dischargeOn,
                    protectedContent,
                    peerSupportWanted,
                    guardian,
                    referrerOrganisation,
                    county,
                    payer,
                    parts,
                    warnings,
                    changed,
                    said,
                    due,
                    toldDueAt);
        }
    }

    public record Sealed(
            Personal<Demographics> demographics, Personal<Clinical> clinical, Personal<ReferrerContact> referrer) {

        /** Null parts stay as they are. */
        Sealed anew(Personal<Demographics> who, Personal<Clinical> what, Personal<ReferrerContact> by) {
            return new Sealed(
                    who == null ? demographics : who, what == null ? clinical : what, by == null ? referrer : by);
        }
    }

    /**
     * How far it has come.
     *
     * @param identified it is settled who the person is
     * @param told the stage for a sender that may not learn that the person is with us through somebody else: as it was before that was found
     * @param missedResponse nobody answered in time (REF-9)
     * @param team and episode: null until accepted
     * @param keys what the person is found by; null until that was told
     */
    public record Course(
            Stage stage,
            Stage told,
            String person,
            boolean identified,
            boolean missedResponse,
            String team,
            String episode,
            Progress progress,
            Keys keys) {

        static Course received(String person) {
            return new Course(Stage.RECEIVED, Stage.RECEIVED, person, false, false, null, null, Progress.NONE, null);
        }

        boolean held() {
            return stage == Stage.ACCEPTED || stage == Stage.EPISODE_OPEN;
        }

        Course indexed(Keys now) {
            return new Course(
                    stage, told, person, identified, missedResponse, team, episode, progress, now == null ? keys : now);
        }

        Course of(String who, boolean sure) {
            return new Course(stage, told, who, sure, missedResponse, team, episode, progress, keys);
        }

        Course at(Stage now) {
            return at(now, progress);
        }

        Course at(Stage now, Progress reached) {
            return new Course(now, now, person, identified, missedResponse, team, episode, reached, keys);
        }

        Course reached(Progress now) {
            return new Course(stage, told, person, identified, missedResponse, team, episode, now, keys);
        }

        /** Ended because the person is here already, which is not its sender's to know. */
        Course duplicate(Stage now, Progress reached) {
            return new Course(now, told, person, identified, missedResponse, team, episode, reached, keys);
        }

        Course late() {
            return new Course(stage, told, person, identified, true, team, episode, progress, keys);
        }

        Course accepted(String by, String into, Progress reached) {
            return new Course(
                    Stage.ACCEPTED, Stage.ACCEPTED, person, identified, missedResponse, by, into, reached, keys);
        }
    }
}
