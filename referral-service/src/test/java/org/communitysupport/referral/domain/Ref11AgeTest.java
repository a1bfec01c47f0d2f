package org.communitysupport.referral.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.communitysupport.kernel.Warning;
import org.communitysupport.referral.domain.ReferralEvent.ReferralReceived;
import org.communitysupport.referral.domain.rule.Ref11Age;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ref11AgeTest {

    @ParameterizedTest
    @CsvSource({"2006-03-01,0", "2006-03-02,1", "2016-01-15,1", "2024-02-29,1", "1937-10-21,0", ",0"})
    void a_person_below_the_programs_age_is_flagged(LocalDate born, int flags) {
        assertThat(Ref11Age.odd(born, Given.FRIDAY, 18)).hasSize(flags);
        assertThat(Ref11Age.odd(born, Given.FRIDAY, null)).isEmpty();
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
