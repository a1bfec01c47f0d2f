package org.communitysupport.eligibility.projection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.DemographicsNoted;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.EligibilityStarted;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.PlanReported;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.ServiceOrderReported;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.UnitReservationRejected;
import org.communitysupport.eligibility.domain.Balance;
import org.communitysupport.eligibility.domain.Clinical;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.Demographics;
import org.communitysupport.eligibility.domain.DeterminationEvent.ClinicalAssessmentRecorded;
import org.communitysupport.eligibility.projection.PermissionRow.Pool;
import org.communitysupport.kernel.Personal;

/**
 * One person in one program: who, what was found, what was asked for, granted and used.
 *
 * @param team and payer of the newest start; null before it
 * @param start null when units were asked for before the referral's acceptance came here
 * @param stands kind and status of each authorisation, e.g. {@code AUTHORIZATION/GRANTED}, so that both can be asked of the same one
 * @param shortLines lines that wait for units
 * @param endsOn the last day that any grant covers; null when there is none
 * @param left units over all pools that count
 * @param decisionDueOn the earliest day on which a payer's silence becomes a denial; null when nothing waits
 * @param version of the authorisations, for If-Match
 */
public record EligibilityRow(
        String person,
        String program,
        String team,
        String payer,
        Start start,
        Findings findings,
        List<PermissionRow> authorizations,
        List<String> stands,
        List<ShortLine> shortLines,
        LocalDate endsOn,
        Integer left,
        LocalDate decisionDueOn,
        long version) {

    static EligibilityRow of(String person, String program) {
        return new EligibilityRow(
                person, program, null, null, null, Findings.NONE, List.of(), List.of(), List.of(), null, null, null, 0);
    }

    /** A new episode begins without the findings of the one before. */
    EligibilityRow started(EligibilityStarted e) {
        var now = new Start(e.episode(), e.referral(), e.acceptedOn(), e.demographics(), e.clinical());
        return new EligibilityRow(
                person,
                program,
                e.team(),
                e.payer(),
                now,
                Findings.NONE,
                authorizations,
                stands,
                shortLines,
                endsOn,
                left,
                decisionDueOn,
                version);
    }

    EligibilityRow corrected(DemographicsNoted e) {
        if (start == null || !start.episode().equals(e.episode())) return this;
        var now = new Start(start.episode(), start.referral(), start.acceptedOn(), e.demographics(), start.clinical());
        return new EligibilityRow(
                person,
                program,
                team,
                payer,
                now,
                findings,
                authorizations,
                stands,
                shortLines,
                endsOn,
                left,
                decisionDueOn,
                version);
    }

    EligibilityRow with(Findings now) {
        return new EligibilityRow(
                person,
                program,
                team,
                payer,
                start,
                now,
                authorizations,
                stands,
                shortLines,
                endsOn,
                left,
                decisionDueOn,
                version);
    }

    EligibilityRow at(long now) {
        return new EligibilityRow(
                person,
                program,
                team,
                payer,
                start,
                findings,
                authorizations,
                stands,
                shortLines,
                endsOn,
                left,
                decisionDueOn,
                now);
    }

    EligibilityRow adding(PermissionRow permission) {
        return pools(
                Stream.concat(authorizations.stream(), Stream.of(permission)).toList(), shortLines);
    }

    EligibilityRow changing(String authorization, UnaryOperator<PermissionRow> change) {
        var all = authorizations.stream()
                .map(a -> a.authorization().equals(authorization) ? change.apply(a) : a)
                .toList();
        return pools(all, shortLines);
    }

    EligibilityRow filled(String line, List<Balance> balances) {
        return pools(balanced(balances), without(line));
    }

    EligibilityRow shortOf(UnitReservationRejected e) {
        var waiting = without(e.line());
        waiting.add(new ShortLine(e.line(), e.date(), e.units(), e.missing(), e.reason()));
        return pools(balanced(e.balances()), waiting);
    }

    private List<ShortLine> without(String line) {
        return new ArrayList<>(
                shortLines.stream().filter(l -> !l.line().equals(line)).toList());
    }

    private List<PermissionRow> balanced(List<Balance> balances) {
        return authorizations.stream()
                .map(a -> balances.stream()
                        .filter(b -> b.authorization().equals(a.authorization()))
                        .findFirst()
                        .map(a::balanced)
                        .orElse(a))
                .toList();
    }

    /** What lists are sorted and filtered by follows from the authorisations. */
    private EligibilityRow pools(List<PermissionRow> all, List<ShortLine> waiting) {
        var ends = all.stream()
                .map(PermissionRow::lastDay)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        var due = all.stream()
                .map(PermissionRow::decisionDue)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        var counted =
                all.stream().map(PermissionRow::pool).filter(Objects::nonNull).toList();
        return new EligibilityRow(
                person,
                program,
                team,
                payer,
                start,
                findings,
                all,
                all.stream().map(a -> a.kind() + "/" + a.status()).distinct().toList(),
                List.copyOf(waiting),
                ends.orElse(null),
                counted.isEmpty() ? null : counted.stream().mapToInt(Pool::left).sum(),
                due.orElse(null),
                version);
    }

    /** The accepted referral that eligibility started with. */
    public record Start(
            String episode,
            String referral,
            LocalDate acceptedOn,
            Personal<Demographics> demographics,
            Personal<Clinical> clinical) {}

    /** What a request takes along; each null until there is one. */
    public record Findings(
            Assessed assessed, Necessity necessity, Planned planned, LocalDate orderedOn, LocalDate orderValidTo) {
        static final Findings NONE = new Findings(null, null, null, null, null);

        Findings with(ClinicalAssessmentRecorded e) {
            var now = new Assessed(
                    e.assessment(),
                    e.kind(),
                    e.assessedOn(),
                    e.staff(),
                    e.credential(),
                    e.recommendsProgram(),
                    e.findings());
            return new Findings(now, necessity, planned, orderedOn, orderValidTo);
        }

        Findings with(Necessity now) {
            return new Findings(assessed, now, planned, orderedOn, orderValidTo);
        }

        Findings with(PlanReported e) {
            var now = new Planned(e.plan(), e.version(), e.activatedOn(), e.crisisPlanOn(), e.plannedUnitsPerWeek());
            return new Findings(assessed, necessity, now, orderedOn, orderValidTo);
        }

        Findings with(ServiceOrderReported e) {
            return new Findings(assessed, necessity, planned, e.orderedOn(), e.validTo());
        }
    }

    public record Assessed(
            String assessment,
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
}
