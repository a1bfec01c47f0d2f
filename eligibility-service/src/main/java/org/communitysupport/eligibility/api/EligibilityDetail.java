package org.communitysupport.eligibility.api;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.Document;
import org.communitysupport.eligibility.projection.EligibilityRow;
import org.communitysupport.eligibility.projection.PermissionRow;
import org.communitysupport.kernel.Warning;

/**
 * One person in one program, as those who work for them read it. Findings, criteria and reasons are absent on lists and where erased.
 *
 * @param stale an event of this row waits for somebody to look at it
 */
public record EligibilityDetail(
        String person,
        String program,
        String episode,
        String referral,
        String team,
        String payer,
        LocalDate acceptedOn,
        Assessed assessed,
        Necessity necessity,
        EligibilityRow.Planned planned,
        LocalDate orderedOn,
        LocalDate orderValidTo,
        List<Permission> authorizations,
        List<EligibilityRow.ShortLine> shortLines,
        LocalDate endsOn,
        Integer left,
        LocalDate decisionDueOn,
        long version,
        boolean stale) {

    public record Assessed(
            String assessment,
            Codes.AssessmentKind kind,
            LocalDate on,
            String staff,
            String credential,
            boolean recommendsProgram,
            ClinicalFindings findings) {}

    public record Necessity(
            boolean confirmed, LocalDate on, String staff, String credential, List<Criteria.Item> criteria) {}

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
            String reason,
            LocalDate answeredOn,
            List<Warning> warnings) {}

    /** For lists: nothing personal is opened. */
    static EligibilityDetail line(EligibilityRow r, boolean stale) {
        return of(r, stale, null, null, a -> null);
    }

    static EligibilityDetail of(
            EligibilityRow r,
            boolean stale,
            ClinicalFindings findings,
            Criteria criteria,
            Function<PermissionRow, String> reason) {
        var start = r.start();
        var a = r.findings().assessed();
        var n = r.findings().necessity();
        return new EligibilityDetail(
                r.person(),
                r.program(),
                start == null ? null : start.episode(),
                start == null ? null : start.referral(),
                r.team(),
                r.payer(),
                start == null ? null : start.acceptedOn(),
                a == null
                        ? null
                        : new Assessed(
                                a.assessment(),
                                a.kind(),
                                a.on(),
                                a.staff(),
                                a.credential(),
                                a.recommendsProgram(),
                                findings),
                n == null
                        ? null
                        : new Necessity(
                                n.confirmed(),
                                n.on(),
                                n.staff(),
                                n.credential(),
                                criteria == null ? null : criteria.items()),
                r.findings().planned(),
                r.findings().orderedOn(),
                r.findings().orderValidTo(),
                r.authorizations().stream()
                        .map(p -> permission(p, reason.apply(p)))
                        .toList(),
                r.shortLines(),
                r.endsOn(),
                r.left(),
                r.decisionDueOn(),
                r.version(),
                stale);
    }

    private static Permission permission(PermissionRow p, String reason) {
        var asked = p.request();
        var cover = p.cover();
        var pool = p.pool();
        return new Permission(
                p.authorization(),
                p.kind(),
                p.status(),
                p.episode(),
                p.payer(),
                asked == null ? null : asked.step(),
                asked == null ? null : asked.units(),
                asked == null ? null : asked.from(),
                asked == null ? null : asked.to(),
                asked == null ? null : asked.requestedOn(),
                asked == null ? null : asked.decisionDueOn(),
                asked != null && asked.expedited(),
                asked == null ? null : asked.housingSince(),
                asked == null ? List.of() : asked.documents(),
                cover == null ? null : cover.number(),
                cover == null ? null : cover.from(),
                cover == null ? null : cover.to(),
                pool == null ? null : pool.granted(),
                pool == null ? null : pool.used(),
                pool == null ? null : pool.reserved(),
                pool == null ? null : pool.left(),
                reason,
                p.answer() == null ? null : p.answer().on(),
                p.warnings());
    }
}
