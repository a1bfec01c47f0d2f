package org.communitysupport.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The lasting names of the addresses that the workload sends commands to: a part of the command's id, see docs/operating.md. */
final class Routes {
    private static final Map<String, String> NAMES = new TreeMap<>(Map.ofEntries(
            Map.entry("referral /v1/referrals", "receive-referral"),
            Map.entry("referral /v1/referrals/*/triage", "triage-referral"),
            Map.entry("referral /v1/referrals/*/acceptance", "accept-referral"),
            Map.entry("referral /v1/referrals/*/decline", "decline-referral"),
            Map.entry("referral /v1/referrals/*/withdrawal", "withdraw-referral"),
            Map.entry("referral /v1/referrals/*/contact-attempts", "record-contact-attempt"),
            Map.entry("referral /v1/staff", "register-staff"),
            Map.entry("referral /v1/staff/*/credentials", "record-credential"),
            Map.entry("referral /v1/teams", "establish-team"),
            Map.entry("referral /v1/teams/*/staff", "assign-staff"),
            Map.entry("eligibility /v1/persons/*/coverages", "record-coverage"),
            Map.entry("eligibility /v1/episodes/*/assessments", "record-assessment"),
            Map.entry("eligibility /v1/episodes/*/medical-necessity", "determine-necessity"),
            Map.entry("eligibility /v1/persons/*/programs/*/pass-through", "notify-pass-through"),
            Map.entry("care-plan /v1/plans/*/service-orders", "order-service"),
            Map.entry("care-plan /v1/plans/*/linkages", "record-linkage"),
            Map.entry("encounter /v1/encounters/log", "log-encounter"),
            Map.entry("encounter /v1/encounters/*/note-signature", "sign-note"),
            Map.entry("billing /v1/batches", "build-batch"),
            Map.entry("billing /v1/remittances/*/deposit", "record-deposit")));

    private Routes() {}

    static String of(String service, String path) {
        String bare = path.replaceAll("\\?.*", "");
        for (var name : NAMES.entrySet()) {
            String[] parts = name.getKey().split(" ");
            String pattern = Pattern.quote(parts[1]).replace("*", "\\E[^/]+\\Q");
            if (parts[0].equals(service) && bare.matches(pattern)) return name.getValue();
        }
        throw new IllegalArgumentException("no name is known of " + service + ' ' + bare);
    }
}
