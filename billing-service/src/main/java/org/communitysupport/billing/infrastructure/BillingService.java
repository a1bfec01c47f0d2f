package org.communitysupport.billing.infrastructure;

import java.util.List;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.projection.BatchesView;
import org.communitysupport.billing.projection.ClaimsView;
import org.communitysupport.billing.projection.PayerFilesView;
import org.communitysupport.billing.projection.RemittancesView;
import org.communitysupport.billing.projection.TraceViews;
import org.communitysupport.runtime.ServiceSpec;

/** What billing is made of; read by tools too. */
public final class BillingService {
    private BillingService() {}

    public static ServiceSpec spec() {
        return new ServiceSpec(
                "billing",
                BillingEvents.types(),
                Aggregates.all(),
                List.of(
                        ClaimsView.VIEW,
                        BatchesView.VIEW,
                        RemittancesView.VIEW,
                        PayerFilesView.VIEW,
                        TraceViews.PERSON,
                        TraceViews.DAY));
    }
}
