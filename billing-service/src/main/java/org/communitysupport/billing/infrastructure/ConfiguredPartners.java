package org.communitysupport.billing.infrastructure;

import java.util.Map;
import java.util.Optional;
import org.communitysupport.billing.application.TradingPartners;
import org.communitysupport.billing.domain.rule.Agency;

/** {@link TradingPartners} as configured. */
final class ConfiguredPartners implements TradingPartners {
    private final BillingConfig config;
    private final boolean production;

    ConfiguredPartners(BillingConfig config, boolean production) {
        this.config = config;
        this.production = production;
    }

    @Override
    public Agency agency(String tenant) {
        var a = config.agencies().get(tenant);
        if (a == null) throw new IllegalStateException("cs.billing.agencies." + tenant + " is not configured");
        return new Agency(
                a.name(),
                a.npi(),
                a.taxonomy(),
                a.taxId(),
                a.address(),
                a.city(),
                a.state(),
                a.zip(),
                a.submitterId(),
                a.contactName(),
                a.contactPhone());
    }

    @Override
    public Optional<String> tenantOf(String submitterId) {
        return config.agencies().entrySet().stream()
                .filter(e -> e.getValue().submitterId().equals(submitterId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public Optional<String> payerOf(String senderId) {
        return Optional.ofNullable(config.payers().get(senderId));
    }

    @Override
    public boolean production() {
        return production;
    }
}
