package org.communitysupport.x12;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.EDIStreamValidationError;
import io.xlate.edi.stream.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One streaming pass over an interchange: envelope, order, required segments and elements by StAEDI; every segment of a known kind goes to
 * the listener. Nothing is thrown for a bad file: the faults are the answer.
 */
public final class X12Scanner {
    private final Scan scan = new Scan();
    private final Consumer<Segment> listener;
    private final Consumer<Segment> whileSound;
    private final Schemas schemas;
    private Segment.Builder building;
    private int setStart;
    private int position;
    private boolean ended;
    private final List<X12Fault> pending = new ArrayList<>();

    private X12Scanner(Schemas schemas, Consumer<Segment> listener, Consumer<Segment> whileSound) {
        this.listener = listener;
        this.whileSound = whileSound;
        this.schemas = schemas;
    }

    /** Reads again what {@link #scan} found sound, interchange by interchange, and does not judge it once more. */
    public static void read(byte[] file, Consumer<Segment> listener) {
        for (var interchange : Interchange.of(file)) scan(interchange, Schemas.NONE, listener, segment -> {});
    }

    /** Element 8 of the interchange header, reading no further; empty when there is none that can be read. */
    public static String receiver(Interchange interchange) {
        try (EDIStreamReader reader = EDIInputFactory.newFactory()
                .createEDIStreamReader(interchange.open(), interchange.charset().name())) {
            while (reader.hasNext()) {
                var event = reader.next();
                if (event == EDIStreamEvent.END_SEGMENT) return "";
                if (event == EDIStreamEvent.ELEMENT_DATA && reader.getLocation().getElementPosition() == 8)
                    return reader.getText().trim();
            }
        } catch (EDIStreamException | IOException | RuntimeException e) {
            // as in a scan: what cannot be read names nobody
        }
        return "";
    }

    /**
     * @param schemas of the transaction sets whose content is judged; of others the envelope only
     * @param listener gets every segment but the end of the interchange, as it is read and before the whole is known to be sound
     * @param whileSound gets what the listener gets, up to the first fault; what it cannot read is one
     */
    public static Scan scan(
            Interchange interchange, Schemas schemas, Consumer<Segment> listener, Consumer<Segment> whileSound) {
        var scanner = new X12Scanner(schemas, listener, whileSound);
        scanner.run(interchange);
        return scanner.scan;
    }

    private void run(Interchange interchange) {
        var factory = EDIInputFactory.newFactory();
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, schemas.judge());
        try (EDIStreamReader reader = factory.createEDIStreamReader(
                interchange.open(), interchange.charset().name())) {
            while (!ended && reader.hasNext()) take(reader);
            if (!ended) cut(null);
        } catch (ListenerFailed e) {
            throw e.failure;
        } catch (EDIStreamException | IOException | RuntimeException e) {
            // StAEDI throws on what it cannot go on from: an unreadable ISA, a nonsense segment id, an end in the
            // middle.
            cut(e);
        }
    }

    private void take(EDIStreamReader reader) throws EDIStreamException {
        switch (reader.next()) {
            case START_SEGMENT -> {
                building = new Segment.Builder();
                if (reader.getText().equals("ST"))
                    setStart = reader.getLocation().getSegmentPosition();
                position = reader.getLocation().getSegmentPosition() - setStart + 1;
            }
            case ELEMENT_DATA -> element(reader);
            case END_SEGMENT -> segment(reader.getText());
            case END_INTERCHANGE -> ended = true;
            case SEGMENT_ERROR, ELEMENT_DATA_ERROR, ELEMENT_OCCURRENCE_ERROR -> fault(reader);
            default -> {
                // loops and composites are seen through their segments and elements
            }
        }
    }

    private void element(EDIStreamReader reader) {
        Location at = reader.getLocation();
        building.put(at.getElementPosition(), at.getComponentPosition(), reader.getText());
        if (at.getSegmentTag().equals("ST") && at.getElementPosition() == 1)
            schemas.of(reader.getText()).ifPresent(reader::setTransactionSchema);
    }

    private void segment(String id) {
        boolean inSet = setStart > 0;
        var segment = building.build(id, inSet ? position : 0);
        switch (id) {
            case "ISA" -> scan.isa = segment;
            case "GS" -> scan.groups.add(new Scan.Group(segment));
            case "ST" -> scan.groups.getLast().sets.add(new Scan.TransactionSet(segment));
            case "TA1" -> scan.interchangesAnswered++;
            default -> {
                // only headers open an envelope
            }
        }
        pending.forEach(scan::add);
        pending.clear();
        if (!id.equals("IEA")) tell(segment);
        if (id.equals("SE")) setStart = 0;
    }

    private void tell(Segment segment) {
        try {
            listener.accept(segment);
        } catch (RuntimeException e) {
            throw new ListenerFailed(e);
        }
        if (scan.sound()) judge(segment);
    }

    private void judge(Segment segment) {
        try {
            whileSound.accept(segment);
        } catch (Segment.Unreadable e) {
            scan.add(e.fault());
        } catch (RuntimeException e) {
            // It only sums; what it stumbles over is the file's, and a file never is an error of ours.
            scan.add(X12Fault.segment("8", segment.id(), segment.position(), "the segment cannot be used as it is"));
        }
    }

    /** A fault of whoever listens (a log that is away) is not a fault of the file and must not pass for one. */
    private static final class ListenerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final RuntimeException failure;

        ListenerFailed(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private void fault(EDIStreamReader reader) {
        Location at = reader.getLocation();
        String id = X12Fault.id(at.getSegmentTag());
        int place = setStart > 0 ? at.getSegmentPosition() - setStart + 1 : 0;
        var error = reader.getErrorType();
        var fault =
                switch (id) {
                    case "ISA", "IEA" ->
                        X12Fault.interchange(Codes.ta1(error, id, at.getElementPosition()), id, Codes.words(error));
                    case "GS", "GE" -> X12Fault.group(Codes.ak9(error), id, Codes.words(error));
                    case "ST", "SE" -> X12Fault.set(Codes.ik5(error, id), id, place, Codes.words(error));
                    default ->
                        isSegmentError(error)
                                ? X12Fault.segment(Codes.ik3(error), id, place, Codes.words(error))
                                : X12Fault.element(
                                        Codes.ik4(error),
                                        id,
                                        place,
                                        Math.max(at.getElementPosition(), 0),
                                        Math.max(at.getComponentPosition(), 0),
                                        Codes.words(error));
                };
        // The envelope that a header opens is known only when the header has been read.
        if (id.equals("GS") || id.equals("ST")) pending.add(fault);
        else scan.add(fault);
    }

    private static boolean isSegmentError(EDIStreamValidationError error) {
        return error.getCategory() == EDIStreamEvent.SEGMENT_ERROR;
    }

    /** @param cause null when the input simply ended before IEA */
    private void cut(Exception cause) {
        if (scan.isa == null) {
            scan.add(X12Fault.interchange("022", "ISA", "the interchange header is missing or not of fixed width"));
        } else if (setStart > 0 && cause != null && !isEnd(cause)) {
            scan.add(X12Fault.segment("1", "?", position, "unreadable from here on"));
        } else {
            if (setStart > 0) scan.add(X12Fault.set("2", "SE", position, "the file is cut: no SE"));
            scan.add(X12Fault.interchange("023", "IEA", "the file is cut: it ends before IEA"));
        }
    }

    private static boolean isEnd(Exception e) {
        return e.getMessage() != null
                && (e.getMessage().contains("EDIE005")
                        || e.getMessage().toLowerCase().contains("end of"));
    }
}
