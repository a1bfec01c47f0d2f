package org.communitysupport.referral.infrastructure.fhir;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.communitysupport.referral.application.ReferralBundles.Program;
import org.communitysupport.referral.domain.Demographics;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.StringType;

/** A Patient as demographics: what is current, as of a day. Only what a referral needs is read; the rest is named. */
final class PatientParts {
    private static final Set<String> GUARDIAN = Set.of("GUARD", "GUADLTN", "GRD");
    private static final Set<String> READ = Set.of(
            "resourceType",
            "id",
            "meta",
            "text",
            "implicitRules",
            "language",
            "contained",
            "identifier",
            "active",
            "name",
            "telecom",
            "gender",
            "birthDate",
            "deceasedBoolean",
            "deceasedDateTime",
            "address",
            "contact",
            "communication",
            "link");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    private final Sent sent;
    private final Sent.Part part;
    private final Patient patient;
    private final LocalDate today;
    private final Findings findings;

    PatientParts(Sent sent, Sent.Part part, Program program, Findings findings) {
        this.sent = sent;
        this.part = part;
        this.patient = (Patient) part.resource();
        this.today = program.today();
        this.findings = findings;
    }

    Demographics demographics(MemberParts member) {
        alive();
        var name = name();
        var home = home();
        var guardian = guardian();
        part.json().fieldNames().forEachRemaining(f -> {
            if (!READ.contains(f) && !f.startsWith("_")) findings.leftBehind(part.at(f));
        });
        return new Demographics(
                name.map(HumanName::getFamily).orElse(null),
                name.map(PatientParts::given).orElse(null),
                preferred(name.orElse(null)),
                birthDate(),
                patient.hasGender() ? patient.getGender().toCode() : null,
                home.map(PatientParts::line).orElse(null),
                home.map(Address::getCity).orElse(null),
                state(),
                home.map(Address::getPostalCode).orElse(null),
                home.map(Address::getDistrict).orElse(null),
                phone(),
                null,
                language(),
                member.id(),
                guardian.map(Guardian::name).orElse(null),
                guardian.map(Guardian::relationship).orElse(null));
    }

    private void alive() {
        boolean deceased = patient.hasDeceasedDateTimeType()
                || patient.hasDeceasedBooleanType()
                        && patient.getDeceasedBooleanType().booleanValue();
        if (deceased)
            findings.fault(
                    "person-deceased",
                    "",
                    part.at("deceased"),
                    "The Patient is marked as deceased, so no service can be requested. Correct the Patient "
                            + "if that is wrong.");
        if (patient.hasActive() && !patient.getActive())
            findings.remark(
                    "patient-inactive",
                    "",
                    "The Patient record is marked as not active (" + part.at("active") + "). Check who it is.");
        if (patient.hasLink())
            findings.remark(
                    "patient-linked",
                    "",
                    "The Patient record is linked to another one (" + part.at("link") + "). Check who it is.");
    }

    boolean hasGuardian() {
        return guardian().isPresent();
    }

    private record Guardian(String name, String relationship) {}

    private Optional<Guardian> guardian() {
        var contacts = patient.getContact();
        for (int i = 0; i < contacts.size(); i++) {
            var c = contacts.get(i);
            if (Days.current(c.getPeriod(), today) && isGuardian(c.getRelationship())) {
                String organization = c.getOrganization().getDisplay();
                return Optional.of(new Guardian(
                        c.hasName() ? text(c.getName()) : organization, relationship(c.getRelationship())));
            }
            findings.leftBehind(part.at("contact[" + i + ']'));
        }
        return related();
    }

    private Optional<Guardian> related() {
        return sent.all(RelatedPerson.class)
                .filter(p -> sent.leadsTo(((RelatedPerson) p.resource()).getPatient(), p, part))
                .map(p -> (RelatedPerson) p.resource())
                .filter(r -> (!r.hasActive() || r.getActive()) && Days.current(r.getPeriod(), today))
                .filter(r -> isGuardian(r.getRelationship()))
                .findFirst()
                .map(r -> new Guardian(
                        best(r.getName()).map(PatientParts::text).orElse(null), relationship(r.getRelationship())));
    }

    private static boolean isGuardian(List<CodeableConcept> relationship) {
        return relationship.stream()
                .anyMatch(r -> r.getCoding().stream().anyMatch(c -> GUARDIAN.contains(c.getCode()))
                        || r.hasText()
                                && r.getText()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains("guardian"));
    }

    /** What they are beside being the guardian, e.g. a brother. */
    private static String relationship(List<CodeableConcept> relationship) {
        return Stream.concat(
                        relationship.stream()
                                .flatMap(r -> r.getCoding().stream())
                                .filter(c -> !GUARDIAN.contains(c.getCode()))
                                .map(c -> c.hasDisplay() ? c.getDisplay() : c.getCode()),
                        relationship.stream().map(CodeableConcept::getText))
                .filter(t -> t != null && !t.isBlank())
                .findFirst()
                .orElse("guardian");
    }

    private Optional<HumanName> name() {
        var name = best(patient.getName());
        if (name.isPresent() && name.get().hasFamily() && given(name.get()) != null) return name;
        findings.fault(
                "name-missing",
                "",
                part.at("name"),
                "The Patient has no current family name and given name; a text, a nickname or a former "
                        + "name is not enough. Send both.");
        return name;
    }

