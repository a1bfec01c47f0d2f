package org.communitysupport.eligibility.domain;

import java.time.LocalDate;

/** What can be said about a person's insurance. */
public sealed interface CoverageCommand {
    record RecordCoverage(
            String person,
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            LocalDate checkedOn,
            Proof proof,
            String memberId)
            implements CoverageCommand {}

    record RecordNoCoverage(String person, LocalDate checkedFor, Proof proof) implements CoverageCommand {}

    record EndCoverage(String payer, LocalDate endedOn, LocalDate learntOn) implements CoverageCommand {}

    /** @param on first day with the new payer */
    record ChangePayer(String fromPayer, String toPayer, LocalDate on, LocalDate learntOn) implements CoverageCommand {}
}
