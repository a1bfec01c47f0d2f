package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.CLINICAL;
import static org.communitysupport.referral.domain.Given.FRIDAY;
import static org.communitysupport.referral.domain.Given.PERSON;
import static org.communitysupport.referral.domain.Given.SOMEBODY_ELSE;
import static org.communitysupport.referral.domain.Given.received;

import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.communitysupport.referral.domain.rule.Ref1SameNumber;
import org.communitysupport.referral.domain.rule.Ref2SamePerson;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** REF-1 and REF-2: who a referral is about, when it comes and whenever that is seen anew. */
class IdentityTest {
    private static final RaiseIdentityQuestion ASK =
            new RaiseIdentityQuestion("q1", "p0", "r0", "hash-of-member-id", List.of("givenName", "birthDate"));
    private static final AcceptReferral ACCEPT = new AcceptReferral("t1", "e1", 7, 48, false, FRIDAY, "user:ines");

    @Test
    void names_agree_whatever_their_case_accents_hyphens_and_suffixes() {
        for (String family : List.of("rivers", "RIVERS", " Rivers ", "Rívers", "Rivers Jr.", "Rivers III"))
            assertThat(Ref2SamePerson.differs(PERSON, named(family, "Dana"))).isEmpty();
        assertThat(Ref2SamePerson.differs(named("O'Neil-Smith", "Ana"), named("ONEIL SMITH", "ana")))
                .isEmpty();
        assertThat(Ref2SamePerson.differs(named("Łukasz", "Søren"), named("Lukasz", "Soren")))
                .isEmpty();
    }

    @Test
    void a_second_given_name_that_only_one_side_has_makes_no_difference() {
        assertThat(Ref2SamePerson.differs(named("Rivers", "Dana M."), PERSON)).isEmpty();
        assertThat(Ref2SamePerson.differs(named("Rivers", "Mary Ann"), named("Rivers", "Mary Lou")))
                .containsExactly("givenName");
    }

    @Test
    void twins_mother_and_son_a_married_name_and_a_transposed_date_do_not_agree() {
        assertThat(Ref2SamePerson.differs(PERSON, named("Rivers", "Diana"))).containsExactly("givenName");
        assertThat(Ref2SamePerson.differs(PERSON, born(named("Rivers", "Tom"), LocalDate.of(2012, 5, 1))))
                .containsExactly("givenName", "birthDate");
        assertThat(Ref2SamePerson.differs(PERSON, named("Hayward", "Dana"))).containsExactly("familyName");
        assertThat(Ref2SamePerson.differs(PERSON, born(PERSON, LocalDate.of(1990, 11, 2))))
                .containsExactly("birthDate");
        assertThat(Ref2SamePerson.differs(born(PERSON, null), born(PERSON, null)))
                .as("an absent birth date proves nothing")
                .containsExactly("birthDate");
        assertThat(Ref2SamePerson.differs(named("-", "Dana"), named("-", "Dana")))
                .containsExactly("familyName");
    }

    @Test
    void a_member_id_is_compared_without_case_and_spaces() {
        assertThat(Ref2SamePerson.memberId(" 123 456-789a ")).isEqualTo("123456789A");
        assertThat(Ref2SamePerson.memberId("  ")).isNull();
    }

    @Test
    void a_number_stands_for_somebody_else_when_name_birth_date_and_member_id_all_differ() {
        assertThat(Ref1SameNumber.anotherPerson(PERSON, SOMEBODY_ELSE)).isTrue();
        assertThat(Ref1SameNumber.anotherPerson(PERSON, SOMEBODY_ELSE.withMemberId(PERSON.memberId())))
                .as("the id agrees, so it is corrected")
                .isFalse();
        assertThat(Ref1SameNumber.anotherPerson(PERSON, PERSON.withMemberId("555666777B")))
                .isFalse();
        assertThat(Ref1SameNumber.anotherPerson(PERSON.withMemberId(null), SOMEBODY_ELSE))
                .as("without an id on a side")
                .isTrue();
        assertThat(Ref1SameNumber.anotherPerson(born(PERSON, null), SOMEBODY_ELSE))
                .isFalse();
    }

    @Test
    void another_person_under_the_number_is_refused_before_acceptance_and_nothing_changes() {
        var given = Given.referral().after(received());
        var refusal = given.refusalOf(received("h2", SOMEBODY_ELSE, CLINICAL));
        assertThat(refusal.code()).isEqualTo("external-id-of-another-person");
        assertThat(refusal.facts()).isEmpty();
        assertThat(given.state().content().demographics().value()).contains(PERSON);
    }

