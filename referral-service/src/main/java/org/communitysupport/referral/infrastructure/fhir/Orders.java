package org.communitysupport.referral.infrastructure.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.communitysupport.referral.application.ReferralBundles.Number;
import org.communitysupport.referral.application.ReferralBundles.Practice;
import org.communitysupport.referral.application.ReferralBundles.Program;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** Which orders were sent, with the Tasks about them, and what each asks for. */
final class Orders {
    private static final int LONGEST_VALUE = 120;
    private static final int LONGEST_SYSTEM = 200;

    private final Sent sent;
    private final Resource root;
    private final Practice practice;

    /** @param task about it; null when there is none */
    record Order(Sent.Part request, Sent.Part task) {
        ServiceRequest resource() {
            return (ServiceRequest) request.resource();
        }
    }

    Orders(Sent sent, Resource root, Practice practice) {
        this.sent = sent;
        this.root = root;
        this.practice = practice;
    }

    /** Entries, and what Tasks are about. A Task that leads nowhere is a fault: no other order takes its place. */
    List<Order> all(Findings findings) {
        Map<Sent.Part, Sent.Part> orders = new LinkedHashMap<>();
        var requests = sent.entries(ServiceRequest.class).toList();
        var tasks = sent.entries(Task.class).toList();
        for (var task : tasks) {
            var focus = ((Task) task.resource()).getFocus();
            var lead = sent.lead(focus, task);
            if (lead.part() != null && lead.part().is(ServiceRequest.class)) orders.putIfAbsent(lead.part(), task);
            else if (lead.part() != null) findings.leftBehind(task.path());
            else if (focus.isEmpty() && requests.size() == 1 && tasks.size() == 1)
                orders.put(requests.getFirst(), task);
            else
                findings.fault(
                        "focus-not-found",
                        task.at("focus"),
                        "Task.focus " + lead.why() + ". It must refer to the ServiceRequest in the same request.");
        }
        requests.forEach(r -> orders.putIfAbsent(r, null));
        return orders.entrySet().stream()
                .map(e -> new Order(e.getKey(), e.getValue()))
                .toList();
    }

    /** Whom an order is about: exactly the Patient that it refers to. */
    Optional<Sent.Part> subject(Order order, Findings findings) {
        var lead = sent.lead(order.resource().getSubject(), order.request());
        if (lead.part() != null && lead.part().is(Patient.class)) return Optional.of(lead.part());
        findings.fault(
                "no-patient",
                order.request().at("subject"),
                "ServiceRequest.subject "
                        + (lead.part() == null
                                ? lead.why()
                                : "leads to a " + lead.part().type())
                        + ". It must refer to the one Patient in the same request.");
        return Optional.empty();
    }

    /**
     * The program that a service code means: our own id of it, the short name that payers use (CST, CPST), or the payers' own code (HCPCS),
     * in the state where the person lives. Programs of several states share a code; one that is not the person's is taken only where no
     * other has it. Nothing is guessed from a display text.
     *
     * @param state null when nobody says
     */
    Optional<String> program(Order order, String state) {
        return order.resource().getCode().getCoding().stream()
                .filter(Coding::hasCode)
                .flatMap(c -> program(c, state).stream())
                .findFirst();
    }

    private Optional<String> program(Coding coding, String state) {
        var meant = practice.programs().entrySet().stream()
                .filter(e -> means(coding, e.getKey(), e.getValue()))
                .toList();
        var here =
                meant.stream().filter(e -> e.getValue().state().equals(state)).toList();
        var left = here.isEmpty() ? meant : here;
        return left.size() == 1 ? Optional.of(left.getFirst().getKey()) : Optional.empty();
    }

    private static boolean means(Coding coding, String id, Program program) {
        String code = coding.getCode().strip().toUpperCase(Locale.ROOT);
        if (id.equals(code) || id.endsWith('.' + code)) return true;
        String system = coding.getSystem();
        boolean hcpcs = system == null
                || system.toUpperCase(Locale.ROOT).contains("HCPCS")
                || system.equals("urn:oid:2.16.840.1.113883.6.285");
        return hcpcs && program.serviceCodes().contains(code);
    }

    /** Status, intent and prohibition, of the order and of its Task. True when it is taken back. */
    boolean revoked(Order order, Findings findings) {
        var request = order.resource();
        var status = request.getStatus();
        String at = order.request().at("status");
        boolean revoked = status == ServiceRequest.ServiceRequestStatus.REVOKED
                || status == ServiceRequest.ServiceRequestStatus.ENTEREDINERROR;
        if (status != ServiceRequest.ServiceRequestStatus.ACTIVE)
            findings.fault(
                    "not-active",
                    at,
                    status == null
                            ? "ServiceRequest.status is missing. Send active."
                            : "ServiceRequest.status is " + status.toCode()
                                    + (revoked
                                            ? ", and there is no referral with this identifier that could be withdrawn. Check the "
                                                    + "identifier."
                                            : ". Only an active request can be received."));
        if (request.getDoNotPerform())
            findings.fault(
                    "do-not-perform",
                    order.request().at("doNotPerform"),
                    "ServiceRequest.doNotPerform is true, so no service is requested. Send it without, or do "
                            + "not send it.");
        intent(order, findings);
        return order.task() == null ? revoked : revoked | taskRevoked(order.task(), findings);
    }

