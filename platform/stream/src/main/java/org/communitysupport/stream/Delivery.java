package org.communitysupport.stream;

import org.communitysupport.kernel.Envelope;

/**
 * One event as it stands on a topic.
 *
 * @param data JSON, personal fields sealed
 */
record Delivery(Envelope envelope, String data) {
    Source source() {
        return Source.of(envelope);
    }
}
