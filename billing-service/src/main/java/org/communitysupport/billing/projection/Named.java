package org.communitysupport.billing.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.View;

/** Ignores, by name, every event of the services that a view reads and does not handle. */
final class Named {
    private Named() {}

    static <R> View<R> rest(View<R> view) {
        Set<String> rest = new TreeSet<>();
        for (String source : view.sources()) rest.addAll(Published.by(source));
        rest.removeAll(view.handled().keySet());
        return view.ignores(rest.toArray(String[]::new));
    }

    /** The published names of a service among {@code names}, for a view that handles many alike. */
    static List<String> types(String service, String names) {
        var types = new ArrayList<String>();
        for (String name : names.split(" ")) types.add(service + '.' + name);
        return types;
    }
}
