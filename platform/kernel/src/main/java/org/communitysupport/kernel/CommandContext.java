package org.communitysupport.kernel;

import java.util.OptionalLong;
import java.util.UUID;

/**
 * Who asks, why, and under which id: everything about a command that is not its content.
 *
 * @param commandId takes effect once, for ever; a repeat gets the first answer
 * @param inputHash keyed hash of the input, so that the same id with another input is noticed; a plain hash of a name could be guessed
 * @param actor who: a user or client id, or {@code reaction:<name>} or {@code deadline:<name>}; never a person's name
 * @param tenant the provider agency
 * @param correlation the same for everything that follows from one outside request
 * @param causation what directly caused it: an event id, or empty
 * @param expectedVersion from If-Match; empty when any version will do
 * @param traceparent W3C trace context, or empty
 */
public record CommandContext(
        UUID commandId,
        String inputHash,
        String actor,
        String tenant,
        String correlation,
        String causation,
        OptionalLong expectedVersion,
        String traceparent) {

    public CommandContext withCommandId(UUID id) {
        return new CommandContext(id, inputHash, actor, tenant, correlation, causation, expectedVersion, traceparent);
    }

    /** For who has judged what it found: another version is a conflict. */
    public CommandContext atVersion(long version) {
        return new CommandContext(
                commandId, inputHash, actor, tenant, correlation, causation, OptionalLong.of(version), traceparent);
    }

    public CommandContext atAnyVersion() {
        return new CommandContext(
                commandId, inputHash, actor, tenant, correlation, causation, OptionalLong.empty(), traceparent);
    }
}
