package org.communitysupport.eligibility.domain;

import java.time.LocalDate;

/**
 * One permission of a payer, from request to end; once granted, a pool of units that all codes of the program share (ELG-11).
 *
 * @param requested null for what is never requested: a pass-through, a plan that asks for nothing
 * @param granted units; null while there are none to draw or, for {@code NOT_REQUIRED}, to count
 * @param from first and last day of service, both inclusive; {@code to} null when open-ended
 * @param visits so many days with service it covers; null for no such limit
 * @param ended null while it has not ended
 */
public record Authorization(
        String id,
        Codes.PoolKind kind,
        Codes.AuthorizationStatus status,
        String episode,
        String payer,
        String number,
        AuthorizationsEvent.AuthorizationRequested requested,
        Integer granted,
        LocalDate from,
        LocalDate to,
        Integer visits,
        Ended ended) {

    /** What it was before it ended. @param to its last day then; null when open-ended or not granted */
    record Ended(Codes.EndReason reason, Codes.AuthorizationStatus status, LocalDate to) {}

    static Authorization of(AuthorizationsEvent.PassThroughOpened e) {
        return new Authorization(
                e.authorization(),
                Codes.PoolKind.PASS_THROUGH,
                Codes.AuthorizationStatus.GRANTED,
                e.episode(),
                e.payer(),
                null,
                null,
                e.units(),
                e.from(),
                e.to(),
                null,
                null);
    }

    static Authorization of(AuthorizationsEvent.AuthorizationRequested e) {
        return new Authorization(
                e.authorization(),
                Codes.PoolKind.AUTHORIZATION,
                Codes.AuthorizationStatus.REQUESTED,
                e.episode(),
                e.payer(),
                null,
                e,
                null,
                null,
                null,
                null,
                null);
    }

    static Authorization of(AuthorizationsEvent.AuthorizationNotRequired e) {
        return new Authorization(
                e.authorization(),
                Codes.PoolKind.NOT_REQUIRED,
                Codes.AuthorizationStatus.GRANTED,
                e.episode(),
                e.payer(),
                null,
                null,
                null,
                e.from(),
                e.to(),
                e.visits(),
                null);
    }

    /** ELG-12: drawn by date of service, inside both ends. */
    public boolean drawableOn(LocalDate day) {
        return drawable() && !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    boolean drawable() {
        return switch (status) {
            case GRANTED, EXPIRED -> true;
            case ENDED -> from != null;
            case REQUESTED, PENDED, RETURNED, DENIED, DEEMED_DENIED, CANCELLED -> false;
        };
    }

    boolean open() {
        return status == Codes.AuthorizationStatus.REQUESTED
                || status == Codes.AuthorizationStatus.PENDED
                || status == Codes.AuthorizationStatus.GRANTED;
    }

    /** ELG-9: its days are taken, be they past. What was returned comes again; what was denied or cancelled is free. */
    boolean holdsItsDays() {
        return open() || status == Codes.AuthorizationStatus.EXPIRED || status == Codes.AuthorizationStatus.RETURNED;
    }

    /** The payer has it and has not said yes or no. */
    public boolean awaitsDecision() {
        return status == Codes.AuthorizationStatus.REQUESTED || status == Codes.AuthorizationStatus.PENDED;
    }

    /** ELG-13: the due day is over and the payer has said nothing. */
    public boolean overdueBy(LocalDate today) {
        return awaitsDecision()
                && requested.decisionDueOn() != null
                && requested.decisionDueOn().isBefore(today);
    }

    /** Still granted although the last day has passed. */
    boolean lapsedBy(LocalDate today) {
        return status == Codes.AuthorizationStatus.GRANTED && to != null && to.isBefore(today);
    }

    /** Whether an end of service on that day takes anything from it. */
    boolean outlives(LocalDate lastDay) {
        return open() || status == Codes.AuthorizationStatus.EXPIRED && to.isAfter(lastDay);
    }

    /** What it asks for or holds, for the overlap of ELG-9. */
    LocalDate first() {
        return from != null ? from : requested.from();
    }

    LocalDate last() {
        return from != null ? to : requested.to();
    }

    Authorization dueOn(LocalDate day) {
        return new Authorization(
                id, kind, status, episode, payer, number, requested.dueOn(day), granted, from, to, visits, ended);
    }

    Authorization at(Codes.AuthorizationStatus next) {
        return new Authorization(id, kind, next, episode, payer, number, requested, granted, from, to, visits, ended);
    }

    Authorization granted(String by, int units, LocalDate first, LocalDate lastDay) {
        return new Authorization(
                id,
                kind,
                Codes.AuthorizationStatus.GRANTED,
                episode,
                payer,
                by,
                requested,
                units,
                first,
                lastDay,
                visits,
                null);
    }

    Authorization endingOn(LocalDate day, Codes.EndReason reason) {
        var end = from == null ? null : to == null || day.isBefore(to) ? day : to;
        return new Authorization(
                id,
                kind,
                Codes.AuthorizationStatus.ENDED,
                episode,
                payer,
                number,
                requested,
                granted,
                from,
                end,
                visits,
                new Ended(reason, status, to));
    }

    /** Whether the end of the episode ended it, and nothing else. */
    boolean endedWithEpisode() {
        return status == Codes.AuthorizationStatus.ENDED
                && ended != null
                && (ended.reason() == Codes.EndReason.EPISODE_CLOSED || ended.reason() == Codes.EndReason.WITHDRAWN);
    }

    Authorization restored(Codes.AuthorizationStatus then, LocalDate lastDay) {
        return new Authorization(
                id, kind, then, episode, payer, number, requested, granted, from, lastDay, visits, null);
    }
}
