package org.communitysupport.referral.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A referral as its reader may see it: in full for the agency's own people, as far as the person consents for the sender. */
@Schema(anyOf = {ReferralDetail.class, SenderView.class})
public sealed interface ReferralAnswer permits ReferralDetail, SenderView {}
