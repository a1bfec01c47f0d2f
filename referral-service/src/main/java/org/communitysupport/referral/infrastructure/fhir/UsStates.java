package org.communitysupport.referral.infrastructure.fhir;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The states and territories as the Postal Service writes them. */
final class UsStates {
    private static final String NAMES =
            "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,"
                    + "FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,"
                    + "MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,"
                    + "NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,"
                    + "OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,"
                    + "VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,PR Puerto Rico,GU Guam,VI Virgin Islands,"
                    + "AS American Samoa,MP Northern Mariana Islands";
    private static final Map<String, String> CODES = new HashMap<>();

    static {
        for (String line : NAMES.split(",")) {
            String code = line.substring(0, 2);
            CODES.put(code, code);
            CODES.put("US-" + code, code);
            CODES.put(line.substring(3).toUpperCase(Locale.ROOT), code);
        }
    }

    private UsStates() {}

    /** Two letters for a code or a name in any case; null for what is neither. */
    static String code(String text) {
        return text == null
                ? null
                : CODES.get(
                        text.strip().replace(".", "").replaceAll("\\s+", " ").toUpperCase(Locale.ROOT));
    }
}
