package org.communitysupport.kernel;

/**
 * A kind of aggregate: its name and its rules.
 *
 * @param type lower-case with hyphens, e.g. {@code referral}; part of the stream id and therefore for ever
 * @param events the sealed interface of its events
 * @param decider its rules
 */
public record Aggregate<C, S, E, F>(String type, Class<E> events, Decider<C, S, E, F> decider) {}
