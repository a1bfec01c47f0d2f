package org.communitysupport.kernel;

import java.time.Instant;

/**
 * What stands around an event on the topic (CloudEvents binary mode) and in front of every view and reaction.
 *
 * @param service the source service
 * @param lane partition of its topic
 * @param seq of the commit within the lane
 * @param index of the event within the commit
 * @param last true for the last event of its commit
 * @param previousSeq seq of the commit before on this lane: seq-1, or 0
 * @param type published name, never a class name, e.g. {@code referral.ReferralReceived}
 * @param schema version of the event's shape
 * @param aggregate {@link AggregateId#text()}
 * @param version of the aggregate after this event
 * @param tenant the provider agency
 * @param at business clock at the commit
 * @param recordedAt database clock at the commit
 * @param actor who caused it
 * @param correlation the same for everything that follows from one outside request
 * @param causation what directly caused it, or empty
 * @param sensitivity {@code part2}, or empty
 * @param traceparent W3C trace context, or empty
 * @param commitHash hash of the commit document, hex
 */
public record Envelope(
        String service,
        int lane,
        long seq,
        int index,
        boolean last,
        long previousSeq,
        String type,
        int schema,
        String aggregate,
        long version,
        String tenant,
        Instant at,
        Instant recordedAt,
        String actor,
        String correlation,
        String causation,
        String sensitivity,
        String traceparent,
        String commitHash) {

    /** {@code service:lane:seq:index}: unique for ever. */
    public String eventId() {
        return service + ':' + lane + ':' + seq + ':' + index;
    }

    public Position position() {
        return new Position(service, lane, seq);
    }
}
