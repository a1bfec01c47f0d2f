package org.communitysupport.referral.projection;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.referral.domain.CapacityProof;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeClosed;
import org.communitysupport.referral.domain.ReferralEvent.ReferralAccepted;
import org.communitysupport.referral.domain.ReferralEvent.ReferralDeclined;
import org.communitysupport.referral.domain.ReferralEvent.ReferralWithdrawn;

/** What came of a referral, as far as it has come. Absent parts are null. @param asked what is still asked for */
public record Progress(
        List<Codes.InformationItem> asked,
        LocalDate lastContactTried,
        Acceptance acceptance,
        Refusal refusal,
        String duplicateOf,
        Withdrawal withdrawal,
        LocalDate openedOn,
        Closure closure) {
    static final Progress NONE = new Progress(List.of(), null, null, null, null, null, null, null);

    /** @param caseload people the team then carried, of {@code limit} */
    public record Acceptance(LocalDate on, int caseload, int limit) {}

    public record Refusal(Codes.DeclineReason reason, CapacityProof proof) {}

    public record Withdrawal(LocalDate on, Codes.WithdrawalReason reason) {}

    public record Closure(LocalDate on, Codes.ClosureReason reason) {}

    Progress asking(List<Codes.InformationItem> items) {
        return new Progress(items, lastContactTried, acceptance, refusal, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress tried(LocalDate on) {
        return new Progress(asked, on, acceptance, refusal, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress accepted(ReferralAccepted e) {
        var now = new Acceptance(e.acceptedOn(), e.caseload(), e.limit());
        return new Progress(List.of(), lastContactTried, now, refusal, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress declined(ReferralDeclined e) {
        var now = new Refusal(e.reason(), e.proof());
        return new Progress(asked, lastContactTried, acceptance, now, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress duplicating(String other) {
        return new Progress(asked, lastContactTried, acceptance, refusal, other, withdrawal, openedOn, closure);
    }

    Progress withdrawn(ReferralWithdrawn e) {
        var now = new Withdrawal(e.withdrawnOn(), e.reason());
        return new Progress(asked, lastContactTried, acceptance, refusal, duplicateOf, now, openedOn, closure);
    }

    Progress opened(LocalDate on) {
        return new Progress(asked, lastContactTried, acceptance, refusal, duplicateOf, withdrawal, on, closure);
    }

    Progress closed(EpisodeClosed e) {
        var now = new Closure(e.closedOn(), e.reason());
        return new Progress(asked, lastContactTried, acceptance, refusal, duplicateOf, withdrawal, openedOn, now);
    }
}
