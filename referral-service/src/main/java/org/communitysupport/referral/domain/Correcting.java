package org.communitysupport.referral.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Rejection;
import org.communitysupport.referral.domain.ReferralCommand.CorrectDemographics;
import org.communitysupport.referral.domain.ReferralEvent.DemographicsCorrected;
import org.communitysupport.referral.domain.rule.Ref2SamePerson;
import org.communitysupport.referral.domain.rule.ResendDifference;

/** What is known of the person is put right, by intake or by the sender; after acceptance it reaches everybody who keeps a copy. */
final class Correcting {
    private static final Set<String> NEEDED = Set.of("familyName", "givenName");

    private Correcting() {}

    static Decision<ReferralEvent> correct(CorrectDemographics c, ReferralState state) {
        if (!state.stage().inIntake() && state.episode() == null) return ReferralDecider.ended(state);
        var was = state.content().demographics().value().orElse(null);
        if (was == null)
            return Decision.reject(
                    "person-erased", "", "The data of this person was erased, so there is nothing to correct.");
        for (String name : c.absent())
            if (NEEDED.contains(name) || !Demographics.NAMES.contains(name))
                return Decision.reject(Rejection.ofContent(
                        "cannot-be-absent",
                        "",
                        "/absent",
                        "A part is named that cannot be emptied. These can: " + Demographics.emptiable(NEEDED) + "."));
        var now = was.corrected(c.what(), Set.copyOf(c.absent()));
        boolean flagged = c.guardianFlagged() == null ? state.content().guardianFlagged() : c.guardianFlagged();
        if (now.equals(was) && flagged == state.content().guardianFlagged()) return Decision.nothingToDo();
        String hash =
                Objects.equals(now.memberId(), was.memberId()) ? state.content().memberIdHash() : c.memberIdHash();
        return Decision.accept(event(
                state,
                Personal.of(state.person(), "demographics", now),
                flagged,
                hash,
                Codes.CorrectedBy.INTAKE,
                Personal.of(state.person(), "correction-reason", c.reason())));
    }

    static DemographicsCorrected event(
            ReferralState state,
            Personal<Demographics> now,
            String memberIdHash,
            Codes.CorrectedBy by,
            Personal<String> reason) {
        return event(state, now, state.content().guardianFlagged(), memberIdHash, by, reason);
    }

    static DemographicsCorrected event(
            ReferralState state,
            Personal<Demographics> now,
            boolean guardianFlagged,
            String memberIdHash,
            Codes.CorrectedBy by,
            Personal<String> reason) {
        var content = state.content();
        var was = content.demographics().value().orElse(null);
        var is = now.value().orElse(null);
        boolean both = was != null && is != null;
        var changed = new ArrayList<>(both ? ResendDifference.names("", was, is, Set.of()) : List.<String>of());
        if (guardianFlagged != content.guardianFlagged()) changed.add("guardianFlagged");
        return new DemographicsCorrected(
                content.referral(),
                now.person(),
                state.episode(),
                content.program(),
                by,
                List.copyOf(changed),
                guardianFlagged,
                memberIdHash,
                Objects.equals(memberIdHash, content.memberIdHash()) ? null : content.memberIdHash(),
                both && Ref2SamePerson.changed(was, is) ? Boolean.TRUE : null,
                now,
                reason);
    }

    static ReferralState evolve(ReferralState state, DemographicsCorrected e) {
        var content = state.content()
                .sealedFor(e.person(), e.memberIdHash(), e.guardianFlagged(), e.demographics(), null, null);
        var known = Boolean.TRUE.equals(e.identityChanged()) && !state.held()
                ? state.with(state.identity().unsettled(false, false))
                : state;
        return known.corrected(content, e.by() == Codes.CorrectedBy.INTAKE);
    }
}
