package org.communitysupport.eligibility.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.eligibility.domain.Given.*;

import java.time.LocalDate;
import java.util.Map;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;
import org.communitysupport.kernel.Basis;
import org.communitysupport.kernel.Warning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A request is made on March 21, 2024; the payer has 14 days, until April 4. */
class DecisionClockTest {
    private static final LocalDate DUE = day(4, 4);
    private static final Map<String, Basis> SILENCE_DENIES = Map.of("a1", PACK.basis("ELG-13"));

    @Test
    @Tag("E-02")
    void silence_until_the_due_day_is_a_denial_on_that_day_and_once() {
        var given = requested().knowing(on(DUE));
        assertThat(given.then(new MissDecisions(SILENCE_DENIES))).isEmpty();
        given.knowing(on(DUE.plusDays(1)));
        assertThat(given.then(new MissDecisions(SILENCE_DENIES)))
                .containsExactly(new AuthorizationDeemedDenied("p1", "a1", PROGRAM, DUE, PACK.basis("ELG-13")));
        assertThat(given.then(new MissDecisions(SILENCE_DENIES))).isEmpty();
    }

    @Test
    void a_payer_whose_silence_is_no_denial_leaves_the_request_waiting() {
        var given = requested().knowing(on(day(9, 1)));
        assertThat(given.then(new MissDecisions(Map.of()))).isEmpty();
        assertThat(given.state().authorizations().get("a1").status()).isEqualTo(AuthorizationStatus.REQUESTED);
    }

    @Test
    @Tag("E-02")
    void the_days_of_a_deemed_denial_are_free_and_a_late_grant_still_lands() {
        var given = deemed().after(request("a2", 100, day(4, 1), day(5, 30)));
        var late = (AuthorizationGranted)
                given.then(grant("a1", 128, day(4, 1), day(5, 30))).getFirst();
        assertThat(late.warnings()).isEmpty();
        var second = (AuthorizationGranted)
                given.then(grant("a2", 100, day(4, 1), day(5, 30))).getFirst();
        assertThat(second.warnings()).extracting(Warning::code).containsExactly("overlapping-grant");
    }

    @Test
    void the_notice_of_a_denial_may_follow_the_silence() {
        assertThat(deemed().then(new RecordDenial("a1", "not enough", day(4, 20))))
                .hasOnlyElementsOfType(AuthorizationDenied.class);
    }

    @Test
    void a_longer_clock_moves_the_due_day_and_a_shorter_one_is_refused() {
        var given = requested().after(new ExtendDecision("a1", day(4, 18), "records asked for", day(4, 3)));
        given.knowing(on(day(4, 10)));
        assertThat(given.then(new MissDecisions(SILENCE_DENIES))).isEmpty();
        assertThat(given.refusalOf(new ExtendDecision("a1", day(4, 17), "x", day(4, 10)))
                        .code())
                .isEqualTo("extension-shortens");
        given.knowing(on(day(4, 19)));
        assertThat(given.then(new MissDecisions(SILENCE_DENIES)))
                .containsExactly(new AuthorizationDeemedDenied("p1", "a1", PROGRAM, day(4, 18), PACK.basis("ELG-13")));
    }

    @Test
    void a_cancelled_request_frees_its_days_and_takes_no_answer() {
        var given = requested().after(new CancelRequest("a1", "asked for the wrong days", day(3, 22)));
        assertThat(given.then(new CancelRequest("a1", "again", day(3, 23)))).isEmpty();
        assertThat(given.refusalOf(grant("a1", 128, day(4, 1), day(5, 30))).code())
                .isEqualTo("already-answered");
        assertThat(given.then(request("a2", 128, day(4, 1), day(5, 30)))).hasSize(1);
    }

    @Test
    void what_was_returned_holds_its_days_and_gets_a_new_clock_when_it_is_sent_again() {
        var given = requested().after(new RecordReturn("a1", "no site code", day(3, 25)));
        assertThat(given.refusalOf(request("a2", 128, day(4, 1), day(5, 30))).code())
                .isEqualTo("overlapping-request");
        var again = (AuthorizationResubmitted)
                given.then(new ResubmitRequest("a1", day(3, 28))).getFirst();
        assertThat(again.decisionDueOn()).isEqualTo(day(4, 11));
        assertThat(given.refusalOf(new ResubmitRequest("a1", day(3, 29))).code())
                .isEqualTo("not-returned");
        assertThat(given.then(grant("a1", 128, day(4, 1), day(5, 30)))).hasSize(1);
    }

    @Test
    void a_request_for_days_that_are_over_says_what_it_takes() {
        var retro =
                new RequestAuthorization("a1", "e1", "partners", 10, day(3, 10), day(3, 19), false, null, day(3, 21));
        var requested = (AuthorizationRequested) ready().then(retro).getFirst();
        assertThat(requested.warnings()).extracting(Warning::code).containsExactly("retroactive-request");
    }

