package org.communitysupport.runtime.toy;

import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.View;

/** A row a note. */
record Board(String tenant, String person, String colour, long version, Personal<Note.Words> words, int counted) {
    static final View<Board> VIEW = View.of("board", 1, Board.class)
            .on(
                    "toy.NoteOpened",
                    Note.NoteOpened.class,
                    event -> key(event.envelope().aggregate()),
                    (row, event) -> new Board(
                            event.envelope().tenant(),
                            event.data().person(),
                            event.data().colour(),
                            event.envelope().version(),
                            event.data().words(),
                            0))
            .on(
                    "toy.NotePainted",
                    Note.NotePainted.class,
                    event -> key(event.envelope().aggregate()),
                    (row, event) -> new Board(
                            row.tenant(),
                            row.person(),
                            event.data().colour(),
                            event.envelope().version(),
                            row.words(),
                            0))
            .ignores("toy.NoteCounted")
            .index("colour")
            .index("person");

    private static String key(String aggregate) {
        return AggregateId.parse(aggregate).publicId();
    }
}
