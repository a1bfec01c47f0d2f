package org.communitysupport.runtime.toy;

import java.time.Duration;
import org.communitysupport.kernel.AggregateId;
import org.communitysupport.kernel.CommandRunner;
import org.communitysupport.kernel.View;
import org.communitysupport.stream.Deadline;
import org.communitysupport.stream.DueRow;

/** A note that nobody touched for thirty days fades. */
final class Fading {
    private Fading() {}

    static Deadline deadline(CommandRunner commands) {
        var due = View.of("note-fading", 1, DueRow.class)
                .on(
                        "toy.NoteOpened",
                        Note.NoteOpened.class,
                        event -> event.envelope().aggregate(),
                        (row, event) -> DueRow.at(
                                event.envelope().aggregate(),
                                event.envelope().at().plus(Duration.ofDays(30))))
                .on(
                        "toy.NotePainted",
                        Note.NotePainted.class,
                        event -> event.envelope().aggregate(),
                        (row, event) -> DueRow.done(row))
                .ignores("toy.NoteCounted");
        return new Deadline(
                "note-fading",
                due,
                (row, context) -> commands.run(
                        Note.AGGREGATE, AggregateId.parse(row.aggregate()), new Note.Fade(), null, context));
    }
}
