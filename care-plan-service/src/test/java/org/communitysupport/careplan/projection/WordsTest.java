package org.communitysupport.careplan.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.communitysupport.careplan.projection.TimelineView.Happening;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    @Tag("R-29")
    void R_29_the_state_of_an_address_is_no_word_of_what_happened() {
        assertThat(Words.of("referral.ReferralReceived", in("NC"))).isEqualTo("referral received");
        assertThat(Words.of("care-plan.LinkageRecorded", in("CONNECTED"))).isEqualTo("linkage recorded: connected");
    }

    private static Happening in(String state) {
        return new Happening("p1", null, null, null, null, null, null, null, null, null, null, state, null, null, null);
    }
}
