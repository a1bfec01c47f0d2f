package org.communitysupport.referral.domain;

import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** One member id is one person: the first claim stands, a later one is told whose it is. */
public final class MemberIdDecider implements Decider<MemberIdCommand, MemberIdState, MemberIdEvent, NoFacts> {

    @Override
    public MemberIdState initial() {
        return new MemberIdState(null);
    }

    @Override
    public Decision<MemberIdEvent> decide(MemberIdCommand command, MemberIdState state, NoFacts facts) {
        return switch (command) {
            case MemberIdCommand.ClaimMemberId c
            when state.person() == null ->
                Decision.accept(new MemberIdEvent.MemberIdClaimed(c.memberIdHash(), c.person()));
            case MemberIdCommand.ClaimMemberId c when state.person().equals(c.person()) -> Decision.nothingToDo();
            case MemberIdCommand.ClaimMemberId c ->
                Decision.reject(Rejection.of("member-id-taken", "REF-2", "The member id belongs to another person.")
                        .with(java.util.Map.of("person", state.person())));
        };
    }

    @Override
    public MemberIdState evolve(MemberIdState state, MemberIdEvent event) {
        return switch (event) {
            case MemberIdEvent.MemberIdClaimed e -> new MemberIdState(e.person());
        };
    }
}
