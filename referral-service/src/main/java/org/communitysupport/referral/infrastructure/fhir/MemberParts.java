package org.communitysupport.referral.infrastructure.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.communitysupport.referral.application.ReferralBundles.Program;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;

/**
 * The member id and the payer of one person. A Coverage counts when that person is its beneficiary, it is active today and may be Medicaid;
 * a number of somebody else's is never taken. An SSN, a licence or a passport is not even read.
 */
final class MemberParts {
    private static final Set<String> MEDICAID =
            Set.of("MCPOL", "PUBLICPOL", "SUBSIDMC", "SUBSIDIZ", "SUBPOL", "MC", "MEDICAID");

    private final Sent sent;
    private final Sent.Part subject;
    private final Patient patient;
    private final Program program;
    private final LocalDate today;
    private final Findings findings;
    private final List<Sent.Part> coverages;

    MemberParts(Sent sent, Sent.Part subject, Program program, Findings findings) {
        this.sent = sent;
        this.subject = subject;
        this.patient = (Patient) subject.resource();
        this.program = program;
        this.today = program.today();
        this.findings = findings;
        this.coverages = coverages();
    }

    /** The Medicaid number on the Patient, else that of the Medicaid coverage, else a member number on the Patient; null when there is none. */
    String id() {
        return onPatient("MA")
                .or(() -> coverages.stream()
                        .map(this::number)
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> onPatient("MB"))
                .orElse(null);
    }

    /** By the id we know it by; null when nobody says so in so many words. */
    String payer() {
        var named = coverages.stream()
                .flatMap(p -> coverage(p).getPayor().stream().flatMap(payor -> payerIds(p, payor)))
                .filter(i -> !known(i.getSystem()))
                .map(i -> i.getValue().strip().toLowerCase(Locale.ROOT))
                .filter(v -> v.matches("[a-z0-9_-]{1,40}"))
                .toList();
        return named.stream()
                .filter(program.payers()::contains)
                .findFirst()
                .or(() -> named.stream().findFirst())
                .orElse(null);
    }

    /** Numbers that every organization has are not our ids of payers. */
    private static boolean known(String system) {
        return system != null && (system.contains("us-npi") || system.contains("naic") || system.contains("4.4"));
    }

    private Optional<String> onPatient(String type) {
        var identifiers = patient.getIdentifier();
        var usable = new ArrayList<Identifier>();
        for (int i = 0; i < identifiers.size(); i++) {
            var identifier = identifiers.get(i);
            String kind = kind(identifier);
            if (kind.equals("MA") || kind.equals("MB")) {
                if (kind.equals(type) && usable(identifier)) usable.add(identifier);
                if (!usable(identifier)) findings.leftBehind(subject.at("identifier[" + i + ']'));
            } else if (!kind.equals("OTHER"))
                findings.remark(
                        "identifier-not-read",
                        "",
                        "It is not clear what kind of number " + subject.at("identifier[" + i + ']')
                                + " is, so it was not read. A Medicaid number has the type MA.");
        }
        return usable.stream()
                .min(Comparator.<Identifier>comparingInt(i -> i.getUse() == Identifier.IdentifierUse.OFFICIAL ? 0 : 1)
                        .thenComparing(i -> Days.start(i.getPeriod()), Comparator.reverseOrder()))
                .map(Identifier::getValue);
    }

    private boolean usable(Identifier identifier) {
        return identifier.hasValue()
                && identifier.getUse() != Identifier.IdentifierUse.OLD
                && Days.current(identifier.getPeriod(), today);
    }

    /** MA a Medicaid number, MB a member number, OTHER what nobody needs here, UNKNOWN what cannot be told. */
    private static String kind(Identifier identifier) {
        var codes = codes(identifier.getType());
        if (codes.contains("MA")) return "MA";
        String told = (identifier.getType().getText() + ' ' + identifier.getSystem()).toLowerCase(Locale.ROOT);
        if (told.contains("medicaid")) return "MA";
        if (codes.contains("MB")) return "MB";
        if (!codes.isEmpty()) return "OTHER";
        if (told.contains("us-ssn") || told.contains("2.16.840.1.113883.4.1")) return "OTHER";
        return "UNKNOWN";
    }

    private static List<String> codes(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(Coding::hasCode)
                .map(Coding::getCode)
                .toList();
    }

    private static Coverage coverage(Sent.Part part) {
        return (Coverage) part.resource();
    }

    private List<Sent.Part> coverages() {
        var mine = new ArrayList<Sent.Part>();
        sent.all(Coverage.class).forEach(part -> {
            if (isMine(part)) mine.add(part);
            else findings.leftBehind(part.path());
        });
        boolean sure = mine.stream().anyMatch(p -> medicaid(coverage(p)) == 0);
        mine.removeIf(p -> medicaid(coverage(p)) > (sure ? 0 : 1));
        return List.copyOf(mine);
    }

    private boolean isMine(Sent.Part part) {
        var coverage = coverage(part);
        return sent.leadsTo(coverage.getBeneficiary(), part, subject)
                && coverage.getStatus() == Coverage.CoverageStatus.ACTIVE
                && Days.current(coverage.getPeriod(), today);
    }

    /** 0 it is, 1 it does not say, 2 it is another kind of insurance. */
    private int medicaid(Coverage coverage) {
        var type = coverage.getType();
        boolean said = type.getCoding().stream()
                        .anyMatch(c -> c.hasCode()
                                && (MEDICAID.contains(c.getCode())
                                        || String.valueOf(c.getSystem()).contains("sopt")
                                                && c.getCode().startsWith("2")))
                || String.valueOf(type.getText()).toLowerCase(Locale.ROOT).contains("medicaid")
                || type.getCoding().stream().anyMatch(c -> String.valueOf(c.getDisplay())
                        .toLowerCase(Locale.ROOT)
                        .contains("medicaid"));
        if (said) return 0;
        return type.isEmpty() ? 1 : 2;
    }

    /** The member's own number: of the Coverage, or the subscriber's when the person is the subscriber. */
    private Optional<String> number(Sent.Part part) {
        var coverage = coverage(part);
        return coverage.getIdentifier().stream()
                .filter(i -> !kind(i).equals("OTHER") && !kind(i).equals("UNKNOWN") && usable(i))
                .map(Identifier::getValue)
                .findFirst()
                .or(() -> coverage.hasSubscriberId() && isSubscriber(part)
                        ? Optional.of(coverage.getSubscriberId())
                        : Optional.empty());
    }

    private boolean isSubscriber(Sent.Part part) {
        var coverage = coverage(part);
        var relation = codes(coverage.getRelationship());
        boolean other = !relation.isEmpty() && !relation.contains("self")
                || coverage.hasSubscriber() && !sent.leadsTo(coverage.getSubscriber(), part, subject);
        if (other)
            findings.remark(
                    "subscriber-is-another",
                    "REF-4",
                    "The number at " + part.at("subscriberId")
                            + " belongs to another person, so it was not used as the member id.");
        return !other;
    }

    private Stream<Identifier> payerIds(Sent.Part coverage, Reference payor) {
        var own = Stream.of(payor.getIdentifier());
        var organization = sent.find(payor, coverage, Organization.class).stream()
                .flatMap(o -> ((Organization) o.resource()).getIdentifier().stream());
        return Stream.concat(own, organization).filter(Identifier::hasValue);
    }
}
