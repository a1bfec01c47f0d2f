package org.communitysupport.x12;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One interchange within a file: clearinghouses put several one after the other. What stands between two of them and is not blank is a part
 * of its own, which nobody can read, so that nothing of a file is passed over.
 *
 * @param unended only the last terminator is missing
 * @param charset UTF-8, or Latin-1 when it cannot be that
 */
public record Interchange(byte[] file, int from, int to, boolean unended, Charset charset) {
    private static final int HEADER = 106;

    /** In the order of the file; empty when the file is blank. */
    public static List<Interchange> of(byte[] file) {
        var parts = new ArrayList<Interchange>();
        for (int at = blank(file, 0);
                at < file.length;
                at = blank(file, parts.getLast().to())) parts.add(at(file, at));
        return parts;
    }

    public boolean begins() {
        return begins(file, from, "ISA");
    }

    InputStream open() {
        var all = new ByteArrayInputStream(file, from, to - from);
        return unended ? new SequenceInputStream(all, new ByteArrayInputStream(file, from + HEADER - 1, 1)) : all;
    }

    private static Interchange at(byte[] file, int from) {
        if (!begins(file, from, "ISA") || file.length - from < HEADER) return part(file, from, file.length, false);
        byte separator = file[from + 3];
        byte terminator = file[from + HEADER - 1];
        for (int at = blank(file, from + HEADER); at < file.length; ) {
            if (begins(file, at, "ISA") && is(file, at + 3, separator)) return part(file, from, at, false);
            boolean last = begins(file, at, "IEA") && is(file, at + 3, separator);
            int end = at;
            while (end < file.length && file[end] != terminator) end++;
            if (end == file.length) return cut(file, from, last ? at : end);
            if (last) return part(file, from, end + 1, false);
            at = blank(file, end + 1);
        }
        return part(file, from, file.length, false);
    }

    /** @param trailer where IEA begins; the end of the file when it never does */
    private static Interchange cut(byte[] file, int from, int trailer) {
        int end = file.length;
        while (end > trailer && isBlank(file[end - 1])) end--;
        String separator = java.util.regex.Pattern.quote(String.valueOf((char) file[from + 3]));
        String control = text(file, from + 90, from + 99);
        boolean whole = text(file, trailer, end)
                .matches("IEA" + separator + "[0-9]{1,5}" + separator + java.util.regex.Pattern.quote(control));
        return part(file, from, whole ? end : file.length, whole);
    }

    private static Interchange part(byte[] file, int from, int to, boolean unended) {
        return new Interchange(file, from, to, unended, charset(file, from, to));
    }

    private static Charset charset(byte[] file, int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file, from, to - from));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    /** Several real files open with a byte order mark or blank lines, or end with Ctrl-Z. */
    private static int blank(byte[] file, int at) {
        int next = at;
        while (next < file.length) {
            if (isBlank(file[next])) next++;
            else if (is(file, next, (byte) 0xEF) && is(file, next + 1, (byte) 0xBB) && is(file, next + 2, (byte) 0xBF))
                next += 3;
            else return next;
        }
        return next;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == '\f' || b == 0x1A || b == 0;
    }

    private static boolean begins(byte[] file, int at, String id) {
        for (int i = 0; i < id.length(); i++) if (!is(file, at + i, (byte) id.charAt(i))) return false;
        return true;
    }

    private static boolean is(byte[] file, int at, byte b) {
        return at < file.length && file[at] == b;
    }

    private static String text(byte[] file, int from, int to) {
        return new String(file, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
