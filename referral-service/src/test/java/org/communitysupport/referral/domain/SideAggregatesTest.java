package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.FRIDAY;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.communitysupport.referral.domain.Codes.ConsentScope;
import org.communitysupport.referral.domain.ConsentCommand.*;
import org.communitysupport.referral.domain.MemberIdCommand.ClaimMemberId;
import org.communitysupport.referral.domain.MemberIdCommand.ReleaseMemberId;
import org.communitysupport.referral.domain.OpenEpisodeCommand.*;
import org.communitysupport.referral.domain.StaffCommand.*;
import org.communitysupport.referral.domain.rule.Ref10Part2;
import org.communitysupport.referral.domain.rule.Ref4Identifiers;
import org.junit.jupiter.api.Test;

class SideAggregatesTest {

    @Test
    void a_member_id_belongs_to_the_first_who_states_it_and_another_waits_beside_it() {
        var given = Given.of(new MemberIdDecider(), NoFacts.NONE).after(new ClaimMemberId("h", "p1", "r1"));
        assertThat(given.then(new ClaimMemberId("h", "p1", "r1"))).isEmpty();
        assertThat(given.then(new ClaimMemberId("h", "p2", "r2")))
                .containsExactly(new MemberIdEvent.MemberIdContested("h", "p1", "p2", "r2"));
        assertThat(given.then(new ClaimMemberId("h", "p2", "r2"))).isEmpty();
        assertThat(given.state().person()).isEqualTo("p1");
        assertThat(given.state().waiting()).containsKey("r2");
    }

    @Test
    void a_member_id_is_free_again_when_the_last_referral_of_its_person_gave_it_up() {
        var given = Given.of(new MemberIdDecider(), NoFacts.NONE)
                .after(new ClaimMemberId("h", "p1", "r1"))
                .after(new ClaimMemberId("h", "p1", "r3"))
                .after(new ClaimMemberId("h", "p2", "r2"))
                .after(new ReleaseMemberId("h", "p1", "r1"));
        assertThat(given.state().person()).isEqualTo("p1");
        given.after(new ReleaseMemberId("h", "p1", "r3"));
        assertThat(given.state().person()).isNull();
        assertThat(given.then(new ReleaseMemberId("h", "p1", "r3"))).isEmpty();
        given.after(new ClaimMemberId("h", "p2", "r2"));
        assertThat(given.state().person()).isEqualTo("p2");
        assertThat(given.state().waiting()).isEmpty();
    }

    @Test
    void a_claim_of_the_first_years_is_released_by_whoever_holds_it() {
        var given = Given.of(new MemberIdDecider(), NoFacts.NONE);
        var decider = new MemberIdDecider();
        var old = decider.evolve(decider.initial(), new MemberIdEvent.MemberIdClaimed("h", "p1", null));
        assertThat(decider.decide(new ReleaseMemberId("h", "p1", "r1"), old, NoFacts.NONE))
                .isEqualTo(org.communitysupport.kernel.Decision.accept(
                        new MemberIdEvent.MemberIdReleased("h", "p1", "r1")));
        assertThat(decider.evolve(old, new MemberIdEvent.MemberIdReleased("h", "p1", "r1"))
                        .person())
                .isNull();
        assertThat(given.then(new ReleaseMemberId("h", "p1", "r1"))).isEmpty();
    }

    @Test
    void a_referral_that_leaves_a_place_may_come_back_to_it() {
        var given = Given.of(new OpenEpisodeDecider(), NoFacts.NONE)
                .after(new RegisterOpenReferral("p1", "US-NC.CST", "r1"))
                .after(new OpenEpisodeCommand.MoveOpenReferral("p1", "US-NC.CST", "r1"));
        assertThat(given.state().referral()).isNull();
        given.after(new RegisterOpenReferral("p1", "US-NC.CST", "r1"));
        assertThat(given.state().referral()).isEqualTo("r1");
    }

