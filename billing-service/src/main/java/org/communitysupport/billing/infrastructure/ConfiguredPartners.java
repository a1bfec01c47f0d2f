package org.communitysupport.billing.infrastructure;

import java.util.Arrays;
import java.util.List;
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
    public Optional<String> tenantOf(String receiverId) {
        return config.agencies().keySet().stream()
                .filter(tenant -> receives(tenant, receiverId))
                .findFirst();
    }

    @Override
    public List<String> payersOf(String senderId) {
        return split(config.payers().getOrDefault(senderId, ""));
    }

    @Override
    public List<String> payers() {
        return config.payers().values().stream()
                .flatMap(payers -> split(payers).stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean receives(String tenant, String receiverId) {
        var agency = config.agencies().get(tenant);
        return agency != null
                && (agency.submitterId().equals(receiverId)
                        || agency.receiverIds().orElse(List.of()).contains(receiverId));
    }

    private static List<String> split(String payers) {
        return Arrays.stream(payers.split(","))
                .map(String::strip)
                .filter(payer -> !payer.isEmpty())
                .toList();
    }

    @Override
    public boolean production() {
        return production;
    }
}
