package org.communitysupport.careplan.domain;

import java.util.Set;

/** How far a linkage has come: asked, applied, waiting, and then connected or refused. */
public enum LinkageState {
    ASKED,
    APPLIED,
    WAITING,
    CONNECTED,
    REFUSED;

    /** Where it may go from here; to stay where it is, with news, is no step. A refusal can be appealed, what was connected can be lost. */
    public Set<LinkageState> next() {
        return switch (this) {
            case ASKED -> Set.of(ASKED, APPLIED, WAITING, CONNECTED, REFUSED);
            case APPLIED -> Set.of(APPLIED, WAITING, CONNECTED, REFUSED);
            case WAITING -> Set.of(WAITING, CONNECTED, REFUSED);
            case CONNECTED -> Set.of(CONNECTED, ASKED);
            case REFUSED -> Set.of(REFUSED, ASKED, APPLIED, WAITING);
        };
    }
}