    private Optional<HumanName> best(List<HumanName> names) {
        return names.stream()
                .filter(n -> Days.current(n.getPeriod(), today))
                .filter(n -> n.getUse() != HumanName.NameUse.OLD
                        && n.getUse() != HumanName.NameUse.MAIDEN
                        && n.getUse() != HumanName.NameUse.NICKNAME
                        && n.getUse() != HumanName.NameUse.ANONYMOUS)
                .min(Comparator.<HumanName>comparingInt(n -> n.hasFamily() && given(n) != null ? 0 : 1)
                        .thenComparingInt(PatientParts::rank)
                        .thenComparing(n -> Days.start(n.getPeriod()), Comparator.reverseOrder()));
    }

    private static int rank(HumanName name) {
        if (name.getUse() == null) return 1;
        return switch (name.getUse()) {
            case OFFICIAL -> 0;
            case USUAL -> 1;
            default -> 2;
        };
    }

    private String preferred(HumanName official) {
        return patient.getName().stream()
                .filter(n -> n != official && Days.current(n.getPeriod(), today))
                .filter(n -> n.getUse() == HumanName.NameUse.NICKNAME || n.getUse() == HumanName.NameUse.USUAL)
                .map(PatientParts::given)
                .filter(s -> s != null)
                .findFirst()
                .orElse(null);
    }

    /** Null when there is none. */
    static String given(HumanName name) {
        String given = name.getGiven().stream()
                .map(StringType::getValue)
                .filter(g -> g != null && !g.isBlank())
                .collect(Collectors.joining(" "));
        return given.isEmpty() ? null : given;
    }

    static String text(HumanName name) {
        if (name == null) return null;
        String both = Stream.of(given(name), name.getFamily())
                .filter(s -> s != null && !s.isBlank())
                .collect(Collectors.joining(" "));
        return both.isEmpty() ? name.getText() : both;
    }

    private LocalDate birthDate() {
        String text = patient.getBirthDateElement().getValueAsString();
        if (text == null) return null;
        if (text.length() != 10) {
            findings.remark(
                    "birth-date-partial",
                    "",
                    "The birth date has no day (" + part.at("birthDate")
                            + "), so it was not read. Ask for the full date.");
            return null;
        }
        var date = LocalDate.parse(text);
        if (date.isAfter(today) || date.isBefore(EARLIEST))
            findings.fault(
                    "birth-date-out-of-range",
                    "",
                    part.at("birthDate"),
                    "The birth date is before 1900-01-01 or after today. Check it.");
        return date;
    }

    /** Where the person lives now: home before others; never what ended or is only for bills. */
    Optional<Address> home() {
        return patient.getAddress().stream()
                .filter(a -> a.getUse() != Address.AddressUse.OLD && a.getUse() != Address.AddressUse.BILLING)
                .filter(a -> Days.current(a.getPeriod(), today))
                .min(Comparator.<Address>comparingInt(a -> a.getUse() == Address.AddressUse.HOME ? 0 : 1)
                        .thenComparingInt(a -> a.getType() == Address.AddressType.POSTAL ? 1 : 0)
                        .thenComparingInt(a -> a.getUse() == Address.AddressUse.TEMP ? 1 : 0)
                        .thenComparing(a -> Days.start(a.getPeriod()), Comparator.reverseOrder()));
    }

    /** Two letters; null when nobody says. */
    String state() {
        return home().filter(Address::hasState)
                .map(a -> UsStates.code(a.getState()))
                .orElse(null);
    }

    boolean hasUnknownState() {
        return home().filter(Address::hasState)
                .map(a -> UsStates.code(a.getState()) == null)
                .orElse(false);
    }

    private static String line(Address address) {
        String line = address.getLine().stream()
                .map(StringType::getValue)
                .filter(l -> l != null && !l.isBlank())
                .collect(Collectors.joining(", "));
        return line.isBlank() ? null : line;
    }

    private String phone() {
        var telecom = patient.getTelecom();
        var chosen = telecom.stream()
                .filter(t -> t.getSystem() == ContactPoint.ContactPointSystem.PHONE
                        && t.getUse() != ContactPoint.ContactPointUse.OLD
                        && Days.current(t.getPeriod(), today)
                        && t.hasValue())
                .min(Comparator.<ContactPoint>comparingInt(t -> t.hasRank() ? t.getRank() : Integer.MAX_VALUE)
                        .thenComparingInt(t -> t.getUse() == ContactPoint.ContactPointUse.WORK ? 1 : 0));
        for (int i = 0; i < telecom.size(); i++)
            if (telecom.get(i) != chosen.orElse(null)) findings.leftBehind(part.at("telecom[" + i + ']'));
        return chosen.map(ContactPoint::getValue).orElse(null);
    }

    private String language() {
        return patient.getCommunication().stream()
                .filter(c -> c.hasLanguage())
                .min(Comparator.comparingInt(c -> c.getPreferred() ? 0 : 1))
                .flatMap(c -> c.getLanguage().getCoding().stream()
                        .filter(Coding::hasCode)
                        .map(Coding::getCode)
                        .findFirst()
                        .or(() -> Optional.ofNullable(c.getLanguage().getText())))
                .orElse(null);
    }
}
