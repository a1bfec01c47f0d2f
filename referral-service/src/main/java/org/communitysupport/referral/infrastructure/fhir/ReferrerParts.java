package org.communitysupport.referral.infrastructure.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.communitysupport.referral.domain.Codes.SourceType;
import org.communitysupport.referral.domain.ReferrerContact;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** Who asks. A kind of source that the bundle does not tell is OTHER, never a guess. */
final class ReferrerParts {
    private static final String NPI = "http://hl7.org/fhir/sid/us-npi";

    private final Optional<Organization> organisation;
    private final Optional<Practitioner> practitioner;
    private final boolean self;
    private final Optional<RelatedPerson> related;

    ReferrerParts(BundleParts parts, ServiceRequest request) {
        Reference requester = request.hasRequester()
                ? request.getRequester()
                : parts.all(Task.class).map(Task::getRequester).findFirst().orElse(null);
        List<Resource> contained = request.getContained();
        var role = parts.resolve(requester, PractitionerRole.class, contained);
        organisation = parts.resolve(requester, Organization.class, contained)
                .or(() -> role.flatMap(r -> parts.resolve(r.getOrganization(), Organization.class, contained)));
        practitioner = parts.resolve(requester, Practitioner.class, contained)
                .or(() -> role.flatMap(r -> parts.resolve(r.getPractitioner(), Practitioner.class, contained)));
        self = parts.resolve(requester, Patient.class, contained).isPresent();
        related = parts.resolve(requester, RelatedPerson.class, contained);
    }

    SourceType sourceType() {
        if (self) return SourceType.SELF;
        if (related.isPresent()) return SourceType.FAMILY;
        var kinds = organisation.stream()
                .flatMap(o -> o.getType().stream())
                .flatMap(t -> t.getCoding().stream())
                .map(c -> c.getCode())
                .toList();
        if (kinds.contains("pay") || kinds.contains("ins")) return SourceType.LME_MCO;
        return kinds.contains("hosp") ? SourceType.HOSPITAL : SourceType.OTHER;
    }

    String organisation() {
        return organisation.map(Organization::getName).orElse(null);
    }

    String npi() {
        return Stream.concat(
                        organisation.stream().flatMap(o -> o.getIdentifier().stream()),
                        practitioner.stream().flatMap(p -> p.getIdentifier().stream()))
                .filter(i -> NPI.equals(i.getSystem()))
                .filter(Identifier::hasValue)
                .map(Identifier::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Null when nobody is named. */
    ReferrerContact contact() {
        String name = practitioner
                .map(p -> p.getNameFirstRep().getNameAsSingleString())
                .or(() -> related.map(r -> r.getNameFirstRep().getNameAsSingleString()))
                .orElse(null);
        var points = Stream.concat(
                        practitioner.stream().flatMap(p -> p.getTelecom().stream()),
                        related.stream().flatMap(r -> r.getTelecom().stream()))
                .toList();
        String phone = point(points, ContactPoint.ContactPointSystem.PHONE);
        String email = point(points, ContactPoint.ContactPointSystem.EMAIL);
        return name == null && phone == null && email == null ? null : new ReferrerContact(name, phone, email);
    }

    private static String point(List<ContactPoint> points, ContactPoint.ContactPointSystem system) {
        return points.stream()
                .filter(p -> p.getSystem() == system)
                .filter(ContactPoint::hasValue)
                .map(ContactPoint::getValue)
                .findFirst()
                .orElse(null);
    }
}
