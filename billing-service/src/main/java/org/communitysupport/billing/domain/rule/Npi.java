package org.communitysupport.billing.domain.rule;

/** National provider identifier: ten digits that pass the Luhn check with 80840 in front. */
public final class Npi {
    private Npi() {}

    public static boolean valid(String npi) {
        if (npi == null || !npi.matches("[0-9]{10}")) return false;
        String digits = "80840" + npi;
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            if (i % 2 == 1) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
            sum += d;
        }
        return sum % 10 == 0;
    }
}
