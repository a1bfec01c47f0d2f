package org.communitysupport.billing.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.billing.domain.claim.Given.after;
import static org.communitysupport.billing.domain.claim.Given.claim;
import static org.communitysupport.billing.domain.claim.Given.facts;
import static org.communitysupport.billing.domain.claim.Given.peer;
import static org.communitysupport.billing.domain.claim.Given.release;

import org.communitysupport.billing.domain.claim.DayClaimsEvent;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimBatched;
import org.communitysupport.billing.domain.claim.DayClaimsEvent.ClaimSubmitted;
import org.junit.jupiter.api.Test;

class ClaimsViewTest {
    @Test
    void a_claim_that_another_batch_wanted_too_shows_the_one_it_was_sent_in() {
        var built = after(facts(), release(1, peer(2))).claim(claim(1)).built();
        var row = apply(null, built);
        row = apply(row, new ClaimBatched(built.person(), built.claim(), "wanted-it", "N1"));
        assertThat(row.batch()).isEqualTo("wanted-it");
        row = apply(row, new ClaimSubmitted(built.person(), built.claim(), "sent-it", "000000001"));
        assertThat(row.batch()).isEqualTo("sent-it");
        assertThat(row.status()).isEqualTo("SUBMITTED");
        assertThat(row.due()).isFalse();
    }

    private static ClaimRow apply(ClaimRow row, DayClaimsEvent event) {
        return Folded.into(ClaimsView.VIEW, row, "riverbend/day/d1", 1, event);
    }
}
