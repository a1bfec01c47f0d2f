package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.referral.domain.rule.Enforcement;
import org.communitysupport.referral.domain.rule.IntakeRules;
import org.communitysupport.referral.domain.rule.Ref11Age;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ref11AgeTest {

    @ParameterizedTest
    @CsvSource({"2006-03-01,0", "2006-03-02,1", "2016-01-15,1", "2024-02-29,1", "1937-10-21,0", ",0"})
    void a_person_below_the_programs_age_is_flagged(LocalDate born, int flags) {
        assertThat(Ref11Age.odd(born, Given.FRIDAY, ages(18, null))).hasSize(flags);
        assertThat(Ref11Age.odd(born, Given.FRIDAY, ages(null, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2003-03-02,0", "2003-03-01,1", "1937-10-21,1", "2016-01-15,0", ",0"})
    @Tag("E-08")
    void e08_who_has_grown_out_of_a_program_for_the_young_is_flagged_from_the_birthday_on(LocalDate born, int flags) {
        assertThat(Ref11Age.odd(born, Given.FRIDAY, ages(null, 20))).hasSize(flags);
    }

    private static IntakeRules ages(Integer minimum, Integer maximum) {
        return new IntakeRules(Given.PACK, "NC", Map.of(), Enforcement.WARN, null, minimum, maximum);
    }

    @Test
    void a_child_is_received_and_intake_is_told() {
        var child = new Demographics(
                "Rivers",
                "Dana",
                null,
                LocalDate.of(2016, 1, 15),
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
        var clinical = new Clinical(
                Codes.DisabilityGroup.MH,
                java.util.List.of("F25.0"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        var received = (ReferralReceived)
                Given.referral().then(Given.received("h", child, clinical)).getFirst();
        assertThat(received.warnings()).extracting(Warning::code).contains("age-outside-program");
    }
}
