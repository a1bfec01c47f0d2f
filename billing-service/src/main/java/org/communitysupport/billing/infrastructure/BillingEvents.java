package org.communitysupport.billing.infrastructure;

import org.communitysupport.billing.domain.account.AccountEvent;
import org.communitysupport.billing.domain.channel.ChannelEvent;
import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.file.PayerFileEvent;
import org.communitysupport.billing.domain.number.NumberEvent;
import org.communitysupport.billing.domain.remittance.RemittanceEvent;
import org.communitysupport.codec.EventTypes;

/** The names of billing's events. A name never changes. */
public final class BillingEvents {
    private BillingEvents() {}

    public static EventTypes types() {
        return EventTypes.of("billing")
                .event("MemberAccountOpened", AccountEvent.MemberAccountOpened.class)
                .event("DemographicsNoted", AccountEvent.DemographicsNoted.class)
                .event("InsuranceNoted", AccountEvent.InsuranceNoted.class)
                .event("InsuranceEnded", AccountEvent.InsuranceEnded.class)
                .event("DiagnosesNoted", AccountEvent.DiagnosesNoted.class, e -> part2(e.part2()))
                .event("AuthorizationNoted", AccountEvent.AuthorizationNoted.class)
                .event("ClaimFactsAwaited", AccountEvent.ClaimFactsAwaited.class)
                .event("ClaimFactsNoLongerAwaited", AccountEvent.ClaimFactsNoLongerAwaited.class)
                .event("ClaimBuilt", DayClaimsEvent.ClaimBuilt.class, e -> part2(e.part2()))
                .event("ClaimHeld", DayClaimsEvent.ClaimHeld.class)
                .event("ClaimScrubPassed", DayClaimsEvent.ClaimScrubPassed.class)
                .event("ClaimScrubFailed", DayClaimsEvent.ClaimScrubFailed.class)
                .event("ClaimSubjectRenewed", DayClaimsEvent.ClaimSubjectRenewed.class, e -> part2(e.part2()))
                .event("ClaimSuperseded", DayClaimsEvent.ClaimSuperseded.class)
                .event("ClaimCorrectionDue", DayClaimsEvent.ClaimCorrectionDue.class)
                .event("ClaimBatched", DayClaimsEvent.ClaimBatched.class)
                .event("ClaimSubmitted", DayClaimsEvent.ClaimSubmitted.class)
                .event("ClaimAcceptedByPayer", DayClaimsEvent.ClaimAcceptedByPayer.class)
                .event("ClaimStatusReported", DayClaimsEvent.ClaimStatusReported.class)
                .event("ClaimRejectedByPayer", DayClaimsEvent.ClaimRejectedByPayer.class)
                .event("ClaimPaid", DayClaimsEvent.ClaimPaid.class)
                .event("ClaimPartiallyPaid", DayClaimsEvent.ClaimPartiallyPaid.class)
                .event("ClaimDenied", DayClaimsEvent.ClaimDenied.class)
                .event("PaymentReversed", DayClaimsEvent.PaymentReversed.class)
                .event("DenialAssigned", DayClaimsEvent.DenialAssigned.class)
                .event("DenialResolved", DayClaimsEvent.DenialResolved.class)
                .event("ClaimAdjudicated", DayClaimsEvent.ClaimAdjudicated.class)
                .event("PaymentTakenUp", DayClaimsEvent.PaymentTakenUp.class)
                .event("PaymentUnposted", DayClaimsEvent.PaymentUnposted.class)
                .event("ProviderAdjustmentNoted", DayClaimsEvent.ProviderAdjustmentNoted.class)
                .event("ClaimCorrected", DayClaimsEvent.ClaimCorrected.class)
                .event("ClaimCoverageDoubted", DayClaimsEvent.ClaimCoverageDoubted.class)
                .event("ClaimReplaced", DayClaimsEvent.ClaimReplaced.class)
                .event("ClaimTookOver", DayClaimsEvent.ClaimTookOver.class)
                .event("ClaimVoided", DayClaimsEvent.ClaimVoided.class)
                .event("ClaimReinstated", DayClaimsEvent.ClaimReinstated.class)
                .event("ClaimCancelled", DayClaimsEvent.ClaimCancelled.class)
                .event("ClaimClosed", DayClaimsEvent.ClaimClosed.class)
                .event("ClaimBatchBuilt", ChannelEvent.ClaimBatchBuilt.class)
                .event("ClaimBatchSendingClaimed", ChannelEvent.ClaimBatchSendingClaimed.class)
                .event("ClaimBatchSubmitted", ChannelEvent.ClaimBatchSubmitted.class)
                .event("ClaimBatchAcknowledged", ChannelEvent.ClaimBatchAcknowledged.class)
                .event("PayerFileReceived", PayerFileEvent.PayerFileReceived.class)
                .event("PayerFileRefused", PayerFileEvent.PayerFileRefused.class)
                .event("PayerFileProcessed", PayerFileEvent.PayerFileProcessed.class)
                .event("RemittanceReceived", RemittanceEvent.RemittanceReceived.class)
                .event("RemittanceQuarantined", RemittanceEvent.RemittanceQuarantined.class)
                .event("ProviderAdjustmentPosted", RemittanceEvent.ProviderAdjustmentPosted.class)
                .event("RemittancePosted", RemittanceEvent.RemittancePosted.class)
                .event("DepositRecorded", RemittanceEvent.DepositRecorded.class)
                .event("RemittanceReleased", RemittanceEvent.RemittanceReleased.class)
                .event("RemittanceRejected", RemittanceEvent.RemittanceRejected.class)
                .event("PaymentsUnmatched", RemittanceEvent.PaymentsUnmatched.class)
                .event("UnmatchedMatched", RemittanceEvent.UnmatchedMatched.class)
                .event("PaymentReturned", RemittanceEvent.PaymentReturned.class)
                .event("UnmatchedClosed", RemittanceEvent.UnmatchedClosed.class)
                .event("ClaimNumberGiven", NumberEvent.ClaimNumberGiven.class);
    }

    private static String part2(boolean is) {
        return is ? "part2" : "";
    }
}
