package org.communitysupport.referral.inbound;

import java.time.LocalDate;

/**
 * What eligibility's PassThroughOpened, AuthorizationGranted, AuthorizationPartiallyGranted and AuthorizationNotRequired have in common:
 * from that day on there is something to serve under.
 */
public record ServiceMayStart(
        String person, String referral, String episode, String program, String payer, LocalDate from) {}
