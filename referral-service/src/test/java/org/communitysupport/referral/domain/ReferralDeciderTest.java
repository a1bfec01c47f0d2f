package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.CLINICAL;
import static org.communitysupport.referral.domain.Given.FRIDAY;
import static org.communitysupport.referral.domain.Given.PERSON;
import static org.communitysupport.referral.domain.Given.received;

import java.time.Instant;
import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.junit.jupiter.api.Test;

class ReferralDeciderTest {
    private static final AcceptReferral ACCEPT = new AcceptReferral("t1", "e1", 7, 48, true, FRIDAY, "user:ines");

    private static Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> triaged() {
        return Given.referral()
                .after(received())
                .after(new IdentifyReferral("p1", false))
                .after(new TriageReferral(Codes.Urgency.URGENT, null));
    }

    @Test
    void a_referral_is_received_with_its_answer_due_by_urgency() {
        var event = (ReferralReceived) Given.referral().then(received()).getFirst();
        assertThat(event.responseDueAt()).isEqualTo(Instant.parse("2024-03-03T20:40:00Z"));
        assertThat(event.basis().pack()).isEqualTo("US-NC.CST/partners");
        assertThat(event.demographics().value()).contains(PERSON);
    }

    @Test
    void the_same_referral_sent_again_changes_nothing() {
        assertThat(Given.referral().after(received()).then(received())).isEmpty();
    }

    @Test
    void a_resend_with_other_data_is_a_correction_that_names_what_differs_and_no_value() {
        var moved = Given.livingIn("NC");
        var event = (ReferralCorrected) Given.referral()
                .after(received())
                .then(received("h2", moved, CLINICAL))
                .getFirst();
        assertThat(event.changed())
                .contains("demographics.addressLine", "county")
                .doesNotContain("urgency");
        assertThat(event.changed()).noneMatch(n -> n.contains("Mill"));
        assertThat(event.responseDueAt()).isEqualTo(Instant.parse("2024-03-03T20:40:00Z"));
    }

    @Test
    void a_professional_source_names_its_organisation_and_npi() {
        var refusal =
                Given.referral().refusalOf(received("h", PERSON, CLINICAL, Codes.SourceType.HOSPITAL, "Mercy", null));
        assertThat(refusal.rule()).isEqualTo("REF-3");
        assertThat(refusal.facts()).containsEntry("field", "/referrerNpi");
        assertThat(refusal.content()).isTrue();
    }

    @Test
    void a_person_or_a_family_needs_no_npi() {
        for (var source : List.of(Codes.SourceType.SELF, Codes.SourceType.FAMILY))
            assertThat(Given.referral().then(received("h", PERSON, CLINICAL, source, null, null)))
                    .hasSize(1);
    }

    @Test
    void a_wrong_npi_or_an_odd_member_id_warns_and_does_not_stop_intake() {
        var odd = new Demographics(
                "Rivers", "Dana", null, null, null, null, null, "NC", null, null, null, null, null, "12345", null,
                null);
        var event = (ReferralReceived) Given.referral()
                .then(received("h", odd, CLINICAL, Codes.SourceType.PCP, "Practice", "1234567890"))
                .getFirst();
        assertThat(event.warnings()).extracting(Warning::code).containsExactly("npi-check-digit", "member-id-shape");
    }

    @Test
    void a_person_who_lives_elsewhere_is_out_of_area() {
        assertThat(Given.referral()
                        .refusalOf(received("h", Given.livingIn("MA"), CLINICAL))
                        .code())
                .isEqualTo("out-of-area");
    }

    @Test
    void substance_use_makes_a_referral_part_2_whatever_the_sender_says() {
        var event = (ReferralReceived) Given.referral().then(received()).getFirst();
        assertThat(event.part2()).isTrue();
    }

    @Test
    void a_second_open_referral_of_the_same_person_becomes_a_duplicate() {
        var given = Given.referral().after(received());
        var event = (ReferralDuplicateDetected)
                given.then(new DetectDuplicate("p0", "r0")).getFirst();
        assertThat(event.duplicateOf()).isEqualTo("r0");
        assertThat(given.state().stage()).isEqualTo(Stage.DUPLICATE);
    }

