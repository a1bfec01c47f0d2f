package org.communitysupport.referral.infrastructure.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.referral.application.ReferralBundles.Program;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes.DisabilityGroup;
import org.communitysupport.referral.domain.rule.Ref10Part2;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/**
 * What was sent about one person's health: ICD-10-CM codes, scores, words for intake to read, and whether Part 2 protects it. A concept that
 * cannot be told counts as protected and is carried as text.
 */
final class ClinicalParts {
    private static final Set<String> STAYS = Set.of("IMP", "ACUTE", "NONAC", "SS", "OBSENC", "EMER");

    private final Sent sent;
    private final Sent.Part request;
    private final ServiceRequest order;
    private final Sent.Part subject;
    private final Program program;
    private final Findings findings;

    private final Set<String> diagnoses = new LinkedHashSet<>();
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> places;
    private boolean part2;
    private boolean mentalHealth;
    private boolean substanceUse;
    private Integer locus;
    private String asam;

    /**
     * @param task null when there is none
     * @param places takes the FHIRPath of each diagnosis, by the pointer it has at our own door
     */
    ClinicalParts(
            Sent sent,
            Sent.Part request,
            Sent.Part task,
            Sent.Part subject,
            Program program,
            Findings findings,
            Map<String, String> places) {
        this.sent = sent;
        this.request = request;
        this.order = (ServiceRequest) request.resource();
        this.subject = subject;
        this.program = program;
        this.findings = findings;
        this.places = places;
        part2 = SubstanceUse.labelled(sent.json());
        reasons();
        sent.all(Condition.class).forEach(this::condition);
        sent.all(Observation.class).forEach(this::observation);
        notes();
        if (task != null) notes((Task) task.resource());
        if (words.stream().anyMatch(Ref10Part2::namesIt)) part2 = true;
        sent.all().forEach(this::rest);
    }

