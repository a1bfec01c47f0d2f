package org.communitysupport.journey.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;

/** A payer that changed on the 1st, which nobody here could know: the portal still said yes. */
final class TheFirstOfTheMonth {
    private TheFirstOfTheMonth() {}

    static void aThirdPersonGetsReady(Story s) {
        s.stage.scene("A third person: covered, assessed, ordered");
        var c = s.payerChange;
        LocalDate today = s.day(11);
        c.covered(today, s.firstOfNextMonth().plusDays(30), "NF-PORTAL-" + s.run + "-3");
        c.assessed(s.lead, today);
        c.necessityConfirmed(s.lead, today);
        c.ordered(s.physician, today);
        s.stage.say("   The portal's proof speaks for days until "
                + s.firstOfNextMonth().plusDays(30) + ".");
    }

    static void isServedWhileTheirPayerHasChanged(Story s) {
        s.stage.scene("The first of the month: the payer changed, and the portal does not say so yet");
        var c = s.payerChange;
        LocalDate day = s.firstWorkdayOfNextMonth();
        s.stage.itIs(day, "09:00");
        c.passThroughFrom(day);
        s.stage.itIs(day, "12:00");
        c.served(s.lead, day, "10:00", "10:45");
        endsAtThePayer(s, c.who.memberId(), s.firstOfNextMonth().minusDays(1));
        s.stage.say("   45 minutes are served on " + day + "; in the payer's own list the coverage ended on "
                + s.firstOfNextMonth().minusDays(1) + ".");
    }

    /** The payer's own list of members; it is appended to, and the last line about somebody counts. */
    private static void endsAtThePayer(Story s, String memberId, LocalDate lastDay) {
        try {
            Files.createDirectories(s.payersDesk);
            Files.writeString(
                    s.payersDesk.resolve("members.csv"),
                    memberId + ",2020-01-01," + lastDay + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the payer's list of members cannot be written", e);
        }
    }
}
