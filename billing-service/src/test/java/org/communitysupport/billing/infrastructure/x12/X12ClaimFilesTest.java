package org.communitysupport.billing.infrastructure.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.communitysupport.billing.application.ClaimFileWriter.Batch;
import org.communitysupport.billing.application.ClaimFileWriter.Claim;
import org.communitysupport.billing.domain.claim.ClaimLine;
import org.communitysupport.billing.domain.claim.ClaimSubject;
import org.communitysupport.billing.domain.rule.Agency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class X12ClaimFilesTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 23, 10, 0);
    private static final Agency AGENCY = new Agency(
            "Riverbend Recovery",
            "1234567893",
            "251S00000X",
            "561234567",
            "1 Main St",
            "Gastonia",
            "NC",
            "280520001",
            "RIVERBEND",
            "Billing Office",
            "7045550100");

    @Test
    void writes_a_claim_with_its_lines_as_an_837_professional() {
        String file = text(write(claim(
                "AUTH77",
                subject("Doe"),
                line(1, List.of("HT", "U1"), 2, "12"),
                line(2, List.of("HT", "HO"), 3, "11"))));
        assertThat(file)
                .startsWith(
                        "ISA*00*          *00*          *ZZ*RIVERBEND      *ZZ*NORTHFORK      *261123*1000*^*00501*000000007*0*T*:~");
        assertThat(file).contains("GS*HC*RIVERBEND*NORTHFORK*20261123*1000*7*X*005010X222A1~ST*837*0001*005010X222A1~");
        assertThat(file)
                .contains(
                        "HL*1**20*1~PRV*BI*PXC*251S00000X~NM1*85*2*Riverbend Recovery*****XX*1234567893~N3*1 Main St~N4*Gastonia*NC*280520001~REF*EI*561234567~");
        assertThat(file).contains("HL*2*1*22*0~SBR*P*18*******MC~NM1*IL*1*Doe*Jane****MI*123456789K~");
        assertThat(file).contains("DMG*D8*19920101*F~NM1*PR*2*Northfork Health*****PI*NFH01~");
        assertThat(file).contains("CLM*C0123456789ABCDEFGHJ*156***12:B:1*Y*A*Y*Y~REF*G1*AUTH77~HI*ABK:F250*ABF:F1020~");
        assertThat(file)
                .contains("LX*1~SV1*HC:H2015:HT:U1*48*UN*2***1:2~DTP*472*D8*20261120~REF*6R*C0123456789ABCDEFGHJ-1~");
        assertThat(file).contains("LX*2~SV1*HC:H2015:HT:HO*108*UN*3*11**1:2~");
        assertThat(file).endsWith("GE*1*7~IEA*1*000000007~");
    }

    @Test
    void what_it_writes_passes_its_own_check() {
        var verdict = X12ClaimCheck.of(write(claim(null, subject("Doe"), line(1, List.of("HT", "U1"), 2, "12"))), NOW);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.warnings()).isEmpty();
    }

    @Test
    void no_authorization_number_no_REF_G1() {
        assertThat(text(write(claim(null, subject("Doe"), line(1, List.of("HT", "U1"), 2, "12")))))
                .doesNotContain("REF*G1");
    }

    @Test
    void a_name_with_delimiters_or_accents_does_not_break_the_file() {
        byte[] file = write(claim(null, subject("Gar~c*í:a ^Ñuñez"), line(1, List.of("HT", "U1"), 2, "12")));
        assertThat(text(file)).contains("NM1*IL*1*Gar c i a Nunez*Jane****MI*");
        assertThat(X12ClaimCheck.of(file, NOW).faults()).isEmpty();
    }

    @Test
    void the_same_batch_gives_the_same_bytes() {
        var claim = claim("A", subject("Doe"), line(1, List.of("HT", "U1"), 2, "12"));
        assertThat(write(claim)).isEqualTo(write(claim));
    }

    @Test
    void one_who_served_stands_on_the_claim_and_several_on_their_lines() {
        var one = new ClaimLine(
                1, "H2015", List.of("HT", "U1"), 1, "12", 2400, 2008, "1234567893", "Pat Q Peer", List.of());
        var other = new ClaimLine(
                2, "H2015", List.of("HT", "U1"), 1, "12", 2400, 2008, "1245319599", "Lee Lead", List.of());
        assertThat(text(write(claim(null, subject("Doe"), one))))
                .contains("NM1*82*1*Peer*Pat Q****XX*1234567893~LX*1~");
        assertThat(text(write(claim(null, subject("Doe"), one, other))))
                .contains("REF*6R*C0123456789ABCDEFGHJ-2~NM1*82*1*Lead*Lee****XX*1245319599~");
    }

    @ParameterizedTest
    @CsvSource({
        "stupidedi__chiropractic.edi, false",
        "stupidedi__wheelchair.edi, false",
        "stupidedi__COB-claim-from-billing-provider-to-payer-a.edi, false",
        "lfh__demo.autoaccident.837, true",
        "staedi__sample837-original.edi, true"
    })
    void claim_files_that_the_sources_call_valid_are_taken_another_errata_with_a_warning(String file, boolean warned) {
        var verdict = X12ClaimCheck.of(Samples.bytes(file), NOW);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.warnings().isEmpty()).isEqualTo(!warned);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imsweb__x12_valid.txt",
                "imsweb__x12_missing_elements.txt",
                "imsweb__x12_segment_errors.txt",
                "imsweb__x223-test.txt"
            })
    void a_wrong_segment_count_is_refused_with_IK5_code_4(String file) {
        var verdict = X12ClaimCheck.of(Samples.bytes(file), NOW);
        assertThat(verdict.taken()).isFalse();
        assertThat(verdict.reply()).containsPattern("IK5\\*R\\*([0-9]\\*)*4");
    }

    @Test
    void each_known_fault_is_named_with_its_place() {
        assertThat(X12ClaimCheck.of(Samples.bytes("imsweb__x12_missing_elements.txt"), NOW)
                        .faults())
                .anySatisfy(f -> assertThat(f).startsWith("segment 5 (NM1), element 2: a required element is missing"))
                .anySatisfy(f -> assertThat(f).startsWith("segment 29 (CLM), element 5"));
        assertThat(X12ClaimCheck.of(Samples.bytes("imsweb__x12_segment_errors.txt"), NOW)
                        .faults())
                .anySatisfy(f -> assertThat(f).contains("(N3)").contains("street is missing"))
                .anySatisfy(f -> assertThat(f).contains("(HI)").contains("diagnosis is missing"))
                .anySatisfy(f -> assertThat(f).contains("(REF)").contains("one tax id"));
        assertThat(X12ClaimCheck.of(Samples.bytes("imsweb__x12_bad_first_line.txt"), NOW)
                        .faults())
                .singleElement()
                .satisfies(f -> assertThat(f).contains("fixed width"));
        assertThat(X12ClaimCheck.of(Samples.bytes("imsweb__x12_multiple_st.txt"), NOW)
                        .faults())
                .anySatisfy(f -> assertThat(f).startsWith("GE: the count"));
    }

    private static byte[] write(Claim... claims) {
        return new X12ClaimFiles()
                .write(new Batch(
                        "000000007", NOW, AGENCY, "Northfork Health", "NFH01", "NORTHFORK", false, List.of(claims)));
    }

    private static Claim claim(String authorizationNumber, ClaimSubject subject, ClaimLine... lines) {
        return new Claim(
                "C0123456789ABCDEFGHJ",
                LocalDate.of(2026, 11, 20),
                "12",
                "1",
                authorizationNumber,
                null,
                subject,
                List.of(lines),
                List.of(lines).stream().mapToLong(ClaimLine::chargeCents).sum());
    }

    private static ClaimSubject subject(String family) {
        return new ClaimSubject(
                family,
                "Jane",
                "1992-01-01",
                "female",
                "2 Oak St",
                "Gastonia",
                "NC",
                "28052",
                "123456789K",
                List.of("F25.0", "F10.20"));
    }

    private static ClaimLine line(int number, List<String> modifiers, int units, String place) {
        long rate = modifiers.contains("HO") ? 3600 : 2400;
        return new ClaimLine(
                number,
                "H2015",
                modifiers,
                units,
                place,
                rate * units,
                2008L * units,
                null,
                null,
                List.of("l" + number));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.US_ASCII);
    }
}
