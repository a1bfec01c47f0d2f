package org.communitysupport.billing.infrastructure.x12;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.communitysupport.billing.application.PayerFileReader.Head;
import org.communitysupport.billing.application.PayerFileReader.Parties;
import org.communitysupport.billing.application.PayerFileReader.Patient;
import org.communitysupport.billing.application.PayerFileReader.RemittanceHandler;
import org.communitysupport.billing.domain.claim.Adjustment;
import org.communitysupport.billing.domain.claim.ClaimAdvice;
import org.communitysupport.x12.Segment;

/** Folds the segments of an 835 into payments and claims, one claim in memory at a time. */
final class RemittanceParser implements Consumer<Segment> {
    private final RemittanceHandler handler;
    private Segment isa;
    private Segment bpr;
    private Segment trn;
    private String party = "";
    private String payee = "";
    private String payeeTaxId = "";
    private final List<String> payerIds = new ArrayList<>();
    private LocalDate produced;
    private boolean begun;
    private Segment clp;
    private final List<Adjustment> claimAdjustments = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final List<ClaimAdvice.Line> lines = new ArrayList<>();
    private Segment svc;
    private final List<Adjustment> lineAdjustments = new ArrayList<>();
    private Integer lineNumber;
    private LocalDate lineDate;
    private String name = "";
    private String memberId = "";
    private LocalDate served;

    RemittanceParser(RemittanceHandler handler) {
        this.handler = handler;
    }

    @Override
    public void accept(Segment s) {
        switch (s.id()) {
            case "ISA" -> isa = s;
            case "BPR" -> {
                bpr = s;
                party = "";
                payee = "";
                payeeTaxId = "";
                payerIds.clear();
                produced = null;
            }
            case "TRN" -> trn = s;
            case "N1" -> party(s);
            case "DTM" -> {
                if (s.get(1).equals("405")) produced = s.date(2);
                else if (s.get(1).equals("232")) served = day(s.get(2));
                else if (s.get(1).equals("472") || s.get(1).equals("150")) lineDate = day(s.get(2));
            }
            case "NM1" -> {
                if (s.get(1).equals("QC")) patient(s);
            }
            case "LX" -> begin();
            case "CLP" -> {
                begin();
                endClaim();
                clp = s;
            }
            case "SVC" -> {
                endLine();
                svc = s;
            }
            case "CAS" -> adjustments(s);
            case "REF" -> reference(s);
            case "LQ" -> {
                if (s.get(1).equals("HE")) remarks.add(s.get(2));
            }
            case "MOA" -> remarks(s, 3, 7);
            case "MIA" -> remarks(s, 5, 5);
            case "PLB" -> {
                begin();
                endClaim();
                for (int e = 3; e + 1 <= s.size(); e += 2)
                    if (!s.get(e + 1).isEmpty()) handler.providerAdjustment(s.get(e, 1), s.get(e, 2), s.cents(e + 1));
            }
            case "SE" -> {
                begin();
                endClaim();
                handler.end();
                begun = false;
            }
            default -> {}
        }
    }

    private void begin() {
        if (begun) return;
        begun = true;
        long cents = bpr.cents(2);
        handler.begin(new Head(
                trn.get(3),
                trn.get(2),
                bpr.get(16).isEmpty() ? produced : bpr.date(16),
                bpr.get(3).equals("D") ? -cents : cents,
                payee,
                new Parties(
                        isa.get(6).strip(),
                        isa.get(8).strip(),
                        List.copyOf(payerIds),
                        payeeTaxId,
                        bpr.get(1).equals("P"))));
    }

    private void party(Segment s) {
        party = s.get(1);
        if (party.equals("PE")) {
            payee = s.get(4);
            if (s.get(3).equals("FI")) payeeTaxId = s.get(4);
        }
        if (party.equals("PR")) for (int e : new int[] {2, 4}) if (!s.get(e).isEmpty()) payerIds.add(s.get(e));
    }

    private void reference(Segment s) {
        if (begun) {
            if (svc != null && s.get(1).equals("6R")) lineNumber = lineNumber(s.get(2));
        } else if (party.equals("PE") && s.get(1).equals("TJ")) payeeTaxId = s.get(2);
        else if (party.equals("PR") && s.get(1).equals("2U")) payerIds.add(s.get(2));
    }

    private void adjustments(Segment s) {
        for (int e = 2; e <= s.size(); e += 3) {
            if (s.get(e).isEmpty()) continue;
            var adjustment = new Adjustment(s.get(1), s.get(e), s.cents(e + 1), null);
            (svc == null ? claimAdjustments : lineAdjustments).add(adjustment);
        }
    }

    private void remarks(Segment s, int from, int to) {
        for (int e = from; e <= to; e++) if (!s.get(e).isEmpty()) remarks.add(s.get(e));
    }

    private void patient(Segment s) {
        name = (s.get(4) + ' ' + s.get(3)).trim();
        memberId = s.get(9);
    }

    private void endLine() {
        if (svc == null) return;
        Integer number = lineNumber;
        var adjustments = lineAdjustments.stream()
                .map(a -> new Adjustment(a.group(), a.reason(), a.cents(), number))
                .toList();
        lines.add(new ClaimAdvice.Line(
                number,
                svc.cents(2),
                svc.cents(3),
                adjustments,
                service(svc, 1),
                service(svc, 6),
                svc.get(5).isEmpty() ? null : svc.get(5),
                lineDate));
        if (served == null) served = lineDate;
        svc = null;
        lineNumber = null;
        lineDate = null;
        lineAdjustments.clear();
    }

    private void endClaim() {
        endLine();
        if (clp == null) return;
        handler.patient(new Patient(name, memberId, served));
        handler.claim(new ClaimAdvice(
                clp.get(1), clp.get(2), clp.cents(3), clp.cents(4), clp.get(7), claimAdjustments, remarks, lines));
        clp = null;
        name = "";
        memberId = "";
        served = null;
        claimAdjustments.clear();
        remarks.clear();
        lines.clear();
    }

    /** Code and modifiers of a composite, e.g. {@code H2015-HT-U1}; null when there is none. */
    private static String service(Segment s, int element) {
        if (s.get(element, 2).isEmpty()) return null;
        var service = new StringBuilder(s.get(element, 2));
        for (int c = 3; c <= 6; c++)
            if (!s.get(element, c).isEmpty()) service.append('-').append(s.get(element, c));
        return service.toString();
    }

    /** Only shown, so one that cannot be read is none. */
    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Our line control number ends in the line's number, see {@link X12ClaimFiles}. */
    private static Integer lineNumber(String control) {
        int dash = control.lastIndexOf('-');
        String digits = control.substring(dash + 1);
        return digits.matches("[0-9]{1,2}") ? Integer.valueOf(digits) : null;
    }
}
