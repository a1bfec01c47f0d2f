package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.CLINICAL;
import static org.communitysupport.referral.domain.Given.FRIDAY;
import static org.communitysupport.referral.domain.Given.PERSON;
import static org.communitysupport.referral.domain.Given.received;

import java.util.List;
import java.util.Set;
import org.communitysupport.kernel.Decision;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.Codes.SourceType;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralFacts.Sender;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.rule.Ref10Part2;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REF-10: what makes content protected, what keeps it so, and what a sender may learn. */
class SenderPrivacyTest {
    private static final Clinical ORDINARY = diagnosed("F20.9");
    private static final Sender HOSPITAL = new Sender(SourceType.HOSPITAL, false, true);

    @ParameterizedTest
    @ValueSource(
            strings = {"F10.20", "F11.20", "F17.210", "F1920", "O99.320", "K70.30", "Z71.41", "T40.2X1A", "f11.20"})
    void a_code_that_speaks_of_substance_use_is_protected(String code) {
        assertThat(Ref10Part2.protectedContent(diagnosed(code))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F20.9", "F25.0", "F31.9", "F43.10", "E11.9", "K21.9", "Z59.00", "F60.3"})
    void another_code_is_not(String code) {
        assertThat(Ref10Part2.protectedContent(diagnosed(code))).isFalse();
    }

    @Test
    void words_protect_as_codes_do() {
        for (String text :
                List.of("Alcohol use disorder", "weekly Suboxone", "in detox twice", "SAIOP", "an opioid overdose"))
            for (var clinical : List.of(
                    saying(text, List.of(), List.of(), List.of()),
                    saying(null, List.of(text), List.of(), List.of()),
                    saying(null, List.of(), List.of(text), List.of()),
                    saying(null, List.of(), List.of(), List.of(text))))
                assertThat(Ref10Part2.protectedContent(clinical)).as(text).isTrue();
        assertThat(Ref10Part2.protectedContent(saying(
                        "Hears voices; two admissions", List.of("ACTT"), List.of("clozapine"), List.of("falls"))))
                .isFalse();
    }

    @Test
    void what_nothing_is_said_about_counts_as_protected() {
        assertThat(Ref10Part2.protectedContent(diagnosed())).isTrue();
    }

    @Test
    void records_of_a_part_2_program_are_protected_whatever_they_say_and_so_are_those_of_one_nobody_vouches_for() {
        assertThat(first(received("h", PERSON, ORDINARY), HOSPITAL).part2()).isFalse();
        assertThat(first(received("h", PERSON, ORDINARY), new Sender(SourceType.HOSPITAL, true, true))
                        .part2())
                .isTrue();
    }

    @Test
    @Tag("R-02")
    void R_02_what_came_protected_stays_so_when_a_resend_drops_it() {
        var was = first(received("h1", PERSON, CLINICAL), HOSPITAL);
        var now = again(was, received("h2", PERSON, ORDINARY), HOSPITAL);
        assertThat(now.part2()).isTrue();
        assertThat(now.changed()).doesNotContain("part2");
        assertThat(now.warnings()).extracting(Warning::code).contains("part2-stays");
        assertThat(again(now.asReceived(), received("h3", Given.livingIn("NC"), ORDINARY), HOSPITAL)
                        .part2())
                .isTrue();
    }

    @Test
    void a_late_word_of_substance_use_protects_from_then_on() {
        var was = first(received("h1", PERSON, ORDINARY), HOSPITAL);
        assertThat(again(was, received("h2", PERSON, CLINICAL), HOSPITAL).part2())
                .isTrue();
    }

    @Test
    @Tag("R-04")
    void R_04_the_source_stays_as_it_first_came() {
        var was = first(received("h1", PERSON, ORDINARY, SourceType.SELF, null, null), HOSPITAL);
        assertThat(was.sourceType()).isEqualTo(SourceType.SELF);
        var now = again(was, received("h2", Given.livingIn("NC"), ORDINARY), HOSPITAL);
        assertThat(now.sourceType()).isEqualTo(SourceType.SELF);
        assertThat(now.warnings()).extracting(Warning::code).contains("source-type-fixed");
    }

    @Test
    void a_system_is_no_other_professional_than_it_is_registered_as() {
        var as = first(received("h", PERSON, ORDINARY, SourceType.LME_MCO, "Mercy", "1234567893"), HOSPITAL);
        assertThat(as.sourceType()).isEqualTo(SourceType.HOSPITAL);
        assertThat(as.warnings()).extracting(Warning::code).contains("source-type-registered");
        var family = first(received("h", PERSON, ORDINARY), new Sender(SourceType.FAMILY, false, true));
        assertThat(family.sourceType()).isEqualTo(SourceType.FAMILY);
    }

    @Test
    @Tag("R-03")
    void R_03_a_sender_that_may_not_know_of_the_end_is_taken_at_its_word_and_the_end_stays() {
        var decider = new ReferralDecider();
        for (ReferralCommand end : List.<ReferralCommand>of(
                new DeclineReferral(Codes.DeclineReason.CRITERIA_NOT_MET, null),
                new DetectDuplicate("p0", "r0"),
                new WithdrawReferral(Codes.WithdrawalReason.MOVED, FRIDAY))) {
            var ended = Given.referral().after(received()).after(end).state();
            var late = received("h2", Given.livingIn("NC"), CLINICAL);
            var unaware = decider.decide(late, ended, Given.FACTS.sentBy(HOSPITAL.unaware()));
            assertThat(unaware).isInstanceOf(Decision.Accepted.class);
            var event = ((Decision.Accepted<ReferralEvent>) unaware).events().getFirst();
            assertThat(event).isInstanceOf(ReferralCorrected.class);
            assertThat(decider.evolve(ended, event).stage()).isEqualTo(ended.stage());
            var aware = decider.decide(late, ended, Given.FACTS.sentBy(HOSPITAL));
            assertThat(((Decision.Rejected<ReferralEvent>) aware).rejection().code())
                    .isEqualTo("referral-ended");
        }
    }

    @Test
    @Tag("R-01")
    void R_01_that_the_person_is_here_through_somebody_else_is_told_under_a_consent_to_part_2_content_only() {
        var status = Set.of(Codes.ConsentScope.STATUS);
        var plain = new Ref10Part2.Consent("c1", status, false);
        var named = new Ref10Part2.Consent("c2", status, true);
        for (boolean part2 : List.of(true, false)) {
            assertThat(Ref10Part2.ground(true, part2, List.of()).others()).isFalse();
            assertThat(Ref10Part2.ground(true, part2, List.of(plain)).others()).isFalse();
            assertThat(Ref10Part2.ground(true, part2, List.of(named)).others()).isTrue();
        }
    }

    @Test
    void only_the_privacy_officer_lifts_the_mark_and_other_content_of_the_kind_brings_it_back() {
        var given = Given.referral().after(received());
        assertThat(new ReferralDecider().sensitivity(given.state())).isEqualTo("part2");
        var lifted = (ReferralPart2Lifted) given.then(new LiftPart2("officer", "the sender's program is none"))
                .getFirst();
        assertThat(lifted.reason().value()).contains("the sender's program is none");
        assertThat(given.then(new LiftPart2("officer", "again"))).isEmpty();
        assertThat(given.state().content().part2()).isFalse();
        assertThat(new ReferralDecider().sensitivity(given.state())).isEmpty();
        given.after(received("h2", Given.livingIn("NC"), CLINICAL));
        assertThat(given.state().content().part2()).isFalse();
        given.after(received("h3", PERSON, diagnosed("F11.20")));
        assertThat(given.state().content().part2()).isTrue();
    }

    @Test
    @Tag("R-08")
    void R_08_every_event_of_a_part_2_referral_carries_the_mark_and_none_of_an_ordinary_one() {
        var decider = new ReferralDecider();
        for (boolean part2 : List.of(true, false)) {
            var given = Given.referral().after(received("h", PERSON, part2 ? CLINICAL : ORDINARY));
            for (ReferralCommand next : List.<ReferralCommand>of(
                    new IdentifyReferral("p1", false),
                    new RecordContactAttempt(FRIDAY, Codes.ContactOutcome.REACHED),
                    new TriageReferral(Codes.Urgency.URGENT, "seen"),
                    new RequestInformation(List.of(Codes.InformationItem.LOCUS)),
                    new SupplyInformation("21"),
                    new AcceptReferral("t1", "e1", 7, 48, true, FRIDAY, "user:ines"),
                    new OpenEpisode("partners", FRIDAY),
                    new CloseEpisode(FRIDAY, Codes.ClosureReason.GOALS_MET, null))) {
                assertThat(given.then(next)).isNotEmpty();
                assertThat(decider.sensitivity(given.state())).isEqualTo(part2 ? "part2" : "");
            }
        }
    }

    private static ReferralReceived first(ReceiveReferral c, Sender sender) {
        return (ReferralReceived) decided(c, ReferralState.NONE, sender);
    }

    private static ReferralCorrected again(ReferralReceived was, ReceiveReferral c, Sender sender) {
        var state = new ReferralDecider().evolve(ReferralState.NONE, was);
        assertThat(state.stage()).isEqualTo(Stage.RECEIVED);
        return (ReferralCorrected) decided(c, state, sender);
    }

    private static ReferralEvent decided(ReceiveReferral c, ReferralState state, Sender sender) {
        var decision = new ReferralDecider().decide(c, state, Given.FACTS.sentBy(sender));
        return ((Decision.Accepted<ReferralEvent>) decision).events().getFirst();
    }

    private static Clinical diagnosed(String... codes) {
        return new Clinical(null, List.of(codes), null, null, null, null, null, List.of(), List.of(), List.of(), null);
    }

    private static Clinical saying(
            String problem, List<String> services, List<String> medications, List<String> risks) {
        return new Clinical(
                null, List.of("F20.9"), null, null, problem, null, null, services, medications, risks, null);
    }
}
