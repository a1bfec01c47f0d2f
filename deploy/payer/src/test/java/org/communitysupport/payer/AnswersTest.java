package org.communitysupport.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.payer.ClaimFiles.HI;
import static org.communitysupport.payer.ClaimFiles.MEMBER;
import static org.communitysupport.payer.ClaimFiles.line;
import static org.communitysupport.payer.Payer.reductions;
import static org.communitysupport.payer.Payer.segments;

import com.imsweb.x12.reader.X12Reader;
import com.imsweb.x12.reader.X12Reader.FileType;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    @TempDir
    Path directory;

    private Payer payer;

    @BeforeEach
    void start() throws IOException {
        payer = new Payer(directory);
    }

    @Test
    void several_claims_get_a_999_a_277CA_and_an_835_and_the_file_is_put_away() throws IOException {
        payer.take(three("000000007"));
        assertThat(payer.answers()).containsOnlyKeys("000000007.999", "000000007.277", "000000007.835");
        assertThat(payer.outbox.resolve("done/claims.837")).exists();
        assertThat(payer.outbox.resolve("claims.837")).doesNotExist();
        assertThat(payer.answer("000000007.999"))
                .contains("GS*FA*NORTHFORK*RIVERBEND*20261123*1000*29*X*005010X231A1~ST*999*0001*005010X231A1~"
                        + "AK1*HC*7*005010X222A1~AK2*837*0001*005010X222A1~IK5*A~AK9*A*1*1*1~SE*6*0001~");
    }

    @Test
    void pays_the_lesser_of_charge_and_price_and_takes_the_difference_as_CO_45() throws IOException {
        payer.take(three("000000007"));
        String remittance = payer.answer("000000007.835");
        assertThat(remittance)
                .contains("CLP*C1*1*180*150.6**MC*NF00000000700001*12*1~NM1*QC*1*Doe*Jane****MI*950000001A~")
                .contains("SVC*HC:H2015:HT:U1*72*60.24**3~DTM*472*20261102~CAS*CO*45*11.76~REF*6R*C1-1~AMT*B6*60.24~")
                .contains("SVC*HC:H2015:HT:HO*108*90.36**3~")
                .as("a charge below the price is paid as it is")
                .contains("CLP*C2*1*20*20**MC")
                .contains("SVC*HC:H2015:HT:HM*20*20**2~DTM*472*20261102~REF*6R*C2-1~");
        assertThat(segments(remittance, "BPR")).containsExactly("BPR*I*190.68*C*CHK************20261123");
        assertThat(segments(remittance, "TRN")).containsExactly("TRN*1*000000007*1990000001");
        assertThat(segments(remittance, "PER")).containsExactly("PER*BL*EDI Support*TE*9195550100");
        Remittances.assertBalances(remittance);
    }

    @Test
    void a_line_that_is_denied_leaves_the_other_lines_of_its_claim_paid() throws IOException {
        payer.take(three("000000007"));
        String remittance = payer.answer("000000007.835");
        assertThat(segments(remittance, "CLP").get(2)).startsWith("CLP*C3*1*120*20.08*");
        assertThat(remittance).contains("SVC*HC:H2015:U1*96*0**0**4~DTM*472*20261103~CAS*CO*4*96~");
    }

    @Test
    void the_277CA_takes_claims_and_names_the_payers_own_number() throws IOException {
        payer.take(three("000000007"));
        assertThat(payer.answer("000000007.277"))
                .contains("TRN*2*000000007~STC*A1:19:PR*20261123*WQ*320~QTY*90*3~AMT*YU*320~")
                .contains(
                        "TRN*2*C2~STC*A2:20:PR*20261123*WQ*20~REF*1K*NF00000000700002~DTP*472*D8*20261102~HL*6*3*PT~");
    }

    @Test
    void the_deposit_is_the_total_of_the_835() throws IOException {
        payer.take(three("000000007"));
        assertThat(payer.deposits()).isEqualTo("trace,date,cents\n000000007,2026-11-23,19068\n");
    }

    @Test
    @Tag("X-12")
    void x12_parser_finds_no_fault_in_our_277CA_and_835() throws IOException {
        payer.table("members.csv", "X1,2020-01-01,2026-10-31", "default,active");
        var file = three("000000007").simple("C9", "X1", "20261102");
        payer.take(file);
        assertReads(FileType.ANSI837_5010_X214, "000000007.277");
        assertReads(FileType.ANSI835_5010_X221, "000000007.835");
    }

    @Test
    void a_member_who_is_not_known_is_rejected_by_277CA_and_not_paid() throws IOException {
        payer.table("members.csv", "memberId,coveredFrom,coveredTo", MEMBER + ",2020-01-01,", "default,unknown");
        payer.take(new ClaimFiles("000000008").simple("C1", MEMBER, "20261102").simple("C2", "950000002B", "20261102"));
        assertThat(payer.answer("000000008.277"))
                .contains("QTY*90*1~QTY*AA*1~AMT*YU*72~AMT*YY*72~")
                .contains("TRN*2*C2~STC*A3:33:IL*20261123*U*72~DTP*472*D8*20261102~");
        assertThat(segments(payer.answer("000000008.835"), "CLP"))
                .singleElement()
                .asString()
                .startsWith("CLP*C1*");
        assertReads(FileType.ANSI837_5010_X214, "000000008.277");
    }

    @ParameterizedTest
    @CsvSource({
        "CLM*C1*72*, CLM*C1*73*, A7:178",
        "***12:B:1*, ***12:B:7*, A7:535",
        "UN*3*, UN*0*, A7:476",
        "D8*20261102, D8*20261302, A7:187",
        "D8*20261102, D8*20261124, A7:187",
        "HC:H2015, ER:H2015, A7:454"
    })
    void a_claim_that_cannot_be_judged_is_rejected_by_277CA_and_gets_no_835(String is, String becomes, String code)
            throws IOException {
        String text =
                new ClaimFiles("000000008").simple("C1", MEMBER, "20261102").text();
        assertThat(text).contains(is);
        payer.take("f.837", text.replace(is, becomes).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(payer.answers()).containsOnlyKeys("000000008.999", "000000008.277");
        assertThat(payer.answer("000000008.277")).contains("TRN*2*C1~STC*" + code + "*20261123*U*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stupidedi__chiropractic.edi",
                "stupidedi__wheelchair.edi",
                "stupidedi__COB-claim-from-billing-provider-to-payer-a.edi"
            })
    void valid_public_files_are_taken_and_their_services_denied_for_a_cause(String name) throws IOException {
        payer.take("sample.837", ClaimFiles.sample(name));
        var answers = payer.answers();
        assertThat(answers).hasSize(3);
        String control = answers.firstEntry().getKey().substring(0, 9);
        assertThat(answers.get(control + ".999")).contains("~IK5*A~AK9*A*1*1*1~");
        String remittance = answers.get(control + ".835");
        Remittances.assertBalances(remittance);
        assertThat(reductions(remittance)).isNotEmpty().allMatch(r -> r.equals("CO-29"));
        assertThat(segments(remittance, "CLP"))
                .allMatch(s -> Payer.element(s, 2).equals("4"));
        assertThat(segments(remittance, "BPR").getFirst()).startsWith("BPR*H*0*C*NON*");
    }

    @Test
    void a_patient_who_is_not_the_subscriber_is_named_as_the_patient_under_the_subscribers_id() throws IOException {
        payer.take("sample.837", ClaimFiles.sample("stupidedi__COB-claim-from-billing-provider-to-payer-a.edi"));
        assertThat(payer.answer("000000001.835")).contains("NM1*QC*1*SMITH*TED****MI*111223333~");
        assertThat(payer.answer("000000001.835")).contains("N1*PE*BEN KILDARE*XX*1999996666~");
    }

    @Test
    void prices_in_the_data_directory_win_from_their_day_on() throws IOException {
        payer.table("prices.csv", "code,modifier,cents,from", "H2015,U1,1500,2026-11-02");
        payer.take(new ClaimFiles("000000009").simple("C1", MEMBER, "20261101").simple("C2", MEMBER, "20261102"));
        assertThat(segments(payer.answer("000000009.835"), "SVC"))
                .containsExactly("SVC*HC:H2015:HT:U1*72*60.24**3", "SVC*HC:H2015:HT:U1*72*45**3");
    }

    @Test
    void a_table_with_a_broken_line_stops_the_answers_and_the_sentence_holds_nothing_of_the_line() throws IOException {
        payer.table("members.csv", "default,active", "950000001A,2020-13-01,");
        var file = new ClaimFiles("000000009").simple("C1", MEMBER, "20261101");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> payer.take(file))
                .isInstanceOf(Tables.BadTable.class)
                .hasMessage("members.csv, line 2: expected memberId,coveredFrom,coveredTo");
        assertThat(payer.answers()).isEmpty();
        payer.table("members.csv", "default,active");
        payer.take(file);
        assertThat(payer.answers()).hasSize(3);
    }

    @Test
    void a_large_file_is_read_in_parts_and_a_fault_keeps_its_place_in_the_whole() throws IOException {
        var file = new ClaimFiles("000000012");
        for (int i = 0; i < 250; i++) file.simple("C" + i, "95000" + (1000 + i), "20261102");
        payer.take(file);
        assertThat(segments(payer.answer("000000012.835"), "CLP")).hasSize(250);
        assertThat(payer.deposits()).contains("000000012,2026-11-23," + 250 * 6024 + '\n');
        String broken = file.text().replace("000000012", "000000013");
        int claim = broken.indexOf("CLM*C220*");
        int place = broken.substring(broken.indexOf("~ST*") + 1, claim).split("~").length + 1;
        broken = broken.replace("CLM*C220*72***12:B:1*", "CLM*C220*72****");
        payer.take("broken.837", broken.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(payer.answer("000000013.999"))
                .contains("AK2*837*0001*005010X222A1~IK3*CLM*" + place + "*2300*8~IK4*5**1~IK5*R*5~AK9*R*1*1*0~");
        assertThat(payer.answers()).hasSize(4);
    }

    @Test
    void what_it_says_of_a_file_holds_no_member_id_and_no_name() throws IOException {
        String words = payer.take(three("000000007"));
        assertThat(words).isEqualTo("interchange 000000007: 3 claims, 0 rejected, 0 denied, paid 190.68");
        try (var files = Files.walk(directory)) {
            assertThat(files.map(p -> p.getFileName().toString())).noneMatch(n -> n.contains(MEMBER));
        }
    }

    private static ClaimFiles three(String control) {
        return new ClaimFiles(control)
                .claim(
                        "C1",
                        MEMBER,
                        "180",
                        "",
                        HI,
                        line("H2015:HT:U1", "72", "3", "20261102"),
                        line("H2015:HT:HO", "108", "3", "20261102"))
                .claim("C2", "950000002B", "20", "", HI, line("H2015:HT:HM", "20", "2", "20261102"))
                .claim(
                        "C3",
                        MEMBER,
                        "120",
                        "",
                        HI,
                        line("H2015:U1", "96", "4", "20261103"),
                        line("H2015:U1:HT", "24", "1", "20261103"));
    }

    private void assertReads(FileType type, String name) throws IOException {
        var reader = new X12Reader(type, new StringReader(payer.answer(name)));
        assertThat(reader.getFatalErrors()).as(name).isEmpty();
        assertThat(reader.getErrors()).as(name).isEmpty();
    }
}
