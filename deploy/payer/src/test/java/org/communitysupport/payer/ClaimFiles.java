package org.communitysupport.payer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Claim files made by hand; the persons in them do not exist. */
final class ClaimFiles {
    static final String MEMBER = "950000001A";
    private static final String DATE = "20261123";

    private final String control;
    private final List<String> claims = new ArrayList<>();
    private int level = 1;

    ClaimFiles(String control) {
        this.control = control;
    }

    static byte[] sample(String name) {
        try (var in = ClaimFiles.class.getResourceAsStream("/samples/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param lines of {@link #line}, without their numbers */
    ClaimFiles claim(String number, String member, String charge, String authorization, String hi, String... lines) {
        var claim = new StringBuilder();
        claim.append("HL*").append(++level).append("*1*22*0~SBR*P*18*******MC~NM1*IL*1*Doe*Jane****MI*");
        claim.append(member).append("~N3*2 Oak St~N4*Gastonia*NC*28052~DMG*D8*19920101*F~");
        claim.append("NM1*PR*2*Northfork Health*****PI*NFH01~CLM*")
                .append(number)
                .append('*');
        claim.append(charge).append("***12:B:1*Y*A*Y*Y~");
        if (!authorization.isEmpty())
            claim.append("REF*G1*").append(authorization).append('~');
        claim.append(hi);
        for (int i = 0; i < lines.length; i++)
            claim.append("LX*")
                    .append(i + 1)
                    .append('~')
                    .append(lines[i])
                    .append("REF*6R*")
                    .append(number)
                    .append('-')
                    .append(i + 1)
                    .append('~');
        claims.add(claim.toString());
        return this;
    }

    /** A claim of one line, with everything that the payer asks for. */
    ClaimFiles simple(String number, String member, String day) {
        return claim(number, member, "72", "", HI, line("H2015:HT:U1", "72", "3", day));
    }

    static final String HI = "HI*ABK:F250*ABF:F1020~";

    static String line(String service, String charge, String units, String day) {
        return line(service, charge, units, day, "1:2");
    }

    static String line(String service, String charge, String units, String day, String diagnoses) {
        return "SV1*HC:" + service + '*' + charge + "*UN*" + units + "***" + diagnoses + "~DTP*472*D8*" + day + '~';
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    String text() {
        String group = control.replaceFirst("^0+", "");
        String body = "ST*837*0001*005010X222A1~BHT*0019*00*" + control + '*' + DATE + "*1000*CH~"
                + "NM1*41*2*Riverbend Recovery*****46*RIVERBEND~PER*IC*Billing Office*TE*7045550100~"
                + "NM1*40*2*Northfork Health*****46*NORTHFORK~HL*1**20*1~PRV*BI*PXC*251S00000X~"
                + "NM1*85*2*Riverbend Recovery*****XX*1234567893~N3*1 Main St~N4*Gastonia*NC*280520001~REF*EI*561234567~"
                + String.join("", claims);
        int segments = body.split("~").length + 1;
        return "ISA*00*          *00*          *ZZ*RIVERBEND      *ZZ*NORTHFORK      *" + DATE.substring(2)
                + "*1000*^*00501*" + control + "*0*T*:~GS*HC*RIVERBEND*NORTHFORK*" + DATE + "*1000*" + group
                + "*X*005010X222A1~" + body + "SE*" + segments + "*0001~GE*1*" + group + "~IEA*1*" + control + '~';
    }
}