    @Test
    void a_person_has_one_open_referral_per_program() {
        var given = Given.of(new OpenEpisodeDecider(), NoFacts.NONE)
                .after(new RegisterOpenReferral("p1", "US-NC.CST", "r1"));
        assertThat(given.refusalOf(new RegisterOpenReferral("p1", "US-NC.CST", "r2"))
                        .facts())
                .containsEntry("referral", "r1");
        given.after(new EndOpenReferral("p1", "US-NC.CST", "r1"));
        assertThat(given.then(new RegisterOpenReferral("p1", "US-NC.CST", "r2")))
                .hasSize(1);
    }

    @Test
    void an_end_that_overtakes_its_beginning_still_ends_it() {
        var given =
                Given.of(new OpenEpisodeDecider(), NoFacts.NONE).after(new EndOpenReferral("p1", "US-NC.CST", "r1"));
        assertThat(given.then(new RegisterOpenReferral("p1", "US-NC.CST", "r1")))
                .isEmpty();
        assertThat(given.state().referral()).isNull();
    }

    @Test
    void a_credential_ends_on_its_last_valid_day() {
        var given = Given.of(new StaffDecider(), NoFacts.NONE)
                .after(new RegisterStaff("s1", "J. Poe", null))
                .after(new RecordCredential(Codes.CredentialKind.CPSS, "77", LocalDate.of(2023, 1, 1), null));
        assertThat(given.then(new EndCredential(Codes.CredentialKind.CPSS, FRIDAY, Codes.CredentialEnd.EXPIRED)))
                .hasSize(1);
        assertThat(given.state().credentials().get(Codes.CredentialKind.CPSS).to())
                .isEqualTo(FRIDAY);
        assertThat(given.refusalOf(new EndCredential(Codes.CredentialKind.LCSW, FRIDAY, Codes.CredentialEnd.EXPIRED))
                        .code())
                .isEqualTo("no-such-credential");
    }

    @Test
    void an_npi_passes_its_check_digit() {
        assertThat(Ref4Identifiers.isNpi("1234567893")).isTrue();
        assertThat(Ref4Identifiers.isNpi("1234567890")).isFalse();
        assertThat(Ref4Identifiers.isNpi("123456789")).isFalse();
    }

    @Test
    void part_2_content_is_read_back_only_under_a_consent_that_names_it() {
        var plain = new Ref10Part2.Consent("c1", Set.of(ConsentScope.STATUS, ConsentScope.TEAM), false);
        var named = new Ref10Part2.Consent("c2", Set.of(ConsentScope.STATUS), true);
        assertThat(readable(Codes.SourceType.HOSPITAL, true)).isEmpty();
        assertThat(readable(Codes.SourceType.HOSPITAL, true, plain)).isEmpty();
        assertThat(readable(Codes.SourceType.HOSPITAL, true, plain, named)).containsExactly(ConsentScope.STATUS);
        assertThat(readable(Codes.SourceType.HOSPITAL, false)).containsExactly(ConsentScope.STATUS);
        assertThat(Ref10Part2.ground(true, true, List.of(plain, named)).rests()).containsExactly("c2");
        assertThat(Ref10Part2.ground(true, false, List.of()).rests()).containsExactly("treatment");
    }

    @Test
    void a_family_sees_received_and_no_more_until_the_person_consents() {
        assertThat(readable(Codes.SourceType.FAMILY, false)).isEmpty();
        var consent = new Ref10Part2.Consent("c1", Set.of(ConsentScope.STATUS), false);
        assertThat(readable(Codes.SourceType.FAMILY, false, consent)).containsExactly(ConsentScope.STATUS);
    }

