package org.communitysupport.kernel;

/** Runs one command on one aggregate: load, decide, append. The only way in which anything ever changes. */
public interface CommandRunner {

    /**
     * Returns when the commit is on a majority and in the journal. Decides again when another writer was first. Throws
     * {@link Unavailable} when the log cannot be reached in time; the outcome is then unknown and the same command id may be sent again.
     */
    <C, S, E, F> Outcome<E> run(
            Aggregate<C, S, E, F> aggregate, AggregateId id, C command, F facts, CommandContext context);

    /** The aggregate as the log has it now. */
    <C, S, E, F> Loaded<S> load(Aggregate<C, S, E, F> aggregate, AggregateId id);

    /** @param version 0 when there is no such aggregate */
    record Loaded<S>(S state, long version, Position position) {
        public boolean exists() {
            return version > 0;
        }
    }

    /** The log did not answer in time; nobody knows whether the command took effect. */
    final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