    @Test
    void another_person_under_the_number_is_a_question_after_acceptance_sealed_under_no_key_of_this_one() {
        var given = accepted();
        var asked = (IdentityQuestionRaised)
                given.then(freshly("h2", SOMEBODY_ELSE)).getFirst();
        assertThat(asked.kind()).isEqualTo(Codes.IdentityQuestion.RESENT_AS_ANOTHER);
        assertThat(asked.other().person())
                .isEqualTo("p2")
                .isNotEqualTo(given.state().person());
        assertThat(given.state().content().demographics().value()).contains(PERSON);
        assertThat(given.refusalOf(freshly("h2", SOMEBODY_ELSE)).code())
                .as("asked once")
                .isEqualTo("external-id-of-another-person");
        var answer = (IdentityQuestionAnswered)
                given.then(new AnswerIdentityQuestion(asked.question(), Codes.IdentityAnswer.SAME_PERSON, "new papers"))
                        .getFirst();
        assertThat(answer.demographics().person()).isEqualTo("p1");
        assertThat(given.state().content().demographics().value()).contains(SOMEBODY_ELSE);
    }

    @Test
    void an_urgent_referral_is_accepted_while_it_is_asked_who_it_is_and_says_so() {
        var given = identified().after(ASK).after(new TriageReferral(Codes.Urgency.URGENT, null));
        var event = (ReferralAccepted) given.then(ACCEPT).getFirst();
        assertThat(event.warnings()).extracting(Warning::code).contains("identity-question-open");
        assertThat(event.person()).isEqualTo("p1");
    }

    @Test
    void a_routine_referral_waits_for_the_answer() {
        var given = identified().after(ASK).after(new TriageReferral(Codes.Urgency.ROUTINE, null));
        assertThat(given.refusalOf(ACCEPT).code()).isEqualTo("identity-question-open");
        given.after(new AnswerIdentityQuestion("q1", Codes.IdentityAnswer.ANOTHER_PERSON, "another birth date"));
        assertThat(given.then(ACCEPT)).hasSize(1);
    }

    @Test
    void the_member_id_of_another_is_taken_off_and_not_taken_again() {
        var given = identified().after(ASK);
        var answer = (IdentityQuestionAnswered)
                given.then(new AnswerIdentityQuestion("q1", Codes.IdentityAnswer.ANOTHER_PERSON, "typed wrongly"))
                        .getFirst();
        assertThat(answer.memberIdHashWas()).isEqualTo("hash-of-member-id");
        assertThat(given.state().content().memberIdHash()).isNull();
        assertThat(memberId(given)).isNull();
        var corrected = (ReferralCorrected)
                given.then(received("h3", phone(PERSON), CLINICAL)).getFirst();
        assertThat(corrected.changed()).containsExactly("demographics.phone");
        assertThat(memberId(given)).isNull();
        assertThat(given.then(ASK)).isEmpty();
    }

    @Test
    void a_question_is_answered_once_and_only_when_it_is_open() {
        var given = identified().after(ASK);
        assertThat(given.then(ASK)).isEmpty();
        var answer = new AnswerIdentityQuestion("q1", Codes.IdentityAnswer.SAME_PERSON, "married");
        assertThat(given.refusalOf(new AnswerIdentityQuestion("q7", Codes.IdentityAnswer.SAME_PERSON, "x"))
                        .code())
                .isEqualTo("unknown-question");
        given.after(answer);
        assertThat(given.refusalOf(answer).code()).isEqualTo("question-answered");
        assertThat(given.state().identity().same()).containsExactly("p0");
    }

    @Test
    void a_question_that_a_correction_settled_needs_no_answer() {
        var given = identified().after(ASK);
        assertThat(given.then(new DropIdentityQuestions()).getFirst())
                .isInstanceOfSatisfying(IdentityQuestionAnswered.class, e -> assertThat(e.answer())
                        .isEqualTo(Codes.IdentityAnswer.NO_LONGER_ASKED));
        assertThat(given.state().identity().asked()).isFalse();
        assertThat(given.then(ASK)).as("it may be asked again").hasSize(1);
    }

    @Test
    void a_duplicate_is_found_whenever_the_id_becomes_known() {
        var given = identified();
        var event = (ReferralDuplicateDetected)
                given.then(new DetectDuplicate("p0", "r0")).getFirst();
        assertThat(event.demographics().person()).isEqualTo("p0");
        assertThat(event.keeps()).as("p1 was a person of its own").isTrue();
        assertThat(given.state().stage()).isEqualTo(Stage.DUPLICATE);
    }

