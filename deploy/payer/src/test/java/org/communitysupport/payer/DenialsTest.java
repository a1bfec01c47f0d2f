package org.communitysupport.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.payer.ClaimFiles.HI;
import static org.communitysupport.payer.ClaimFiles.MEMBER;
import static org.communitysupport.payer.ClaimFiles.line;
import static org.communitysupport.payer.Payer.reductions;
import static org.communitysupport.payer.Payer.segments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenialsTest {
    @TempDir
    Path directory;

    private Payer payer;
    private String remittance = "";

    @BeforeEach
    void start() throws IOException {
        payer = new Payer(directory);
    }

    @AfterEach
    void whatever_was_denied_the_advice_balances() {
        Remittances.assertBalances(remittance);
    }

    @Test
    void coverage_that_ended_before_the_day_is_27_and_pays_nothing() throws IOException {
        payer.table("members.csv", "default,active");
        Files.writeString(
                payer.data.resolve("members.csv"), MEMBER + ",2020-01-01,2026-11-01\n", StandardOpenOption.APPEND);
        judged(new ClaimFiles("000000001")
                .simple("C1", MEMBER, "20261101")
                .simple("C2", MEMBER, "20261102")
                .simple("C3", "950000002B", "20261102"));
        assertThat(reductions(remittance)).containsExactly("CO-45", "CO-27", "CO-45");
        assertThat(segments(remittance, "CLP").get(1)).startsWith("CLP*C2*4*72*0*");
    }

    @Test
    void the_member_list_is_read_anew_for_each_file() throws IOException {
        judged(new ClaimFiles("000000001").simple("C1", MEMBER, "20261102"));
        assertThat(reductions(remittance)).containsExactly("CO-45");
        payer.table("members.csv", MEMBER + ",2020-01-01,2026-11-01");
        judged(new ClaimFiles("000000002").simple("C2", MEMBER, "20261103"));
        assertThat(reductions(remittance)).containsExactly("CO-27");
    }

    @Test
    void no_HT_is_another_service_and_4() throws IOException {
        judged(new ClaimFiles("000000001")
                .claim("C1", MEMBER, "24", "", HI, line("H2015:U1", "24", "1", "20261102"))
                .claim("C2", MEMBER, "24", "", HI, line("H2015", "24", "1", "20261102")));
        assertThat(reductions(remittance)).containsExactly("CO-4", "CO-4");
    }

    @Test
    void a_modifier_without_a_price_is_4_and_a_service_that_is_not_bought_204() throws IOException {
        judged(new ClaimFiles("000000001")
                .claim("C1", MEMBER, "24", "", HI, line("H2015:HT:ZZ", "24", "1", "20261102"))
                .claim("C2", MEMBER, "24", "", HI, line("H0036", "24", "1", "20261102")));
        assertThat(reductions(remittance)).containsExactly("CO-4", "CO-204");
    }

    @Test
    void no_authorization_where_the_table_demands_one_is_197_and_an_unknown_number_15() throws IOException {
        payer.table("authorizations.csv", "memberId,number,from,to,units", MEMBER + ",A1,2026-11-01,2026-11-30,10");
        judged(new ClaimFiles("000000001")
                .claim("C1", MEMBER, "24", "", HI, line("H2015:HT:U1", "24", "1", "20261102"))
                .claim("C2", MEMBER, "24", "B2", HI, line("H2015:HT:U1", "24", "1", "20261103"))
                .claim("C3", MEMBER, "24", "A1", HI, line("H2015:HT:U1", "24", "1", "20261004"))
                .claim("C4", MEMBER, "24", "A1", HI, line("H2015:HT:U1", "24", "1", "20261105"))
                .claim("C5", "950000002B", "24", "", HI, line("H2015:HT:U1", "24", "1", "20261102")));
        assertThat(reductions(remittance)).containsExactly("CO-197", "CO-15", "CO-197", "CO-45", "CO-45");
    }

    @Test
    void more_units_than_were_authorized_over_all_files_is_198() throws IOException {
        payer.table("authorizations.csv", MEMBER + ",A1,2026-11-01,2026-11-30,10");
        judged(new ClaimFiles("000000001")
                .claim("C1", MEMBER, "144", "A1", HI, line("H2015:HT:U1", "144", "6", "20261102")));
        assertThat(reductions(remittance)).containsExactly("CO-45");
        judged(new ClaimFiles("000000002")
                .claim(
                        "C2",
                        MEMBER,
                        "216",
                        "A1",
                        HI,
                        line("H2015:HT:U1", "120", "5", "20261103"),
                        line("H2015:HT:HO", "96", "4", "20261103")));
        assertThat(reductions(remittance)).containsExactly("CO-198");
        assertThat(segments(remittance, "SVC").get(1)).isEqualTo("SVC*HC:H2015:HT:HO*96*96**4");
    }

    @Test
    void the_same_line_again_is_18_within_a_file_and_over_files_whatever_the_order_of_modifiers() throws IOException {
        judged(new ClaimFiles("000000001")
                .simple("C1", MEMBER, "20261102")
                .claim("C2", MEMBER, "24", "", HI, line("H2015:U1:HT", "24", "1", "20261102")));
        assertThat(reductions(remittance)).containsExactly("CO-45", "CO-18");
        payer.start(step -> {});
        judged(new ClaimFiles("000000002").simple("C3", MEMBER, "20261102").simple("C4", MEMBER, "20261103"));
        assertThat(reductions(remittance)).containsExactly("CO-18", "CO-45");
    }

    @Test
    void what_another_authorization_gave_of_the_same_day_is_no_duplicate() throws IOException {
        judged(new ClaimFiles("000000001")
                .claim("C1", MEMBER, "48", "", HI, line("H2015:HT:U1", "48", "2", "20261102"))
                .claim("C2", MEMBER, "24", "A1", HI, line("H2015:HT:U1", "24", "1", "20261102"))
                .claim("C3", MEMBER, "24", "A1", HI, line("H2015:HT:U1", "24", "1", "20261102")));
        assertThat(reductions(remittance)).containsExactly("CO-45", "CO-45", "CO-18");
    }

    @Test
    void a_line_that_was_denied_may_come_again_when_its_cause_is_mended() throws IOException {
        payer.table("authorizations.csv", MEMBER + ",required");
        judged(new ClaimFiles("000000001").simple("C1", MEMBER, "20261102"));
        assertThat(reductions(remittance)).containsExactly("CO-197");
        payer.table("authorizations.csv", MEMBER + ",A1,2026-11-01,2026-11-30,10");
        judged(new ClaimFiles("000000002")
                .claim("C2", MEMBER, "72", "A1", HI, line("H2015:HT:U1", "72", "3", "20261102")));
        assertThat(reductions(remittance)).containsExactly("CO-45");
    }

    @Test
    void a_day_more_than_365_days_before_the_file_is_29() throws IOException {
        judged(new ClaimFiles("000000001").simple("C1", MEMBER, "20251123").simple("C2", MEMBER, "20251122"));
        assertThat(reductions(remittance)).containsExactly("CO-45", "CO-29");
    }

    @Test
    void a_line_that_points_at_no_diagnosis_is_16_with_the_remark_that_says_so() throws IOException {
        judged(new ClaimFiles("000000001")
                .claim("C1", MEMBER, "24", "", "HI*ABK:F250~", line("H2015:HT:U1", "24", "1", "20261102", "1"))
                .claim("C2", MEMBER, "24", "", "HI*ABK:F250~", line("H2015:HT:U1", "24", "1", "20261103", "2")));
        assertThat(reductions(remittance)).containsExactly("CO-45", "CO-16");
        assertThat(segments(remittance, "LQ")).containsExactly("LQ*HE*M76");
    }

    private void judged(ClaimFiles file) throws IOException {
        payer.take(file);
        String text = file.text();
        remittance = payer.answer(text.substring(text.length() - 10, text.length() - 1) + ".835");
    }
}
