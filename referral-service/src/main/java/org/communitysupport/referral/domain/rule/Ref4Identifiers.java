package org.communitysupport.referral.domain.rule;

import java.util.ArrayList;
import java.util.List;
import org.communitysupport.kernel.Warning;

/** REF-4: an NPI passes Luhn with prefix 80840, a Medicaid id has the state's shape. */
public final class Ref4Identifiers {
    private Ref4Identifiers() {}

    /** Ten digits whose check digit is right when {@code 80840} stands before them. */
    public static boolean isNpi(String npi) {
        if (!npi.matches("\\d{10}")) return false;
        String digits = "80840" + npi;
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            if (i % 2 == 1) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
            sum += d;
        }
        return sum % 10 == 0;
    }

    public static boolean isMemberId(String id, String pattern) {
        return pattern == null || id.matches(pattern);
    }

    /** UNKNOWN, N/A, 000000000: it stands where an id should and says of nobody who they are. */
    public static boolean placeholder(String memberId) {
        String digits = memberId.replaceAll("\\D", "");
        return digits.length() < 4 || digits.chars().distinct().count() == 1;
    }

    /** What is odd about the identifiers of a referral. An absent one is none of this rule's business. */
    public static List<Warning> odd(String npi, String memberId, String memberIdPattern) {
        var odd = new ArrayList<Warning>();
        if (npi != null && !npi.isBlank() && !isNpi(npi))
            odd.add(new Warning(
                    "npi-check-digit",
                    "REF-4",
                    "The referrer's NPI fails its check digit. Check it for a typing error."));
        if (memberId != null && !memberId.isBlank() && !isMemberId(memberId, memberIdPattern))
            odd.add(new Warning(
                    "member-id-shape",
                    "REF-4",
                    "The member id does not have the form of this state's Medicaid ids. Check it."));
        return odd;
    }
}
