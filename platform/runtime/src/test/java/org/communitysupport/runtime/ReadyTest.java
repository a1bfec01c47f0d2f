package org.communitysupport.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.communitysupport.stream.ReactionRunner;
import org.communitysupport.stream.ViewAdmin.Generation;
import org.junit.jupiter.api.Test;

class ReadyTest {
    private static Generation generation(boolean serving, boolean fed, long lag) {
        return new Generation("board", 1, 1, serving, false, fed, lag, 0, -1, Map.of());
    }

    @Test
    void
            a_service_that_is_started_while_others_go_on_working_becomes_ready_though_its_views_are_never_at_the_very_end() {
        assertThat(Ready.behind(List.of(generation(true, true, 0), generation(true, true, 17))))
                .isEmpty();
    }

    @Test
    void a_view_that_is_far_behind_or_has_not_found_its_topics_is_named() {
        assertThat(Ready.behind(List.of(generation(true, true, 90_000))))
                .containsExactly("the view board is 90000 records behind");
        assertThat(Ready.behind(List.of(generation(true, true, -1))))
                .containsExactly("the view board has not found its topics yet");
    }

    @Test
    void what_does_not_serve_or_is_fed_by_another_release_is_not_waited_for() {
        assertThat(Ready.behind(List.of(generation(false, true, 90_000), generation(true, false, -1))))
                .isEmpty();
    }

    @Test
    void a_reaction_that_is_more_than_five_seconds_behind_is_named() {
        assertThat(Ready.late(List.of(
                        new ReactionRunner.Lag("IntakeProcess", 812, 61.4),
                        new ReactionRunner.Lag("JudgeDays", 3, 0.2))))
                .containsExactly("the reaction IntakeProcess is 812 events and 61 s behind");
    }
}
