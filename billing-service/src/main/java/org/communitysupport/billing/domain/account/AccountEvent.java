package org.communitysupport.billing.domain.account;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Personal;

/** What is known about a person. */
public sealed interface AccountEvent {
    String person();

    /** What claims that did not pass may have waited for. */
    sealed interface Fact extends AccountEvent {
        /** The days with such claims: they are judged again because of it. */
        List<LocalDate> waitingDays();
    }

    record MemberAccountOpened(String person, Personal<Demographics> demographics) implements AccountEvent {}

    record DemographicsNoted(String person, Personal<Demographics> demographics, List<LocalDate> waitingDays)
            implements Fact {}

    record InsuranceNoted(
            String person,
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            Personal<String> memberId,
            String position,
            List<LocalDate> waitingDays)
            implements Fact {}

    record InsuranceEnded(String person, String payer, LocalDate endedOn, String position, List<LocalDate> waitingDays)
            implements Fact {}

    record DiagnosesNoted(
            String person,
            LocalDate assessedOn,
            boolean part2,
            Personal<Diagnoses> diagnoses,
            String position,
            List<LocalDate> waitingDays)
            implements Fact {}

    record AuthorizationNoted(
            String person,
            String authorization,
            String kind,
            String number,
            String program,
            String payer,
            int units,
            LocalDate from,
            LocalDate to,
            String position,
            List<LocalDate> waitingDays)
            implements Fact {}

    record ClaimFactsAwaited(String person, LocalDate date) implements AccountEvent {}

    record ClaimFactsNoLongerAwaited(String person, LocalDate date) implements AccountEvent {}
}
