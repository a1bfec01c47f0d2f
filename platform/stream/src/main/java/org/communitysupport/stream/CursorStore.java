package org.communitysupport.stream;

import java.util.Map;

/** What is kept of how far consumers have come. */
interface CursorStore {

    /** From here on only moves under these epochs (or higher ones) are taken in these lanes. */
    void claim(String consumer, Iterable<String> services, Map<Integer, Long> epochs);

    Map<String, Cursors.Stand> load(String consumer, Iterable<String> services);

    /** How far a consumer has come in a lane, as stored: some tenths of a second old. */
    long reached(String consumer, Source source);

    /** Of all consumers, as stored: consumer → service → lane → newest commit handled whole. */
    Map<String, Map<String, Map<Integer, Long>>> reached();
}
