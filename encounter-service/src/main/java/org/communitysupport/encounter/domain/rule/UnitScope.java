package org.communitysupport.encounter.domain.rule;

/** Over what minutes are summed before the one rounding (domain reference E.2). */
public enum UnitScope {
    /** Each contact alone. */
    CONTACT,
    /** Same member, staff, code with modifiers and day: one line per role and day. */
    STAFF_DAY,
    /** The whole team per code with modifiers and day. */
    TEAM_DAY
}
