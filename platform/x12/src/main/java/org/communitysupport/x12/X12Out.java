package org.communitysupport.x12;

import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import io.xlate.edi.stream.EDIOutputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** Writes one interchange with one group; keeps the counts and control numbers of the envelopes. */
public final class X12Out {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmm");
    private static final Schema CONTROL = control();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final EDIStreamWriter writer;
    private final String control;
    private String group;
    private String set;
    private int segments;
    private int sets;
    private int groups;

    /** Several values in one element. */
    public record Composite(String... components) {}

    /** @param usage P production, T test */
    public X12Out(Party from, Party to, String control, LocalDateTime at, String usage) {
        this.control = control;
        var factory = EDIOutputFactory.newFactory();
        factory.setProperty(EDIOutputFactory.TRUNCATE_EMPTY_ELEMENTS, true);
        writer = factory.createEDIStreamWriter(bytes);
        writer.setControlSchema(CONTROL);
        run(writer::startInterchange);
        segment(
                "ISA",
                "00",
                pad("", 10),
                "00",
                pad("", 10),
                from.qualifier(),
                pad(from.id(), 15),
                to.qualifier(),
                pad(to.id(), 15),
                DATE.format(at).substring(2),
                TIME.format(at),
                "^",
                "00501",
                control,
                "0",
                usage,
                ":");
    }

    /** One end of the exchange as ISA names it. */
    public record Party(String qualifier, String id) {}

    public void startGroup(String code, String from, String to, LocalDateTime at, String number, String guide) {
        group = number;
        groups++;
        sets = 0;
        segment("GS", code, from, to, DATE.format(at), TIME.format(at), number, "X", guide);
    }

    public void startSet(String kind, String number, String guide) {
        set = number;
        sets++;
        segments = 0;
        segment("ST", kind, number, guide);
    }

    public void endSet() {
        segment("SE", Integer.toString(segments + 1), set);
    }

    public void endGroup() {
        segment("GE", Integer.toString(sets), group);
    }

    public byte[] end() {
        segment("IEA", Integer.toString(groups), control);
        run(writer::endInterchange);
        run(() -> {
            writer.close();
            return writer;
        });
        return bytes.toByteArray();
    }

    /** Strings or {@link Composite}s; a null or empty one leaves its place empty. */
    public void segment(String id, Object... elements) {
        segments++;
        run(() -> {
            writer.writeStartSegment(id);
            for (Object element : elements) write(element);
            return writer.writeEndSegment();
        });
    }

    private void write(Object element) throws EDIStreamException {
        switch (element) {
            case null -> writer.writeEmptyElement();
            case Composite composite -> {
                writer.writeStartElement();
                for (String component : composite.components()) {
                    String text = component == null ? "" : clean(component);
                    if (text.isEmpty()) writer.writeEmptyComponent();
                    else writer.writeComponent(text);
                }
                writer.endElement();
            }
            default -> {
                boolean header = segments == 1 && set == null && group == null;
                String text = header ? element.toString() : clean(element.toString());
                if (text.isEmpty()) writer.writeEmptyElement();
                else writer.writeElement(text);
            }
        }
    }

    /** What a person typed may hold a delimiter or a character outside the set that payers take; a claim must not break on a name. */
    public static String clean(String text) {
        String plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return plain.replaceAll("[~*:^]", " ")
                .replaceAll("[^\\x20-\\x7E]", " ")
                .strip()
                .replaceAll(" {2,}", " ");
    }

    private static String pad(String text, int width) {
        return String.format("%-" + width + "s", text);
    }

    private static Schema control() {
        try {
            return SchemaFactory.newFactory().getControlSchema("X12", new String[] {"00501"});
        } catch (EDISchemaException e) {
            throw new IllegalStateException("StAEDI ships the envelope's schema", e);
        }
    }

    private interface Step {
        EDIStreamWriter go() throws EDIStreamException;
    }

    private static void run(Step step) {
        try {
            step.go();
        } catch (EDIStreamException e) {
            throw new IllegalStateException("the X12 writer refused a segment: " + e.getMessage(), e);
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
