package org.communitysupport.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What stands behind the question mark is taken as a whole or not at all: a parameter that the address does not know, one without a readable
 * value, one given twice, a range that ends before it begins. Somebody who filters by a word that we ignore would take everybody's lines
 * for one team's.
 */
@Provider
@ApplicationScoped // and so made when first used: configuration is not there yet when providers are collected
@Priority(Priorities.USER)
class QueryDoor implements ContainerRequestFilter {
    private final ResourceInfo resource;
    private final Map<Method, Asked> known = new ConcurrentHashMap<>();

    QueryDoor(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var given = request.getUriInfo().getQueryParameters();
        var method = resource.getResourceMethod();
        if (given.isEmpty() || method == null) return;
        var asked = known.computeIfAbsent(method, Asked::of);
        if (asked.lenient()) return;
        unknown(given, asked);
        inOrder(read(given, asked));
    }

    private static void unknown(MultivaluedMap<String, String> given, Asked asked) {
        var strange = given.keySet().stream()
                .filter(name -> !asked.taken().containsKey(name))
                .sorted()
                .toList();
        if (strange.isEmpty()) return;
        String taken = asked.taken().isEmpty()
                ? "The address has a query parameter, and it accepts none. Leave it out."
                : "The address has a query parameter that it does not accept. It accepts: "
                        + String.join(", ", asked.taken().keySet()) + '.';
        var problem = Problem.of(400, "unknown-parameter", taken);
        strange.stream().limit(20).forEach(name -> problem.at("query:" + shown(name), taken));
        throw problem;
    }

    /** As it was sent, as far as it is a name. */
    private static String shown(String name) {
        return name.matches("[\\x21-\\x7e]{1,60}") ? name : "(a name that cannot be shown)";
    }

    private static Map<String, Comparable<?>> read(MultivaluedMap<String, String> given, Asked asked) {
        var read = new HashMap<String, Comparable<?>>();
        given.forEach((name, texts) -> {
            var taken = asked.taken().get(name);
            if (texts.size() > 1 && !taken.many()) throw Asked.refused(name, "is given more than once");
            for (String text : texts) read.put(name, Asked.read(name, taken, text));
        });
        return read;
    }

    /** {@code from} and {@code to} or {@code until}, {@code receivedFrom} and {@code receivedTo}. */
    private static void inOrder(Map<String, Comparable<?>> read) {
        read.forEach((name, from) -> {
            if (from == null || !name.toLowerCase(Locale.ROOT).endsWith("from")) return;
            String stem = name.substring(0, name.length() - 4);
            for (String end :
                    new String[] {stem + (stem.isEmpty() ? "to" : "To"), stem + (stem.isEmpty() ? "until" : "Until")})
                if (isAfter(from, read.get(end))) throw Asked.refused(name, "is after " + end);
        });
    }

    @SuppressWarnings("unchecked")
    private static boolean isAfter(Comparable<?> from, Comparable<?> to) {
        return to != null && from.getClass() == to.getClass() && ((Comparable<Object>) from).compareTo(to) > 0;
    }
}
