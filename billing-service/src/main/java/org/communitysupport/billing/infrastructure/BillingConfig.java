package org.communitysupport.billing.infrastructure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Agencies, payers and mailboxes, from configuration. */
@ConfigMapping(prefix = "cs.billing")
interface BillingConfig {

    /** By tenant. */
    Map<String, AgencyConfig> agencies();

    /** Payer (pack id) by the id under which it sends; of a clearinghouse all payers that it answers for, separated by commas. */
    Map<String, String> payers();

    /** Whose mailbox the inbox is, for files that name no receiver that we know. */
    @WithDefault("riverbend")
    String mailboxOf();

    @WithDefault("PT0.3S")
    Duration look();

    interface AgencyConfig {
        String name();

        String npi();

        @WithDefault("251S00000X")
        String taxonomy();

        String taxId();

        String address();

        String city();

        String state();

        String zip();

        String submitterId();

        /** Further ids under which payers and clearinghouses address this agency. */
        Optional<List<String>> receiverIds();

        String contactName();

        String contactPhone();
    }

    /** Where files to and from payers lie; without them nothing is sent and nothing is looked for. */
    @ConfigMapping(prefix = "cs.payer")
    interface Mailbox {
        Optional<Path> outbox();

        Optional<Path> inbox();
    }
}
