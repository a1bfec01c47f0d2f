package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;

/** What can be asked of everything one person is authorised for in one program. */
public sealed interface AuthorizationsCommand {
    record StartEligibility(
            String person,
            String referral,
            String episode,
            String program,
            String payer,
            String team,
            LocalDate acceptedOn,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical)
            implements AuthorizationsCommand {}

    /** What is known of the person was corrected. */
    record NoteDemographics(String episode, Personal<Demographics> demographics) implements AuthorizationsCommand {}

    record ReportAssessment(
            String person,
            String program,
            String episode,
            String assessment,
            Codes.AssessmentKind kind,
            LocalDate assessedOn,
            boolean recommendsProgram,
            Personal<LevelOfCare> level)
            implements AuthorizationsCommand {}

    record ReportNecessity(String person, String program, String episode, boolean confirmed, LocalDate determinedOn)
            implements AuthorizationsCommand {}

    record ReportPlan(
            String person,
            String program,
            String episode,
            String plan,
            int version,
            LocalDate activatedOn,
            LocalDate crisisPlanOn,
            Integer plannedUnitsPerWeek)
            implements AuthorizationsCommand {}

    record ReportOrder(
            String person, String program, String episode, String order, LocalDate orderedOn, LocalDate validTo)
            implements AuthorizationsCommand {}

    /**
     * @param units null for all the pack allows
     * @param enteredOn today: a notice that is entered later than it was given has nothing but the clerk's word for its day
     * @param covered coverage on the first day is on record
     */
    record NotifyPassThrough(
            String authorization,
            String episode,
            String payer,
            LocalDate notifiedOn,
            LocalDate from,
            Integer units,
            String reference,
            LocalDate enteredOn,
            boolean covered)
            implements AuthorizationsCommand {

        /** Entered on the day of the notice, for a person whose coverage is on record. */
        public NotifyPassThrough(
                String authorization,
                String episode,
                String payer,
                LocalDate notifiedOn,
                LocalDate from,
                Integer units,
                String reference) {
            this(authorization, episode, payer, notifiedOn, from, units, reference, notifiedOn, true);
        }
    }

    /** @param housingSince first day of permanent supportive housing; null off the housing track */
    record RequestAuthorization(
            String authorization,
            String episode,
            String payer,
            int units,
            LocalDate from,
            LocalDate to,
            boolean expedited,
            LocalDate housingSince,
            LocalDate requestedOn)
            implements AuthorizationsCommand {}

    /** The payer's yes, in whole or in part. @param payerOverride the answer goes beyond the request and is meant so (ELG-10) */
    record RecordGrant(
            String authorization,
            String number,
            int units,
            LocalDate from,
            LocalDate to,
            LocalDate decidedOn,
            boolean payerOverride)
            implements AuthorizationsCommand {}

    record RecordDenial(String authorization, String reason, LocalDate noticeOn) implements AuthorizationsCommand {}

    record RecordPend(String authorization, String reason, LocalDate on) implements AuthorizationsCommand {}

    /** @param decisionDueOn the payer's new last day */
    record ExtendDecision(String authorization, LocalDate decisionDueOn, String reason, LocalDate on)
            implements AuthorizationsCommand {}

    record CancelRequest(String authorization, String reason, LocalDate on) implements AuthorizationsCommand {}

    record ResubmitRequest(String authorization, LocalDate on) implements AuthorizationsCommand {}

    /**
     * Asks which due days went by in silence.
     *
     * @param denies of each request whose payer's silence is a denial, the rules that say so
     */
    record MissDecisions(Map<String, Basis> denies) implements AuthorizationsCommand {}

    /**
     * The person has another payer now.
     *
     * @param on first day of the new payer
     */
    record EndPayer(String payer, LocalDate on) implements AuthorizationsCommand {}

    /**
     * Visits that were planned and never noted give their units back.
     *
     * @param lastDay of the visits that nobody noted in time
     */
    record ReleasePassedVisits(LocalDate lastDay) implements AuthorizationsCommand {}

    record RecordReturn(String authorization, String reason, LocalDate on) implements AuthorizationsCommand {}

    record DeclareNotRequired(String authorization, String episode, String payer, LocalDate from, LocalDate to)
            implements AuthorizationsCommand {}

    /** One line of units as it now is; an older version changes nothing. */
    record SetUnits(
            String person, String program, String line, int version, LocalDate date, int units, Codes.UnitState state)
            implements AuthorizationsCommand {}

    /**
     * All committed lines of a day as they now are: what the day had and no longer has is released, and so are the reservations of the
     * visits that the lines are made of.
     */
    record SetDay(
            String person, String program, LocalDate date, int version, List<DayLine> lines, List<String> fulfilled)
            implements AuthorizationsCommand {}

    record DayLine(String line, int units) {}

    /** Asks which authorisations have had their last day; those that have not are left alone. */
    record ExpireAuthorizations() implements AuthorizationsCommand {}

    /** The end of the episode was a mistake. */
    record RestoreEpisode(String episode) implements AuthorizationsCommand {}

    /** @param on first day without service */
    record EndEpisode(String episode, LocalDate on, Codes.EndReason reason) implements AuthorizationsCommand {}
}
