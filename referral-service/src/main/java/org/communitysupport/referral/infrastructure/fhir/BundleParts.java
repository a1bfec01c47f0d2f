package org.communitysupport.referral.infrastructure.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** Finds what belongs together in a bundle. */
final class BundleParts {
    private final Bundle bundle;

    BundleParts(Bundle bundle) {
        this.bundle = bundle;
    }

    Bundle bundle() {
        return bundle;
    }

    <T extends Resource> Stream<T> all(Class<T> as) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(as::isInstance)
                .map(as::cast);
    }

    /** The request that the Task is about, else the first. */
    Optional<ServiceRequest> request() {
        return all(Task.class)
                .map(t -> resolve(t.getFocus(), ServiceRequest.class, List.of()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> all(ServiceRequest.class).findFirst());
    }

    /** Whom the request is about; the only Patient when it does not say. */
    Optional<Patient> patient() {
        return request()
                .flatMap(r -> resolve(r.getSubject(), Patient.class, r.getContained()))
                .or(() -> {
                    var patients = all(Patient.class).toList();
                    return patients.size() == 1 ? Optional.of(patients.getFirst()) : Optional.empty();
                });
    }

    int index(Resource resource) {
        for (int i = 0; i < bundle.getEntry().size(); i++)
            if (bundle.getEntry().get(i).getResource() == resource) return i;
        return 0;
    }

    /** By full URL, by relative reference, or among what the resource contains. */
    <T extends Resource> Optional<T> resolve(Reference reference, Class<T> as, List<Resource> contained) {
        String to = reference == null ? null : reference.getReference();
        if (to == null) return Optional.empty();
        for (var resource : contained)
            if (as.isInstance(resource) && matches(to, resource)) return Optional.of(as.cast(resource));
        return bundle.getEntry().stream()
                .filter(e -> as.isInstance(e.getResource()))
                .filter(e -> to.equals(e.getFullUrl()) || matches(to, e.getResource()))
                .map(e -> as.cast(e.getResource()))
                .findFirst();
    }

    private static boolean matches(String reference, Resource resource) {
        String id = resource.getIdElement().getIdPart();
        return id != null
                && (reference.equals('#' + id)
                        || reference.equals(id)
                        || reference.equals(resource.fhirType() + '/' + id)
                        || reference.endsWith('/' + resource.fhirType() + '/' + id));
    }

    /** What the sender calls it: the Task's identifier, the request's, the bundle's, at last the request's id. */
    String identifier(ServiceRequest request) {
        return Stream.of(
                        all(Task.class).flatMap(t -> t.getIdentifier().stream()),
                        request.getIdentifier().stream(),
                        Stream.of(bundle.getIdentifier()))
                .flatMap(s -> s)
                .filter(Identifier::hasValue)
                .map(Identifier::getValue)
                .findFirst()
                .orElseGet(() -> request.getIdElement().getIdPart());
    }

    /** The payer by the id we know it by; null when the bundle does not say so in so many words. */
    String payer() {
        return all(Coverage.class)
                .flatMap(c -> c.getPayor().stream().flatMap(p -> payerIds(c, p)))
                .filter(v -> v.matches("[a-z0-9_-]{1,40}"))
                .findFirst()
                .orElse(null);
    }

    private Stream<String> payerIds(Coverage coverage, Reference payor) {
        var own = payor.getIdentifier().hasValue()
                ? Stream.of(payor.getIdentifier().getValue())
                : Stream.<String>empty();
        var organisation = resolve(payor, Organization.class, coverage.getContained()).stream()
                .flatMap(o -> o.getIdentifier().stream())
                .filter(Identifier::hasValue)
                .map(Identifier::getValue);
        return Stream.concat(own, organisation);
    }
}
