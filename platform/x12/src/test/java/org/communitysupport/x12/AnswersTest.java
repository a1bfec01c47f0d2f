package org.communitysupport.x12;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interchanges of a file, and what is answered to a bad one: nothing of the sender's that does not fit. */
class AnswersTest {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 23, 10, 0);
    private static final Schemas SYNTAX = Schemas.of(AnswersTest.class, "999");
    private static final String ISA = "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND     "
            + " *261123*1000*^*00501*000000001*0*T*:~";
    private static final String SET = "ST*999*0001*005010X231A1~AK1*HC*7*005010X222A1~AK9*A*1*1*1~SE*4*0001~";
    private static final String SOUND =
            ISA + "GS*FA*NORTHFORK*RIVERBEND*20261123*1000*1*X*005010X231A1~" + SET + "GE*1*1~IEA*1*000000001~";
    /** The same as a kind that is answered. */
    private static final String CLAIMS = SOUND.replace("GS*FA", "GS*HC");

    @Test
    void a_sound_interchange_has_no_fault() {
        assertThat(faults(SOUND)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n\r\n", "\u001A", "\u00EF\u00BB\u00BF"})
    void what_is_blank_between_interchanges_and_around_them_is_passed_over(String blank) {
        var interchanges = Interchange.of(bytes(blank + SOUND + blank + SOUND + blank));
        assertThat(interchanges).hasSize(2).allMatch(Interchange::begins);
        assertThat(interchanges).allSatisfy(i -> assertThat(scan(i).sound()).isTrue());
    }

    @Test
    void what_is_no_interchange_is_a_part_that_cannot_be_read() {
        var interchanges = Interchange.of(bytes(SOUND + "JUNK~" + SOUND));
        assertThat(interchanges).hasSize(2);
        assertThat(scan(interchanges.get(1)).all())
                .singleElement()
                .satisfies(f -> assertThat(f.fault().rule()).isEqualTo("X12-TA1-022"));
    }

    @Test
    void an_interchange_that_begins_within_another_cuts_that_one() {
        String cut = SOUND.substring(0, SOUND.indexOf("AK9"));
        var interchanges = Interchange.of(bytes(cut + SOUND));
        assertThat(interchanges).hasSize(2);
        assertThat(scan(interchanges.get(0)).all())
                .extracting(f -> f.fault().rule())
                .contains("X12-TA1-023");
        assertThat(scan(interchanges.get(1)).sound()).isTrue();
    }

    @Test
    void only_the_last_terminator_may_be_missing() {
        for (int cut = 1; cut < SOUND.length(); cut++) {
            var interchange = Interchange.of(bytes(SOUND.substring(0, SOUND.length() - cut)))
                    .getFirst();
            assertThat(scan(interchange).sound()).as("%d bytes less", cut).isEqualTo(cut == 1);
            assertThat(interchange.unended()).isEqualTo(cut == 1);
        }
    }

    @Test
    void letters_in_latin_1_are_read_as_such() {
        var values = new ArrayList<String>();
        String named = SOUND.replace("AK1*HC", "AK1*\u00D1");
        for (var charset : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8))
            X12Scanner.read(named.getBytes(charset), s -> {
                if (s.id().equals("AK1")) values.add(s.get(1));
            });
        assertThat(values).containsExactly("\u00D1", "\u00D1");
    }

    @ParameterizedTest
    @CsvSource({
        "*HC*NORTHFORK*RIVERBEND*, *HC*N*R*, GS*FA*UNKNOWN*UNKNOWN*",
        "*HC*NORTHFORK*RIVERBEND*, *HC*NORTHFORK*RIVERBEND WITH A NAME TOO LONG*, GS*FA*UNKNOWN*NORTHFORK*",
        "*20261123*1000*1*X*, *20261123*1000*A1B*X*, AK1*HC*0*",
        "ST*999*0001*, ST*999*00010000019*, AK2*999*0000*"
    })
    void a_999_repeats_only_what_fits(String was, String is, String answer) {
        assertThat(CLAIMS).contains(was);
        assertThat(answer(CLAIMS.replace(was, is).replace("SE*4", "SE*5"))).contains(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "*261123*1000*^, *26XX23*10 0*^, TA1*000000001*261123*1000*R*",
        "*ZZ*NORTHFORK, *Q*NORTHFORK, 022",
        "'*ZZ*NORTHFORK      ', '*ZZ*  |!| <name>   ', '*ZZ*UNKNOWN        *261123'"
    })
    void a_ta1_repeats_only_what_fits(String was, String is, String answer) {
        assertThat(CLAIMS).contains(was);
        String odd = CLAIMS.replace(was, is).replace("IEA*1", "IEA*2");
        var scan = scan(Interchange.of(bytes(odd)).getFirst());
        String reply = Acknowledgement.of(scan, NOW);
        if (reply == null) assertThat(scan.all().getFirst().fault().code()).isEqualTo(answer);
        else assertThat(reply).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XYZ*1~", "TA1*889000001*270301*0800*A~", "NM1*QC*1~"})
    void what_stands_between_the_envelopes_is_a_fault_of_the_interchange(String junk) {
        assertThat(answer(CLAIMS.replace("GS*HC", junk + "GS*HC"))).contains("TA1*000000001*261123*1000*R*024~");
        assertThat(answer(CLAIMS.replace("ST*999", "XYZ*1~ST*999"))).contains("TA1*000000001*261123*1000*R*024~");
    }

    @Test
    void nobody_acknowledges_an_acknowledgment() {
        assertThat(answer(SOUND.replace("SE*4", "SE*5"))).isNull();
        assertThat(answer(ISA + "TA1*000000009*270301*0800*R~IEA*0*000000001~")).isNull();
        assertThat(answer(SOUND.replace("IEA*1*000000001", "IEA*1*000000002")))
                .as("but the envelope of a 999 may be at fault")
                .contains("TA1*000000001*261123*1000*R*001~");
    }

    private static String answer(String file) {
        var scan = scan(Interchange.of(bytes(file)).getFirst());
        assertThat(scan.sound()).as(file).isFalse();
        String answer = Acknowledgement.of(scan, NOW);
        if (answer != null) assertThat(faults(answer)).as(answer).isEmpty();
        return answer;
    }

    private static List<Scan.Placed> faults(String file) {
        return scan(Interchange.of(bytes(file)).getFirst()).all();
    }

    private static Scan scan(Interchange interchange) {
        return X12Scanner.scan(interchange, SYNTAX, s -> {}, s -> {});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
