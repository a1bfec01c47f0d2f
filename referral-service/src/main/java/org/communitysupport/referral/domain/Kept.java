package org.communitysupport.referral.domain;

import java.util.List;
import org.communitysupport.referral.domain.ReferralCommand.ReceiveReferral;

/** What a door cannot carry, or a resend does not speak of, it does not erase: a bundle over a referral that came with more (amendment 16). */
final class Kept {
    private Kept() {}

    static ReceiveReferral over(ReceiveReferral now, ReferralState state) {
        if (now.channel() != Codes.Channel.FHIR) return now;
        var was = state.content();
        return now.keeping(
                now.peerSupportWanted() || was.peerSupportWanted(),
                was.demographics()
                        .value()
                        .map(d -> now.demographics().withSafeContactNote(d.safeContactNote()))
                        .orElse(now.demographics()),
                was.clinical().value().map(c -> clinical(now.clinical(), c)).orElse(now.clinical()));
    }

    private static Clinical clinical(Clinical now, Clinical was) {
        return new Clinical(
                now.disabilityGroup() == null ? was.disabilityGroup() : now.disabilityGroup(),
                now.diagnoses(),
                said(now.locusComposite(), was.locusComposite()),
                said(now.asamLevel(), was.asamLevel()),
                said(now.presentingProblem(), was.presentingProblem()),
                said(now.psychiatricAdmissions90d(), was.psychiatricAdmissions90d()),
                said(now.edVisits90d(), was.edVisits90d()),
                said(now.currentServices(), was.currentServices()),
                said(now.medications(), was.medications()),
                said(now.riskFlags(), was.riskFlags()),
                said(now.housing(), was.housing()));
    }

    private static <T> T said(T now, T was) {
        return now == null ? was : now;
    }

    private static List<String> said(List<String> now, List<String> was) {
        return now.isEmpty() ? was : now;
    }
}