    @Test
    void nobody_is_accepted_between_a_correction_of_who_they_are_and_its_settling() {
        var given = identified().after(new TriageReferral(Codes.Urgency.URGENT, null));
        var corrected = (ReferralCorrected) given.then(received("h2", PERSON.withMemberId("555666777B"), CLINICAL))
                .getFirst();
        assertThat(corrected.identityChanged()).isTrue();
        assertThat(given.refusalOf(ACCEPT).code()).isEqualTo("not-identified");
        given.after(new IdentifyReferral("p1", false));
        assertThat(given.then(ACCEPT)).hasSize(1);
    }

    @Test
    void what_was_taken_for_anothers_is_corrected_under_an_id_of_its_own() {
        var given = Given.referral().after(received()).after(new IdentifyReferral("p0", true));
        var corrected = (ReferralCorrected)
                given.then(freshly("h2", PERSON.withMemberId("555666777B"))).getFirst();
        assertThat(corrected.person()).isEqualTo("p2");
        assertThat(corrected.personWas()).isEqualTo("p0");
        assertThat(corrected.demographics().person()).isEqualTo("p2");
        assertThat(given.state().identified()).isFalse();
    }

    @Test
    void a_corrected_resend_of_a_duplicate_goes_back_to_intake_under_an_id_of_its_own() {
        var given = Given.referral().after(received()).after(new DetectDuplicate("p0", "r0"));
        var events = given.then(freshly("h2", PERSON.withMemberId("555666777B")));
        assertThat(events).hasSize(2);
        assertThat(((ReferralCorrected) events.getLast()).person()).isEqualTo("p2");
        assertThat(given.state().stage()).isEqualTo(Stage.RECEIVED);
    }

    @Test
    void a_duplicate_that_only_gets_another_telephone_stays_one() {
        var given = Given.referral().after(received()).after(new DetectDuplicate("p0", "r0"));
        assertThat(given.refusalOf(freshly("h2", phone(PERSON))).code()).isEqualTo("referral-ended");
        assertThat(given.state().stage()).isEqualTo(Stage.DUPLICATE);
    }

    @Test
    void a_false_duplicate_goes_back_to_intake_without_the_id_that_is_anothers() {
        var given = Given.referral().after(received()).after(new DetectDuplicate("p0", "r0"));
        given.after(new CorrectOutcome(Stage.RECEIVED, Codes.CorrectionReason.KEYED_WRONGLY, "p9"));
        assertThat(given.state().stage()).isEqualTo(Stage.RECEIVED);
        assertThat(given.state().person()).isEqualTo("p9");
        assertThat(given.state().content().clinical().person()).isEqualTo("p9");
        assertThat(memberId(given)).isNull();
        assertThat(given.then(new TriageReferral(Codes.Urgency.URGENT, null))).hasSize(1);
    }

    @Test
    void a_duplicate_whose_first_is_over_goes_back_as_the_same_person() {
        var given = Given.referral().after(received()).after(new DetectDuplicate("p0", "r0"));
        given.after(new CorrectOutcome(Stage.RECEIVED, Codes.CorrectionReason.NEW_INFORMATION, null));
        assertThat(given.state().person()).isEqualTo("p0");
        assertThat(memberId(given)).isEqualTo("123456789A");
    }

    @Test
    void two_that_are_one_have_one_open_referral_of_the_program_between_them() {
        var given = accepted().after(ASK);
        var refusal = given.refusalOf(new AnswerIdentityQuestion("q1", Codes.IdentityAnswer.SAME_PERSON, "one", "r0"));
        assertThat(refusal.code()).isEqualTo("two-open-referrals");
        assertThat(refusal.facts()).containsEntry("referral", "r0");
        given.after(new AnswerIdentityQuestion("q1", Codes.IdentityAnswer.SAME_PERSON, "one", null));
        assertThat(given.state().person())
                .as("what is accepted keeps its person")
                .isEqualTo("p1");
        assertThat(given.state().identity().same()).containsExactly("p0");
    }

    @Test
    void a_referral_without_a_usable_member_id_is_accepted_with_the_word_to_ask_for_it() {
        var given = Given.referral()
                .after(freshly("h1", PERSON.withMemberId(null)).under("p1", null))
                .after(new IdentifyReferral("p1", false))
                .after(new TriageReferral(Codes.Urgency.URGENT, null));
        var event = (ReferralAccepted) given.then(ACCEPT).getFirst();
        assertThat(event.warnings()).extracting(Warning::code).containsExactly("member-id-needed");
        var known = (ReferralAccepted) identified()
                .after(new TriageReferral(Codes.Urgency.URGENT, null))
                .then(ACCEPT)
                .getFirst();
        assertThat(known.warnings()).isEmpty();
    }

