package org.communitysupport.stream;

import org.communitysupport.kernel.CommandContext;
import org.communitysupport.kernel.Outcome;
import org.communitysupport.kernel.View;

/**
 * Something that has to be asked when its time has come. Firing is a question: the decider ignores a deadline that its state does not
 * hold, so firing late or twice does no harm.
 *
 * @param name e.g. {@code referral-response}; part of the command ids and therefore for ever
 * @param due one row per thing to be asked, folded from the service's own events; index nothing, the runner does
 * @param handler sends the question
 */
public record Deadline(String name, View<DueRow> due, Handler handler) {

    /** Runs the command with this context and returns its outcome, whatever it is; lets every exception out. */
    @FunctionalInterface
    public interface Handler {
        Outcome<?> fire(DueRow row, CommandContext context);
    }
}
