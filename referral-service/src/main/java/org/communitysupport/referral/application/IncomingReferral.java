package org.communitysupport.referral.application;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferrerContact;

/**
 * A referral as a door has read it, whatever it was written in. Absent parts are null.
 *
 * @param remarks what the door noticed and did not refuse; told to the sender and to intake
 */
public record IncomingReferral(
        String externalId,
        Codes.SourceType sourceType,
        String referrerOrganisation,
        String referrerNpi,
        String program,
        Codes.Urgency urgency,
        Codes.Channel channel,
        String payer,
        boolean peerSupportWanted,
        boolean guardianFlagged,
        boolean part2,
        LocalDate dischargeOn,
        Demographics demographics,
        Clinical clinical,
        ReferrerContact referrer,
        List<Warning> remarks) {

    /** The same under the number where it stands already. */
    public IncomingReferral named(String asExternalId) {
        return new IncomingReferral(
                asExternalId,
                sourceType,
                referrerOrganisation,
                referrerNpi,
                program,
                urgency,
                channel,
                payer,
                peerSupportWanted,
                guardianFlagged,
                part2,
                dischargeOn,
                demographics,
                clinical,
                referrer,
                remarks);
    }

    public IncomingReferral remarked(List<Warning> with) {
        return new IncomingReferral(
                externalId,
                sourceType,
                referrerOrganisation,
                referrerNpi,
                program,
                urgency,
                channel,
                payer,
                peerSupportWanted,
                guardianFlagged,
                part2,
                dischargeOn,
                demographics,
                clinical,
                referrer,
                with);
    }
}
