package org.communitysupport.encounter.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.encounter.domain.MemberDayEvent.Allocation;

/** What can be asked of one member's day. */
public sealed interface MemberDayCommand {

    /** A service contact was logged. */
    record CountContact(MemberDayEvent.ContactCounted contact) implements MemberDayCommand {}

    record SignContact(String person, LocalDate date, String encounter, Instant signedAt) implements MemberDayCommand {}

    record RemoveContact(String person, LocalDate date, String encounter) implements MemberDayCommand {}

    /** Of two contacts that overlap, who bills the minutes they share. */
    record ChooseBillable(String person, LocalDate date, String billed, String notBilled, String reason)
            implements MemberDayCommand {}

    /** What the pool of units answered for one line. */
    record AnswerUnits(
            String person,
            LocalDate date,
            String line,
            int version,
            List<Allocation> allocations,
            int shortUnits,
            String reason,
            String source)
            implements MemberDayCommand {}

    /** Judge every line again with the facts of now. */
    record EvaluateDay(String person, LocalDate date) implements MemberDayCommand {}

    /** A supervisor gives up billing a line; its units go back to the pool. */
    record MarkNonBillable(String person, LocalDate date, String line, String reason) implements MemberDayCommand {}
}
