package org.communitysupport.eligibility.api;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.communitysupport.eligibility.domain.ClinicalFindings;
import org.communitysupport.eligibility.domain.Codes;
import org.communitysupport.eligibility.domain.Criteria;
import org.communitysupport.eligibility.domain.Document;
import org.communitysupport.eligibility.projection.EligibilityRow;
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
            Function<EligibilityRow.Permission, String> reason) {
        var a = r.assessed();
        var n = r.necessity();
        return new EligibilityDetail(
                r.person(),
                r.program(),
                r.episode(),
                r.referral(),
                r.team(),
                r.payer(),
                r.acceptedOn(),
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
                r.planned(),
                r.orderedOn(),
                r.orderValidTo(),
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

    private static Permission permission(EligibilityRow.Permission p, String reason) {
        return new Permission(
                p.authorization(),
                p.kind(),
                p.status(),
                p.episode(),
                p.payer(),
                p.step(),
                p.requestedUnits(),
                p.requestedFrom(),
                p.requestedTo(),
                p.requestedOn(),
                p.decisionDueOn(),
                p.expedited(),
                p.housingSince(),
                p.documents(),
                p.number(),
                p.from(),
                p.to(),
                p.granted(),
                p.used(),
                p.reserved(),
                p.left(),
                reason,
                p.answeredOn(),
                p.warnings());
    }
}
