package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.CLINICAL;
import static org.communitysupport.referral.domain.Given.FRIDAY;
import static org.communitysupport.referral.domain.Given.PERSON;
import static org.communitysupport.referral.domain.Given.received;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.Codes.InformationItem;
import org.communitysupport.referral.domain.Codes.Urgency;
import org.communitysupport.referral.domain.ReferralCommand.*;
import org.communitysupport.referral.domain.ReferralEvent.*;
import org.communitysupport.referral.domain.ReferralState.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a referral may hold, what is said about it, and what its sender and intake can do with it afterwards. */
class DoorTest {
    private static final Instant RECEIVED = Given.FACTS.now();

    // ------------------------------------------------------------------ fields

    @ParameterizedTest
    @CsvSource({"2099-01-01, birth-date-ahead", "0001-01-01, birth-date-too-early", "1893-01-01, birth-date-too-early"})
    @Tag("R-38")
    void R_38_a_birth_date_lies_in_the_past_and_within_a_human_life(LocalDate born, String code) {
        assertThat(refused(who(new Who(PERSON).born(born))).code()).isEqualTo(code);
        assertThat(refused(who(new Who(PERSON).born(born))).facts()).containsEntry("field", "/demographics/birthDate");
    }

    @Test
    void an_infant_born_today_and_a_person_of_a_hundred_and_five_are_taken() {
        for (var born : List.of(FRIDAY, FRIDAY.minusYears(105)))
            assertThat(Given.referral().then(received("h", who(new Who(PERSON).born(born)), CLINICAL)))
                    .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSN 123-45-6789", "123-45-6789", "123 45 6789", "ssn: 123456789", "id 123-45-6789 (old)"})
    @Tag("R-39")
    void R_39_a_social_security_number_is_taken_in_no_field_of_one_line(String text) {
        assertThat(refused(who(new Who(PERSON).memberId(text))).code()).isEqualTo("ssn-not-taken");
        assertThat(refused(who(new Who(PERSON).phone(text))).facts()).containsEntry("field", "/demographics/phone");
        assertThat(refused(who(new Who(PERSON).memberId(text))).detail()).doesNotContain("6789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789K", "704-555-0133", "28052-1234", "900-12-3456-7", "(704) 555 0133"})
    void what_only_looks_a_little_like_one_is_taken(String text) {
        assertThat(Given.referral().then(received("h", who(new Who(PERSON).phone(text)), CLINICAL)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"banana", "femail", "12"})
    @Tag("R-40")
    void R_40_sex_is_one_of_a_list(String sex) {
        assertThat(refused(who(new Who(PERSON).sex(sex))).code()).isEqualTo("unknown-sex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "1", "0.5", "3.7", "3.7WM", "3.7-WM", "4WM", "1.7"})
    @Tag("R-41")
    void R_41_the_levels_of_asam_are_taken(String level) {
        assertThat(Given.referral().then(received("h", PERSON, asam(level)))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "3.9", "2.1.1", "high", "WM"})
    void what_is_no_level_of_asam_is_not(String level) {
        assertThat(Given.referral()
                        .refusalOf(received("h", PERSON, asam(level)))
                        .code())
                .isEqualTo("unknown-asam-level");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u200B", "a\nb", "\uD800", "a\u0007"})
    @Tag("R-42")
    void R_42_a_name_can_be_read(String name) {
        var refusal = refused(who(new Who(PERSON).familyName(name)));
        assertThat(refusal.code()).isEqualTo("unreadable-text");
        assertThat(refusal.facts()).containsEntry("field", "/demographics/familyName");
    }

    @Test
    void lengths_hold_whatever_the_door() {
        assertThat(refused(who(new Who(PERSON).familyName("x".repeat(101)))).code())
                .isEqualTo("value-too-long");
    }

    @Test
    @Tag("R-40")
    void R_40_a_discharge_in_the_past_is_said() {
        var event = (ReferralReceived)
                Given.referral().then(discharged(LocalDate.of(1999, 1, 1))).getFirst();
        assertThat(event.warnings()).extracting(Warning::code).contains("discharge-past");
        var today = (ReferralReceived) Given.referral().then(discharged(FRIDAY)).getFirst();
        assertThat(today.warnings()).extracting(Warning::code).doesNotContain("discharge-past");
    }

    // ------------------------------------------------------------------ intake

    @Test
    @Tag("R-19")
    void R_19_the_clock_follows_the_urgency_and_is_counted_from_the_first_receipt() {
        var given = Given.referral().after(received());
        var up = (ReferralTriaged)
                given.then(new TriageReferral(Urgency.EMERGENT, null)).getFirst();
        assertThat(up.responseDueAt()).isEqualTo(RECEIVED.plus(Duration.ofHours(2)));
        var down = (ReferralTriaged)
                given.then(new TriageReferral(Urgency.ROUTINE, null)).getFirst();
        assertThat(down.responseDueAt()).isEqualTo(RECEIVED.plus(Duration.ofDays(14)));
        var same = (ReferralTriaged)
                given.then(new TriageReferral(Urgency.URGENT, null)).getFirst();
        assertThat(same.responseDueAt()).isEqualTo(RECEIVED.plus(Duration.ofHours(48)));
    }

    @Test
    @Tag("R-19")
    void R_19_a_sender_that_raises_the_urgency_raises_the_clock() {
        var corrected = (ReferralCorrected) Given.referral()
                .after(received())
                .then(as("h2", Urgency.EMERGENT, CLINICAL))
                .getFirst();
        assertThat(corrected.responseDueAt()).isEqualTo(RECEIVED.plus(Duration.ofHours(2)));
    }

    @Test
    @Tag("R-20")
    void R_20_peer_support_that_is_wanted_and_not_there_is_said_at_acceptance() {
        assertThat(accepted(wantingAPeer(), false)).contains("peer-support-wanted");
        assertThat(accepted(wantingAPeer(), true)).doesNotContain("peer-support-wanted");
        assertThat(accepted(received(), false)).doesNotContain("peer-support-wanted");
    }

    @Test
    @Tag("R-21")
    void R_21_an_age_below_the_programs_is_said_at_receipt_and_at_acceptance_and_stops_nothing() {
        var young = received("h", who(new Who(PERSON).born(FRIDAY.minusYears(18).plusDays(1))), CLINICAL);
        var event = (ReferralReceived) Given.referral().then(young).getFirst();
        assertThat(event.warnings()).extracting(Warning::rule).contains("REF-11");
        assertThat(accepted(young, true)).containsOnlyOnce("age-outside-program");
        var grown = received("h", who(new Who(PERSON).born(FRIDAY.minusYears(18))), CLINICAL);
        assertThat(accepted(grown, true)).doesNotContain("age-outside-program");
    }

    @Test
    @Tag("R-24")
    void R_24_nothing_that_has_happened_is_dated_ahead() {
        var tomorrow = FRIDAY.plusDays(1);
        var open = acceptedAs(received(), true).after(new OpenEpisode("partners", FRIDAY));
        var refusal = open.refusalOf(new CloseEpisode(tomorrow, Codes.ClosureReason.MOVED, null));
        assertThat(refusal.code()).isEqualTo("closed-ahead");
        assertThat(refusal.facts()).containsEntry("field", "/closedOn");
        assertThat(open.refusalOf(new WithdrawReferral(Codes.WithdrawalReason.MOVED, tomorrow))
                        .code())
                .isEqualTo("withdrawn-ahead");
        assertThat(Given.referral()
                        .after(received())
                        .refusalOf(new RecordContactAttempt(tomorrow, Codes.ContactOutcome.NO_ANSWER))
                        .code())
                .isEqualTo("contact-ahead");
        assertThat(open.then(new CloseEpisode(FRIDAY, Codes.ClosureReason.MOVED, null)))
                .hasSize(1);
    }

    private static Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> closedOn(LocalDate day) {
        return acceptedAs(received(), true)
                .after(new OpenEpisode("partners", FRIDAY.minusDays(20)))
                .after(new CloseEpisode(day, Codes.ClosureReason.MOVED, Codes.Destination.OUT_OF_AREA));
    }

    private static final ReopenEpisode REOPEN = new ReopenEpisode(Codes.CorrectionReason.KEYED_WRONGLY, null);

    @Test
    @Tag("R-25")
    void r25_a_wrong_discharge_is_undone_by_a_second_event_and_the_episode_goes_on() {
        var given = closedOn(FRIDAY.minusDays(2));
        var undone = (EpisodeReopened) given.then(REOPEN).getFirst();
        assertThat(undone.closedOn()).isEqualTo(FRIDAY.minusDays(2));
        assertThat(given.state().stage()).isEqualTo(Stage.EPISODE_OPEN);
        assertThat(given.then(REOPEN)).isEmpty();
        assertThat(given.then(new CloseEpisode(FRIDAY, Codes.ClosureReason.GOALS_MET, Codes.Destination.HOME)))
                .hasSize(1);
        assertThat(given.then(REOPEN)).hasSize(1);
    }

    @Test
    @Tag("R-25")
    void r25_a_discharge_of_another_day_is_taken_back_and_said_anew() {
        var given = closedOn(FRIDAY.minusDays(2));
        var correction = new CorrectClosure(
                FRIDAY.minusDays(5),
                Codes.ClosureReason.MOVED,
                Codes.Destination.HOME,
                Codes.CorrectionReason.KEYED_WRONGLY);
        var events = given.then(correction);
        assertThat(events.getFirst()).isInstanceOf(EpisodeReopened.class);
        assertThat(((EpisodeClosed) events.getLast()).closedOn()).isEqualTo(FRIDAY.minusDays(5));
        assertThat(given.state().stage()).isEqualTo(Stage.CLOSED);
        assertThat(given.then(correction)).isEmpty();
    }

    @Test
    @Tag("R-25")
    void r25_nobody_is_open_twice_after_an_undo() {
        var given = closedOn(FRIDAY.minusDays(2));
        assertThat(given.refusalOf(new ReopenEpisode(Codes.CorrectionReason.KEYED_WRONGLY, "another"))
                        .code())
                .isEqualTo("open-referral-exists");
    }

    @Test
    @Tag("R-25")
    void r25_closing_again_says_how_a_discharge_is_put_right() {
        var refusal =
                closedOn(FRIDAY.minusDays(2)).refusalOf(new CloseEpisode(FRIDAY, Codes.ClosureReason.MOVED, null));
        assertThat(refusal.code()).isEqualTo("episode-closed");
        assertThat(refusal.detail()).contains("Correct that discharge");
    }

    @Test
    @Tag("C-12")
    void c12_a_discharge_lies_within_the_episode() {
        var open = acceptedAs(received(), true).after(new OpenEpisode("partners", FRIDAY.minusDays(3)));
        var refusal = open.refusalOf(new CloseEpisode(FRIDAY.minusDays(4), Codes.ClosureReason.MOVED, null));
        assertThat(refusal.code()).isEqualTo("closed-before-opened");
        assertThat(refusal.facts()).containsEntry("field", "/closedOn");
    }

    // ------------------------------------------------------------------ the sender

    @Test
    @Tag("R-31")
    void R_31_a_resend_that_carries_what_was_asked_takes_it_off_the_list() {
        var given = Given.referral()
                .after(as("h1", Urgency.URGENT, without()))
                .after(new RequestInformation(List.of(InformationItem.LOCUS, InformationItem.CONSENT)));
        given.then(as("h2", Urgency.URGENT, CLINICAL));
        assertThat(given.state().asked()).containsExactly(InformationItem.CONSENT);
        assertThat(given.state().stage()).isEqualTo(Stage.AWAITING_INFORMATION);
        given.then(new SupplyInformation("Consent by phone."));
        assertThat(given.state().asked()).isEmpty();
        assertThat(given.state().stage()).isEqualTo(Stage.TRIAGED);
    }

    @Test
    @Tag("R-31")
    void R_31_the_last_thing_asked_ends_the_waiting() {
        var given = Given.referral()
                .after(as("h1", Urgency.URGENT, without()))
                .after(new RequestInformation(List.of(InformationItem.LOCUS)));
        var events = given.then(as("h2", Urgency.URGENT, CLINICAL));
        assertThat(events).hasSize(2).last().isInstanceOf(ReferralInformationReceived.class);
        assertThat(given.state().stage()).isEqualTo(Stage.TRIAGED);
    }

    @Test
    void a_resend_that_says_the_same_again_answers_nothing() {
        var given = Given.referral()
                .after(received())
                .after(new RequestInformation(List.of(InformationItem.LOCUS)))
                .after(as("h2", Urgency.ROUTINE, CLINICAL));
        assertThat(given.state().asked()).containsExactly(InformationItem.LOCUS);
    }

    @Test
    @Tag("R-31")
    void R_31_what_a_sender_says_is_taken_in_every_stage() {
        var asked = Given.referral().after(received()).after(new RequestInformation(List.of(InformationItem.OTHER)));
        assertThat(asked.then(new HearSender("As asked."))).first().isInstanceOf(ReferralInformationReceived.class);
        var ended =
                Given.referral().after(received()).after(new WithdrawReferral(Codes.WithdrawalReason.MOVED, FRIDAY));
        assertThat(ended.then(new HearSender("One more thing."))).first().isInstanceOf(ReferralSenderHeard.class);
        assertThat(ended.state().stage()).isEqualTo(Stage.WITHDRAWN);
    }

    @Test
    @Tag("R-30")
    void R_30_a_sender_takes_its_referral_back_while_it_is_in_intake() {
        var given = Given.referral().after(received());
        given.then(new TakeBack(Codes.WithdrawalReason.REFERRER_WITHDREW, FRIDAY));
        assertThat(given.state().stage()).isEqualTo(Stage.WITHDRAWN);
        assertThat(given.then(new TakeBack(Codes.WithdrawalReason.REFERRER_WITHDREW, FRIDAY)))
                .isEmpty();
    }

    @Test
    @Tag("R-30")
    void R_30_after_acceptance_it_is_a_message_to_intake_and_nothing_ends() {
        var given = acceptedAs(received(), true);
        assertThat(given.then(new TakeBack(Codes.WithdrawalReason.REFERRER_WITHDREW, FRIDAY)))
                .singleElement()
                .isInstanceOf(ReferralWithdrawalAsked.class);
        assertThat(given.state().stage()).isEqualTo(Stage.ACCEPTED);
    }

    // ------------------------------------------------------------------ given

    private static Given<ReferralCommand, ReferralState, ReferralEvent, ReferralFacts> acceptedAs(
            ReceiveReferral referral, boolean hasPeer) {
        return Given.referral()
                .after(referral)
                .after(new IdentifyReferral("p1", false))
                .after(new TriageReferral(Urgency.URGENT, null))
                .after(new AcceptReferral("t1", "e1", 7, 48, hasPeer, FRIDAY, "user:ines"));
    }

    private static List<String> accepted(ReceiveReferral referral, boolean hasPeer) {
        var given = Given.referral()
                .after(referral)
                .after(new IdentifyReferral("p1", false))
                .after(new TriageReferral(Urgency.URGENT, null));
        var event = (ReferralAccepted) given.then(new AcceptReferral("t1", "e1", 7, 48, hasPeer, FRIDAY, "user:ines"))
                .getFirst();
        return event.warnings().stream().map(Warning::code).toList();
    }

    private static org.communitysupport.kernel.Rejection refused(Demographics who) {
        return Given.referral().refusalOf(received("h", who, CLINICAL));
    }

    private static Demographics who(Who changed) {
        return changed.is;
    }

    private static Clinical asam(String level) {
        return new Clinical(null, List.of("F10.20"), null, level, null, null, null, null, null, null, null);
    }

    private static Clinical without() {
        return new Clinical(null, List.of("F20.9"), null, null, null, null, null, null, null, null, null);
    }

    private static ReceiveReferral wantingAPeer() {
        return with(received(), Urgency.URGENT, true, FRIDAY);
    }

    private static ReceiveReferral discharged(LocalDate on) {
        return with(received(), Urgency.URGENT, false, on);
    }

    private static ReceiveReferral as(String hash, Urgency urgency, Clinical clinical) {
        return with(received(hash, PERSON, clinical), urgency, false, LocalDate.of(2024, 3, 4));
    }

    private static ReceiveReferral with(ReceiveReferral r, Urgency urgency, boolean peer, LocalDate discharge) {
        return new ReceiveReferral(
                r.referral(),
                r.externalId(),
                r.sendingSystem(),
                r.sourceType(),
                r.referrerOrganisation(),
                r.referrerNpi(),
                r.program(),
                urgency,
                r.channel(),
                r.person(),
                r.county(),
                r.state(),
                r.payer(),
                r.memberIdHash(),
                peer,
                r.guardianFlagged(),
                r.part2(),
                r.contentHash(),
                discharge,
                r.demographics(),
                r.clinical(),
                r.referrer(),
                r.remarks());
    }

    /** A person with one part changed. */
    private static final class Who {
        private final Demographics is;

        Who(Demographics is) {
            this.is = is;
        }

        Who born(LocalDate on) {
            return with(is.familyName(), on, is.sex(), is.phone(), is.memberId());
        }

        Who familyName(String name) {
            return with(name, is.birthDate(), is.sex(), is.phone(), is.memberId());
        }

        Who sex(String sex) {
            return with(is.familyName(), is.birthDate(), sex, is.phone(), is.memberId());
        }

        Who phone(String phone) {
            return with(is.familyName(), is.birthDate(), is.sex(), phone, is.memberId());
        }

        Who memberId(String id) {
            return with(is.familyName(), is.birthDate(), is.sex(), is.phone(), id);
        }

        private Who with(String name, LocalDate born, String sex, String phone, String memberId) {
            return new Who(new Demographics(
                    name,
                    is.givenName(),
                    is.preferredName(),
                    born,
                    sex,
                    is.addressLine(),
                    is.city(),
                    is.state(),
                    is.zip(),
                    is.county(),
                    phone,
                    is.safeContactNote(),
                    is.language(),
                    memberId,
                    is.guardianName(),
                    is.guardianRelationship()));
        }
    }
}
