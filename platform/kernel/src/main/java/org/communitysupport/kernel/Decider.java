package org.communitysupport.kernel;

/**
 * The rules of one aggregate as two pure functions. Everything that is not in the command or the state is handed in as facts: today's
 * date in the state's time zone, the policy pack, another aggregate's answer.
 *
 * @param <C> the commands, a sealed interface of records
 * @param <S> the state, immutable
 * @param <E> the events, a sealed interface of records
 * @param <F> the facts
 */
public interface Decider<C, S, E, F> {

    /** The state before the first event. */
    S initial();

    /** What the command does to this state: events (none when it is already so), or a rejection. Never throws for a business "no". */
    Decision<E> decide(C command, S state, F facts);

    /**
     * Whether this command is nearly always the first of its aggregate. Only a hint, which saves looking for what is not there: it is judged
     * by the initial state then, and again by the true one when the aggregate turns out to exist.
     */
    default boolean begins(C command) {
        return false;
    }

    /**
     * What every event of an aggregate in this state carries as its sensitivity, beside what its own content says: {@code part2}, or empty.
     */
    default String sensitivity(S state) {
        return "";
    }

    /** The state after the event. Total: it accepts every event that was ever stored. */
    S evolve(S state, E event);
}
