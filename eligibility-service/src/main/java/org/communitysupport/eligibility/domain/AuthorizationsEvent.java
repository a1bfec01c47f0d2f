package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

public sealed interface AuthorizationsEvent extends InProgram {
    record EligibilityStarted(
            String person,
            String referral,
            String episode,
            String program,
            String payer,
            String team,
            LocalDate acceptedOn,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical)
            implements AuthorizationsEvent {

        EligibilityStarted about(Personal<Demographics> corrected) {
            return new EligibilityStarted(
                    person, referral, episode, program, payer, team, acceptedOn, corrected, clinical);
        }
    }

    /** What is known of the person was corrected. */
    record DemographicsNoted(String person, String program, String episode, Personal<Demographics> demographics)
            implements AuthorizationsEvent {}

    record AssessmentReported(
            String person,
            String program,
            String episode,
            String assessment,
            Codes.AssessmentKind kind,
            LocalDate assessedOn,
            boolean recommendsProgram,
            Personal<LevelOfCare> level)
            implements AuthorizationsEvent {}

    record NecessityReported(String person, String program, String episode, boolean confirmed, LocalDate determinedOn)
            implements AuthorizationsEvent {}

    record PlanReported(
            String person,
            String program,
            String episode,
            String plan,
            int version,
            LocalDate activatedOn,
            LocalDate crisisPlanOn,
            Integer plannedUnitsPerWeek)
            implements AuthorizationsEvent {}

    record ServiceOrderReported(
            String person, String program, String episode, String order, LocalDate orderedOn, LocalDate validTo)
            implements AuthorizationsEvent {}

    record PassThroughNotified(
            String person,
            String authorization,
            String episode,
            String program,
            String payer,
            LocalDate notifiedOn,
            String reference)
            implements AuthorizationsEvent {}

    /** @param fiscalYear the calendar year in which the fiscal year of the first day began */
    record PassThroughOpened(
            String person,
            String authorization,
            String referral,
            String episode,
            String program,
            String payer,
            int units,
            LocalDate from,
            LocalDate to,
            int fiscalYear,
            Basis basis,
            List<Warning> warnings)
            implements AuthorizationsEvent {}

    record AuthorizationRequested(
            String person,
            String authorization,
            String referral,
            String episode,
            String program,
            String payer,
            Codes.Step step,
            int units,
            LocalDate from,
            LocalDate to,
            boolean expedited,
            LocalDate housingSince,
            List<Document> documents,
            LocalDate requestedOn,
            LocalDate decisionDueOn,
            Basis basis,
            List<Warning> warnings)
            implements AuthorizationsEvent {

        AuthorizationRequested dueOn(LocalDate on) {
            return new AuthorizationRequested(
                    person,
                    authorization,
                    referral,
                    episode,
                    program,
                    payer,
                    step,
                    units,
                    from,
                    to,
                    expedited,
                    housingSince,
                    documents,
                    requestedOn,
                    on,
                    basis,
                    warnings);
        }
    }

    /**
     * The payer's time to decide was made longer.
     *
     * @param decisionDueOn the new last day
     */
    record AuthorizationDecisionExtended(
            String person,
            String authorization,
            String program,
            LocalDate decisionDueOn,
            Personal<String> reason,
            LocalDate on)
            implements AuthorizationsEvent {}

    /**
     * The payer said nothing until the due day, which is a denial where the payer is a managed care plan (ELG-13). A late grant still
     * lands; appeal rights begin.
     *
     * @param deniedOn the due day
     */
    record AuthorizationDeemedDenied(
            String person, String authorization, String program, LocalDate deniedOn, Basis basis)
            implements AuthorizationsEvent {}

    /** We took the request back before it was answered. */
    record AuthorizationRequestCancelled(
            String person, String authorization, String program, Personal<String> reason, LocalDate on)
            implements AuthorizationsEvent {}

    /** What the payer returned as incomplete was sent again; its time to decide begins anew. */
    record AuthorizationResubmitted(
            String person, String authorization, String program, LocalDate on, LocalDate decisionDueOn, Basis basis)
            implements AuthorizationsEvent {}

    /** @param reason sealed: a payer's words may speak of the person */
    record AuthorizationPended(
            String person, String authorization, String program, Personal<String> reason, LocalDate pendedOn)
            implements AuthorizationsEvent {}

    record AuthorizationReturned(
            String person, String authorization, String program, Personal<String> reason, LocalDate returnedOn)
            implements AuthorizationsEvent {}

    record AuthorizationGranted(
            String person,
            String authorization,
            String referral,
            String episode,
            String program,
            String payer,
            String number,
            int units,
            int requestedUnits,
            LocalDate from,
            LocalDate to,
            LocalDate decidedOn,
            boolean payerOverride,
            Basis basis,
            List<Warning> warnings)
            implements AuthorizationsEvent {}

    record AuthorizationPartiallyGranted(
            String person,
            String authorization,
            String referral,
            String episode,
            String program,
            String payer,
            String number,
            int units,
            int requestedUnits,
            LocalDate from,
            LocalDate to,
            LocalDate decidedOn,
            boolean payerOverride,
            Basis basis,
            List<Warning> warnings)
            implements AuthorizationsEvent {}

    record AuthorizationDenied(
            String person, String authorization, String program, Personal<String> reason, LocalDate noticeOn)
            implements AuthorizationsEvent {}

    /** @param warnings null where there is none */
    record AuthorizationNotRequired(
            String person,
            String authorization,
            String referral,
            String episode,
            String program,
            String payer,
            LocalDate from,
            LocalDate to,
            Basis basis,
            List<Warning> warnings,
            Integer visits)
            implements AuthorizationsEvent {}

    /**
     * The end of the episode, which ended it, was taken back.
     *
     * @param status what it is again
     * @param to its last day again; null when open-ended or not granted
     * @param decisionDueOn when the payer's answer is due; null when none is awaited
     */
    record AuthorizationRestored(
            String person,
            String authorization,
            String program,
            Codes.PoolKind kind,
            Codes.AuthorizationStatus status,
            LocalDate to,
            LocalDate decisionDueOn)
            implements AuthorizationsEvent {}

    /** @param endedOn last day on which units may be drawn */
    record AuthorizationEnded(
            String person, String authorization, String program, LocalDate endedOn, Codes.EndReason reason)
            implements AuthorizationsEvent {}

    /**
     * Its last day has passed. Units of days that it covered are still drawn from it, however late their notes come.
     *
     * @param on first day that it does not cover
     */
    record AuthorizationExpired(String person, String authorization, String program, LocalDate on)
            implements AuthorizationsEvent {}

    record UnitsReserved(
            String person,
            String program,
            String line,
            int version,
            LocalDate date,
            int units,
            List<Allocation> allocations,
            List<Balance> balances)
            implements AuthorizationsEvent {}

    record UnitsCommitted(
            String person,
            String program,
            String line,
            int version,
            LocalDate date,
            int units,
            List<Allocation> allocations,
            List<Balance> balances)
            implements AuthorizationsEvent {}

    /** @param units given back */
    record UnitsReleased(
            String person, String program, String line, int version, LocalDate date, int units, List<Balance> balances)
            implements AuthorizationsEvent {}

    /** Not all of a line could be drawn. @param units asked for; {@code allocations} hold what could be drawn, {@code short} the rest */
    record UnitReservationRejected(
            String person,
            String program,
            String line,
            int version,
            LocalDate date,
            Codes.UnitState state,
            int units,
            int missing,
            Codes.ShortReason reason,
            List<Allocation> allocations,
            List<Balance> balances)
            implements AuthorizationsEvent {}
}