    @Test
    void intake_puts_right_what_it_knows_better_and_a_resend_does_not_undo_it() {
        var given = identified();
        var corrected = (DemographicsCorrected)
                given.then(new CorrectDemographics(part("familyName", "Rivera"), List.of(), true, null, "her card"))
                        .getFirst();
        assertThat(corrected.changed()).containsExactly("familyName", "guardianFlagged");
        assertThat(corrected.identityChanged()).isTrue();
        assertThat(given.state().identified()).isFalse();
        given.after(new IdentifyReferral("p1", false));
        var resent = (ReferralCorrected)
                given.then(received("h2", phone(PERSON), CLINICAL)).getLast();
        assertThat(resent.changed()).as("nothing of what intake did").containsExactly("demographics.phone");
        assertThat(resent.said().value()).contains(phone(PERSON));
        var known = given.state().content().demographics().value().orElseThrow();
        assertThat(known.familyName()).isEqualTo("Rivera");
        assertThat(known.phone()).isEqualTo("704-555-0199");
        assertThat(given.then(received("h3", PERSON, CLINICAL)))
                .as("back again")
                .hasSize(1);
        assertThat(given.state().content().demographics().value().orElseThrow().familyName())
                .isEqualTo("Rivera");
    }

    @Test
    @Tag("R-17")
    void after_acceptance_a_correction_is_told_to_all_whoever_made_it() {
        var given = accepted();
        var bySender = given.then(received("h2", phone(PERSON), CLINICAL));
        assertThat(bySender).hasSize(2);
        var told = (DemographicsCorrected) bySender.getFirst();
        assertThat(told.episode()).isEqualTo("e1");
        assertThat(told.by()).isEqualTo(Codes.CorrectedBy.SENDER);
        assertThat(told.demographics().value()).contains(phone(PERSON));
        assertThat(given.then(received("h3", phone(PERSON), CLINICAL))).isEmpty();
        var byIntake = (DemographicsCorrected)
                given.then(new CorrectDemographics(part("phone", null), List.of("phone"), null, null, "cut off"))
                        .getFirst();
        assertThat(byIntake.episode()).isEqualTo("e1");
        assertThat(byIntake.demographics().value().orElseThrow().phone()).isNull();
        assertThat(given.state().identified()).isTrue();
    }

    @Test
    void a_correction_needs_something_to_correct() {
        var given = identified();
        assertThat(given.then(new CorrectDemographics(part("phone", PERSON.phone()), List.of(), null, null, "same")))
                .isEmpty();
        assertThat(given.refusalOf(new CorrectDemographics(part("phone", null), List.of("familyName"), null, null, "x"))
                        .code())
                .isEqualTo("cannot-be-absent");
        var duplicate = Given.referral().after(received()).after(new DetectDuplicate("p0", "r0"));
        assertThat(duplicate
                        .refusalOf(new CorrectDemographics(part("phone", "1"), List.of(), null, null, "x"))
                        .code())
                .isEqualTo("referral-ended");
    }

    private static Demographics part(String field, String value) {
        return new Demographics(
                field.equals("familyName") ? value : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                field.equals("phone") ? value : null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> identified() {
        return Given.referral().after(received()).after(new IdentifyReferral("p1", false));
    }

    private static Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> accepted() {
        return identified()
                .after(new TriageReferral(Codes.Urgency.URGENT, null))
                .after(ACCEPT);
    }

    /** As it is sent later: a fresh id is minted with it. */
    private static ReceiveReferral freshly(String hash, Demographics person) {
        return received(hash, person, CLINICAL).under("p2", "hash-of-" + person.memberId());
    }

    private static String memberId(Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> given) {
        return given.state().content().demographics().value().orElseThrow().memberId();
    }

    private static Demographics named(String family, String given) {
        return new Demographics(
                family,
                given,
                null,
                PERSON.birthDate(),
                null,
                null,
                null,
                "NC",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Demographics born(Demographics who, LocalDate on) {
        return new Demographics(
                who.familyName(),
                who.givenName(),
                null,
                on,
                null,
                null,
                null,
                "NC",
                null,
                null,
                null,
                null,
                null,
                who.memberId(),
                null,
                null);
    }

    private static Demographics phone(Demographics d) {
        return new Demographics(
                d.familyName(),
                d.givenName(),
                d.preferredName(),
                d.birthDate(),
                d.sex(),
                d.addressLine(),
                d.city(),
                d.state(),
                d.zip(),
                d.county(),
                "704-555-0199",
                d.safeContactNote(),
                d.language(),
                d.memberId(),
                d.guardianName(),
                d.guardianRelationship());
    }
}
