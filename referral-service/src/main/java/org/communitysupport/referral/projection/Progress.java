package org.communitysupport.referral.projection;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.communitysupport.referral.domain.CapacityProof;
import org.communitysupport.referral.domain.Codes;
import org.communitysupport.referral.domain.ReferralEvent.EpisodeClosed;
import org.communitysupport.referral.domain.ReferralEvent.ReferralAccepted;
import org.communitysupport.referral.domain.ReferralEvent.ReferralDeclined;
import org.communitysupport.referral.domain.ReferralEvent.ReferralWithdrawn;

/**
 * What came of a referral, as far as it has come. Absent parts are null.
 *
 * @param asked what is still asked for
 * @param attempts to reach the person, in the order in which they were recorded
 * @param senderHeard the sender said something that was not asked for
 * @param takenBackOn day on which the sender wanted it back after intake was over
 */
public record Progress(
        List<Codes.InformationItem> asked,
        List<Attempt> attempts,
        boolean senderHeard,
        LocalDate takenBackOn,
        Acceptance acceptance,
        Refusal refusal,
        String duplicateOf,
        Withdrawal withdrawal,
        LocalDate openedOn,
        Closure closure) {
    static final Progress NONE = new Progress(List.of(), List.of(), false, null, null, null, null, null, null, null);

    public record Attempt(LocalDate on, Codes.ContactOutcome outcome) {}

    /** @param caseload people the team then carried, of {@code limit} */
    public record Acceptance(LocalDate on, int caseload, int limit) {}

    public record Refusal(Codes.DeclineReason reason, CapacityProof proof) {}

    public record Withdrawal(LocalDate on, Codes.WithdrawalReason reason) {}

    /** @param destination null when it was not said */
    public record Closure(LocalDate on, Codes.ClosureReason reason, Codes.Destination destination) {}

    Progress asking(List<Codes.InformationItem> items) {
        return new Progress(
                items,
                attempts,
                senderHeard,
                takenBackOn,
                acceptance,
                refusal,
                duplicateOf,
                withdrawal,
                openedOn,
                closure);
    }

    Progress heard() {
        return new Progress(
                asked, attempts, true, takenBackOn, acceptance, refusal, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress takenBack(LocalDate on) {
        return new Progress(
                asked, attempts, senderHeard, on, acceptance, refusal, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress tried(LocalDate on, Codes.ContactOutcome outcome) {
        var all = Stream.concat(attempts.stream(), Stream.of(new Attempt(on, outcome)))
                .toList();
        return new Progress(
                asked, all, senderHeard, takenBackOn, acceptance, refusal, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress accepted(ReferralAccepted e) {
        var now = new Acceptance(e.acceptedOn(), e.caseload(), e.limit());
        return new Progress(
                List.of(),
                attempts,
                senderHeard,
                takenBackOn,
                now,
                refusal,
                duplicateOf,
                withdrawal,
                openedOn,
                closure);
    }

    Progress declined(ReferralDeclined e) {
        var now = new Refusal(e.reason(), e.proof());
        return new Progress(
                asked, attempts, senderHeard, takenBackOn, acceptance, now, duplicateOf, withdrawal, openedOn, closure);
    }

    Progress duplicating(String other) {
        return new Progress(
                asked, attempts, senderHeard, takenBackOn, acceptance, refusal, other, withdrawal, openedOn, closure);
    }

    Progress withdrawn(ReferralWithdrawn e) {
        var now = new Withdrawal(e.withdrawnOn(), e.reason());
        return new Progress(
                asked, attempts, senderHeard, takenBackOn, acceptance, refusal, duplicateOf, now, openedOn, closure);
    }

    Progress opened(LocalDate on) {
        return new Progress(
                asked, attempts, senderHeard, takenBackOn, acceptance, refusal, duplicateOf, withdrawal, on, closure);
    }

    /** A withdrawal that ended the episode is taken back with its end. */
    Progress reopened() {
        return new Progress(
                asked, attempts, senderHeard, takenBackOn, acceptance, refusal, duplicateOf, null, openedOn, null);
    }

    Progress closed(EpisodeClosed e) {
        var now = new Closure(e.closedOn(), e.reason(), e.destination());
        return new Progress(
                asked, attempts, senderHeard, takenBackOn, acceptance, refusal, duplicateOf, withdrawal, openedOn, now);
    }
}
