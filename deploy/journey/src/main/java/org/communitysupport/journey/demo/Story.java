package org.communitysupport.journey.demo;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;

/** What the scenes hand on to each other: the agency of this run, the persons, the days. */
public final class Story {
    final Stage stage;
    final Cast cast;
    public final String run;
    /** Where the payer of the local profile keeps its tables. */
    final Path payersDesk;

    public final String team;
    public final String lead;
    public final String sudProfessional;
    public final String qualified;
    public final String peer;
    final String expiredPeer;
    public final String physician;

    final LocalDate friday;
    final LocalDate monday;

    /** The one who is carried all the way. */
    Client main;
    /** Whose order is signed a day late. */
    Client lateOrder;
    /** Whose payer changes on the 1st. */
    Client payerChange;
    /** Who withdraws. */
    Client withdrawing;

    /** The request to the payer that waits for its answer. */
    String request;

    /** The number that the payer gives to its grant. */
    final String number;

    public Story(Stage stage, Cast cast, Path payersDesk) {
        this.stage = stage;
        this.cast = cast;
        this.payersDesk = payersDesk;
        run = cast.suffix();
        number = "NF" + run.toUpperCase(java.util.Locale.ROOT);
        team = "t-" + run;
        lead = "s-lead-" + run;
        sudProfessional = "s-sud-" + run;
        qualified = "s-qp-" + run;
        peer = "s-peer-" + run;
        expiredPeer = "s-peer2-" + run;
        physician = "s-md-" + run;
        friday = nextFriday();
        monday = friday.plusDays(3);
    }

    /** The next one whose 15:40 is still to come. */
    private LocalDate nextFriday() {
        var now = stage.now().atZone(Stage.ZONE);
        boolean over =
                now.getDayOfWeek() == DayOfWeek.FRIDAY && now.toLocalTime().isAfter(LocalTime.of(15, 38));
        return now.toLocalDate()
                .with(over ? TemporalAdjusters.next(DayOfWeek.FRIDAY) : TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
    }

    /** A day of the story: 0 is the Friday of the referral, 3 the Monday after. */
    LocalDate day(int n) {
        return friday.plusDays(n);
    }

    /** The first of the month after the contacts of the story. */
    LocalDate firstOfNextMonth() {
        return day(11).with(TemporalAdjusters.firstDayOfNextMonth());
    }

    LocalDate firstWorkdayOfNextMonth() {
        var day = firstOfNextMonth();
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY)
            day = day.plusDays(1);
        return day;
    }
}
