package org.communitysupport.careplan.inbound;

import java.time.LocalDate;
import java.util.List;

/** What the eligibility service tells. */
public final class FromEligibility {
    private FromEligibility() {}

    public record ClinicalAssessmentRecorded(
            String person,
            String episode,
            String assessment,
            LocalDate assessedOn,
            boolean recommendsProgram,
            String credential)
            implements OfPerson {}

    public record CoverageVerified(String person, String payer, String planName, LocalDate verifiedTo)
            implements OfPerson {}

    public record CoverageEnded(String person, String payer, LocalDate endedOn) implements OfPerson {}

    public record Necessity(String person, String episode, LocalDate determinedOn) implements OfPerson {}

    /** A pass-through that opened, or a grant; {@code number} is null for the former. */
    public record Granted(
            String person,
            String authorization,
            String episode,
            String payer,
            String number,
            int units,
            LocalDate from,
            LocalDate to)
            implements OfPerson {}

    public record Requested(
            String person,
            String authorization,
            String episode,
            String step,
            int units,
            LocalDate requestedOn,
            LocalDate decisionDueOn)
            implements OfPerson {}

    /** The payer's time to decide was made longer, or began anew. */
    public record NewClock(String person, String authorization, LocalDate decisionDueOn) implements OfPerson {}

    /** Denied, deemed denied, pended, returned, cancelled: what became of a request. */
    public record Answered(String person, String authorization) implements OfPerson {}

    /** The end of the episode that ended it was taken back. */
    public record Restored(String person, String authorization, String kind, String status) implements OfPerson {
        /** As the board names it. */
        public String state() {
            return "PASS_THROUGH".equals(kind) && "GRANTED".equals(status) ? kind : status;
        }
    }

    public record Ended(String person, String authorization, LocalDate endedOn) implements OfPerson {}

    public record Balance(String authorization, int granted, int used, int reserved, int left) {}

    /** @param units asked for; {@code missing} of them could not be drawn, null where nothing was */
    public record Units(
            String person,
            String line,
            LocalDate date,
            int units,
            Integer missing,
            String reason,
            List<Balance> balances)
            implements OfPerson {}
}
