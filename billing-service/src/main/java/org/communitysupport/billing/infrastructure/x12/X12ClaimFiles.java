package org.communitysupport.billing.infrastructure.x12;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.communitysupport.billing.application.ClaimFileWriter;
import org.communitysupport.billing.domain.claim.ClaimLine;
import org.communitysupport.billing.domain.claim.ClaimSubject;
import org.communitysupport.kernel.Money;
import org.communitysupport.x12.X12Out;
import org.communitysupport.x12.X12Out.Composite;
import org.communitysupport.x12.X12Out.Party;

/** {@link ClaimFileWriter} as 837 professional, 005010X222A1: the person is the subscriber, as in Medicaid always. */
public final class X12ClaimFiles implements ClaimFileWriter {
    private static final String GUIDE = "005010X222A1";
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;

    @Override
    public byte[] write(Batch batch) {
        var agency = batch.agency();
        String group = batch.controlNumber().replaceFirst("^0+", "");
        var out = new X12Out(
                new Party("ZZ", agency.submitterId()),
                new Party("ZZ", batch.receiverId()),
                batch.controlNumber(),
                batch.at(),
                batch.production() ? "P" : "T");
        out.startGroup("HC", agency.submitterId(), batch.receiverId(), batch.at(), group, GUIDE);
        out.startSet("837", "0001", GUIDE);
        out.segment(
                "BHT",
                "0019",
                "00",
                batch.controlNumber(),
                DATE.format(batch.at()),
                DateTimeFormatter.ofPattern("HHmm").format(batch.at()),
                "CH");
        out.segment("NM1", "41", "2", agency.name(), "", "", "", "", "46", agency.submitterId());
        out.segment("PER", "IC", agency.contactName(), "TE", agency.contactPhone());
        out.segment("NM1", "40", "2", batch.payerName(), "", "", "", "", "46", batch.receiverId());
        billingProvider(out, batch);
        int level = 1;
        for (var claim : batch.claims()) subscriber(out, batch, claim, ++level);
        out.endSet();
        out.endGroup();
        return checked(out.end(), batch);
    }

    /** A file that a payer would refuse is a fault of ours and must not leave. */
    private static byte[] checked(byte[] bytes, Batch batch) {
        var verdict = X12ClaimCheck.of(bytes, batch.at());
        if (!verdict.taken())
            throw new IllegalStateException("the file that was written is not sound: "
                    + verdict.faults().getFirst());
        return bytes;
    }

    private static void billingProvider(X12Out out, Batch batch) {
        var agency = batch.agency();
        out.segment("HL", "1", "", "20", batch.claims().isEmpty() ? "0" : "1");
        out.segment("PRV", "BI", "PXC", agency.taxonomy());
        out.segment("NM1", "85", "2", agency.name(), "", "", "", "", "XX", agency.npi());
        out.segment("N3", agency.addressLine());
        out.segment("N4", agency.city(), agency.state(), agency.zip());
        out.segment("REF", "EI", agency.taxId());
    }

    private static void subscriber(X12Out out, Batch batch, Claim claim, int level) {
        var s = claim.subject();
        out.segment("HL", Integer.toString(level), "1", "22", "0");
        out.segment("SBR", "P", "18", "", "", "", "", "", "", "MC");
        out.segment("NM1", "IL", "1", s.familyName(), s.givenName(), "", "", "", "MI", s.memberId());
        address(out, s, batch);
        out.segment("DMG", "D8", s.birthDate().replace("-", ""), sex(s.sex()));
        out.segment("NM1", "PR", "2", batch.payerName(), "", "", "", "", "PI", batch.payerClaimId());
        claim(out, claim);
    }

    /** People without a home have claims too: the agency's address stands in for theirs, and the scrub warned of it. */
    private static void address(X12Out out, ClaimSubject s, Batch batch) {
        boolean own = s.addressLine() != null && s.city() != null && s.zip() != null;
        var agency = batch.agency();
        out.segment("N3", own ? s.addressLine() : agency.addressLine());
        out.segment(
                "N4",
                own ? s.city() : agency.city(),
                own ? (s.state() == null ? agency.state() : s.state()) : agency.state(),
                own ? s.zip().replace("-", "") : agency.zip());
    }

    private static void claim(X12Out out, Claim claim) {
        out.segment(
                "CLM",
                claim.number(),
                dollars(claim.chargeCents()),
                "",
                "",
                new Composite(claim.place(), "B", claim.frequency()),
                "Y",
                "A",
                "Y",
                "Y");
        if (claim.authorizationNumber() != null) out.segment("REF", "G1", claim.authorizationNumber());
        if (claim.originalPayerControl() != null) out.segment("REF", "F8", claim.originalPayerControl());
        var codes = new ArrayList<Object>();
        for (String code : claim.subject().diagnoses().stream().limit(12).toList())
            codes.add(new Composite(codes.isEmpty() ? "ABK" : "ABF", code.replace(".", "")));
        out.segment("HI", codes.toArray());
        var line = claim.lines().getFirst();
        boolean oneServed = line.renderingNpi() != null
                && claim.lines().stream().allMatch(l -> line.renderingNpi().equals(l.renderingNpi()));
        if (oneServed) rendering(out, line);
        for (var l : claim.lines()) line(out, claim, l, !oneServed && l.renderingNpi() != null);
    }

    private static void line(X12Out out, Claim claim, ClaimLine line, boolean withRendering) {
        int diagnoses = Math.min(claim.subject().diagnoses().size(), 4);
        out.segment("LX", Integer.toString(line.number()));
        var service = new ArrayList<>(List.of("HC", line.code()));
        service.addAll(line.modifiers());
        var pointers = new String[diagnoses];
        for (int i = 0; i < diagnoses; i++) pointers[i] = Integer.toString(i + 1);
        out.segment(
                "SV1",
                new Composite(service.toArray(String[]::new)),
                dollars(line.chargeCents()),
                "UN",
                Integer.toString(line.units()),
                line.place().equals(claim.place()) ? "" : line.place(),
                "",
                new Composite(pointers));
        out.segment("DTP", "472", "D8", DATE.format(claim.date()));
        out.segment("REF", "6R", claim.number() + '-' + line.number());
        if (withRendering) rendering(out, line);
    }

    private static void rendering(X12Out out, ClaimLine line) {
        String name = line.renderingName();
        int space = name.lastIndexOf(' ');
        out.segment(
                "NM1",
                "82",
                "1",
                name.substring(space + 1),
                space < 0 ? "" : name.substring(0, space),
                "",
                "",
                "",
                "XX",
                line.renderingNpi());
    }

    private static String dollars(long cents) {
        return Money.ofCents(cents).toDollars();
    }

    private static String sex(String sex) {
        return sex == null || sex.isBlank()
                ? "U"
                : switch (Character.toUpperCase(sex.charAt(0))) {
                    case 'F' -> "F";
                    case 'M' -> "M";
                    default -> "U";
                };
    }
}
