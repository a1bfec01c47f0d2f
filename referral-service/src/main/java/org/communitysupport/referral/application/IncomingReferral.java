package org.communitysupport.referral.application;

import java.time.LocalDate;
import org.communitysupport.referral.domain.Clinical;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.Demographics;
import org.communitysupport.referral.domain.ReferrerContact;

/** A referral as a door has read it, whatever it was written in. Absent parts are null. */
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
        ReferrerContact referrer) {}
