package org.communitysupport.referral.domain.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes.InformationItem;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;

/** What a corrected referral answers of that which intake has asked for: what it says now and did not say so before. */
public final class AskedFor {
    private AskedFor() {}

    public static List<InformationItem> answered(
            List<InformationItem> asked, ReferralReceived was, ReferralReceived now) {
        return asked.stream()
                .filter(item -> said(item, now) != null && !Objects.equals(said(item, was), said(item, now)))
                .toList();
    }

    /** Null when nothing is said; consent, and what has no name, is never told by a referral. */
    private static Object said(InformationItem item, ReferralReceived in) {
        var who = in.demographics().value().orElse(null);
        var what = in.clinical().value().orElse(null);
        return switch (item) {
            case DISCHARGE_DATE -> in.dischargeOn();
            case MEMBER_ID -> in.memberIdHash();
            case DEMOGRAPHICS, CONTACT, GUARDIAN -> who == null ? null : said(item, who);
            case DIAGNOSIS, LOCUS, ASAM, MEDICATIONS -> what == null ? null : said(item, what);
            case CONSENT, OTHER -> null;
        };
    }

    private static Object said(InformationItem item, Demographics d) {
        return switch (item) {
            case CONTACT -> some(d.phone(), d.addressLine());
            case GUARDIAN -> Ref8Guardian.known(d) ? List.of(d.guardianName(), d.guardianRelationship()) : null;
            default -> d.birthDate() == null ? null : some(d.birthDate().toString(), d.addressLine(), d.sex());
        };
    }

    private static Object said(InformationItem item, Clinical c) {
        return switch (item) {
            case LOCUS -> c.locusComposite();
            case ASAM -> c.asamLevel();
            case MEDICATIONS -> c.medications().isEmpty() ? null : c.medications();
            default -> c.diagnoses().isEmpty() ? null : c.diagnoses();
        };
    }

    private static Object some(String... parts) {
        var there = Arrays.stream(parts).filter(p -> p != null && !p.isBlank()).toList();
        return there.isEmpty() ? null : there;
    }
}
