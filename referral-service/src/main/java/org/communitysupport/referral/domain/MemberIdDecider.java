package org.communitysupport.referral.domain;

import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.referral.domain.MemberIdCommand.ClaimMemberId;
import org.communitysupport.referral.domain.MemberIdCommand.ReleaseMemberId;
import org.communitysupport.referral.domain.MemberIdEvent.MemberIdClaimed;
import org.communitysupport.referral.domain.MemberIdEvent.MemberIdContested;
import org.communitysupport.referral.domain.MemberIdEvent.MemberIdReleased;

/**
 * Who states one member id. The first claim stands; a later one of another person waits beside it, until the two are found to be one, or one of
 * them gives it up. It is evidence of who somebody is, and no more than that (REF-2).
 */
public final class MemberIdDecider implements Decider<MemberIdCommand, MemberIdState, MemberIdEvent, NoFacts> {

    @Override
    public MemberIdState initial() {
        return MemberIdState.FREE;
    }

    @Override
    public Decision<MemberIdEvent> decide(MemberIdCommand command, MemberIdState state, NoFacts facts) {
        return switch (command) {
            case ClaimMemberId c -> claim(c, state);
            case ReleaseMemberId c -> release(c, state);
        };
    }

    private static Decision<MemberIdEvent> claim(ClaimMemberId c, MemberIdState state) {
        if (state.person() == null || state.person().equals(c.person()))
            return state.claims().contains(c.referral())
                    ? Decision.nothingToDo()
                    : Decision.accept(new MemberIdClaimed(c.memberIdHash(), c.person(), c.referral()));
        return c.person().equals(state.waiting().get(c.referral()))
                ? Decision.nothingToDo()
                : Decision.accept(new MemberIdContested(c.memberIdHash(), state.person(), c.person(), c.referral()));
    }

    private static Decision<MemberIdEvent> release(ReleaseMemberId c, MemberIdState state) {
        boolean states =
                state.claims().contains(c.referral()) || state.waiting().containsKey(c.referral());
        boolean unnamed =
                state.unnamed() && state.claims().isEmpty() && c.person().equals(state.person());
        return states || unnamed
                ? Decision.accept(new MemberIdReleased(c.memberIdHash(), c.person(), c.referral()))
                : Decision.nothingToDo();
    }

    @Override
    public MemberIdState evolve(MemberIdState state, MemberIdEvent event) {
        return switch (event) {
            case MemberIdClaimed e -> state.claimed(e.person(), e.referral());
            case MemberIdContested e -> state.contested(e.person(), e.referral());
            case MemberIdReleased e -> state.released(e.referral());
        };
    }
}
