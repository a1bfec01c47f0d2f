package org.communitysupport.billing.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.kernel.Money;

/** Files of a payer, put together by hand and not by the code under test. */
final class PayerAnswers {
    private PayerAnswers() {}

    /** @param adjustments e.g. {@code CO*45*7.84} */
    record Paid(String number, String status, long chargeCents, long paidCents, List<String> adjustments) {}

    static byte[] verdict(String control, String code) {
        return interchange(
                "FA",
                "005010X231A1",
                List.of(
                        "ST*999*0001*005010X231A1",
                        "AK1*HC*" + control.replaceFirst("^0+", "") + "*005010X222A1",
                        "AK2*837*0001*005010X222A1",
                        code.equals("A") ? "IK5*A" : "IK5*R*5",
                        "AK9*" + code + "*1*1*" + (code.equals("A") ? 1 : 0)));
    }

    static byte[] claimVerdict(String number, String category) {
        return interchange(
                "HN",
                "005010X214",
                List.of(
                        "ST*277*0001*005010X214",
                        "BHT*0085*08*1*20261123*1000*TH",
                        "HL*1**20*1",
                        "NM1*PR*2*NORTHFORK*****PI*NFH01",
                        "TRN*1*1",
                        "DTP*050*D8*20261123",
                        "DTP*009*D8*20261123",
                        "HL*2*1*21*1",
                        "NM1*41*2*RIVERBEND*****46*RIVERBEND",
                        "TRN*2*1",
                        "STC*A1:20*20261123*WQ*1",
                        "HL*3*2*19*1",
                        "NM1*85*2*RIVERBEND*****XX*1234567893",
                        "HL*4*3*PT",
                        "NM1*QC*1*X*Y****MI*Z",
                        "TRN*2*" + number,
                        "STC*" + category + ":20*20261123*WQ*1",
                        "REF*1K*PC" + number.substring(1, 9)));
    }

    static byte[] remittance(String trace, long amountCents, Paid... claims) {
        var segments = new ArrayList<>(List.of(
                "ST*835*0001",
                "BPR*I*" + dollars(amountCents) + "*C*ACH************20261123",
                "TRN*1*" + trace + "*1560000001",
                "N1*PR*NORTHFORK HEALTH",
                "N3*1 PLAN ST",
                "N4*RALEIGH*NC*27601",
                "PER*BL*EDI*TE*9195550100",
                "N1*PE*RIVERBEND*XX*1234567893",
                "LX*1"));
        for (var claim : claims) {
            segments.add("CLP*" + claim.number() + "*" + claim.status() + "*" + dollars(claim.chargeCents()) + "*"
                    + dollars(claim.paidCents()) + "**MC*PC" + claim.number().substring(1, 9) + "*12*1");
            segments.add("NM1*QC*1*X*Y");
            segments.add(
                    "SVC*HC:H2015:HT:U1*" + dollars(claim.chargeCents()) + "*" + dollars(claim.paidCents()) + "**2");
            segments.add("DTM*472*20261120");
            for (String adjustment : claim.adjustments()) segments.add("CAS*" + adjustment);
            segments.add("REF*6R*" + claim.number() + "-1");
        }
        return interchange("HP", "005010X221A1", segments);
    }

    private static byte[] interchange(String group, String guide, List<String> segments) {
        var out = new StringBuilder(
                "ISA*00*          *00*          *ZZ*NORTHFORK      *ZZ*RIVERBEND      *261123*1000*^*00501*000000001*0*T*:~");
        out.append("GS*")
                .append(group)
                .append("*NORTHFORK*RIVERBEND*20261123*1000*1*X*")
                .append(guide)
                .append('~');
        segments.forEach(s -> out.append(s).append('~'));
        out.append("SE*").append(segments.size() + 1).append("*0001~GE*1*1~IEA*1*000000001~");
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String dollars(long cents) {
        return Money.ofCents(cents).toDollars();
    }
}
