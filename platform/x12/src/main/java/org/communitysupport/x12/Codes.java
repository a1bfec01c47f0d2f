package org.communitysupport.x12;

import io.xlate.edi.stream.EDIStreamValidationError;
import java.util.List;

/** From StAEDI's findings to the code lists of TA1 and 999, and to words. */
final class Codes {
    private Codes() {}

    /** TA105 by the element of ISA that is at fault; element 11 has no code of its own. */
    private static final List<String> HEADER = List.of(
            "010", "011", "012", "013", "005", "006", "007", "008", "014", "015", "024", "017", "018", "019", "020",
            "027");

    static String ta1(EDIStreamValidationError error, String segment, int element) {
        return switch (error) {
            case CONTROL_REFERENCE_MISMATCH -> "001";
            case CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT -> "021";
            default ->
                !segment.equals("ISA")
                        ? "022"
                        : element >= 1 && element <= HEADER.size() ? HEADER.get(element - 1) : "024";
        };
    }

    static String ak9(EDIStreamValidationError error) {
        return switch (error) {
            case CONTROL_REFERENCE_MISMATCH -> "4";
            case CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT -> "5";
            case MANDATORY_SEGMENT_MISSING -> "3";
            default -> "6";
        };
    }

    static String ik5(EDIStreamValidationError error, String segment) {
        return switch (error) {
            case CONTROL_REFERENCE_MISMATCH -> "3";
            case CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT -> "4";
            case MANDATORY_SEGMENT_MISSING -> segment.equals("SE") ? "2" : "5";
            default -> segment.equals("ST") ? "6" : "5";
        };
    }

    static String ik3(EDIStreamValidationError error) {
        return switch (error) {
            case UNRECOGNIZED_SEGMENT_ID -> "1";
            case UNEXPECTED_SEGMENT -> "2";
            case MANDATORY_SEGMENT_MISSING -> "3";
            case LOOP_OCCURS_OVER_MAXIMUM_TIMES -> "4";
            case SEGMENT_EXCEEDS_MAXIMUM_USE -> "5";
            case SEGMENT_NOT_IN_DEFINED_TRANSACTION_SET -> "6";
            case SEGMENT_NOT_IN_PROPER_SEQUENCE -> "7";
            default -> "8";
        };
    }

    static String ik4(EDIStreamValidationError error) {
        return switch (error) {
            case REQUIRED_DATA_ELEMENT_MISSING -> "1";
            case CONDITIONAL_REQUIRED_DATA_ELEMENT_MISSING -> "2";
            case TOO_MANY_DATA_ELEMENTS -> "3";
            case DATA_ELEMENT_TOO_SHORT -> "4";
            case DATA_ELEMENT_TOO_LONG -> "5";
            case INVALID_CHARACTER_DATA -> "6";
            case INVALID_DATE -> "8";
            case INVALID_TIME -> "9";
            case EXCLUSION_CONDITION_VIOLATED -> "10";
            case TOO_MANY_REPETITIONS -> "12";
            case TOO_MANY_COMPONENTS -> "13";
            default -> "7";
        };
    }

    static String words(EDIStreamValidationError error) {
        return switch (error) {
            case CONTROL_REFERENCE_MISMATCH -> "the control number differs from the one in the header";
            case CONTROL_COUNT_DOES_NOT_MATCH_ACTUAL_COUNT -> "the count is not the number that the file has";
            case UNRECOGNIZED_SEGMENT_ID -> "unknown segment";
            case UNEXPECTED_SEGMENT -> "the segment is not expected here";
            case MANDATORY_SEGMENT_MISSING -> "a required segment is missing";
            case LOOP_OCCURS_OVER_MAXIMUM_TIMES -> "the loop comes too often";
            case SEGMENT_EXCEEDS_MAXIMUM_USE -> "the segment comes too often";
            case SEGMENT_NOT_IN_DEFINED_TRANSACTION_SET -> "the segment does not belong to this kind of file";
            case SEGMENT_NOT_IN_PROPER_SEQUENCE -> "the segment stands in the wrong place";
            case REQUIRED_DATA_ELEMENT_MISSING -> "a required element is missing";
            case TOO_MANY_DATA_ELEMENTS -> "there are too many elements";
            case DATA_ELEMENT_TOO_SHORT -> "the element is too short";
            case DATA_ELEMENT_TOO_LONG -> "the element is too long";
            case INVALID_CHARACTER_DATA -> "the element has a character that it may not have";
            case INVALID_CODE_VALUE -> "the code is not in its list";
            case INVALID_DATE -> "not a date";
            case INVALID_TIME -> "not a time";
            case TOO_MANY_REPETITIONS -> "the element is repeated too often";
            case TOO_MANY_COMPONENTS -> "the element has too many components";
            default -> error.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }
}
