package org.communitysupport.billing.domain.number;

import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.number.NumberCommand.GiveNumber;
import org.communitysupport.billing.domain.number.NumberEvent.ClaimNumberGiven;
import org.communitysupport.kernel.Decider;
import org.communitysupport.kernel.Decision;

/** One number, one claim. */
public final class NumberDecider implements Decider<NumberCommand, NumberDecider.Holder, NumberEvent, NoFacts> {

    /** @param claim null while the number is free */
    public record Holder(String person, String claim) {
        static final Holder NONE = new Holder(null, null);
    }

    @Override
    public Holder initial() {
        return Holder.NONE;
    }

    @Override
    public Decision<NumberEvent> decide(NumberCommand command, Holder s, NoFacts facts) {
        return switch (command) {
            case GiveNumber c when c.claim().equals(s.claim()) -> Decision.nothingToDo();
            case GiveNumber c
            when s.claim() != null ->
                Decision.reject("number-taken", "BIL-1", "Another claim has this number already.");
            case GiveNumber c -> Decision.accept(new ClaimNumberGiven(c.number(), c.person(), c.claim()));
        };
    }

    @Override
    public Holder evolve(Holder s, NumberEvent event) {
        return switch (event) {
            case ClaimNumberGiven e -> new Holder(e.person(), e.claim());
        };
    }
}
