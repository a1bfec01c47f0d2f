package org.communitysupport.eligibility.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.eligibility.domain.Given.*;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.*;
import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.DocumentKind;
import org.communitysupport.eligibility.domain.Codes.Step;
import org.communitysupport.kernel.Warning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AuthorizationRequestTest {

    @Test
    void a_pass_through_is_notified_and_opened_with_36_units_for_30_days() {
        var events = started().then(passThrough("e1", day(3, 10)));
        assertThat(events.getFirst()).isInstanceOf(PassThroughNotified.class);
        var opened = (PassThroughOpened) events.get(1);
        assertThat(opened.units()).isEqualTo(36);
        assertThat(opened.to()).isEqualTo(day(4, 8));
        assertThat(opened.referral()).isEqualTo("r-e1");
    }

    @Test
    void a_correction_of_the_person_is_judged_by_from_then_on() {
        var given = started();
        assertThat(given.then(new NoteDemographics("e9", PERSON)))
                .as("an episode that is not here")
                .isEmpty();
        assertThat(given.then(new NoteDemographics("e1", PERSON)))
                .containsExactly(new DemographicsNoted("p1", PROGRAM, "e1", PERSON));
        assertThat(given.then(new NoteDemographics("e1", PERSON))).isEmpty();
        assertThat(given.state().episodes().get("e1").demographics()).isEqualTo(PERSON);
    }

    @Test
    void a_pass_through_comes_once_per_episode() {
        var refusal = started()
                .after(passThrough("e1", day(3, 10)))
                .refusalOf(new NotifyPassThrough("pt2", "e1", "partners", day(8, 1), day(8, 1), null, null));
        assertThat(refusal.rule()).isEqualTo("ELG-6");
        assertThat(refusal.facts()).containsEntry("once", "episode");
    }

    @Test
    void a_pass_through_used_in_june_does_not_bar_a_new_episode_in_august() {
        var given = started().after(passThrough("e1", day(6, 3))).after(start("e2"));
        assertThat(given.then(passThrough("e2", day(8, 5)))).hasSize(2);
    }

    @Test
    void a_pass_through_used_in_august_bars_a_new_episode_in_march() {
        var given = started().after(passThrough("e1", day(8, 5))).after(start("e2"));
        var refusal = given.refusalOf(passThrough("e2", LocalDate.of(2025, 3, 3)));
        assertThat(refusal.rule()).isEqualTo("ELG-6");
        assertThat(refusal.facts()).containsEntry("once", "fiscal year").containsEntry("fiscalYear", "2024");
    }

    @Test
    void the_notification_comes_before_the_first_day() {
        var backdated = new NotifyPassThrough("pt", "e1", "partners", day(3, 10), day(3, 9), null, null);
        assertThat(started().refusalOf(backdated).code()).isEqualTo("pass-through-not-notified");
    }

    @Test
    void the_first_request_takes_its_documents_along() {
        var requested = (AuthorizationRequested)
                ready().then(request("a1", 128, day(4, 1), day(5, 30))).getFirst();
        assertThat(requested.step()).isEqualTo(Step.INITIAL);
        assertThat(requested.documents())
                .extracting(Document::kind)
                .containsExactly(
                        DocumentKind.CCA, DocumentKind.PCP, DocumentKind.CRISIS_PLAN, DocumentKind.SERVICE_ORDER);
        assertThat(requested.decisionDueOn()).isEqualTo(day(4, 4));
    }

    @Test
    void a_request_of_128_in_60_days_without_a_crisis_plan_is_refused() {
        var given = started()
                .after(assessment("e1", Codes.DisabilityGroup.MH, 3, null))
                .after(new ReportNecessity("p1", PROGRAM, "e1", true, day(3, 5)))
                .after(new ReportOrder(
                        "p1", PROGRAM, "e1", "o1", day(3, 6), day(3, 6).plusYears(1)))
                .after(new ReportPlan("p1", PROGRAM, "e1", "v1", 1, day(3, 20), null, 15));
        var refusal = given.refusalOf(request("a1", 128, day(4, 1), day(5, 30)));
        assertThat(refusal.rule()).isEqualTo("ELG-7");
        assertThat(refusal.facts()).containsEntry("missing", "CRISIS_PLAN");
    }

    @Test
    void a_service_order_later_than_the_first_day_asked_for_does_not_count() {
        var refusal = ready().refusalOf(request("a1", 10, day(3, 5), day(4, 1)));
        assertThat(refusal.facts()).containsEntry("missing", "SERVICE_ORDER");
    }

    @Test
    void a_request_of_300_in_60_days_needs_the_housing_date() {
        var refusal = ready().refusalOf(request("a1", 300, day(4, 1), day(5, 30)));
        assertThat(refusal.rule()).isEqualTo("ELG-7");
        assertThat(refusal.facts()).containsEntry("units", "128").containsKey("mend");
        assertThat(ready().then(housing(300))).hasSize(1);
        assertThat(ready().then(housing(420))).hasSize(1);
        assertThat(ready().refusalOf(housing(421)).rule()).isEqualTo("ELG-7");
    }

    private static RequestAuthorization housing(int units) {
        return new RequestAuthorization(
                "a1", "e1", "partners", units, day(4, 1), day(5, 30), false, day(2, 1), day(3, 21));
    }

    @Test
    void sixty_days_are_sixty_days_with_both_ends() {
        assertThat(ready().then(request("a1", 128, day(4, 1), day(5, 30)))).hasSize(1);
        assertThat(ready().refusalOf(request("a1", 128, day(4, 1), day(5, 31))).rule())
                .isEqualTo("ELG-7");
    }

    @Test
    void co_occurring_diagnoses_need_locus_and_asam() {
        var given = started()
                .after(new ReportNecessity("p1", PROGRAM, "e1", true, day(3, 5)))
                .after(assessment("e1", Codes.DisabilityGroup.MH_SUD, 4, null));
        var refusal = given.refusalOf(request("a1", 10, day(4, 1), day(5, 30)));
        assertThat(refusal.rule()).isEqualTo("ELG-3");
        assertThat(refusal.facts()).containsEntry("missing", "ASAM");
    }

    @Test
    void one_diagnosis_needs_one_instrument() {
        assertThat(TOOLS.missing(Codes.DisabilityGroup.MH, null, Set.of("LOCUS")))
                .isEmpty();
        assertThat(TOOLS.missing(Codes.DisabilityGroup.SUD, null, Set.of("ASAM")))
                .isEmpty();
        assertThat(TOOLS.missing(Codes.DisabilityGroup.SUD, null, Set.of("LOCUS")))
                .containsExactly("ASAM");
    }

    @Test
    void a_level_of_care_outside_the_service_is_refused() {
        var given = ready().after(assessment("e1", Codes.DisabilityGroup.MH_SUD, 5, "2.1"));
        assertThat(given.refusalOf(request("a1", 10, day(4, 1), day(5, 30))).rule())
                .isEqualTo("ELG-4");
    }

    @Test
    void nothing_is_requested_before_a_licensed_person_confirmed_necessity() {
        assertThat(started().refusalOf(request("a1", 10, day(4, 1), day(5, 30))).rule())
                .isEqualTo("ELG-5");
    }

    @Test
    void two_requests_of_one_payer_do_not_overlap() {
        var given = ready().after(request("a1", 64, day(4, 1), day(4, 30)));
        var refusal = given.refusalOf(request("a2", 64, day(4, 30), day(5, 29)));
        assertThat(refusal.rule()).isEqualTo("ELG-9");
        assertThat(given.then(request("a3", 64, day(5, 1), day(5, 29)))).hasSize(1);
    }

    @Test
    void a_later_request_needs_a_plan_that_changed_since() {
        var given =
                ready().after(request("a1", 128, day(4, 1), day(5, 30))).after(grant("a1", 128, day(4, 1), day(5, 30)));
        var later =
                new RequestAuthorization("a2", "e1", "partners", 192, day(5, 31), day(8, 28), false, null, day(5, 20));
        assertThat(given.refusalOf(later).facts()).containsEntry("missing", "PCP_UPDATED");
        var requested = (AuthorizationRequested)
                given.after(plan(2, day(5, 15))).then(later).getFirst();
        assertThat(requested.step()).isEqualTo(Step.CONCURRENT);
    }

    @Test
    void silence_is_a_denial_on_the_day_that_the_request_date_sets() {
        assertThat(CLOCK.dueOn(LocalDate.of(2025, 12, 31), false)).isEqualTo(LocalDate.of(2026, 1, 14));
        assertThat(CLOCK.dueOn(LocalDate.of(2026, 1, 2), false)).isEqualTo(LocalDate.of(2026, 1, 9));
        assertThat(CLOCK.dueOn(LocalDate.of(2026, 1, 2), true)).isEqualTo(LocalDate.of(2026, 1, 5));
    }

    @Test
    void an_answer_beyond_the_request_must_be_meant() {
        var given = ready().after(request("a1", 100, day(4, 1), day(5, 30)));
        var refusal = given.refusalOf(grant("a1", 101, day(4, 1), day(5, 30)));
        assertThat(refusal.rule()).isEqualTo("ELG-10");
        var granted = (AuthorizationGranted)
                given.then(new RecordGrant("a1", "N1", 101, day(4, 1), day(5, 30), day(3, 25), true))
                        .getFirst();
        assertThat(granted.warnings()).extracting(Warning::rule).containsExactly("ELG-10");
    }

    @Test
    void fewer_units_than_asked_for_are_a_partial_grant() {
        var given = ready().after(request("a1", 128, day(4, 1), day(5, 30)));
        assertThat(given.then(grant("a1", 96, day(4, 1), day(5, 30))).getFirst())
                .isInstanceOf(AuthorizationPartiallyGranted.class);
    }

    @Test
    void a_denied_request_may_still_be_granted_late_but_not_answered_otherwise() {
        var given = ready().after(request("a1", 128, day(4, 1), day(5, 30)))
                .after(new RecordDenial("a1", "not enough", day(4, 1)));
        assertThat(given.refusalOf(new RecordPend("a1", "later", day(4, 2))).rule())
                .isEqualTo("ELG-14");
        assertThat(given.then(grant("a1", 128, day(4, 1), day(5, 30)))).hasSize(1);
    }

    @Test
    void where_the_payer_asks_for_nothing_there_is_no_request_and_no_pool() {
        var facts = new AuthorizationsFacts(day(3, 1), NOTHING_ASKED);
        var given = started().knowing(facts);
        assertThat(given.refusalOf(request("a1", 10, day(4, 1), day(5, 30))).code())
                .isEqualTo("authorization-not-required");
        var declared = new DeclareNotRequired("n1", "e1", "northfork", day(3, 1), null);
        assertThat(given.then(declared)).hasSize(1);
        var drawn =
                (UnitsCommitted) given.then(committed("L1", 1, day(3, 2), 400)).getFirst();
        assertThat(drawn.allocations()).containsExactly(new Allocation("n1", null, Codes.PoolKind.NOT_REQUIRED, 400));
        assertThat(drawn.balances()).isEmpty();
        assertThat(started().refusalOf(declared).code()).isEqualTo("authorization-required");
    }

    @Test
    @Tag("E-06")
    void where_nothing_is_on_file_of_a_real_payer_work_goes_on_and_everybody_is_told() {
        var given = ready().knowing(new AuthorizationsFacts(day(3, 1), NOTHING_ON_FILE));
        var requested = (AuthorizationRequested)
                given.then(request("a1", 1000, day(4, 1), day(9, 30))).getFirst();
        assertThat(requested.warnings()).extracting(w -> w.code()).containsExactly("payer-rules-not-on-file");
        var declared =
                (AuthorizationNotRequired) given.then(new DeclareNotRequired("n1", "e1", "vaya", day(3, 1), null))
                        .getFirst();
        assertThat(declared.warnings()).extracting(w -> w.code()).containsExactly("payer-rules-not-on-file");
    }

    @Test
    void without_a_pack_nothing_is_decided() {
        var given = started().knowing(new AuthorizationsFacts(day(3, 1), null));
        assertThat(List.of(
                        given.refusalOf(passThrough("e1", day(3, 10))).code(),
                        given.refusalOf(request("a1", 1, day(4, 1), day(4, 2))).code()))
                .containsOnly("no-policy-pack");
    }
}
