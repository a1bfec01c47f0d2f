package org.communitysupport.payer;

/**
 * What is wrong within one transaction set, as a 999 tells it. Never holds a value from the file.
 *
 * @param segment id; empty when the fault is one of the set as a whole
 * @param position of the segment in its set, ST being 1
 * @param loop empty when unknown
 * @param segmentCode IK304; empty for a fault of the set
 * @param element IK401-1; 0 when the whole segment is meant
 * @param elementCode IK403
 * @param setCode IK502
 */
record Fault(
        String segment,
        int position,
        String loop,
        String segmentCode,
        int element,
        String elementCode,
        String setCode) {

    /** IK502 5: one or more segments in error. */
    private static final String SEGMENTS_IN_ERROR = "5";

    static Fault set(String code) {
        return new Fault("", 0, "", "", 0, "", code);
    }

    static Fault segment(String id, int position, String loop, String code) {
        return new Fault(id, position, loop, code, 0, "", SEGMENTS_IN_ERROR);
    }

    static Fault element(String id, int position, String loop, int element, String code) {
        return new Fault(id, position, loop, "8", element, code, SEGMENTS_IN_ERROR);
    }
}
