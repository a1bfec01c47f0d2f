package org.communitysupport.eligibility.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.eligibility.domain.CoverageEvent.CoverageVerified;
import org.communitysupport.eligibility.domain.Proof;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/** A person's insurance with its proofs, newest last. */
public record CoverageRow(String person, List<Covered> coverages, LocalDate lastSearchedInVain, long version) {

    public record Covered(
            String payer,
            String planName,
            LocalDate from,
            LocalDate to,
            LocalDate verifiedFrom,
            LocalDate verifiedTo,
            LocalDate checkedOn,
            Proof proof,
            Personal<String> memberId,
            List<Warning> warnings) {

        Covered ending(LocalDate on) {
            return new Covered(
                    payer, planName, from, on, verifiedFrom, verifiedTo, checkedOn, proof, memberId, warnings);
        }
    }

    CoverageRow with(CoverageVerified e, long at) {
        var all = new ArrayList<>(coverages);
        all.add(new Covered(
                e.payer(),
                e.planName(),
                e.from(),
                e.to(),
                e.verifiedFrom(),
                e.verifiedTo(),
                e.checkedOn(),
                e.proof(),
                e.memberId(),
                e.warnings()));
        return new CoverageRow(person, List.copyOf(all), null, at);
    }

    CoverageRow ending(String payer, LocalDate on, long at) {
        var all = coverages.stream()
                .map(c -> c.payer().equals(payer) && (c.to() == null || c.to().isAfter(on)) ? c.ending(on) : c)
                .toList();
        return new CoverageRow(person, all, lastSearchedInVain, at);
    }

    CoverageRow inVain(LocalDate checkedFor, long at) {
        return new CoverageRow(person, coverages, checkedFor, at);
    }

    CoverageRow seen(long at) {
        return new CoverageRow(person, coverages, lastSearchedInVain, at);
    }
}
