package org.communitysupport.referral.infrastructure.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.referral.infrastructure.fhir.BundleF.TODAY;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.communitysupport.referral.application.ReferralBundles.Asked;
import org.communitysupport.referral.application.ReferralBundles.Fault;
import org.communitysupport.referral.application.ReferralBundles.Practice;
import org.communitysupport.referral.application.ReferralBundles.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One code and one short name mean programs of several states: the person's state says which, and nothing takes the first one. */
class FhirStatesTest {
    private static final Practice PRACTICE = new Practice(Map.of(
            "US-OH.CPST", program("OH", "America/New_York"),
            "US-LA.CPST", program("LA", "America/Chicago"),
            "US-DC.CS", program("DC", "America/New_York")));

    private static Program program(String state, String zone) {
        return new Program(state, ZoneId.of(zone), TODAY, Set.of("H0036"), Set.of());
    }

    @Test
    @Tag("E-09")
    void e09_the_persons_state_says_which_program_a_code_means() {
        assertThat(asked("OH", "H0036").referral().program()).isEqualTo("US-OH.CPST");
        assertThat(asked("LA", "H0036").referral().program()).isEqualTo("US-LA.CPST");
        assertThat(asked("LA", "CPST").referral().program()).isEqualTo("US-LA.CPST");
        assertThat(asked("TX", "US-DC.CS").referral().program())
                .as("who names a program by its id means it")
                .isEqualTo("US-DC.CS");
    }

    @Test
    @Tag("E-09")
    void e09_where_the_state_does_not_say_it_nothing_is_guessed() {
        assertThat(faults("TX", "H0036")).contains("wrong-program");
        assertThat(faults("TX", "CPST")).contains("wrong-program");
    }

    private static List<String> faults(String state, String code) {
        return asked(state, code).faults().stream().map(Fault::code).toList();
    }

    private static Asked asked(String state, String code) {
        var bundle = new BundleF().request("code", "{\"coding\":[{\"code\":\"" + code + "\"}]}");
        String text = bundle.root().toString().replace("\"state\":\"NC\"", "\"state\":\"" + state + "\"");
        var asked = new FhirReferralBundles()
                .read(text.getBytes(StandardCharsets.UTF_8), PRACTICE)
                .asked();
        assertThat(asked).hasSize(1);
        return asked.getFirst();
    }
}
