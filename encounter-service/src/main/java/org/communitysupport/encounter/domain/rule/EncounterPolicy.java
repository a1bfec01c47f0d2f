package org.communitysupport.encounter.domain.rule;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.kernel.Basis;

/**
 * What the policy pack of the member's payer says on the date of service, as far as encounters need it.
 *
 * @param pack id of the pack
 * @param version its effective-from date
 * @param zone the state's time zone: decides which day a contact belongs to
 * @param credentialsByRole figure {@code roles.credentials}: which credentials may fill a role
 * @param places figure {@code places}; a place outside it warns
 * @param noteElements figure {@code note.elements}
 * @param lateHours a note signed later than this after the contact is a late entry
 * @param nonBillableDays a note signed later than this is not billable where the pack enforces it
 * @param orderTiming what an order signed after the service leads to (PLN-6)
 * @param orderNeeded service rests on an order or a recommendation of its own (figure {@code order.kind})
 * @param workerDayMinutes so much of one worker's day is paid, whoever is served (figure {@code limits.workerDay}); null for no such cap
 * @param claimForm 837P, or another one that is not written here (figure {@code claim.form})
 * @param planDueDays days after the episode opens within which contacts need no active plan
 */
public record EncounterPolicy(
        String pack,
        String version,
        ZoneId zone,
        UnitRule unit,
        OverlapRule overlap,
        CodeRule codes,
        Map<String, List<String>> credentialsByRole,
        Set<String> places,
        List<String> noteElements,
        int lateHours,
        int nonBillableDays,
        Enforcement nonBillable,
        Enforcement orderTiming,
        int planDueDays,
        boolean orderNeeded,
        String claimForm,
        Integer workerDayMinutes) {

    public Basis basis(String... rules) {
        return new Basis(pack, version, List.of(rules));
    }
}
