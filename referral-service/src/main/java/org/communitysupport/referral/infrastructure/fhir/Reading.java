package org.communitysupport.referral.infrastructure.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.application.IncomingReferral;
import org.communitysupport.referral.application.ReferralBundles.Asked;
import org.communitysupport.referral.application.ReferralBundles.Practice;
import org.communitysupport.referral.application.ReferralBundles.Program;
import org.communitysupport.referral.domain.Codes;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** One order with its person, as a referral. */
final class Reading {
    private static final Set<String> READ_OF_REQUEST = Set.of(
            "resourceType",
            "id",
            "meta",
            "text",
            "implicitRules",
            "language",
            "contained",
            "identifier",
            "status",
            "intent",
            "doNotPerform",
            "priority",
            "code",
            "subject",
            "encounter",
            "requester",
            "reasonCode",
            "reasonReference",
            "note",
            "patientInstruction",
            "supportingInfo");
    private static final Set<String> READ_OF_TASK = Set.of(
            "resourceType",
            "id",
            "meta",
            "text",
            "implicitRules",
            "language",
            "contained",
            "identifier",
            "status",
            "intent",
            "focus",
            "for",
            "requester",
            "reasonCode",
            "note",
            "description");

    private final Sent sent;
    private final Orders orders;
    private final Practice practice;

    Reading(Sent sent, Orders orders, Practice practice) {
        this.sent = sent;
        this.orders = orders;
        this.practice = practice;
    }

    boolean isOurs(Orders.Order order) {
        return orders.program(order, null).isPresent();
    }

    /** There is no order. Whether the person would be ours is said first, since that ends it sooner. */
    void nothingAsked(Findings findings) {
        var patients = sent.all(Patient.class).toList();
        if (patients.size() == 1) area(patients.getFirst(), findings);
        findings.fault(
                "no-service-request",
                sent.json().path("resourceType").asText() + (sent.json().has("entry") ? ".entry" : ""),
                "There is no ServiceRequest, so nothing is requested. Send one.");
    }

    Asked of(Orders.Order order, boolean alone, Findings common) {
        var findings = new Findings();
        var missing = new Findings();
        var subject = orders.subject(order, missing);
        if (sent.all(Patient.class).findAny().isEmpty()) findings.add(missing);
        String state = subject.map(p -> patient(p, new Findings()).state()).orElse(null);
        var program = orders.program(order, state);
        if (program.isEmpty())
            findings.fault(
                    "wrong-program",
                    order.request().at("code"),
                    "The service asked for at ServiceRequest.code is none of "
                            + String.join(", ", practice.programs().keySet()) + ".");
        subject.ifPresent(p -> area(p, findings));
        findings.add(missing);
        boolean revoked = orders.revoked(order, findings);
        var rules = program.map(practice.programs()::get).orElseGet(this::any);
        var number = orders.number(order, alone, rules.today(), findings);
        Map<String, String> places = new HashMap<>();
        var referral = subject.map(p -> referral(order, p, program, number.externalId(), rules, findings, places));
        places(order, subject, places);
        return new Asked(
                order.request().path(),
                referral.map(r -> r.remarked(remarks(findings, common))).orElse(null),
                number,
                orders.formerIds(order),
                Map.copyOf(places),
                revoked,
                findings.faults());
    }

    private static List<Warning> remarks(Findings findings, Findings common) {
        findings.add(common);
        return findings.remarks();
    }

    private Program any() {
        return practice.programs().values().iterator().next();
    }

    private PatientParts patient(Sent.Part subject, Findings findings) {
        return new PatientParts(sent, subject, any(), findings);
    }

    private void area(Sent.Part subject, Findings findings) {
        var patient = patient(subject, findings);
        if (patient.hasUnknownState())
            findings.fault(
                    "state-unknown",
                    "REF-5",
                    subject.at("address"),
                    "Patient.address.state is not a US state. Send its two letters, e.g. NC.");
        String state = patient.state();
        var served = practice.programs().values().stream()
                .map(Program::state)
                .distinct()
                .toList();
        if (state != null && !served.contains(state))
            findings.fault(
                    "out-of-area",
                    "REF-5",
                    subject.at("address"),
                    "The Patient lives outside the states that this agency serves: " + String.join(", ", served) + ".");
    }

    private IncomingReferral referral(
            Orders.Order order,
            Sent.Part subject,
            Optional<String> program,
            String externalId,
            Program rules,
            Findings findings,
            Map<String, String> places) {
        var member = new MemberParts(sent, subject, rules, findings);
        var person = new PatientParts(sent, subject, rules, findings);
        var clinical = new ClinicalParts(sent, order.request(), order.task(), subject, rules, findings, places);
        var referrer = new ReferrerParts(sent, order.request(), order.task(), subject, findings);
        unread(order.request(), READ_OF_REQUEST, findings);
        if (order.task() != null) task(order.task(), subject, findings);
        return new IncomingReferral(
                externalId,
                referrer.sourceType(),
                referrer.organization(),
                referrer.npi(),
                program.orElse(null),
                urgency(order.resource()),
                Codes.Channel.FHIR,
                member.payer(),
                false,
                person.hasGuardian(),
                clinical.part2() || referrer.part2Program(),
                clinical.dischargeOn(),
                person.demographics(member),
                clinical.clinical(),
                referrer.contact(),
                List.of());
    }

    private void task(Sent.Part task, Sent.Part subject, Findings findings) {
        unread(task, READ_OF_TASK, findings);
        var of = ((Task) task.resource()).getFor();
        if (!of.isEmpty() && !sent.leadsTo(of, task, subject))
            findings.fault(
                    "task-for-another",
                    task.at("for"),
                    "Task.for and ServiceRequest.subject name different Patients. Send the same one in both.");
    }

    private static void unread(Sent.Part part, Set<String> read, Findings findings) {
        part.json().fieldNames().forEachRemaining(f -> {
            if (!read.contains(f) && !f.startsWith("_")) findings.leftBehind(part.at(f));
        });
    }

    private static Codes.Urgency urgency(ServiceRequest request) {
        if (!request.hasPriority()) return Codes.Urgency.ROUTINE;
        return switch (request.getPriority()) {
            case STAT -> Codes.Urgency.EMERGENT;
            case ASAP, URGENT -> Codes.Urgency.URGENT;
            default -> Codes.Urgency.ROUTINE;
        };
    }

    /** Where refusals that come later have their place. */
    private static void places(Orders.Order order, Optional<Sent.Part> subject, Map<String, String> places) {
        var request = order.request();
        places.put("/externalId", request.at("identifier"));
        places.put("/program", request.at("code"));
        places.put("/urgency", request.at("priority"));
        places.put("/dischargeOn", request.at("encounter"));
        places.putIfAbsent("/clinical", request.at("reasonCode"));
        Stream.of("/sourceType", "/referrerOrganisation", "/referrerNpi", "/referrer")
                .forEach(p -> places.put(p, request.at("requester")));
        subject.ifPresent(p -> {
            places.put("/demographics", p.path());
            places.put("/payer", p.path());
            ELEMENTS.forEach((element, fields) -> {
                for (String field : fields) places.put("/demographics/" + field, p.at(element));
            });
        });
    }

    private static final Map<String, List<String>> ELEMENTS = Map.of(
            "name", List.of("familyName", "givenName", "preferredName"),
            "birthDate", List.of("birthDate"),
            "gender", List.of("sex"),
            "address", List.of("addressLine", "city", "state", "zip", "county"),
            "telecom", List.of("phone"),
            "communication", List.of("language"),
            "identifier", List.of("memberId"),
            "contact", List.of("guardianName", "guardianRelationship"));
}
