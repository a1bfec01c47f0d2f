package org.communitysupport.x12;

/**
 * What is wrong with a file, and where. Never holds a value from the file: values are personal.
 *
 * @param level which acknowledgement segment tells it
 * @param code from that segment's code list: TA105, AK905, IK502, IK304 or IK403
 * @param segment id of the segment, e.g. {@code SE}
 * @param position of the segment within its transaction set, ST being 1; 0 outside of one
 * @param element 0 when the whole segment is meant
 * @param component 0 when the whole element is meant
 */
public record X12Fault(
        Level level, String code, String segment, int position, int element, int component, String detail) {

    public enum Level {
        INTERCHANGE,
        GROUP,
        SET,
        SEGMENT,
        ELEMENT
    }

    public static X12Fault interchange(String code, String segment, String detail) {
        return new X12Fault(Level.INTERCHANGE, code, segment, 0, 0, 0, detail);
    }

    public static X12Fault group(String code, String segment, String detail) {
        return new X12Fault(Level.GROUP, code, segment, 0, 0, 0, detail);
    }

    public static X12Fault set(String code, String segment, int position, String detail) {
        return new X12Fault(Level.SET, code, segment, position, 0, 0, detail);
    }

    public static X12Fault segment(String code, String segment, int position, String detail) {
        return new X12Fault(Level.SEGMENT, code, segment, position, 0, 0, detail);
    }

    public static X12Fault element(
            String code, String segment, int position, int element, int component, String detail) {
        return new X12Fault(Level.ELEMENT, code, segment, position, element, component, detail);
    }

    /** The id of a segment as it may be repeated: {@code ?} when it has not the shape of one. */
    public static String id(String tag) {
        return tag != null && tag.matches("[A-Z][A-Z0-9]{1,2}") ? tag : "?";
    }

    /** The same fault where it stands in no group or transaction set that could be blamed: the interchange holds what it may not. */
    X12Fault ofContent() {
        return interchange("024", segment, detail);
    }

    /** e.g. {@code segment 7 (NM1), element 2}. */
    public String place() {
        var place = new StringBuilder();
        if (position > 0)
            place.append("segment ")
                    .append(position)
                    .append(" (")
                    .append(segment)
                    .append(')');
        else place.append(segment);
        if (element > 0) place.append(", element ").append(element);
        if (component > 0) place.append(", component ").append(component);
        return place.toString();
    }

    /** e.g. {@code X12-IK5-4}: the acknowledgement segment and its code. */
    public String rule() {
        return switch (level) {
            case INTERCHANGE -> "X12-TA1-" + code;
            case GROUP -> "X12-AK9-" + code;
            case SET -> "X12-IK5-" + code;
            case SEGMENT -> "X12-IK3-" + code;
            case ELEMENT -> "X12-IK4-" + code;
        };
    }
}