    Clinical clinical() {
        places.put("/clinical/presentingProblem", request.at(order.hasNote() ? "note" : "reasonCode"));
        return new Clinical(
                group(),
                List.copyOf(diagnoses),
                locus,
                asam,
                words.isEmpty() ? null : String.join("\n", words),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    /** The sender says so by a label or names substance use. Diagnoses and scores make it so anyway; that the domain decides (REF-10). */
    boolean part2() {
        return part2;
    }

    /** The end of the hospital stay that the request comes from. */
    LocalDate dischargeOn() {
        if (!order.hasEncounter()) return null;
        var found = sent.find(order.getEncounter(), request, Encounter.class);
        var stay = found.map(p -> (Encounter) p.resource());
        boolean theirs = found.isPresent()
                && (!stay.get().hasSubject() || sent.leadsTo(stay.get().getSubject(), found.get(), subject))
                && stay.get().getStatus() != Encounter.EncounterStatus.CANCELLED
                && stay.get().getStatus() != Encounter.EncounterStatus.ENTEREDINERROR
                && (!stay.get().hasClass_()
                        || STAYS.contains(stay.get().getClass_().getCode()));
        if (theirs && stay.get().getPeriod().hasEnd())
            return Days.day(stay.get().getPeriod().getEndElement(), program.zone());
        findings.leftBehind(request.at("encounter"));
        return null;
    }

    private void reasons() {
        var reasons = order.getReasonCode();
        for (int i = 0; i < reasons.size(); i++) concept("Reason", reasons.get(i), request.at("reasonCode[" + i + ']'));
        var references = order.getReasonReference();
        for (int i = 0; i < references.size(); i++) {
            String at = request.at("reasonReference[" + i + ']');
            var lead = sent.lead(references.get(i), request);
            if (lead.part() == null || !lead.part().is(Condition.class)) {
                if (lead.part() == null || !lead.part().is(Observation.class)) findings.leftBehind(at);
            } else if (!isTheirs(lead.part()))
                findings.fault(
                        "reason-of-another-person",
                        at,
                        "The Condition that ServiceRequest.reasonReference names belongs to another person. Send "
                                + "this person's.");
        }
    }

    private void condition(Sent.Part part) {
        var condition = (Condition) part.resource();
        if (!isTheirs(part)) {
            findings.leftBehind(part.path());
            return;
        }
        if (is(condition.getVerificationStatus(), "refuted", "entered-in-error")) {
            findings.leftBehind(part.path());
            return;
        }
        if (is(condition.getClinicalStatus(), "inactive", "remission", "resolved")) {
            // Past, but true: it is no diagnosis of today, and Part 2 protects it all the same.
            if (SubstanceUse.within(part.json().path("code"))) part2 = true;
            findings.leftBehind(part.path());
            return;
        }
        if (is(condition.getVerificationStatus(), "provisional", "differential", "unconfirmed"))
            findings.remark(
                    "diagnosis-unconfirmed",
                    "",
                    "The diagnosis at " + part.path() + " is not confirmed by its sender.");
        concept("Condition", condition.getCode(), part.at("code"));
    }

    private static boolean is(CodeableConcept status, String... codes) {
        return status.getCoding().stream().anyMatch(c -> Set.of(codes).contains(c.getCode()));
    }

    /** What says no subject is theirs when their own request contains it. */
    private boolean isTheirs(Sent.Part part) {
        var json = part.json();
        for (String element : List.of("subject", "patient", "beneficiary", "for"))
            if (json.has(element))
                return sent.leadsTo(
                        new Reference(json.path(element).path("reference").asText("")), part, subject);
        return part.container() != null && part.container() == request.root() || part.container() == subject;
    }

    private void concept(String what, CodeableConcept concept, String at) {
        if (concept.isEmpty()) return;
        boolean told = false;
        for (int i = 0; i < concept.getCoding().size(); i++) {
            var c = concept.getCoding().get(i);
            if (c.hasCode() && SubstanceUse.icd10cm(c.getSystem())) {
                if (diagnoses.add(c.getCode()))
                    places.put("/clinical/diagnoses/" + (diagnoses.size() - 1), at + ".coding[" + i + "].code");
                told = true;
            }
        }
        boolean coded = concept.getCoding().stream().anyMatch(Coding::hasCode);
        for (var c : concept.getCoding()) {
            if (SubstanceUse.isSubstanceUse(c.getSystem(), c.getCode()) || Ref10Part2.namesIt(c.getDisplay()))
                substanceUse = part2 = true;
            if (SubstanceUse.isMentalHealth(c.getSystem(), c.getCode())) mentalHealth = true;
        }
        if (Ref10Part2.namesIt(concept.getText())) part2 = true;
        if (concept.hasText() || !told) words.add(what + ": " + spoken(concept));
        if (told || !coded) return;
        boolean known = concept.getCoding().stream()
                .anyMatch(c -> SubstanceUse.isMentalHealth(c.getSystem(), c.getCode())
                        || SubstanceUse.isSubstanceUse(c.getSystem(), c.getCode()));
        if (!known) part2 = true;
        findings.remark(
                "not-icd-10-cm",
                "REF-10",
                "The concept at " + at + " has no ICD-10-CM code; it is carried over as text"
                        + (part2 ? " and handled as protected by 42 CFR Part 2." : "."));
    }

    private static String spoken(CodeableConcept concept) {
        var parts = new ArrayList<String>();
        if (concept.hasText()) parts.add(concept.getText());
        for (var c : concept.getCoding())
            if (!SubstanceUse.icd10cm(c.getSystem()) && (c.hasDisplay() || c.hasCode()))
                parts.add((c.hasDisplay() ? c.getDisplay() : "code")
                        + (c.hasCode() ? " (" + system(c.getSystem()) + c.getCode() + ')' : ""));
        return String.join("; ", parts);
    }

    private static String system(String uri) {
        if (uri == null) return "";
        return SubstanceUse.SNOMED.equals(uri) ? "SNOMED CT " : uri + ' ';
    }

    /** A LOCUS composite and an ASAM level, when they are called so; any other finding is named and left. */
    private void observation(Sent.Part part) {
        var observation = (Observation) part.resource();
        boolean counts = isTheirs(part)
                && (observation.getStatus() == Observation.ObservationStatus.FINAL
                        || observation.getStatus() == Observation.ObservationStatus.AMENDED
                        || observation.getStatus() == Observation.ObservationStatus.CORRECTED);
        String called = called(observation.getCode());
        if (counts && called.contains("LOCUS") && score(observation) != null) locus = score(observation);
        else if (counts && called.contains("ASAM") && level(observation) != null) asam = level(observation);
        else findings.leftBehind(part.path());
        if (locus != null) places.putIfAbsent("/clinical/locusComposite", part.at("value"));
        if (asam != null) places.putIfAbsent("/clinical/asamLevel", part.at("value"));
    }

    private static String called(CodeableConcept code) {
        var all = new StringBuilder(String.valueOf(code.getText()));
        code.getCoding()
                .forEach(c -> all.append(' ').append(c.getDisplay()).append(' ').append(c.getCode()));
        return all.toString().toUpperCase(java.util.Locale.ROOT);
    }

    private static Integer score(Observation observation) {
        if (observation.hasValueIntegerType())
            return observation.getValueIntegerType().getValue();
        if (!observation.hasValueQuantity() || observation.getValueQuantity().getValue() == null) return null;
        var value = observation.getValueQuantity().getValue();
        return value.stripTrailingZeros().scale() > 0 ? null : value.intValue();
    }

    private static String level(Observation observation) {
        String said = observation.hasValueStringType()
                ? observation.getValueStringType().getValue()
                : observation.hasValueCodeableConcept()
                        ? called(observation.getValueCodeableConcept())
                        : observation.hasValueQuantity()
                                        && observation.getValueQuantity().getValue() != null
                                ? observation.getValueQuantity().getValue().toPlainString()
                                : "";
        var found = java.util.regex.Pattern.compile("\\b([0-4](\\.\\d)?)\\b").matcher(said);
        return found.find() ? found.group(1) : null;
    }

    /** Free words reach intake as they are: a risk may stand in them. */
    private void notes() {
        for (var note : order.getNote()) if (note.hasText()) words.add("Note: " + note.getText());
        if (order.hasPatientInstruction()) words.add("Instruction: " + order.getPatientInstruction());
        var info = order.getSupportingInfo();
        for (int i = 0; i < info.size(); i++)
            if (sent.find(info.get(i), request, Observation.class).isEmpty()
                    && sent.find(info.get(i), request, Condition.class).isEmpty())
                findings.leftBehind(request.at("supportingInfo[" + i + ']'));
    }

    private void notes(Task task) {
        if (task.hasDescription()) words.add("Note: " + task.getDescription());
        if (!task.getReasonCode().isEmpty()) words.add("Reason: " + spoken(task.getReasonCode()));
        for (var note : task.getNote()) if (note.hasText()) words.add("Note: " + note.getText());
    }

    /** Everything else about this person is named; what it says of substance use protects the referral. */
    private void rest(Sent.Part part) {
        boolean read = part.is(Patient.class)
                || part.is(Coverage.class)
                || part.is(Organization.class)
                || part.is(Practitioner.class)
                || part.is(PractitionerRole.class)
                || part.is(RelatedPerson.class)
                || part.is(Condition.class)
                || part.is(Task.class)
                || part == request;
        if (read) return;
        boolean error = "entered-in-error".equals(part.json().path("status").asText());
        if (isTheirs(part) && !error && SubstanceUse.within(part.json())) part2 = true;
        if (!part.is(Observation.class) && !part.is(Encounter.class) && !part.is(ServiceRequest.class))
            findings.leftBehind(part.path());
    }

    /** From the chapters of the codes; null when there are none to tell by. */
    private DisabilityGroup group() {
        boolean sud = substanceUse || diagnoses.stream().anyMatch(d -> d.matches("F1[0-9].*"));
        boolean idd = diagnoses.stream().anyMatch(d -> d.matches("F7[0-9].*"));
        boolean mh = mentalHealth || diagnoses.stream().anyMatch(d -> d.matches("F[2-69].*"));
        if (mh && sud) return DisabilityGroup.MH_SUD;
        if (mh) return DisabilityGroup.MH;
        if (sud) return DisabilityGroup.SUD;
        return idd ? DisabilityGroup.IDD : null;
    }
}
