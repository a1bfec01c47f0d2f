package org.communitysupport.encounter.process;

import org.communitysupport.kernel.Outcome;

/** A command of a reaction ends in an event or has nothing to do; anything else parks the key and somebody looks. */
final class Must {
    private Must() {}

    static void done(Outcome<?> outcome) {
        switch (outcome) {
            case Outcome.Done<?> done -> {}
            case Outcome.Refused<?> no ->
                throw new IllegalStateException("refused: " + no.rejection().code() + ", "
                        + no.rejection().detail());
            case Outcome.VersionConflict<?> c -> throw new IllegalStateException("a reaction names no version");
            case Outcome.KeyReused<?> k ->
                throw new IllegalStateException("the command id was used for another command");
        }
    }
}
