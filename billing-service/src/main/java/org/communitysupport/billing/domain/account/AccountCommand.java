package org.communitysupport.billing.domain.account;

import java.time.LocalDate;
import org.communitysupport.kernel.Personal;

/** What can be noted about a person; every one but the last two comes from another service's event. */
public sealed interface AccountCommand {
    String person();

    record NotePerson(String person, Personal<Demographics> demographics) implements AccountCommand {}

    /** @param verifiedFrom first date of service the proof speaks for @param verifiedTo last one */
    record NoteInsurance(
            String person,
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            Personal<String> memberId,
            String position)
            implements AccountCommand {}

    record NoteInsuranceEnd(String person, String payer, LocalDate endedOn, String position)
            implements AccountCommand {}

    record NoteDiagnoses(
            String person, LocalDate assessedOn, boolean part2, Personal<Diagnoses> diagnoses, String position)
            implements AccountCommand {}

    /** @param kind PASS_THROUGH or AUTHORIZATION @param number null for a pass-through */
    record NoteAuthorization(
            String person,
            String authorization,
            String kind,
            String number,
            String program,
            String payer,
            int units,
            LocalDate from,
            LocalDate to,
            String position)
            implements AccountCommand {}

    /** A claim of that day did not pass: tell the day when facts change. */
    record AwaitFacts(String person, LocalDate date) implements AccountCommand {}

    record StopWaiting(String person, LocalDate date) implements AccountCommand {}
}
