package org.communitysupport.eligibility.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.communitysupport.kernel.Personal;

/** @param person null before anything is known */
public record CoverageState(String person, List<Coverage> coverages, boolean searchedInVain) {

    /** @param to last day; null when open-ended */
    public record Coverage(
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            Personal<String> memberId) {

        /** ELG-1: the proof speaks for this date of service and the plan covers it. */
        boolean provenOn(LocalDate day) {
            return !day.isBefore(verifiedFrom) && !day.isAfter(verifiedTo) && covers(day);
        }

        boolean covers(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }

        Coverage endingOn(LocalDate day) {
            return new Coverage(payer, planName, from, day, verifiedFrom, verifiedTo, memberId);
        }
    }

    static final CoverageState NONE = new CoverageState(null, List.of(), false);

    /** The newest proof that speaks for the day. */
    public Optional<Coverage> provenOn(LocalDate day) {
        return coverages.reversed().stream().filter(c -> c.provenOn(day)).findFirst();
    }

    /** The newest that covers the day, proven for that day or not. */
    public Optional<Coverage> on(LocalDate day) {
        return coverages.reversed().stream().filter(c -> c.covers(day)).findFirst();
    }

    CoverageState with(String who, Coverage coverage) {
        var all = new ArrayList<>(coverages);
        all.add(coverage);
        return new CoverageState(who, List.copyOf(all), false);
    }

    CoverageState ending(String payer, LocalDate day) {
        var all = coverages.stream()
                .map(c -> c.payer().equals(payer) && (c.to() == null || c.to().isAfter(day)) ? c.endingOn(day) : c)
                .toList();
        return new CoverageState(person, all, searchedInVain);
    }

    boolean openWith(String payer, LocalDate day) {
        return coverages.stream().anyMatch(c -> c.payer().equals(payer) && (c.to() == null || c.to().isAfter(day)));
    }
}
