package org.communitysupport.referral.domain;

import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Personal;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;

/** It is settled whose referral it is, and whether the person is here already (REF-2): what came is sealed anew for that person. */
final class Identifying {
    private Identifying() {}

    static Decision<ReferralEvent> identify(IdentifyReferral c, ReferralState state) {
        if (!state.stage().inIntake()) return Decision.nothingToDo();
        if (state.identified() && c.person().equals(state.person())) return Decision.nothingToDo();
        var content = state.content();
        return Decision.accept(new ReferralIdentified(
                state.content().referral(),
                c.person(),
                c.known(),
                content.person(),
                anew(content.demographics(), c.person()),
                anew(content.clinical(), c.person()),
                anew(content.referrer(), c.person())));
    }

    static Decision<ReferralEvent> duplicate(DetectDuplicate c, ReferralState state) {
        if (!state.stage().inIntake() || state.identified()) return Decision.nothingToDo();
        var content = state.content();
        return Decision.accept(new ReferralDuplicateDetected(
                state.content().referral(),
                c.person(),
                c.duplicateOf(),
                content.person(),
                anew(content.demographics(), c.person()),
                anew(content.clinical(), c.person()),
                anew(content.referrer(), c.person())));
    }

    /** Null when it is sealed for that person already. */
    private static <T> Personal<T> anew(Personal<T> value, String person) {
        if (value == null || value.person().equals(person)) return null;
        return value.value()
                .map(v -> Personal.of(person, value.field(), v))
                .orElseGet(() -> Personal.erased(person, value.field()));
    }
}
