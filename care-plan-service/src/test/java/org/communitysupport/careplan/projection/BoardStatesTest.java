package org.communitysupport.careplan.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.communitysupport.careplan.application.Board;
import org.communitysupport.careplan.projection.BoardRow.Episode;
import org.communitysupport.policy.PolicyPacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The coordination board by the pack of the program: what is missing, what is overdue, who changes age. */
class BoardStatesTest {
    private static final LocalDate OPENED = LocalDate.parse("2026-11-02");
    private static final LocalDate ADULT = LocalDate.parse("1990-01-01");
    private final Board board =
            new Board(PolicyPacks.load(Path.of("../deploy/policy-packs")), () -> Instant.parse("2026-12-07T18:00:00Z"));

    @Test
    @Tag("E-07")
    void e07_a_request_lacks_only_what_the_program_asks_for() {
        assertThat(line("US-NC.CST", "northfork", ADULT).missing()).contains("SERVICE_ORDER", "CRISIS_PLAN");
        assertThat(line("US-DC.CS", "dbh", ADULT).missing())
                .contains("SERVICE_ORDER")
                .doesNotContain("CRISIS_PLAN");
        assertThat(line("US-OH.CPST", "humana", ADULT).missing())
                .contains("CCA")
                .doesNotContain("SERVICE_ORDER", "CRISIS_PLAN");
    }

    @Test
    @Tag("E-07")
    void e07_where_no_authorization_is_asked_for_none_is_missed() {
        assertThat(line("US-OH.CPST", "humana", ADULT).alerts())
                .doesNotContain("NO_AUTHORIZATION", "PAYER_RULES_NOT_ON_FILE");
        assertThat(line("US-LA.CPST", "medicaid-plan", ADULT).alerts()).contains("NO_AUTHORIZATION");
        assertThat(line("US-MO.CPR-CS", "mo-healthnet", ADULT).alerts()).contains("PAYER_RULES_NOT_ON_FILE");
    }

    @Test
    @Tag("E-07")
    void e07_the_clocks_of_the_first_days_are_those_of_the_program() {
        assertThat(line("US-DC.CS", "dbh", ADULT).alerts())
                .contains("FIRST_CONTACT_OVERDUE", "PLAN_OVERDUE")
                .doesNotContain("ASSESSMENT_OVERDUE");
        assertThat(line("US-MO.CPR-CS", "mo-healthnet", ADULT).alerts())
                .as("day 35: the assessment is due on day 30, the plan on day 45")
                .contains("ASSESSMENT_OVERDUE")
                .doesNotContain("FIRST_CONTACT_OVERDUE", "PLAN_OVERDUE");
    }

    @Test
    @Tag("E-24")
    void e24_a_birthday_that_matters_is_told_and_only_then_is_a_birth_date_asked_for() {
        assertThat(board.asksForAge(row("US-NC.CST", "northfork"))).isFalse();
        assertThat(board.asksForAge(row("US-NY.CFTSS-CPST", "healthfirst"))).isTrue();
        var soon21 = LocalDate.parse("2006-01-15");
        assertThat(line("US-NY.CFTSS-CPST", "healthfirst", soon21).alerts()).contains("AGE_LIMIT_NEAR");
        assertThat(line("US-NY.CFTSS-CPST", "healthfirst", ADULT).alerts()).contains("AGE_LIMIT_PASSED");
        assertThat(line("US-LA.CPST", "medicaid-plan", soon21).alerts()).contains("AGE_BAND_CHANGES");
        assertThat(line("US-OH.CPST", "ohiorise", LocalDate.parse("2009-01-15")).alerts())
                .contains("AGE_BAND_CHANGES");
        assertThat(line("US-OH.CPST", "ohiorise", soon21).alerts()).contains("AGE_LIMIT_NEAR");
        assertThat(line("US-OH.CPST", "humana", soon21).alerts())
                .as("only OhioRISE ends at 21")
                .doesNotContain("AGE_LIMIT_NEAR");
    }

    private Board.Line line(String program, String payer, LocalDate born) {
        return board.line(row(program, payer), null, born);
    }

    private static BoardRow row(String program, String payer) {
        return BoardRow.of("p1")
                .episode(
                        "e1",
                        e -> new Episode(
                                "r1",
                                "e1",
                                program,
                                payer,
                                "t1",
                                Instant.parse("2026-11-01T12:00:00Z"),
                                OPENED,
                                null,
                                null));
    }
}
