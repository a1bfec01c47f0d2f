package org.communitysupport.stream;

import org.apache.kafka.common.TopicPartition;
import org.communitysupport.kernel.Envelope;

/** One lane of one service, as seen by whoever reads its topic. */
record Source(String service, int lane) implements Comparable<Source> {

    static Source of(Envelope e) {
        return new Source(e.service(), e.lane());
    }

    static Source of(TopicPartition partition) {
        return new Source(Topics.service(partition.topic()), partition.partition());
    }

    static Source parse(String text) {
        int colon = text.indexOf(':');
        return new Source(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    TopicPartition partition() {
        return new TopicPartition(Topics.of(service), lane);
    }

    @Override
    public int compareTo(Source other) {
        int byService = service.compareTo(other.service);
        return byService != 0 ? byService : Integer.compare(lane, other.lane);
    }

    /** As rows name it: {@code referral:7}. */
    @Override
    public String toString() {
        return service + ':' + lane;
    }
}
