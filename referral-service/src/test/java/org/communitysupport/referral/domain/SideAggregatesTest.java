package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.domain.Given.FRIDAY;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.communitysupport.referral.domain.ConsentCommand.*;
import org.communitysupport.referral.domain.MemberIdCommand.ClaimMemberId;
import org.communitysupport.referral.domain.OpenEpisodeCommand.*;
import org.communitysupport.referral.domain.StaffCommand.*;
import org.communitysupport.referral.domain.rule.Ref10Part2;
import org.communitysupport.referral.domain.rule.Ref4Identifiers;
import org.junit.jupiter.api.Test;

class SideAggregatesTest {

    @Test
    void a_member_id_belongs_to_the_first_who_claims_it() {
        var given = Given.of(new MemberIdDecider(), NoFacts.NONE).after(new ClaimMemberId("h", "p1"));
        assertThat(given.then(new ClaimMemberId("h", "p1"))).isEmpty();
        assertThat(given.refusalOf(new ClaimMemberId("h", "p2")).facts()).containsEntry("person", "p1");
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
        var plain = new Ref10Part2.Consent(
                Set.of(Codes.ConsentScope.STATUS, Codes.ConsentScope.TEAM), false, FRIDAY, null, null);
        var named = new Ref10Part2.Consent(Set.of(Codes.ConsentScope.STATUS), true, FRIDAY, null, null);
        assertThat(readable(Codes.SourceType.HOSPITAL, true)).isEmpty();
        assertThat(readable(Codes.SourceType.HOSPITAL, true, plain)).isEmpty();
        assertThat(readable(Codes.SourceType.HOSPITAL, true, plain, named)).containsExactly(Codes.ConsentScope.STATUS);
        assertThat(readable(Codes.SourceType.HOSPITAL, false)).containsExactly(Codes.ConsentScope.STATUS);
    }

    @Test
    void a_family_sees_received_and_no_more_until_the_person_consents() {
        assertThat(readable(Codes.SourceType.FAMILY, false)).isEmpty();
        var consent = new Ref10Part2.Consent(Set.of(Codes.ConsentScope.STATUS), false, FRIDAY, null, null);
        assertThat(readable(Codes.SourceType.FAMILY, false, consent)).containsExactly(Codes.ConsentScope.STATUS);
    }

    @Test
    void a_consent_holds_from_its_first_day_until_it_is_revoked() {
        var from = new Ref10Part2.Consent(Set.of(Codes.ConsentScope.STATUS), true, FRIDAY.plusDays(1), null, null);
        var revoked = new Ref10Part2.Consent(Set.of(Codes.ConsentScope.STATUS), true, FRIDAY, null, FRIDAY);
        assertThat(readable(Codes.SourceType.HOSPITAL, true, from)).isEmpty();
        assertThat(readable(Codes.SourceType.HOSPITAL, true, revoked)).isEmpty();
    }

    @Test
    void a_consent_is_given_once_and_revoked_once() {
        var give =
                new GiveConsent("p1", "c1", "MERCY-HOSPITAL", List.of(Codes.ConsentScope.STATUS), true, FRIDAY, null);
        var given = Given.of(new ConsentDecider(), NoFacts.NONE).after(give);
        assertThat(given.then(give)).isEmpty();
        assertThat(given.then(new RevokeConsent("c1", FRIDAY))).hasSize(1);
        assertThat(given.then(new RevokeConsent("c1", FRIDAY))).isEmpty();
        assertThat(given.state().to("MERCY-HOSPITAL")).hasSize(1);
        assertThat(given.state().to("OTHER")).isEmpty();
    }

    private static Set<Codes.ConsentScope> readable(
            Codes.SourceType source, boolean part2, Ref10Part2.Consent... consents) {
        return Ref10Part2.ground(source.professional(), part2, List.of(consents), FRIDAY)
                .scopes();
    }
}
