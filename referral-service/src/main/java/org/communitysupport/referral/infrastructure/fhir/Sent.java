package org.communitysupport.referral.infrastructure.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The resources that were sent, each with its place. A reference leads to the one resource that it names, by the rules of R4 for bundles, or
 * to none: never to one that merely looks like it.
 */
final class Sent {
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");
    private static final Pattern RELATIVE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");
    private static final Pattern RESTFUL = Pattern.compile("(https?://.+/)([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})");

    private final JsonNode json;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param path FHIRPath
     * @param fullUrl of the entry; null when there is none
     * @param container the resource that contains it; null for an entry
     */
    record Part(Resource resource, JsonNode json, String path, String fullUrl, Part container) {
        String type() {
            return resource.fhirType();
        }

        String id() {
            return json.path("id").asText("");
        }

        Part root() {
            return container == null ? this : container;
        }

        boolean is(Class<? extends Resource> type) {
            return type.isInstance(resource);
        }

        String at(String element) {
            return path + '.' + element;
        }
    }

    /** Where a reference leads. @param why it leads nowhere: an end of a sentence; null when it leads somewhere */
    record Lead(Part part, String why) {}

    private Sent(JsonNode json) {
        this.json = json;
    }

    static Sent of(Resource resource, JsonNode json) {
        var sent = new Sent(json);
        if (!(resource instanceof Bundle bundle)) {
            sent.add(resource, json, resource.fhirType(), null);
            return sent;
        }
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            var entry = bundle.getEntry().get(i);
            if (entry.hasResource())
                sent.add(
                        entry.getResource(),
                        json.path("entry").path(i).path("resource"),
                        "Bundle.entry[" + i + "].resource",
                        entry.getFullUrl());
        }
        return sent;
    }

    private void add(Resource resource, JsonNode at, String path, String fullUrl) {
        var root = new Part(resource, at, path, fullUrl, null);
        parts.add(root);
        if (!(resource instanceof DomainResource domain)) return;
        for (int i = 0; i < domain.getContained().size(); i++)
            parts.add(new Part(
                    domain.getContained().get(i),
                    at.path("contained").path(i),
                    path + ".contained[" + i + ']',
                    null,
                    root));
    }

    JsonNode json() {
        return json;
    }

    Stream<Part> all() {
        return parts.stream();
    }

    /** Entries and what they contain. */
    Stream<Part> all(Class<? extends Resource> type) {
        return parts.stream().filter(p -> p.is(type));
    }

    /** Entries alone. */
    Stream<Part> entries(Class<? extends Resource> type) {
        return all(type).filter(p -> p.container() == null);
    }

    Optional<Part> find(Reference reference, Part from, Class<? extends Resource> type) {
        return Optional.ofNullable(lead(reference, from).part()).filter(p -> p.is(type));
    }

    /** True when the reference leads to that very resource. */
    boolean leadsTo(Reference reference, Part from, Part to) {
        return lead(reference, from).part() == to;
    }

    Lead lead(Reference reference, Part from) {
        String to = reference == null ? null : reference.getReference();
        if (to == null || to.isBlank())
            return reference != null && reference.hasIdentifier()
                    ? nowhere("gives an identifier and no address; send the resource along and refer to it")
                    : nowhere("is missing");
        if (to.startsWith("#")) return contained(to.substring(1), from.root());
        if (to.contains("/_history/"))
            return nowhere("names a version of a resource; refer to the resource as it is sent");
        if (ABSOLUTE.matcher(to).matches()) return one(p -> to.equals(p.fullUrl()));
        if (!RELATIVE.matcher(to).matches()) return nowhere("is not a FHIR reference");
        return relative(to, from.root());
    }

    private Lead contained(String id, Part root) {
        return id.isEmpty()
                ? new Lead(root, null)
                : one(parts.stream()
                        .filter(p -> p.container() == root && bare(p.id()).equals(id))
                        .toList());
    }

    private static String bare(String id) {
        return id.startsWith("#") ? id.substring(1) : id;
    }

    /** Beside its own full URL first; else an entry of that type and id that has no address of its own. */
    private Lead relative(String to, Part root) {
        var own = RESTFUL.matcher(root.fullUrl() == null ? "" : root.fullUrl());
        if (!own.matches()) return one(p -> named(p, to));
        String beside = own.group(1) + to;
        var exact = one(p -> beside.equals(p.fullUrl()));
        return exact.part() != null
                ? exact
                : one(p -> named(p, to)
                        && (p.fullUrl() == null || !RESTFUL.matcher(p.fullUrl()).matches()));
    }

    private static boolean named(Part part, String to) {
        return (part.type() + '/' + part.id()).equals(to)
                || part.fullUrl() != null && part.fullUrl().endsWith('/' + to);
    }

    private Lead one(Predicate<Part> which) {
        return one(
                parts.stream().filter(p -> p.container() == null).filter(which).toList());
    }

    /** The same resource sent twice is one. */
    private static Lead one(List<Part> found) {
        if (found.isEmpty()) return nowhere("leads to nothing that was sent");
        return found.stream().allMatch(p -> p.json().equals(found.getFirst().json()))
                ? new Lead(found.getFirst(), null)
                : nowhere("leads to more than one resource that was sent");
    }

    private static Lead nowhere(String why) {
        return new Lead(null, why);
    }
}
