package org.communitysupport.careplan.domain;

/** What became of a goal. */
public enum GoalOutcome {
    ACHIEVED,
    DISCONTINUED,
    /** It is worked on after all: an earlier outcome was a mistake, or holds no more. */
    GOES_ON
}