    @Test
    void a_known_person_keeps_the_id_they_had_and_what_is_accepted_is_sealed_for_them() {
        var given = Given.referral()
                .after(received())
                .after(new IdentifyReferral("p0", true))
                .after(new TriageReferral(Codes.Urgency.URGENT, "seen before"));
        var accepted = (ReferralAccepted) given.then(ACCEPT).getFirst();
        assertThat(accepted.person()).isEqualTo("p0");
        assertThat(accepted.demographics().person()).isEqualTo("p0");
        assertThat(accepted.demographics().value()).contains(PERSON);
    }

    @Test
    void what_came_under_a_fresh_id_is_sealed_anew_for_a_known_person() {
        var identified = (ReferralIdentified) Given.referral()
                .after(received())
                .then(new IdentifyReferral("p0", true))
                .getFirst();
        assertThat(identified.receivedAs()).isEqualTo("p1");
        assertThat(identified.demographics().person()).isEqualTo("p0");
        assertThat(identified.demographics().value()).contains(PERSON);
        assertThat(identified.clinical().person()).isEqualTo("p0");
        var fresh = (ReferralIdentified) Given.referral()
                .after(received())
                .then(new IdentifyReferral("p1", false))
                .getFirst();
        assertThat(fresh.demographics()).isNull();
    }

    @Test
    void nobody_is_accepted_before_it_is_settled_who_they_are() {
        var given = Given.referral().after(received()).after(new TriageReferral(Codes.Urgency.URGENT, null));
        assertThat(given.refusalOf(ACCEPT).code()).isEqualTo("not-identified");
    }

    @Test
    void nobody_is_accepted_before_triage() {
        var given = Given.referral().after(received()).after(new IdentifyReferral("p1", false));
        assertThat(given.refusalOf(ACCEPT).code()).isEqualTo("not-triaged");
    }

    @Test
    void nobody_is_accepted_without_a_slot_that_the_team_has_reserved() {
        assertThat(triaged()
                        .refusalOf(new AcceptReferral("t1", "e1", 0, 0, true, FRIDAY, "user:ines"))
                        .rule())
                .isEqualTo("REF-6");
    }

    @Test
    void a_resend_that_differs_in_nothing_that_is_kept_changes_nothing() {
        assertThat(Given.referral().after(received()).then(received("h2", PERSON, CLINICAL)))
                .isEmpty();
    }

    @Test
    void acceptance_says_for_which_team_at_which_caseload() {
        var accepted = (ReferralAccepted) triaged().then(ACCEPT).getFirst();
        assertThat(accepted.caseload()).isEqualTo(7);
        assertThat(accepted.limit()).isEqualTo(48);
        assertThat(accepted.basis().rules()).contains("REF-6");
    }

    @Test
    void accepting_twice_for_the_same_team_changes_nothing() {
        assertThat(triaged().after(ACCEPT).then(ACCEPT)).isEmpty();
    }

    @Test
    void a_flagged_guardian_is_named_before_acceptance() {
        var c = received();
        var flagged = new ReceiveReferral(
                c.referral(),
                c.externalId(),
                c.sendingSystem(),
                c.sourceType(),
                c.referrerOrganisation(),
                c.referrerNpi(),
                c.program(),
                c.urgency(),
                c.channel(),
                c.person(),
                c.county(),
                c.state(),
                c.payer(),
                c.memberIdHash(),
                false,
                true,
                false,
                "h",
                c.dischargeOn(),
                c.demographics(),
                c.clinical(),
                null,
                List.of());
        var given = Given.referral()
                .after(flagged)
                .after(new IdentifyReferral("p1", false))
                .after(new TriageReferral(Codes.Urgency.URGENT, null));
        assertThat(given.refusalOf(ACCEPT).rule()).isEqualTo("REF-8");
    }