    @Test
    @Tag("E-01")
    void after_six_months_of_service_a_newer_assessment_recommends_going_on() {
        var later =
                new RequestAuthorization("a1", "e1", "partners", 100, day(10, 1), day(11, 29), false, null, day(9, 20));
        var given = ready().after(passThrough("e1", day(3, 10)));
        var refusal = given.refusalOf(later);
        assertThat(refusal.rule()).isEqualTo("ELG-8");
        assertThat(refusal.facts()).containsEntry("missing", "CCA_NEW_OR_ADDENDUM");
        assertThat(given.after(addendum(day(9, 1), true)).then(later)).hasSize(1);
        assertThat(ready().after(passThrough("e1", day(3, 10)))
                        .after(addendum(day(9, 1), false))
                        .refusalOf(later)
                        .rule())
                .isEqualTo("ELG-8");
    }

    @Test
    void visits_inside_a_live_authorization_pass_in_month_seven() {
        var given = requestedUntil(day(9, 5)).after(grant("a1", 128, day(7, 15), day(9, 5)));
        assertThat(given.then(committed("L1", 1, day(9, 4), 4))).hasOnlyElementsOfType(UnitsCommitted.class);
    }

    @Test
    void another_payer_ends_what_the_former_one_allowed_and_lines_draw_on_what_covers_them_now() {
        var given = ready().after(passThrough("e1", day(3, 10)))
                .after(reserved("sched_1", 1, day(3, 20), 4))
                .after(committed("L1", 1, day(3, 12), 2));
        var events = given.then(new EndPayer("partners", day(3, 15)));
        assertThat(events)
                .contains(new AuthorizationEnded("p1", "pt-e1", PROGRAM, day(3, 14), Codes.EndReason.PAYER_CHANGED));
        assertThat(events).filteredOn(e -> e instanceof UnitReservationRejected).hasSize(1);
        assertThat(given.state().lines().get("L1").drawn()).isEqualTo(2);
        assertThat(given.then(new EndPayer("partners", day(3, 15)))).isEmpty();
    }

    @Test
    void a_notice_entered_late_or_without_coverage_is_told() {
        var backdated =
                new NotifyPassThrough("pt", "e1", "partners", day(3, 10), day(3, 10), null, null, day(3, 30), false);
        var opened = (PassThroughOpened) started().then(backdated).get(1);
        assertThat(opened.warnings())
                .extracting(Warning::code)
                .containsExactly("notice-entered-late", "coverage-unproven");
    }

    @Test
    void a_planned_visit_is_covered_whole_or_not_at_all() {
        var given = ready().after(passThrough("e1", day(3, 10))).after(committed("L0", 1, day(3, 11), 34));
        var rejected = (UnitReservationRejected)
                given.then(reserved("sched_1", 1, day(3, 12), 3)).getFirst();
        assertThat(rejected.allocations()).isEmpty();
        assertThat(given.then(reserved("sched_2", 1, day(3, 12), 2))).hasOnlyElementsOfType(UnitsReserved.class);
    }

    @Test
    void sixteen_reservations_of_ten_on_128_give_twelve_and_refuse_four() {
        var given = requested().after(grant("a1", 128, day(4, 1), day(5, 30)));
        long reserved = 0;
        for (int i = 0; i < 16; i++)
            if (given.then(reserved("sched_" + i, 1, day(4, 10), 10)).getFirst() instanceof UnitsReserved) reserved++;
        assertThat(reserved).isEqualTo(12);
    }

    @Test
    void visits_that_nobody_noted_give_their_units_back_and_later_ones_keep_theirs() {
        var given = ready().after(passThrough("e1", day(3, 10)))
                .after(reserved("sched_1", 1, day(3, 12), 32))
                .after(reserved("sched_2", 1, day(3, 25), 4));
        assertThat(given.then(new ReleasePassedVisits(day(3, 20))))
                .extracting(e -> ((UnitsReleased) e).line())
                .containsExactly("sched_1");
        assertThat(given.then(new ReleasePassedVisits(day(3, 20)))).isEmpty();
    }

    private static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts>
            requested() {
        return ready().after(request("a1", 128, day(4, 1), day(5, 30)));
    }

    private static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts>
            requestedUntil(LocalDate last) {
        return ready().after(passThrough("e1", day(3, 10)))
                .after(new RequestAuthorization(
                        "a1", "e1", "partners", 128, day(7, 15), last, false, null, day(7, 10)));
    }

    private static Given<AuthorizationsCommand, AuthorizationsState, AuthorizationsEvent, AuthorizationsFacts>
            deemed() {
        return requested().knowing(on(DUE.plusDays(1))).after(new MissDecisions(SILENCE_DENIES));
    }

    private static ReportAssessment addendum(LocalDate on, boolean recommends) {
        return new ReportAssessment(
                "p1",
                PROGRAM,
                "e1",
                "addendum-" + on,
                Codes.AssessmentKind.CCA_ADDENDUM,
                on,
                recommends,
                assessment("e1", Codes.DisabilityGroup.MH_SUD, 4, "2.1").level());
    }

    private static AuthorizationsFacts on(LocalDate today) {
        return new AuthorizationsFacts(today, PARTNERS);
    }
}
