package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

public sealed interface CoverageEvent {

    /**
     * @param from to what the plan covers; {@code to} null when open-ended
     * @param verifiedFrom verifiedTo dates of service for which the proof speaks (ELG-1)
     */
    record CoverageVerified(
            String person,
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            LocalDate checkedOn,
            Proof proof,
            Personal<String> memberId,
            Basis basis,
            List<Warning> warnings)
            implements CoverageEvent {}

    record CoverageNotFound(String person, LocalDate checkedFor, Proof proof) implements CoverageEvent {}

    record CoverageEnded(String person, String payer, LocalDate endedOn, LocalDate learntOn) implements CoverageEvent {}

    record PayerChanged(String person, String fromPayer, String toPayer, LocalDate on) implements CoverageEvent {}
}