    @Test
    void no_capacity_is_a_reason_only_with_proof_that_there_is_none() {
        var room = new CapacityProof("t1", 47, 48, "referral:3:9");
        var full = new CapacityProof("t1", 48, 48, "referral:3:10");
        var refusal = triaged().refusalOf(new DeclineReferral(Codes.DeclineReason.NO_CAPACITY, room));
        assertThat(refusal.rule()).isEqualTo("REF-5");
        assertThat(refusal.facts()).containsEntry("caseload", "47").containsEntry("limit", "48");
        assertThat(triaged()
                        .refusalOf(new DeclineReferral(Codes.DeclineReason.NO_CAPACITY, null))
                        .code())
                .isEqualTo("team-missing");
        var declined = (ReferralDeclined) triaged()
                .then(new DeclineReferral(Codes.DeclineReason.NO_CAPACITY, full))
                .getFirst();
        assertThat(declined.proof()).isEqualTo(full);
    }

    @Test
    void an_ended_referral_takes_no_command_but_a_correction_with_its_reason() {
        var given = triaged().after(new DeclineReferral(Codes.DeclineReason.OUT_OF_COMPETENCY, null));
        assertThat(given.refusalOf(ACCEPT).rule()).isEqualTo("REF-12");
        assertThat(given.refusalOf(new TriageReferral(Codes.Urgency.URGENT, null))
                        .rule())
                .isEqualTo("REF-12");
        assertThat(given.refusalOf(received("h9", PERSON, CLINICAL)).rule()).isEqualTo("REF-12");
        assertThat(given.then(received())).isEmpty();
        assertThat(given.then(new CorrectOutcome(Stage.WITHDRAWN, Codes.CorrectionReason.KEYED_WRONGLY, null)))
                .hasSize(1);
    }

    @Test
    void a_withdrawal_after_acceptance_says_where_the_slot_is() {
        var given = triaged().after(ACCEPT);
        var event = (ReferralWithdrawn) given.then(new WithdrawReferral(Codes.WithdrawalReason.MEMBER_WITHDREW, FRIDAY))
                .getFirst();
        assertThat(event.team()).isEqualTo("t1");
        assertThat(event.episode()).isEqualTo("e1");
    }

    @Test
    void the_episode_opens_once() {
        var given = triaged().after(ACCEPT);
        assertThat(given.then(new OpenEpisode("partners", FRIDAY)))
                .containsExactly(new EpisodeOpened("r1", "p1", "e1", "US-NC.CST", "partners", "t1", FRIDAY));
        assertThat(given.then(new OpenEpisode("partners", FRIDAY))).isEmpty();
    }

    @Test
    void a_missed_response_is_an_event_and_only_while_nobody_has_answered() {
        var due = Instant.parse("2024-03-03T20:40:00Z");
        assertThat(Given.referral().after(received()).then(new MissResponse(due)))
                .hasSize(1);
        assertThat(triaged().then(new MissResponse(due))).isEmpty();
    }

    @Test
    void an_erased_person_can_still_be_withdrawn_and_accepted_with_nothing_to_read() {
        var decider = new ReferralDecider();
        var was = triaged().state();
        var received = was.content();
        var erased = decider.evolve(
                decider.evolve(
                        decider.evolve(decider.initial(), erased(received)),
                        new ReferralIdentified("r1", "p1", false, "p1", null, null, null, null, null)),
                new ReferralTriaged("r1", Codes.Urgency.URGENT, null, null));
        var decision = decider.decide(ACCEPT, erased, Given.FACTS);
        assertThat(decision).isInstanceOf(org.communitysupport.kernel.Decision.Accepted.class);
    }

    private static ReferralReceived erased(ReferralReceived r) {
        return new ReferralReceived(
                r.referral(),
                r.externalId(),
                r.sendingSystem(),
                r.sourceType(),
                r.referrerOrganisation(),
                r.referrerNpi(),
                r.program(),
                r.urgency(),
                r.channel(),
                r.person(),
                r.county(),
                r.state(),
                r.payer(),
                r.memberIdHash(),
                r.peerSupportWanted(),
                r.guardianFlagged(),
                r.part2(),
                r.contentHash(),
                r.responseDueAt(),
                r.dischargeOn(),
                org.communitysupport.kernel.Personal.erased("p1", "demographics"),
                org.communitysupport.kernel.Personal.erased("p1", "clinical"),
                null,
                r.basis(),
                r.warnings());
    }
}
