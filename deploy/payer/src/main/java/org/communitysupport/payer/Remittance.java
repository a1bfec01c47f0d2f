package org.communitysupport.payer;

import static org.communitysupport.payer.X12Text.clean;
import static org.communitysupport.payer.X12Text.date;
import static org.communitysupport.payer.X12Text.dollars;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.payer.Adjudication.Judged;
import org.communitysupport.payer.Adjudication.JudgedLine;
import org.communitysupport.payer.Claim.Provider;
import org.communitysupport.payer.SyntaxAnswer.GroupVerdict;

/** The 835 (X221A1): one payment for each billing provider of the file, by cheque: a claim file names no bank account. */
final class Remittance {
    private static final String GUIDE = "005010X221A1";
    /** TRN03: 1 and the payer's tax id; this payer is fictional and so is its number. */
    private static final String PAYER = "1990000001";

    /** The money of one payment, as the payee's bank sees it. */
    record Deposit(String trace, LocalDate date, long cents) {}

    record Written(byte[] bytes, List<Deposit> deposits) {}

    private final Interchange file;
    private final LocalDate date;
    private final X12Text out;

    private Remittance(Interchange file) {
        this.file = file;
        this.date = file.at().toLocalDate();
        this.out = new X12Text(file, 3);
    }

    /** @param claims those that were judged, at least one */
    static Written of(Interchange file, GroupVerdict group, List<Judged> claims) {
        return new Remittance(file).write(group, claims);
    }

    private Written write(GroupVerdict group, List<Judged> claims) {
        var gs = group.group().gs();
        Map<Provider, List<Judged>> byPayee = new LinkedHashMap<>();
        for (var claim : claims)
            byPayee.computeIfAbsent(claim.claim().billing(), p -> new ArrayList<>())
                    .add(claim);
        var deposits = new ArrayList<Deposit>();
        out.startGroup("HP", gs.get(3), gs.get(2), file.at(), GUIDE);
        byPayee.forEach((payee, paid) -> {
            String trace = deposits.isEmpty() ? file.control() : file.control() + '-' + (deposits.size() + 1);
            deposits.add(new Deposit(trace, date, payment(trace, payee, paid)));
        });
        out.endGroup();
        return new Written(out.end(), List.copyOf(deposits));
    }

    private long payment(String trace, Provider payee, List<Judged> claims) {
        long total = claims.stream().mapToLong(Judged::paidCents).sum();
        out.startSet("835", "");
        String[] bpr = new String[16];
        java.util.Arrays.fill(bpr, "");
        bpr[0] = total == 0 ? "H" : "I";
        bpr[1] = dollars(total);
        bpr[2] = "C";
        bpr[3] = total == 0 ? "NON" : "CHK";
        bpr[15] = date(date);
        out.segment("BPR", bpr);
        out.segment("TRN", "1", trace, PAYER);
        out.segment("DTM", "405", date(date));
        var payer = claims.getFirst().claim().payer();
        out.segment("N1", "PR", clean(payer.name()));
        out.segment("N3", "1 Illustration Way");
        out.segment("N4", "Raleigh", "NC", "276010001");
        if (!payer.id().isEmpty()) out.segment("REF", "2U", clean(payer.id()));
        out.segment("PER", "BL", "EDI Support", "TE", "9195550100");
        String name = payee.person() ? payee.given() + ' ' + payee.name() : payee.name();
        boolean npi = !payee.npi().isEmpty();
        out.segment("N1", "PE", clean(name), npi ? "XX" : "FI", clean(npi ? payee.npi() : payee.taxId()));
        if (npi && !payee.taxId().isEmpty()) out.segment("REF", "TJ", clean(payee.taxId()));
        out.segment("LX", "1");
        claims.forEach(this::claim);
        out.endSet();
        return total;
    }

    private void claim(Judged judged) {
        var claim = judged.claim();
        out.segment(
                "CLP",
                clean(claim.number()),
                judged.denied() ? "4" : "1",
                dollars(Claim.cents(claim.charge())),
                dollars(judged.paidCents()),
                "",
                claim.filing().isEmpty() ? "ZZ" : clean(claim.filing()),
                judged.control(),
                clean(claim.place()),
                clean(claim.frequency()));
        out.segment(
                "NM1",
                "QC",
                "1",
                clean(claim.patient().family()),
                clean(claim.patient().given()),
                clean(claim.patient().middle()),
                "",
                "",
                "MI",
                clean(claim.memberId()));
        out.segment("DTM", "050", date(date));
        judged.lines().forEach(this::line);
    }

    private void line(JudgedLine judged) {
        var line = judged.line();
        var service = new ArrayList<>(List.of(line.qualifier(), clean(line.code())));
        line.modifiers().forEach(m -> service.add(clean(m)));
        String units = line.units().stripTrailingZeros().toPlainString();
        out.segment(
                "SVC",
                String.join(":", service),
                dollars(judged.chargeCents()),
                dollars(judged.paidCents()),
                "",
                judged.denied() ? "0" : units,
                "",
                judged.denied() ? units : "");
        if (line.from().equals(line.to())) out.segment("DTM", "472", date(line.from()));
        else {
            out.segment("DTM", "150", date(line.from()));
            out.segment("DTM", "151", date(line.to()));
        }
        for (var r : judged.reductions()) out.segment("CAS", r.group(), r.reason(), dollars(r.cents()));
        if (!line.control().isEmpty()) out.segment("REF", "6R", clean(line.control()));
        if (!judged.denied()) out.segment("AMT", "B6", dollars(judged.paidCents()));
        if (!judged.remark().isEmpty()) out.segment("LQ", "HE", judged.remark());
    }
}
