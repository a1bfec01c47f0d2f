package org.communitysupport.kernel;

/** What a text has to be before it is kept for ever: characters that exist, none that steer a terminal, and something to see. */
public final class ReadableText {
    private ReadableText() {}

    /** What is wrong with it, as the predicate of a sentence; null when nothing is. Tabs and line breaks are fine. */
    public static String fault(String text) {
        boolean visible = text.isBlank();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) return "holds half of a character";
            if ((c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF) return "holds a character that does not exist";
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') return "holds a control character";
            visible |= isVisible(c);
        }
        return visible ? null : "holds nothing that can be seen";
    }

    /** The same for what stands on one line, as names and identifiers do. */
    public static String faultOfLine(String text) {
        if (text.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) return "holds a line break or tab";
        return fault(text);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.UNASSIGNED -> false;
            // Drawn as nothing, though they count as letters.
            default -> c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0 && c != 0x2800;
        };
    }
}