    @Test
    void a_consent_holds_from_its_first_day_to_its_last_and_not_from_the_day_it_is_revoked() {
        var given = consents().after(new GiveConsent("p1", "c1", "Mercy", SCOPES, true, FRIDAY, FRIDAY.plusDays(9)));
        assertThat(standing(given, FRIDAY.minusDays(1))).isEqualTo(ConsentState.Standing.LATER);
        assertThat(standing(given, FRIDAY)).isEqualTo(ConsentState.Standing.STANDS);
        assertThat(standing(given, FRIDAY.plusDays(9))).isEqualTo(ConsentState.Standing.STANDS);
        assertThat(standing(given, FRIDAY.plusDays(10))).isEqualTo(ConsentState.Standing.ENDED);
        given.after(new RevokeConsent("c1", FRIDAY.plusDays(5)));
        assertThat(standing(given, FRIDAY.plusDays(4))).isEqualTo(ConsentState.Standing.STANDS);
        assertThat(standing(given, FRIDAY.plusDays(5))).isEqualTo(ConsentState.Standing.REVOKED);
        given.after(new RevokeConsent("c1", FRIDAY));
        assertThat(standing(given, FRIDAY)).isEqualTo(ConsentState.Standing.REVOKED);
        assertThat(given.then(new RevokeConsent("c1", FRIDAY.plusDays(3)))).isEmpty();
    }

    @Test
    void a_consent_is_given_once_and_revoked_once_and_names_its_recipient_in_any_case() {
        var give = new GiveConsent("p1", "c1", "MERCY-HOSPITAL", SCOPES, true, FRIDAY, null);
        var given = consents().after(give);
        assertThat(given.then(give)).isEmpty();
        assertThat(given.state().to("mercy-hospital", FRIDAY)).hasSize(1);
        assertThat(given.state().to("OTHER", FRIDAY)).isEmpty();
        assertThat(given.then(new RevokeConsent("c1", FRIDAY))).hasSize(1);
        assertThat(given.then(new RevokeConsent("c1", FRIDAY))).isEmpty();
        assertThat(given.state().to("MERCY-HOSPITAL", FRIDAY)).isEmpty();
    }

    @Test
    void a_guardian_of_a_minor_has_no_say_any_more_when_the_person_comes_of_age() {
        var of = FRIDAY.plusDays(30);
        var given = consents().after(guardian(false, null, of));
        assertThat(standing(given, of.minusDays(1))).isEqualTo(ConsentState.Standing.STANDS);
        assertThat(standing(given, of)).isEqualTo(ConsentState.Standing.ENDED);
    }

    @Test
    void a_minor_decides_alone_about_part_2_content() {
        var refusal = consents().refusalOf(guardian(true, null, FRIDAY.plusDays(30)));
        assertThat(refusal.code()).isEqualTo("minor-decides");
        assertThat(refusal.facts()).containsEntry("field", "/givenBy");
        assertThat(consents().then(new GiveConsent("p1", "c1", "MERCY", SCOPES, true, FRIDAY, null)))
                .hasSize(1);
    }

    @Test
    void a_guardian_of_a_grown_person_consents_until_the_day_of_the_court() {
        var of = FRIDAY.minusYears(4);
        assertThat(consents().refusalOf(guardian(true, null, of)).code()).isEqualTo("guardianship-end-missing");
        assertThat(consents().then(guardian(true, FRIDAY.plusYears(1), of))).hasSize(1);
        assertThat(consents().refusalOf(guardian(false, null, null)).code()).isEqualTo("birth-date-unknown");
    }

    private static final List<ConsentScope> SCOPES = List.of(ConsentScope.STATUS);

    private static GiveConsent guardian(boolean part2, LocalDate until, LocalDate majority) {
        return new GiveConsent(
                "p1", "c1", "MERCY", SCOPES, part2, FRIDAY, until, Codes.ConsentGiver.GUARDIAN, majority);
    }

    private static Given<ConsentCommand, ConsentState, ConsentEvent, NoFacts> consents() {
        return Given.of(new ConsentDecider(), NoFacts.NONE);
    }

    private static ConsentState.Standing standing(
            Given<ConsentCommand, ConsentState, ConsentEvent, NoFacts> given, LocalDate day) {
        return given.state().consents().get("c1").on(day);
    }

    private static Set<ConsentScope> readable(Codes.SourceType source, boolean part2, Ref10Part2.Consent... consents) {
        return Ref10Part2.ground(source.professional(), part2, List.of(consents))
                .scopes();
    }
}
