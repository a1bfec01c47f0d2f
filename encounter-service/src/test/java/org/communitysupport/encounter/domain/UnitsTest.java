package org.communitysupport.encounter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.communitysupport.encounter.domain.rule.CodeRule;
import org.communitysupport.encounter.domain.rule.EncounterRules;
import org.communitysupport.encounter.domain.rule.Rounding;
import org.junit.jupiter.api.Test;

class UnitsTest {

    @Test
    void rounds_as_the_three_modes_of_the_public_sources_do() {
        int[] minutes = {0, 1, 7, 8, 14, 15, 16, 22, 23, 29, 30, 37, 38, 45, 52, 53, 60};
        assertThat(units(Rounding.FLOOR, minutes)).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4);
        assertThat(units(Rounding.MIDPOINT, minutes))
                .containsExactly(0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4);
        assertThat(units(Rounding.CEILING, minutes)).containsExactly(0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4);
    }

    private static List<Integer> units(Rounding rounding, int[] minutes) {
        var units = new ArrayList<Integer>();
        for (int m : minutes) units.add(rounding.units(m, 15));
        return units;
    }

    @Test
    void vector_2_rounds_22_and_23_minutes_by_mode() {
        assertThat(units(Rounding.FLOOR, new int[] {22, 23})).containsExactly(1, 1);
        assertThat(units(Rounding.MIDPOINT, new int[] {22, 23})).containsExactly(1, 2);
        assertThat(units(Rounding.CEILING, new int[] {22, 23})).containsExactly(2, 2);
    }

    @Test
    void vector_14_every_role_of_the_pack_carries_the_team_modifier() {
        for (String role : Given.CODES.byRole().keySet())
            for (var mode : Mode.values())
                assertThat(Given.CODES.code(role, mode.name()).orElseThrow().modifiers())
                        .contains("HT");
    }

    @Test
    void vector_14_a_role_without_the_team_modifier_has_no_code() {
        var waiver =
                new CodeRule(Map.of("QP", new CodeRule.RoleCode("H2015", List.of("HN"), false)), "HT", Map.of(), 4);
        assertThat(waiver.code("QP", "FACE_TO_FACE")).isEmpty();
    }

    @Test
    void telephone_and_video_add_their_modifier_in_the_last_place() {
        assertThat(Given.CODES.code("PEER", "PHONE").orElseThrow().modifiers()).containsExactly("HT", "U1", "KX");
        assertThat(Given.CODES.code("TEAM_LEAD", "VIDEO").orElseThrow().modifiers())
                .containsExactly("HT", "HO", "GT");
        assertThat(Given.CODES.code("SUD_PROF", "COLLATERAL").orElseThrow().modifiers())
                .containsExactly("HT", "HF");
    }

    @Test
    void more_modifiers_than_a_claim_line_holds_make_no_code() {
        var crowded = new CodeRule(
                Map.of("QP", new CodeRule.RoleCode("H2015", List.of("HT", "HN", "DJ", "XX"), false)),
                "HT",
                Map.of("PHONE", "KX"),
                4);
        assertThat(crowded.code("QP", "FACE_TO_FACE")).isPresent();
        assertThat(crowded.code("QP", "PHONE")).isEmpty();
    }

    @Test
    void the_lost_hour_of_spring_is_not_counted_and_the_repeated_one_of_autumn_is() {
        var spring = java.time.LocalDate.of(2026, 3, 8);
        assertThat(EncounterRules.enc1Minutes(Given.at(spring, "01:30"), Given.at(spring, "03:30"), 0))
                .isEqualTo(60);
        var autumn = java.time.LocalDate.of(2026, 11, 1);
        assertThat(EncounterRules.enc1Minutes(Given.at(autumn, "00:30"), Given.at(autumn, "02:30"), 0))
                .isEqualTo(180);
    }
}
