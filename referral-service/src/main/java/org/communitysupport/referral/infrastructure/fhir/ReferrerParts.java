package org.communitysupport.referral.infrastructure.fhir;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.communitysupport.referral.domain.Codes.SourceType;
import org.communitysupport.referral.domain.ReferrerContact;
import org.communitysupport.referral.domain.rule.Ref10Part2;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** Who asks. A kind of source that the codes do not tell is OTHER, never a guess. */
final class ReferrerParts {
    private static final String NPI = "http://hl7.org/fhir/sid/us-npi";

    /** HL7's kinds of organization, SNOMED CT specialties and NUCC taxonomy codes; a star stands for any end. */
    private static final List<String> PRIMARY_CARE = List.of(
            "419772000",
            "419192003",
            "394814009",
            "394802001",
            "408443003",
            "394537008",
            "207Q*",
            "207R00000X",
            "208D*",
            "208000000X",
            "363LF*",
            "363LP2300X",
            "261QP2300X",
            "261QF0400X");

    private static final List<String> BEHAVIORAL = List.of(
            "394587001",
            "394913002",
            "394588006",
            "408467006",
            "722162001",
            "2084P0800X",
            "2084P0804X",
            "103T*",
            "1041C*",
            "101Y*",
            "106H*",
            "251S*",
            "261QM08*",
            "363LP0808X",
            "364SP08*");
    private static final List<String> HOSPITAL = List.of("HOSP", "282N*", "283Q*", "273R*");
    private static final List<String> PAYER = List.of("PAY", "INS");

    private final Optional<Organization> organization;
    private final Optional<Practitioner> practitioner;
    private final Optional<PractitionerRole> role;
    private final Optional<RelatedPerson> related;
    private final boolean self;
    private final Reference requester;

    ReferrerParts(Sent sent, Sent.Part request, Sent.Part task, Sent.Part subject, Findings findings) {
        var order = (ServiceRequest) request.resource();
        boolean ofTask = !order.hasRequester() && task != null;
        Sent.Part from = ofTask ? task : request;
        requester = ofTask ? ((Task) task.resource()).getRequester() : order.getRequester();
        var roles = sent.find(requester, from, PractitionerRole.class);
        role = roles.map(p -> (PractitionerRole) p.resource());
        organization = found(sent, requester, from, Organization.class)
                .or(() -> roles.flatMap(
                        p -> found(sent, ((PractitionerRole) p.resource()).getOrganization(), p, Organization.class)));
        practitioner = found(sent, requester, from, Practitioner.class)
                .or(() -> roles.flatMap(
                        p -> found(sent, ((PractitionerRole) p.resource()).getPractitioner(), p, Practitioner.class)));
        self = sent.leadsTo(requester, from, subject);
        related = found(sent, requester, from, RelatedPerson.class);
        if (!requester.isEmpty() && sent.lead(requester, from).part() == null && !requester.hasIdentifier())
            findings.leftBehind(from.at("requester"));
    }

    private static <T extends Resource> Optional<T> found(Sent sent, Reference to, Sent.Part from, Class<T> type) {
        return sent.find(to, from, type).map(p -> type.cast(p.resource()));
    }

    SourceType sourceType() {
        if (self) return SourceType.SELF;
        if (related.isPresent()) return SourceType.FAMILY;
        var kinds = kinds();
        if (any(kinds, PAYER)) return SourceType.LME_MCO;
        if (any(kinds, HOSPITAL)) return SourceType.HOSPITAL;
        if (any(kinds, BEHAVIORAL) || any(kinds, SubstanceUse::source)) return SourceType.BH_PROVIDER;
        return any(kinds, PRIMARY_CARE) ? SourceType.PCP : SourceType.OTHER;
    }

    /** Records of a program that treats substance use are protected whatever is in them. */
    boolean part2Program() {
        return any(kinds(), SubstanceUse::source)
                || organization.map(o -> Ref10Part2.namesIt(o.getName())).orElse(false)
                || concepts()
                        .anyMatch(c -> Ref10Part2.namesIt(c.getText())
                                || c.getCoding().stream().anyMatch(x -> Ref10Part2.namesIt(x.getDisplay())));
    }

    private Stream<CodeableConcept> concepts() {
        return Stream.of(
                        organization.stream().flatMap(o -> o.getType().stream()),
                        role.stream().flatMap(r -> r.getSpecialty().stream()),
                        role.stream().flatMap(r -> r.getCode().stream()),
                        practitioner.stream()
                                .flatMap(p -> p.getQualification().stream())
                                .map(Practitioner.PractitionerQualificationComponent::getCode))
                .flatMap(Function.identity());
    }

    private List<String> kinds() {
        return concepts()
                .flatMap(c -> c.getCoding().stream())
                .filter(c -> c.hasCode())
                .map(c -> c.getCode().toUpperCase(Locale.ROOT))
                .toList();
    }

    private static boolean any(List<String> kinds, List<String> patterns) {
        return any(kinds, k -> patterns.stream()
                .anyMatch(p -> p.endsWith("*") ? k.startsWith(p.substring(0, p.length() - 1)) : k.equals(p)));
    }

    private static boolean any(List<String> kinds, Predicate<String> test) {
        return kinds.stream().anyMatch(test);
    }

    String organization() {
        return organization
                .map(Organization::getName)
                .or(() -> "Organization".equals(requester.getType())
                        ? Optional.ofNullable(requester.getDisplay())
                        : Optional.empty())
                .orElse(null);
    }

    String npi() {
        return Stream.of(
                        organization.stream().flatMap(o -> o.getIdentifier().stream()),
                        practitioner.stream().flatMap(p -> p.getIdentifier().stream()),
                        role.stream().flatMap(r -> r.getIdentifier().stream()),
                        Stream.of(requester.getIdentifier()))
                .flatMap(Function.identity())
                .filter(i -> NPI.equals(i.getSystem()))
                .filter(i -> i.getUse() != Identifier.IdentifierUse.OLD)
                .filter(Identifier::hasValue)
                .map(Identifier::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Null when nobody is named. */
    ReferrerContact contact() {
        String name = practitioner
                .map(p -> name(p.getName()))
                .or(() -> related.map(r -> name(r.getName())))
                .orElse(null);
        var points = Stream.of(
                        practitioner.stream().flatMap(p -> p.getTelecom().stream()),
                        role.stream().flatMap(r -> r.getTelecom().stream()),
                        related.stream().flatMap(r -> r.getTelecom().stream()),
                        organization.stream().flatMap(o -> o.getTelecom().stream()))
                .flatMap(Function.identity())
                .filter(p -> p.getUse() != ContactPoint.ContactPointUse.OLD)
                .toList();
        String phone = point(points, ContactPoint.ContactPointSystem.PHONE);
        String email = point(points, ContactPoint.ContactPointSystem.EMAIL);
        return name == null && phone == null && email == null ? null : new ReferrerContact(name, phone, email);
    }

    private static String name(List<HumanName> names) {
        return names.stream()
                .filter(n -> n.getUse() != HumanName.NameUse.OLD && n.getUse() != HumanName.NameUse.MAIDEN)
                .findFirst()
                .map(PatientParts::text)
                .orElse(null);
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
