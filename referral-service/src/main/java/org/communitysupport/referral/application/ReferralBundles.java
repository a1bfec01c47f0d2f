package org.communitysupport.referral.application;

import java.util.Map;

/** Port: reads a referral out of a FHIR bundle. */
public interface ReferralBundles {

    /**
     * @param served the programs that this agency has rules for, each with its state; a service code that means none of them is a wrong
     *     program, an address in none of the states is out of area
     * @throws NotAReferral when it cannot be taken
     */
    IncomingReferral read(byte[] bundle, Map<String, String> served);

    /** The bundle cannot be taken: names the place and never a value. */
    final class NotAReferral extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean unreadable;
        private final String code;
        private final String rule;
        private final String place;

        /** @param unreadable it is no FHIR at all, as against FHIR that is no referral of ours */
        public NotAReferral(boolean unreadable, String code, String rule, String place, String detail) {
            super(detail, null, false, false);
            this.unreadable = unreadable;
            this.code = code;
            this.rule = rule;
            this.place = place;
        }

        public boolean unreadable() {
            return unreadable;
        }

        public String code() {
            return code;
        }

        public String rule() {
            return rule;
        }

        public String place() {
            return place;
        }
    }
}
