package org.communitysupport.encounter.domain.rule;

/** How minutes become units (domain reference E.1). "15 minutes" alone does not say; the pack does. */
public enum Rounding {
    FLOOR,
    MIDPOINT,
    CEILING;

    /** @param unitMinutes length of one unit, e.g. 15 */
    public int units(int minutes, int unitMinutes) {
        return switch (this) {
            case FLOOR -> minutes / unitMinutes;
            case MIDPOINT -> (minutes + unitMinutes / 2) / unitMinutes;
            case CEILING -> (minutes + unitMinutes - 1) / unitMinutes;
        };
    }
}
