package org.communitysupport.eligibility.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Balance;
import org.communitysupport.eligibility.domain.Clinical;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.domain.DeterminationEvent.ClinicalAssessmentRecorded;
import org.communitysupport.eligibility.domain.Document;
import org.communitysupport.kernel.Envelope;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Warning;

/**
 * One person in one program: who, what was found, what was asked for, granted and used.
 *
 * @param stands kind and status of each authorisation, e.g. {@code AUTHORIZATION/GRANTED}, so that both can be asked of the same one
 * @param endsOn the last day that any grant covers; null when there is none
 * @param left units over all pools that count
 * @param decisionDueOn the earliest day on which a payer's silence becomes a denial; null when nothing waits
 * @param shortLines lines that wait for units
 * @param version of the authorisations, for If-Match; {@code determinationVersion} of the newest episode's determination
 */
public record EligibilityRow(
        String tenant,
        String person,
        String program,
        String episode,
        String referral,
        String team,
        String payer,
        LocalDate acceptedOn,
        Personal<Demographics> demographics,
        Personal<Clinical> clinical,
        Assessed assessed,
        Necessity necessity,
        Planned planned,
        LocalDate orderedOn,
        LocalDate orderValidTo,
        List<Permission> authorizations,
        List<String> stands,
        List<ShortLine> shortLines,
        LocalDate endsOn,
        Integer left,
        LocalDate decisionDueOn,
        long version,
        long determinationVersion) {

    public record Assessed(
            String assessment,
            String episode,
            Codes.AssessmentKind kind,
            LocalDate on,
            String staff,
            String credential,
            boolean recommendsProgram,
            Personal<ClinicalFindings> findings) {}

    public record Necessity(
            boolean confirmed, LocalDate on, String staff, String credential, Personal<Criteria> criteria) {}

    public record Planned(
            String plan, int version, LocalDate activatedOn, LocalDate crisisPlanOn, Integer unitsPerWeek) {}

    public record ShortLine(String line, LocalDate date, int units, int missing, Codes.ShortReason reason) {}

    /** One pass-through, request or "nothing asked for". Absent parts are null. */
    public record Permission(
            String authorization,
            Codes.PoolKind kind,
            Codes.AuthorizationStatus status,
            String episode,
            String payer,
            Codes.Step step,
            Integer requestedUnits,
            LocalDate requestedFrom,
            LocalDate requestedTo,
            LocalDate requestedOn,
            LocalDate decisionDueOn,
            boolean expedited,
            LocalDate housingSince,
            List<Document> documents,
            String number,
            LocalDate from,
            LocalDate to,
            Integer granted,
            Integer used,
            Integer reserved,
            Integer left,
            Personal<String> reason,
            LocalDate answeredOn,
            List<Warning> warnings) {

        Permission at(Codes.AuthorizationStatus next, Personal<String> why, LocalDate on) {
            return new Permission(
                    authorization,
                    kind,
                    next,
                    episode,
                    payer,
                    step,
                    requestedUnits,
                    requestedFrom,
                    requestedTo,
                    requestedOn,
                    decisionDueOn,
                    expedited,
                    housingSince,
                    documents,
                    number,
                    from,
                    to,
                    granted,
                    used,
                    reserved,
                    left,
                    why,
                    on,
                    warnings);
        }

        Permission granted(String by, int units, LocalDate first, LocalDate last, LocalDate on, List<Warning> odd) {
            return new Permission(
                    authorization,
                    kind,
                    Codes.AuthorizationStatus.GRANTED,
                    episode,
                    payer,
                    step,
                    requestedUnits,
                    requestedFrom,
                    requestedTo,
                    requestedOn,
                    decisionDueOn,
                    expedited,
                    housingSince,
                    documents,
                    by,
                    first,
                    last,
                    units,
                    0,
                    0,
                    units,
                    null,
                    on,
                    odd);
        }

        Permission expired() {
            return at(Codes.AuthorizationStatus.EXPIRED, reason, answeredOn);
        }

        Permission ending(LocalDate on) {
            return new Permission(
                    authorization,
                    kind,
                    Codes.AuthorizationStatus.ENDED,
                    episode,
                    payer,
                    step,
                    requestedUnits,
                    requestedFrom,
                    requestedTo,
                    requestedOn,
                    decisionDueOn,
                    expedited,
                    housingSince,
                    documents,
                    number,
                    from,
                    from == null || to != null && to.isBefore(on) ? to : on,
                    granted,
                    used,
                    reserved,
                    left,
                    reason,
                    answeredOn,
                    warnings);
        }

        Permission balanced(Balance b) {
            return new Permission(
                    authorization,
                    kind,
                    status,
                    episode,
                    payer,
                    step,
                    requestedUnits,
                    requestedFrom,
                    requestedTo,
                    requestedOn,
                    decisionDueOn,
                    expedited,
                    housingSince,
                    documents,
                    number,
                    from,
                    to,
                    b.granted(),
                    b.used(),
                    b.reserved(),
                    b.left(),
                    reason,
                    answeredOn,
                    warnings);
        }

        boolean waits() {
            return status == Codes.AuthorizationStatus.REQUESTED || status == Codes.AuthorizationStatus.PENDED;
        }
    }

    /** Units may be asked for before the referral's acceptance has come here. */
    static EligibilityRow blank(Envelope envelope, String person, String program) {
        return new EligibilityRow(
                envelope.tenant(),
                person,
                program,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                0,
                0);
    }

    EligibilityRow started(EligibilityStarted e, long at) {
        return new EligibilityRow(
                tenant,
                person,
                program,
                e.episode(),
                e.referral(),
                e.team(),
                e.payer(),
                e.acceptedOn(),
                e.demographics(),
                e.clinical(),
                null,
                null,
                null,
                null,
                null,
                authorizations,
                stands,
                shortLines,
                endsOn,
                left,
                decisionDueOn,
                at,
                0);
    }

    EligibilityRow assessed(ClinicalAssessmentRecorded e, long at) {
        var found = new Assessed(
                e.assessment(),
                e.episode(),
                e.kind(),
                e.assessedOn(),
                e.staff(),
                e.credential(),
                e.recommendsProgram(),
                e.findings());
        return facts(found, necessity, planned, orderedOn, orderValidTo, version, at);
    }

    EligibilityRow determined(Necessity by, long at) {
        return facts(assessed, by, planned, orderedOn, orderValidTo, version, at);
    }

    EligibilityRow planned(PlanReported e, long at) {
        var plan = new Planned(e.plan(), e.version(), e.activatedOn(), e.crisisPlanOn(), e.plannedUnitsPerWeek());
        return facts(assessed, necessity, plan, orderedOn, orderValidTo, at, determinationVersion);
    }

    EligibilityRow ordered(ServiceOrderReported e, long at) {
        return facts(assessed, necessity, planned, e.orderedOn(), e.validTo(), at, determinationVersion);
    }

    EligibilityRow seen(long at) {
        return facts(assessed, necessity, planned, orderedOn, orderValidTo, at, determinationVersion);
    }

    EligibilityRow adding(Permission permission, long at) {
        var all = new ArrayList<>(authorizations);
        all.add(permission);
        return pools(all, shortLines, at);
    }

    EligibilityRow changing(String authorization, UnaryOperator<Permission> change, long at) {
        return pools(
                authorizations.stream()
                        .map(a -> a.authorization().equals(authorization) ? change.apply(a) : a)
                        .toList(),
                shortLines,
                at);
    }

    /** @param missing null when the line has all it wants */
    EligibilityRow balanced(List<Balance> balances, String line, ShortLine missing, long at) {
        var all = authorizations.stream()
                .map(a -> balances.stream()
                        .filter(b -> b.authorization().equals(a.authorization()))
                        .findFirst()
                        .map(a::balanced)
                        .orElse(a))
                .toList();
        var wait = new ArrayList<ShortLine>();
        for (var l : shortLines) if (!l.line().equals(line)) wait.add(l);
        if (missing != null) wait.add(missing);
        return pools(all, List.copyOf(wait), at);
    }

    private EligibilityRow pools(List<Permission> all, List<ShortLine> wait, long at) {
        LocalDate ends = all.stream()
                .filter(a -> a.from() != null)
                .map(Permission::to)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
        LocalDate due = all.stream()
                .filter(Permission::waits)
                .map(Permission::decisionDueOn)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        var counted =
                all.stream().map(Permission::left).filter(Objects::nonNull).toList();
        Integer sum =
                counted.isEmpty() ? null : counted.stream().mapToInt(i -> i).sum();
        return new EligibilityRow(
                tenant,
                person,
                program,
                episode,
                referral,
                team,
                payer,
                acceptedOn,
                demographics,
                clinical,
                assessed,
                necessity,
                planned,
                orderedOn,
                orderValidTo,
                List.copyOf(all),
                all.stream().map(a -> a.kind() + "/" + a.status()).distinct().toList(),
                wait,
                ends,
                sum,
                due,
                at,
                determinationVersion);
    }

    private EligibilityRow facts(
            Assessed found,
            Necessity by,
            Planned plan,
            LocalDate ordered,
            LocalDate orderTo,
            long at,
            long determinedAt) {
        return new EligibilityRow(
                tenant,
                person,
                program,
                episode,
                referral,
                team,
                payer,
                acceptedOn,
                demographics,
                clinical,
                found,
                by,
                plan,
                ordered,
                orderTo,
                authorizations,
                stands,
                shortLines,
                endsOn,
                left,
                decisionDueOn,
                at,
                determinedAt);
    }
}
