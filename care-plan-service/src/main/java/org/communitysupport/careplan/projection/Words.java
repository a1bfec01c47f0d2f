package org.communitysupport.careplan.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.communitysupport.careplan.projection.TimelineView.Happening;

/** A sentence for an event: its name taken apart, and the figures it carries. */
final class Words {
    private Words() {}

    /** e.g. {@code units committed: 3 units on 2026-12-01}. */
    static String of(String type, Happening h) {
        String name = type.substring(type.indexOf('.') + 1)
                .replaceAll("([a-z])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        List<String> parts = new ArrayList<>();
        if (h.kind() != null) parts.add(plain(h.kind()));
        // Of a referral it is the state of the person's address, in two letters.
        if (h.state() != null && h.state().length() > 2) parts.add(plain(h.state()));
        if (h.role() != null) parts.add(plain(h.role()));
        if (h.code() != null) parts.add(h.code());
        if (h.minutes() != null) parts.add(h.minutes() + " minutes");
        if (h.units() != null) parts.add(h.units() + (h.units() == 1 ? " unit" : " units"));
        if (h.missing() != null && h.missing() > 0) parts.add(h.missing() + " missing");
        if (h.number() != null) parts.add("number " + h.number());
        if (h.chargeCents() != null) parts.add("charge " + dollars(h.chargeCents()));
        if (h.paidCents() != null) parts.add("paid " + dollars(h.paidCents()));
        if (h.date() != null) parts.add("on " + h.date());
        return parts.isEmpty() ? name : name + ": " + String.join(", ", parts);
    }

    private static String plain(String code) {
        return code.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    private static String dollars(long cents) {
        return org.communitysupport.kernel.Money.ofCents(cents).toString();
    }
}
