package org.communitysupport.referral.infrastructure.fhir;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes.DisabilityGroup;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;

/** What a bundle says of a person's health: ICD-10-CM codes, and whether Part 2 protects it. */
final class ClinicalParts {
    private static final String ICD10 = "http://hl7.org/fhir/sid/icd-10-cm";
    private static final Set<String> PART_2 = Set.of("42CFRPart2", "ETH", "ETHUD", "OPIOIDUD", "SUD");

    private final BundleParts parts;
    private final ServiceRequest request;

    ClinicalParts(BundleParts parts, ServiceRequest request) {
        this.parts = parts;
        this.request = request;
    }

    Clinical clinical() {
        var diagnoses = diagnoses();
        return new Clinical(
                group(diagnoses), diagnoses, null, null, null, null, null, List.of(), List.of(), List.of(), null);
    }

    /** The sender says so by a security label. Substance-use content makes it so anyway; that the domain decides (REF-10). */
    boolean part2() {
        return Stream.concat(Stream.of(parts.bundle()), parts.all(Resource.class))
                .flatMap(r -> r.getMeta().getSecurity().stream())
                .anyMatch(label -> label.hasCode() && PART_2.contains(label.getCode()));
    }

    /** The end of the hospital stay that the request comes from. */
    LocalDate dischargeOn() {
        return parts.resolve(request.getEncounter(), Encounter.class, request.getContained())
                .filter(e -> e.getPeriod().hasEnd())
                .map(e -> e.getPeriod()
                        .getEnd()
                        .toInstant()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate())
                .orElse(null);
    }

    private List<String> diagnoses() {
        return Stream.concat(parts.all(Condition.class).map(Condition::getCode), request.getReasonCode().stream())
                .map(CodeableConcept::getCoding)
                .flatMap(List::stream)
                .filter(c -> ICD10.equals(c.getSystem()) && c.hasCode())
                .map(Coding::getCode)
                .distinct()
                .limit(25)
                .toList();
    }

    /** From the chapters of the codes; null when there are none to tell by. */
    private static DisabilityGroup group(List<String> diagnoses) {
        boolean sud = diagnoses.stream().anyMatch(d -> d.matches("F1[0-9].*"));
        boolean idd = diagnoses.stream().anyMatch(d -> d.matches("F7[0-9].*"));
        boolean mh = diagnoses.stream().anyMatch(d -> d.matches("F[2-69].*"));
        if (mh && sud) return DisabilityGroup.MH_SUD;
        if (mh) return DisabilityGroup.MH;
        if (sud) return DisabilityGroup.SUD;
        return idd ? DisabilityGroup.IDD : null;
    }
}
