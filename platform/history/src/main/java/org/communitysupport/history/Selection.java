package org.communitysupport.history;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What of history is wanted: the whole of it in its one order, with the rest left out.
 *
 * @param services empty: all
 * @param types published names, with or without service and version ({@code referral.ReferralReceived.v1}, {@code ReferralReceived}); empty:
 *     all
 * @param person id, or empty: everybody
 */
public record Selection(Set<String> services, Set<String> types, String person) {
    public static final Selection ALL = new Selection(Set.of(), Set.of(), "");

    public Selection {
        services = new TreeSet<>(services);
        types = new TreeSet<>(types);
    }

    /** @param streams of the person, see {@link PersonStreams} */
    Predicate<Told> by(Set<String> streams) {
        return told -> (services.isEmpty() || services.contains(told.at().service()))
                && (types.isEmpty() || names(told.type()))
                && (person.isEmpty() || told.person().equals(person) || streams.contains(told.key()));
    }

    private boolean names(String type) {
        String unversioned = type.replaceFirst("\\.v\\d+$", "");
        return types.contains(type)
                || types.contains(unversioned)
                || types.contains(unversioned.substring(unversioned.indexOf('.') + 1));
    }

    void checkedAgainst(Set<String> known) {
        for (String service : services)
            if (!known.contains(service))
                throw new NotTold(
                        "There is no service '" + service + "'; the services are " + String.join(", ", known) + ".");
    }
}
