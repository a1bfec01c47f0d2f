package org.communitysupport.referral.domain;

import java.util.HashSet;
import java.util.Set;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Rejection;

/** REF-2: at most one open referral or episode per person and program. */
public final class OpenEpisodeDecider
        implements Decider<OpenEpisodeCommand, OpenEpisodeState, OpenEpisodeEvent, NoFacts> {

    @Override
    public OpenEpisodeState initial() {
        return new OpenEpisodeState(null, Set.of());
    }

    @Override
    public Decision<OpenEpisodeEvent> decide(OpenEpisodeCommand command, OpenEpisodeState state, NoFacts facts) {
        return switch (command) {
            case OpenEpisodeCommand.RegisterOpenReferral c -> register(c, state);
            case OpenEpisodeCommand.MoveOpenReferral c
            when !c.referral().equals(state.referral()) -> Decision.nothingToDo();
            case OpenEpisodeCommand.MoveOpenReferral c ->
                Decision.accept(new OpenEpisodeEvent.OpenReferralMoved(c.person(), c.program(), c.referral()));
            case OpenEpisodeCommand.ReopenReferral c
            when c.referral().equals(state.referral()) -> Decision.nothingToDo();
            case OpenEpisodeCommand.ReopenReferral c when state.referral() != null -> another(state);
            case OpenEpisodeCommand.ReopenReferral c ->
                Decision.accept(new OpenEpisodeEvent.OpenReferralReopened(c.person(), c.program(), c.referral()));
            case OpenEpisodeCommand.EndOpenReferral c
            when state.ended().contains(c.referral()) -> Decision.nothingToDo();
            case OpenEpisodeCommand.EndOpenReferral c ->
                Decision.accept(new OpenEpisodeEvent.OpenReferralEnded(c.person(), c.program(), c.referral()));
        };
    }

    private static Decision<OpenEpisodeEvent> register(
            OpenEpisodeCommand.RegisterOpenReferral c, OpenEpisodeState state) {
        if (c.referral().equals(state.referral()) || state.ended().contains(c.referral()))
            return Decision.nothingToDo();
        if (state.referral() != null) return another(state);
        return Decision.accept(new OpenEpisodeEvent.OpenReferralRegistered(c.person(), c.program(), c.referral()));
    }

    private static Decision<OpenEpisodeEvent> another(OpenEpisodeState state) {
        return Decision.reject(Rejection.of(
                        "open-referral-exists",
                        "REF-2",
                        "This person has an open referral or episode in this program already. facts names it; go "
                                + "on there, or close it first.")
                .with(java.util.Map.of("referral", state.referral())));
    }

    @Override
    public OpenEpisodeState evolve(OpenEpisodeState state, OpenEpisodeEvent event) {
        return switch (event) {
            case OpenEpisodeEvent.OpenReferralRegistered e -> new OpenEpisodeState(e.referral(), state.ended());
            case OpenEpisodeEvent.OpenReferralMoved e -> new OpenEpisodeState(null, state.ended());
            case OpenEpisodeEvent.OpenReferralReopened e -> {
                var ended = new HashSet<>(state.ended());
                ended.remove(e.referral());
                yield new OpenEpisodeState(e.referral(), Set.copyOf(ended));
            }
            case OpenEpisodeEvent.OpenReferralEnded e -> {
                var ended = new HashSet<>(state.ended());
                ended.add(e.referral());
                yield new OpenEpisodeState(
                        e.referral().equals(state.referral()) ? null : state.referral(), Set.copyOf(ended));
            }
        };
    }
}