    private static void intent(Order order, Findings findings) {
        var intent = order.resource().getIntent();
        boolean ordered = intent != null
                && switch (intent) {
                    case ORDER, ORIGINALORDER, REFLEXORDER, FILLERORDER, INSTANCEORDER -> true;
                    default -> false;
                };
        if (!ordered)
            findings.fault(
                    "not-an-order",
                    order.request().at("intent"),
                    intent == null
                            ? "ServiceRequest.intent is missing. Send order."
                            : "ServiceRequest.intent is " + intent.toCode()
                                    + ". Only an order can be received; send order.");
    }

    private static boolean taskRevoked(Sent.Part part, Findings findings) {
        var status = ((Task) part.resource()).getStatus();
        if (status == null) return false;
        return switch (status) {
            case REQUESTED, RECEIVED, ACCEPTED, READY, INPROGRESS -> false;
            case CANCELLED, ENTEREDINERROR -> {
                findings.fault(
                        "not-active",
                        part.at("status"),
                        "Task.status is " + status.toCode()
                                + ", and there is no referral with this identifier that could be withdrawn. Check the "
                                + "identifier.");
                yield true;
            }
            default -> {
                findings.fault(
                        "not-active",
                        part.at("status"),
                        "Task.status is " + status.toCode()
                                + ". Send a referral with a Task that has the status requested.");
                yield false;
            }
        };
    }

    /** What the sender calls it: an identifier of the request, else of its Task, else of the Bundle. A technical id is no number. */
    Number number(Order order, boolean alone, LocalDate today, Findings findings) {
        var ofTask = order.task() == null
                ? List.<Identifier>of()
                : ((Task) order.task().resource()).getIdentifier();
        var ofBundle = alone && root instanceof Bundle bundle ? List.of(bundle.getIdentifier()) : List.<Identifier>of();
        var best = Stream.of(order.resource().getIdentifier(), ofTask, ofBundle)
                .map(of -> best(of, today))
                .flatMap(Optional::stream)
                .findFirst();
        String at = order.request().at("identifier");
        if (best.isEmpty()) {
            findings.fault(
                    "no-identifier",
                    "REF-1",
                    at,
                    "ServiceRequest.identifier is missing. Send your own number of the referral, with its "
                            + "system; the id of a resource is not one.");
            return new Number(null, "");
        }
        var chosen = best.get();
        String system = chosen.hasSystem() && !chosen.getSystem().isBlank() ? chosen.getSystem() : null;
        if (chosen.getValue().length() > LONGEST_VALUE || system != null && system.length() > LONGEST_SYSTEM)
            findings.fault(
                    "no-identifier",
                    "REF-1",
                    at,
                    "An identifier has a value of at most " + LONGEST_VALUE + " characters and a system of at most "
                            + LONGEST_SYSTEM + ".");
        return new Number(system, chosen.getValue());
    }

    private static Optional<Identifier> best(List<Identifier> of, LocalDate today) {
        return of.stream()
                .filter(i -> i.hasValue() && !i.getValue().isBlank())
                .min(Comparator.<Identifier>comparingInt(
                                i -> i.getUse() == Identifier.IdentifierUse.OLD || !Days.current(i.getPeriod(), today)
                                        ? 1
                                        : 0)
                        .thenComparingInt(i -> i.getUse() == Identifier.IdentifierUse.OFFICIAL ? 0 : 1)
                        .thenComparingInt(i -> i.getUse() == Identifier.IdentifierUse.TEMP
                                        || i.getUse() == Identifier.IdentifierUse.SECONDARY
                                ? 1
                                : 0)
                        .thenComparingInt(i ->
                                i.getType().getCoding().stream().anyMatch(c -> "PLAC".equals(c.getCode())) ? 0 : 1));
    }

    /** External ids by the rule before systems counted: the first value of any Task, of the request, of the Bundle (ADR 25). */
    List<String> formerIds(Order order) {
        var former = new ArrayList<String>();
        Stream.of(
                        sent.entries(Task.class).flatMap(t -> ((Task) t.resource()).getIdentifier().stream()),
                        order.resource().getIdentifier().stream(),
                        root instanceof Bundle bundle ? Stream.of(bundle.getIdentifier()) : Stream.<Identifier>empty())
                .map(s -> s.map(Identifier::getValue).filter(Objects::nonNull).findFirst())
                .flatMap(Optional::stream)
                .filter(v -> !v.isBlank() && !former.contains(v))
                .forEach(former::add);
        return List.copyOf(former);
    }
}
