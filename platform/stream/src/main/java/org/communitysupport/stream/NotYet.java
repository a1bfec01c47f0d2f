package org.communitysupport.stream;

import org.communitysupport.kernel.Position;

/** A view has not passed the position in the time given. */
public final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Position reached;

    NotYet(Position asked, Position reached) {
        super("not yet at " + asked + "; reached " + reached);
        this.reached = reached;
    }

    /** The newest commit of the lane that the view holds whole. */
    public Position reached() {
        return reached;
    }
}
