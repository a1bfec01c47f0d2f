package org.communitysupport.referral.infrastructure;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.communitysupport.referral.application.Recipients;
import org.communitysupport.referral.projection.ReferralsView;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Views;
import org.eclipse.microprofile.config.ConfigProvider;

/** Those that have referred somebody, found one after the other by the index over them, and those that are registered. */
final class KnownSenders implements Recipients {
    private final Views views;

    KnownSenders(Views views) {
        this.views = views;
    }

    @Override
    public SortedSet<String> of(String tenant) {
        var known = new TreeSet<>(ConfigProvider.getConfig()
                .getOptionalValues("cs.senders." + tenant, String.class)
                .orElse(List.of()));
        String last = "";
        while (true) {
            var next = views.page(
                            ReferralsView.VIEW,
                            tenant,
                            Query.all()
                                    .range("sendingSystem", last + ' ', null)
                                    .sort("sendingSystem", false)
                                    .limit(1))
                    .rows();
            if (next.isEmpty()) break;
            last = next.getFirst().row().sendingSystem();
            known.add(last);
        }
        known.remove("INTAKE");
        return known;
    }
}
