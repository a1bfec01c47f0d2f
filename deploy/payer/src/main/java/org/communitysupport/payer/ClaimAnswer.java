package org.communitysupport.payer;

import static org.communitysupport.payer.X12Text.clean;
import static org.communitysupport.payer.X12Text.date;
import static org.communitysupport.payer.X12Text.dollars;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.communitysupport.payer.Adjudication.Judged;
import org.communitysupport.payer.Claim.Provider;
import org.communitysupport.payer.Claim.Submitter;
import org.communitysupport.payer.SyntaxAnswer.GroupVerdict;

/** The 277CA (X214): for each claim whether it goes on to be judged, with the payer's own number of it. */
final class ClaimAnswer {
    private static final String GUIDE = "005010X214";

    private final Interchange file;
    private final X12Text out;
    private int level;

    private ClaimAnswer(Interchange file) {
        this.file = file;
        this.out = new X12Text(file, 2);
    }

    static byte[] of(Interchange file, GroupVerdict group, List<Judged> claims) {
        return new ClaimAnswer(file).write(group, claims);
    }

    private byte[] write(GroupVerdict group, List<Judged> claims) {
        var gs = group.group().gs();
        out.startGroup("HN", gs.get(3), gs.get(2), file.at(), GUIDE);
        Map<Submitter, Map<Provider, List<Judged>>> bySubmitter = new LinkedHashMap<>();
        for (var claim : claims)
            bySubmitter
                    .computeIfAbsent(claim.claim().submitter(), s -> new LinkedHashMap<>())
                    .computeIfAbsent(claim.claim().billing(), p -> new java.util.ArrayList<>())
                    .add(claim);
        bySubmitter.forEach(this::set);
        out.endGroup();
        return out.end();
    }

    private void set(Submitter submitter, Map<Provider, List<Judged>> byProvider) {
        level = 0;
        String day = date(file.at().toLocalDate());
        var all = byProvider.values().stream().flatMap(List::stream).toList();
        var payer = all.getFirst().claim().payer();
        out.startSet("277", GUIDE);
        out.segment(
                "BHT",
                "0085",
                "08",
                file.control(),
                day,
                String.format("%02d%02d", file.at().getHour(), file.at().getMinute()),
                "TH");
        int source = hl(0, "20");
        out.segment("NM1", "PR", "2", clean(payer.name()), "", "", "", "", "PI", clean(payer.id()));
        out.segment("TRN", "1", file.control());
        out.segment("DTP", "050", "D8", day);
        out.segment("DTP", "009", "D8", day);
        int receiver = hl(source, "21");
        out.segment(
                "NM1",
                "41",
                submitter.person() ? "1" : "2",
                clean(submitter.name()),
                submitter.person() ? clean(submitter.given()) : "",
                "",
                "",
                "",
                "46",
                clean(submitter.id()));
        out.segment("TRN", "2", clean(submitter.reference()));
        out.segment("STC", "A1:19:PR", day, "WQ", dollars(charge(all)));
        totals("90", "AA", all);
        byProvider.forEach((provider, claims) -> provider(receiver, provider, claims, day));
        out.endSet();
    }

    private void provider(int receiver, Provider provider, List<Judged> claims, String day) {
        int at = hl(receiver, "19");
        out.segment(
                "NM1",
                "85",
                provider.person() ? "1" : "2",
                clean(provider.name()),
                provider.person() ? clean(provider.given()) : "",
                "",
                "",
                "",
                provider.npi().isEmpty() ? "FI" : "XX",
                clean(provider.npi().isEmpty() ? provider.taxId() : provider.npi()));
        out.segment("TRN", "1", "0");
        out.segment("STC", "A1:19:PR", "", "WQ", dollars(charge(claims)));
        totals("QA", "QC", claims);
        for (var claim : claims) claim(at, claim, day);
    }

    private void claim(int provider, Judged judged, String day) {
        var claim = judged.claim();
        hl(provider, "PT");
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
        out.segment("TRN", "2", clean(claim.number()));
        out.segment(
                "STC",
                judged.rejected() ? judged.rejection() : "A2:20:PR",
                day,
                judged.rejected() ? "U" : "WQ",
                dollars(charge(claim)));
        if (!judged.rejected()) out.segment("REF", "1K", judged.control());
        var first = claim.firstDay();
        var last = claim.lastDay();
        if (first != null)
            out.segment(
                    "DTP",
                    "472",
                    first.equals(last) ? "D8" : "RD8",
                    first.equals(last) ? date(first) : date(first) + '-' + date(last));
    }

    private void totals(String acceptedCode, String rejectedCode, List<Judged> claims) {
        var accepted = claims.stream().filter(c -> !c.rejected()).toList();
        var rejected = claims.stream().filter(Judged::rejected).toList();
        if (!accepted.isEmpty()) out.segment("QTY", acceptedCode, Integer.toString(accepted.size()));
        if (!rejected.isEmpty()) out.segment("QTY", rejectedCode, Integer.toString(rejected.size()));
        if (!accepted.isEmpty()) out.segment("AMT", "YU", dollars(charge(accepted)));
        if (!rejected.isEmpty()) out.segment("AMT", "YY", dollars(charge(rejected)));
    }

    /** HL04 is marked as not used on patients, who have nothing below them. */
    private int hl(int parent, String code) {
        level++;
        out.segment(
                "HL",
                Integer.toString(level),
                parent == 0 ? "" : Integer.toString(parent),
                code,
                code.equals("PT") ? "" : "1");
        return level;
    }

    private static long charge(List<Judged> claims) {
        return claims.stream().mapToLong(c -> charge(c.claim())).sum();
    }

    private static long charge(Claim claim) {
        return claim.charge() == null ? 0 : Claim.cents(claim.charge());
    }
}
