package org.communitysupport.referral.application;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port: reads what a FHIR client asks for out of a Bundle, a ServiceRequest or a Task. */
public interface ReferralBundles {

    /** @throws NotAReferral when nothing of it can be taken */
    Read read(byte[] body, Practice practice);

    /** @param programs what this agency has rules for today, by program */
    record Practice(Map<String, Program> programs) {}

    /**
     * @param state two letters
     * @param serviceCodes the payers' own codes (HCPCS) of the service
     * @param payers by the ids we know them by
     */
    record Program(String state, ZoneId zone, LocalDate today, Set<String> serviceCodes, Set<String> payers) {}

    /**
     * @param canonical what was sent, free of the order of its keys and of white space: tells a repeat from another request
     * @param together a transaction: when one of it cannot be taken, none is
     */
    record Read(Object canonical, boolean together, List<Asked> asked) {}

    /**
     * One request for a service.
     *
     * @param place FHIRPath of the ServiceRequest
     * @param referral what could be read; parts that faults name may be missing
     * @param number what the sender calls it
     * @param formerIds external ids that earlier versions of this door would have given it
     * @param places FHIRPath by JSON pointer of our own door, for refusals that come later
     * @param revoked the sender takes it back: faults only count when there is nothing to take back
     * @param faults why it cannot be received
     */
    record Asked(
            String place,
            IncomingReferral referral,
            Number number,
            List<String> formerIds,
            Map<String, String> places,
            boolean revoked,
            List<Fault> faults) {

        public Asked with(Fault more) {
            var all = new ArrayList<>(faults);
            all.add(more);
            return new Asked(place, referral, number, formerIds, places, revoked, List.copyOf(all));
        }

        /** Where the thing stands in what was sent that our own door has at a pointer. */
        public String placeOf(String pointer) {
            for (String at = pointer; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('/'))))
                if (places.containsKey(at)) return places.get(at);
            return place;
        }
    }

    /** A business identifier. @param system null when none was given */
    record Number(String system, String value) {

        /** The other way; only a URI is a system, so an external id of our own door may hold a bar. */
        public static Number of(String externalId) {
            int bar = externalId.indexOf('|');
            return bar > 0 && externalId.substring(0, bar).contains(":")
                    ? new Number(externalId.substring(0, bar), externalId.substring(bar + 1))
                    : new Number(null, externalId);
        }

        /** As FHIR writes it in a search: {@code system|value}; without a system it is our own door's external id. */
        public String externalId() {
            return system == null ? value : system + '|' + value;
        }
    }

    /** Names a place by FHIRPath and never a value. */
    record Fault(String code, String rule, String place, String detail) {}

    /** Nothing can be taken. */
    final class NotAReferral extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean unreadable;
        private final transient List<Fault> faults;

        /** @param unreadable it is no FHIR at all, as against FHIR that is no referral of ours */
        public NotAReferral(boolean unreadable, List<Fault> faults) {
            super(faults.getFirst().detail(), null, false, false);
            this.unreadable = unreadable;
            this.faults = List.copyOf(faults);
        }

        public boolean unreadable() {
            return unreadable;
        }

        public List<Fault> faults() {
            return faults;
        }
    }
}
