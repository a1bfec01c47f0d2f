package org.communitysupport.stream;

import org.communitysupport.kernel.Envelope;

/**
 * How far a lane has been read: the last event taken.
 *
 * @param last whether that event was the last one of its commit
 */
record Mark(long seq, int index, boolean last) {
    static final Mark START = new Mark(0, 0, true);

    static Mark of(Envelope e) {
        return new Mark(e.seq(), e.index(), e.last());
    }

    enum Step {
        /** Seen before. */
        REPEAT,
        /** The one that is due. */
        NEXT,
        /** Something before it has not been seen. */
        EARLY
    }

    Step step(Envelope e) {
        if (covers(e.seq(), e.index())) return Step.REPEAT;
        boolean next = last
                ? e.seq() == seq + 1 && e.index() == 0 && e.previousSeq() == seq
                : e.seq() == seq && e.index() == index + 1;
        return next ? Step.NEXT : Step.EARLY;
    }

    boolean covers(long otherSeq, int otherIndex) {
        return otherSeq < seq || otherSeq == seq && otherIndex <= index;
    }

    /** The newest commit that has been read whole. */
    long wholeSeq() {
        return last ? seq : seq - 1;
    }

    /** The commit whose event is due. */
    long dueSeq() {
        return last ? seq + 1 : seq;
    }
}
