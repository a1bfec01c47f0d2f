package org.communitysupport.billing.infrastructure;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.communitysupport.billing.application.ClaimFinder;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.stream.Query;
import org.communitysupport.stream.Row;
import org.communitysupport.stream.Views;

/** {@link ClaimFinder} over the view of claims. */
final class ViewedClaims implements ClaimFinder {
    private final Views views;

    ViewedClaims(Views views) {
        this.views = views;
    }

    @Override
    public List<String> byPayerControl(String tenant, String payer, String control) {
        var query =
                Query.all().where("payerControl", control).where("payer", payer).limit(2);
        return views.page(ClaimsView.VIEW, tenant, query).rows().stream()
                .map(Row::key)
                .toList();
    }

    @Override
    public List<LocalDate> days(String tenant, String person, LocalDate from) {
        var days = new TreeSet<LocalDate>();
        String next = null;
        do {
            var query = Query.all()
                    .where("person", person)
                    .range("date", from, null)
                    .limit(200)
                    .cursor(next);
            var page = views.page(ClaimsView.VIEW, tenant, query);
            page.rows().forEach(r -> days.add(r.row().date()));
            next = page.nextCursor();
        } while (next != null);
        return List.copyOf(days);
    }
}
