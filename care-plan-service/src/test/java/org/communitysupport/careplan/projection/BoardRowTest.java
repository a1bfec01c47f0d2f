package org.communitysupport.careplan.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.communitysupport.careplan.inbound.FromReferral.ReferralAccepted;
import org.communitysupport.careplan.projection.BoardRow.Episode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BoardRowTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-02");

    @Test
    @Tag("C-01")
    void a_line_speaks_of_the_open_episode_also_when_a_closed_one_is_read_last() {
        var row = BoardRow.of("p1")
                .episode("e3", e -> accepted("e3", 3).opened(DAY))
                .episode("e1", e -> closed("e1", 1));
        assertThat(row.episode().episode()).isEqualTo("e3");
        assertThat(row.state()).isEqualTo("ACTIVE");
        assertThat(row.team()).isEqualTo("team of e3");
    }

    @Test
    void of_closed_ones_it_speaks_of_the_one_accepted_last() {
        var row = BoardRow.of("p1").episode("e2", e -> closed("e2", 2)).episode("e1", e -> closed("e1", 1));
        assertThat(row.episode().episode()).isEqualTo("e2");
        assertThat(row.state()).isEqualTo("CLOSED");
    }

    @Test
    void an_order_of_the_episode_before_is_none_for_this_one() {
        var row = BoardRow.of("p1")
                .episode("e1", e -> closed("e1", 1))
                .plan("e1", plan -> plan.ordered(DAY, DAY.plusYears(1)))
                .episode("e2", e -> accepted("e2", 2));
        assertThat(row.plan()).isEqualTo(BoardRow.Plan.NONE);
    }

    private static Episode accepted(String episode, int hour) {
        return Episode.of(episode)
                .accepted(
                        new ReferralAccepted(
                                "r1", "p1", episode, "US-NC.CST", "northfork", "team of " + episode, DAY, null),
                        Instant.parse("2026-11-02T0" + hour + ":00:00Z"));
    }

    private static Episode closed(String episode, int hour) {
        return accepted(episode, hour).opened(DAY).closed(DAY);
    }
}
