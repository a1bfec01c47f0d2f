package org.communitysupport.eligibility.projection;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationGranted;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationNotRequired;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationPartiallyGranted;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.AuthorizationRequested;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.PassThroughOpened;
import org.communitysupport.eligibility.domain.Balance;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.eligibility.domain.Codes.PoolKind;
import org.communitysupport.eligibility.domain.Codes.Step;
import org.communitysupport.eligibility.domain.Document;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/**
 * One pass-through, request or "nothing asked for".
 *
 * @param request null for what is never requested
 * @param cover null until there is an answer that covers days
 * @param pool null while there are no units to count
 * @param answer null until the payer has said something
 */
public record PermissionRow(
        String authorization,
        PoolKind kind,
        AuthorizationStatus status,
        String episode,
        String payer,
        Request request,
        Cover cover,
        Pool pool,
        Answer answer,
        List<Warning> warnings) {

    public record Request(
            Step step,
            int units,
            LocalDate from,
            LocalDate to,
            LocalDate requestedOn,
            LocalDate decisionDueOn,
            boolean expedited,
            LocalDate housingSince,
            List<Document> documents) {
        private Request dueOn(LocalDate day) {
            return new Request(step, units, from, to, requestedOn, day, expedited, housingSince, documents);
        }
    }

    /** Both days inclusive. @param number the payer's; null where it gives none. @param to null when open-ended */
    public record Cover(String number, LocalDate from, LocalDate to) {
        private Cover ending(LocalDate on) {
            return to != null && to.isBefore(on) ? this : new Cover(number, from, on);
        }
    }

    /** In units: granted = used + reserved + left. */
    public record Pool(int granted, int used, int reserved, int left) {
        private static Pool of(int units) {
            return new Pool(units, 0, 0, units);
        }
    }

    /** @param reason null when the payer gave none */
    public record Answer(Personal<String> reason, LocalDate on) {}

    static PermissionRow passThrough(PassThroughOpened e) {
        return new PermissionRow(
                e.authorization(),
                PoolKind.PASS_THROUGH,
                AuthorizationStatus.GRANTED,
                e.episode(),
                e.payer(),
                null,
                new Cover(null, e.from(), e.to()),
                Pool.of(e.units()),
                null,
                e.warnings());
    }

    static PermissionRow requested(AuthorizationRequested e) {
        var request = new Request(
                e.step(),
                e.units(),
                e.from(),
                e.to(),
                e.requestedOn(),
                e.decisionDueOn(),
                e.expedited(),
                e.housingSince(),
                e.documents());
        return new PermissionRow(
                e.authorization(),
                PoolKind.AUTHORIZATION,
                AuthorizationStatus.REQUESTED,
                e.episode(),
                e.payer(),
                request,
                null,
                null,
                null,
                e.warnings());
    }

    static PermissionRow notRequired(AuthorizationNotRequired e) {
        return new PermissionRow(
                e.authorization(),
                PoolKind.NOT_REQUIRED,
                AuthorizationStatus.GRANTED,
                e.episode(),
                e.payer(),
                null,
                new Cover(null, e.from(), e.to()),
                null,
                null,
                e.warnings() == null ? List.of() : e.warnings());
    }

    PermissionRow answered(AuthorizationStatus now, Personal<String> why, LocalDate on) {
        return with(now, cover, pool, new Answer(why, on), warnings);
    }

    PermissionRow dueOn(AuthorizationStatus now, LocalDate day) {
        return new PermissionRow(
                authorization, kind, now, episode, payer, request.dueOn(day), cover, pool, answer, warnings);
    }

    PermissionRow granted(AuthorizationGranted e) {
        return granted(new Cover(e.number(), e.from(), e.to()), e.units(), e.decidedOn(), e.warnings());
    }

    PermissionRow granted(AuthorizationPartiallyGranted e) {
        return granted(new Cover(e.number(), e.from(), e.to()), e.units(), e.decidedOn(), e.warnings());
    }

    private PermissionRow granted(Cover days, int units, LocalDate on, List<Warning> odd) {
        return with(AuthorizationStatus.GRANTED, days, Pool.of(units), new Answer(null, on), odd);
    }

    PermissionRow expired() {
        return with(AuthorizationStatus.EXPIRED, cover, pool, answer, warnings);
    }

    PermissionRow ending(LocalDate on) {
        return with(AuthorizationStatus.ENDED, cover == null ? null : cover.ending(on), pool, answer, warnings);
    }

    PermissionRow restored(AuthorizationStatus then, LocalDate lastDay) {
        var days = cover == null ? null : new Cover(cover.number(), cover.from(), lastDay);
        return with(then, days, pool, answer, warnings);
    }

    PermissionRow balanced(Balance b) {
        return with(status, cover, new Pool(b.granted(), b.used(), b.reserved(), b.left()), answer, warnings);
    }

    private PermissionRow with(AuthorizationStatus now, Cover days, Pool units, Answer said, List<Warning> odd) {
        return new PermissionRow(authorization, kind, now, episode, payer, request, days, units, said, odd);
    }

    LocalDate lastDay() {
        return cover == null ? null : cover.to();
    }

    /** Null when no answer is awaited. */
    LocalDate decisionDue() {
        boolean waits = status == AuthorizationStatus.REQUESTED || status == AuthorizationStatus.PENDED;
        return waits ? request.decisionDueOn() : null;
    }
}
