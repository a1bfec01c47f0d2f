package org.communitysupport.payer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.communitysupport.payer.ClaimFiles.MEMBER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    private static final String GOOD =
            new ClaimFiles("000000007").simple("C1", MEMBER, "20261102").text();

    @TempDir
    Path directory;

    private Payer payer;

    @BeforeEach
    void start() throws IOException {
        payer = new Payer(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SE*25*0001 | SE*26*0001 | ~AK2*837*0001*005010X222A1~IK5*R*4~AK9*R*1*1*0~",
                "SE*25*0001 | SE*25*0002 | ~IK5*R*3~AK9*R*1*1*0~",
                "GE*1*7 | GE*2*7 | ~AK1*HC*7*005010X222A1~AK9*R*2*1*0*5~",
                "GE*1*7 | GE*1*8 | ~AK9*R*1*1*0*4~",
                "IEA*1*000000007 | IEA*1*000000008 | ~TA1*000000007*261123*1000*R*001~GS*FA*",
                "IEA*1*000000007 | IEA*2*000000007 | ~TA1*000000007*261123*1000*R*021~GS*FA*",
                "~GE*1*7~IEA*1*000000007~ | ~ | ~AK9*R*1*1*0*3~",
                "GS*HC*RIVERBEND | GS*HP*RIVERBEND | ~AK1*HP*7*005010X222A1~AK9*R*1*1*0*1~",
                "7*X*005010X222A1 | 7*X*005010X223A2 | ~IK5*R*I6~AK9*R*1*1*0~",
                "N3*1 Main St~ | '' | ~IK3*N3*8*2010AA*3~IK5*R*5~AK9*R*1*1*0~",
                "HI*ABK:F250*ABF:F1020~ | '' | ~IK3*HI*19*2300*3~IK5*R*5~AK9*R*1*1*0~",
                "***12:B:1*Y | ****Y | ~IK3*CLM*19*2300*8~IK4*5**1~IK5*R*5~AK9*R*1*1*0~",
                "*MI*950000001A | '' | ~IK3*NM1*14*2010BA*8~IK4*8**1~IK5*R*5~AK9*R*1*1*0~",
                "*MI*950000001A | *MI* | ~IK3*NM1*14*2010BA*8~IK4*9**1~IK5*R*5~AK9*R*1*1*0~",
                "LX*1~ | LX*1~QQQ*1~ | ~IK5*R*5~AK9*R*1*1*0~"
            })
    void a_broken_file_gets_a_rejecting_999_that_names_the_place_and_nothing_else(
            String is, String becomes, String answer) throws IOException {
        String broken = GOOD.replaceFirst(java.util.regex.Pattern.quote(is.strip()), becomes.strip());
        if (!becomes.strip().contains("SE*")) broken = recounted(broken);
        assertThat(broken).isNotEqualTo(GOOD);
        payer.take("f.837", broken.getBytes(StandardCharsets.UTF_8));
        assertThat(payer.answers()).containsOnlyKeys("000000007.999");
        assertThat(payer.answer("000000007.999")).contains(answer.strip());
        assertThat(payer.outbox.resolve("done/f.837")).exists();
        assertThat(payer.deposits()).isEqualTo("trace,date,cents\n");
    }

    @ParameterizedTest
    @CsvSource({
        "imsweb__x12_valid.txt, IK5*R*4",
        "imsweb__x12_missing_elements.txt, IK5*R*4",
        "imsweb__x12_segment_errors.txt, IK5*R*4",
        "imsweb__x12_multiple_st.txt, IK5*R*4",
        "lfh__demo.autoaccident.837, IK5*R*I6"
    })
    void public_files_with_a_fault_or_of_another_guide_are_rejected(String name, String verdict) throws IOException {
        payer.take("f.837", ClaimFiles.sample(name));
        assertThat(payer.answers()).hasSize(1);
        assertThat(payer.answers().firstEntry().getKey()).endsWith(".999");
        assertThat(payer.answers().firstEntry().getValue()).contains(verdict);
    }

    /** Each by a payer of its own: to one that knows the control number every cut but the first is a duplicate. */
    @Test
    void a_file_cut_anywhere_is_refused_and_never_paid() throws IOException {
        byte[] whole = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int length = 107; length < whole.length - 1; length++) {
            var other = new Payer(directory.resolve("cut-" + length));
            other.take("cut.837", java.util.Arrays.copyOf(whole, length));
            assertThat(other.answers()).as("cut after %d", length).hasSize(1);
            String answer = other.answers().firstEntry().getValue();
            assertThat(answer).as("cut after %d", length).containsPattern("~TA1\\*.*\\*R\\*02[134]~|~AK9\\*R\\*");
            assertThat(answer).doesNotContain("*R*025~");
        }
    }

    @Test
    void what_has_no_readable_header_cannot_be_answered_and_is_put_aside() throws IOException {
        String words = payer.take("f.837", ClaimFiles.sample("imsweb__x12_bad_first_line.txt"));
        assertThat(words).contains("refused");
        assertThat(payer.answers()).isEmpty();
        assertThat(payer.outbox.resolve("refused/f.837")).exists();
    }

    @Test
    void another_file_under_a_used_control_number_is_refused_as_a_duplicate_and_the_first_answers_stay()
            throws IOException {
        payer.take("first.837", GOOD.getBytes(StandardCharsets.UTF_8));
        var first = payer.answers();
        payer.take(
                "second.837",
                new ClaimFiles("000000007").simple("C2", MEMBER, "20261103").bytes());
        var both = payer.answers();
        assertThat(both).hasSize(4).containsAllEntriesOf(first);
        both.keySet().removeAll(first.keySet());
        assertThat(both.firstEntry().getKey()).matches("000000007-[0-9a-f]{8}\\.999");
        assertThat(both.firstEntry().getValue())
                .contains("~TA1*000000007*261123*1000*R*025~")
                .contains("~AK9*R*1*1*0~");
    }

    @Test
    void the_same_file_again_gets_no_second_set_of_answers() throws IOException {
        payer.take("first.837", GOOD.getBytes(StandardCharsets.UTF_8));
        for (String name : payer.answers().keySet()) java.nio.file.Files.delete(payer.inbox.resolve(name));
        payer.start(step -> {});
        payer.take("again.837", GOOD.getBytes(StandardCharsets.UTF_8));
        assertThat(payer.answers()).isEmpty();
        assertThat(payer.deposits().lines()).hasSize(2);
    }

    @Test
    void a_byte_order_mark_and_line_breaks_do_no_harm() throws IOException {
        payer.take("f.837", ("\uFEFF" + GOOD.replace("~", "~\r\n")).getBytes(StandardCharsets.UTF_8));
        assertThat(payer.answers()).hasSize(3);
    }

    /** SE01 as it should be after a segment came or went, so that only the fault under test is one. */
    private static String recounted(String file) {
        int st = file.indexOf("ST*");
        int se = file.indexOf("SE*25*0001");
        if (se < 0) return file;
        return file.replace("SE*25*0001", "SE*" + (file.substring(st, se).split("~").length + 1) + "*0001");
    }
}
