package org.communitysupport.referral.infrastructure.fhir;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.communitysupport.referral.domain.Demographics;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;

/** A Patient as demographics. Only what a referral needs is looked at. */
final class PatientParts {
    private final Patient patient;
    private final BundleParts parts;

    PatientParts(Patient patient, BundleParts parts) {
        this.patient = patient;
        this.parts = parts;
    }

    /** The current home; an address that ended or is marked old is where somebody lived. */
    static Optional<Address> home(Patient patient) {
        return patient.getAddress().stream()
                .filter(a ->
                        a.getUse() != Address.AddressUse.OLD && !a.getPeriod().hasEnd())
                .min(Comparator.comparing(a -> a.getUse() == Address.AddressUse.HOME ? 0 : 1))
                .or(() -> patient.getAddress().stream()
                        .filter(a -> a.getPeriod().hasEnd())
                        .max(Comparator.comparing(a -> a.getPeriod().getEnd())));
    }

    Demographics demographics() {
        var name = name();
        var home = home(patient);
        var guardian = guardian();
        return new Demographics(
                name.map(HumanName::getFamily).orElse(null),
                name.map(HumanName::getGivenAsSingleString)
                        .filter(s -> !s.isBlank())
                        .orElse(null),
                preferred(),
                birthDate(),
                patient.hasGender() ? patient.getGender().toCode() : null,
                home.map(PatientParts::line).orElse(null),
                home.map(Address::getCity).orElse(null),
                home.map(Address::getState).orElse(null),
                home.map(Address::getPostalCode).orElse(null),
                home.map(Address::getDistrict).orElse(null),
                phone(),
                null,
                language(),
                memberId(),
                guardian.map(g -> g.name).orElse(null),
                guardian.map(g -> g.relationship).orElse(null));
    }

    boolean hasGuardian() {
        return guardian().isPresent();
    }

    private record Guardian(String name, String relationship) {}

    private Optional<Guardian> guardian() {
        var contact = patient.getContact().stream()
                .filter(c -> c.getRelationship().stream()
                        .flatMap(r -> r.getCoding().stream())
                        .anyMatch(x -> "GUARD".equals(x.getCode())))
                .findFirst()
                .map(c -> new Guardian(c.getName().getNameAsSingleString(), "guardian"));
        return contact.or(() -> parts.all(RelatedPerson.class)
                .filter(r -> r.getRelationship().stream()
                        .flatMap(c -> c.getCoding().stream())
                        .anyMatch(x -> "GUARD".equals(x.getCode())))
                .findFirst()
                .map(r -> new Guardian(r.getNameFirstRep().getNameAsSingleString(), "guardian")));
    }

    private Optional<HumanName> name() {
        return patient.getName().stream()
                .filter(n -> n.getUse() != HumanName.NameUse.OLD
                        && n.getUse() != HumanName.NameUse.MAIDEN
                        && n.getUse() != HumanName.NameUse.NICKNAME)
                .min(Comparator.comparing(n -> n.getUse() == HumanName.NameUse.OFFICIAL ? 0 : 1));
    }

    private String preferred() {
        return patient.getName().stream()
                .filter(n -> n.getUse() == HumanName.NameUse.NICKNAME || n.getUse() == HumanName.NameUse.USUAL)
                .map(HumanName::getGivenAsSingleString)
                .filter(s -> !s.isBlank())
                .findFirst()
                .orElse(null);
    }

    private LocalDate birthDate() {
        String text = patient.getBirthDateElement().getValueAsString();
        return text == null || text.length() != 10 ? null : LocalDate.parse(text);
    }

    private static String line(Address address) {
        String line = address.getLine().stream().map(StringType::getValue).collect(Collectors.joining(", "));
        return line.isBlank() ? null : line;
    }

    private String phone() {
        return patient.getTelecom().stream()
                .filter(t -> t.getSystem() == ContactPoint.ContactPointSystem.PHONE
                        && t.getUse() != ContactPoint.ContactPointUse.OLD)
                .filter(ContactPoint::hasValue)
                .map(ContactPoint::getValue)
                .findFirst()
                .orElse(null);
    }

    private String language() {
        return patient.getCommunication().stream()
                .flatMap(c -> c.getLanguage().getCoding().stream())
                .filter(Coding::hasCode)
                .map(Coding::getCode)
                .findFirst()
                .orElse(null);
    }

    /** A Medicaid or member number by its type code; never an SSN, a licence or a passport, whatever else is there. */
    private String memberId() {
        return patient.getIdentifier().stream()
                .filter(i -> i.getType().getCoding().stream()
                        .anyMatch(c -> "MA".equals(c.getCode()) || "MB".equals(c.getCode())))
                .filter(Identifier::hasValue)
                .map(Identifier::getValue)
                .findFirst()
                .or(() -> parts.all(Coverage.class)
                        .filter(Coverage::hasSubscriberId)
                        .map(Coverage::getSubscriberId)
                        .findFirst())
                .orElse(null);
    }
}
