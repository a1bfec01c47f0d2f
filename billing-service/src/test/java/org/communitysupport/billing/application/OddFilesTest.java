package org.communitysupport.billing.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.communitysupport.billing.infrastructure.x12.X12PayerFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a file holds, it ends as taken or refused with a place and a rule, and the answer to it can be read: no file is an error of ours.
 * Every element of every sample is emptied, doubled, lengthened and filled with what does not belong there; every segment is dropped,
 * doubled and made junk. {@code -Dx12.samples=<directory>} does it with every file in that directory as well.
 */
class OddFilesTest {
    private static final PayerFileReader READER = new X12PayerFiles(() -> LocalDateTime.of(2026, 11, 23, 10, 0), false);
    private static final List<String> VALUES = List.of(
            "", "A", "0", "-1", "~9", "9".repeat(60), "a b/c", "É", "\u0001", "*", ":", "20261399", "99999999999");

    static Stream<Path> samples() {
        return CutFilesTest.samples();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    @Tag("B-02")
    void every_element_may_hold_anything(Path sample) throws IOException {
        String file = Files.readString(sample, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", "");
        int isa = file.indexOf("ISA");
        if (isa < 0 || file.length() < isa + 106) return;
        var house = new House();
        var separator = file.charAt(isa + 3);
        var terminator = file.charAt(isa + 105);
        var segments = file.split(Pattern.quote(String.valueOf(terminator)), -1);
        for (int s = 0; s < segments.length - 1; s++) {
            var elements = segments[s].split(Pattern.quote(String.valueOf(separator)), -1);
            for (int e = 0; e < elements.length; e++) {
                var values = new ArrayList<>(VALUES);
                values.add(elements[e] + elements[e]);
                values.add(elements[e] + "X");
                for (String value : values) {
                    var changed = elements.clone();
                    changed[e] = value;
                    answered(house, with(segments, s, terminator, String.join(String.valueOf(separator), changed)));
                }
            }
            answered(house, with(segments, s, terminator, null));
            answered(house, with(segments, s, terminator, segments[s] + terminator + segments[s]));
            answered(house, with(segments, s, terminator, "XYZ*1" + terminator + segments[s]));
            answered(house, with(segments, s, terminator, "TA1*1*2*3*R" + terminator + segments[s]));
        }
    }

    @Test
    @Tag("B-02")
    @Tag("B-03")
    void the_cases_that_once_were_errors_of_ours() {
        var house = new House();
        String sound = House.text(PayerFilesTest.advice(1000, "CLP*NOBODY*1*10*10**MC*X~NM1*QC*1*X~"));
        for (String odd : List.of(
                sound.replace("GS*HP*NORTHFORK*RIVERBEND", "GS*HP*NORTHFORK*R"),
                sound.replace("GS*HP", "TA1*889000001*270301*0800*A~GS*HP"),
                sound.replace("GS*HP", "XYZ*1~GS*HP"),
                sound.replace("ST*835", "XYZ*1~ST*835"),
                sound.replace("GE*1", "XYZ*1~GE*1"),
                sound.replace("IEA*1", "ST*835*1~SE*2*1~IEA*1"),
                sound.replace("*ZZ*NORTHFORK      ", "*Q!*~^:*           "),
                sound.replace("GS*HP*NORTHFORK*RIVERBEND*20261123*1000*1*X*", "GS*hp**|*2026*A*X1*X*"))) {
            var taken = answered(house, odd);
            assertThat(taken.refused()).as(odd).isNotEmpty();
        }
        String junk =
                "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND      *261123*1000*^*00501*000000001*0*T*:~"
                        + "TA1*889000001*270301*0800*A~IEA*0*000000001~";
        assertThat(answered(house, junk).refused()).isNotEmpty();
    }

    private static TakePayerFile.Taken answered(House house, String file) {
        TakePayerFile.Taken taken;
        try {
            taken = house.take.take(House.TENANT, file.getBytes(StandardCharsets.UTF_8), null, "biller");
        } catch (RuntimeException e) {
            throw new AssertionError("not answered: " + file, e);
        }
        assertThat(taken.refused()).as(file).allSatisfy(fault -> {
            assertThat(fault.place()).isNotBlank();
            assertThat(fault.rule()).matches("X12-(TA1|AK9|IK3|IK4|IK5)-[0-9]{1,3}");
            assertThat(fault.detail()).isNotBlank();
        });
        if (taken.reply() != null)
            assertThat(READER.examine(taken.reply().getBytes(StandardCharsets.US_ASCII), new PostFile.Payments())
                            .faults())
                    .as("the answer %s to %s", taken.reply(), file)
                    .isEmpty();
        return taken;
    }

    /** @param segment null to leave it out */
    private static String with(String[] segments, int at, char terminator, String segment) {
        var all = new ArrayList<>(List.of(segments));
        if (segment == null) all.remove(at);
        else all.set(at, segment);
        return String.join(String.valueOf(terminator), all);
    }
}
