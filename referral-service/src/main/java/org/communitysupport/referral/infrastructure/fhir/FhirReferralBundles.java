package org.communitysupport.referral.infrastructure.fhir;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.communitysupport.referral.application.ReferralBundles;
import org.hl7.fhir.r4.model.Bundle;

/**
 * FHIR R4 JSON to referrals: a Bundle of any type, or a ServiceRequest or Task that contains its Patient. Each order for a program of ours is
 * read by itself. What is wrong is collected, not only the first of it; what was not understood is named; what nobody needs (SSN, licence,
 * passport, race) is not even read.
 */
public final class FhirReferralBundles implements ReferralBundles {
    private final FhirBody bodies = new FhirBody();

    @Override
    public Read read(byte[] bytes, Practice practice) {
        var body = bodies.read(bytes);
        var sent = Sent.of(body.resource(), body.json());
        var common = new Findings();
        body.unknown().forEach(common::leftBehind);
        MustUnderstand.check(body.json(), body.resource().fhirType(), common);
        var orders = new Orders(sent, body.resource(), practice);
        var all = orders.all(common);
        var reading = new Reading(sent, orders, practice);
        if (all.isEmpty()) {
            if (common.faults().isEmpty()) reading.nothingAsked(common);
            throw new NotAReferral(false, common.faults());
        }
        if (!common.faults().isEmpty()) throw new NotAReferral(false, common.faults());
        var ours = all.stream().filter(reading::isOurs).toList();
        if (!ours.isEmpty())
            all.stream()
                    .filter(o -> !ours.contains(o))
                    .forEach(o -> common.leftBehind(o.request().path()));
        var chosen = ours.isEmpty() ? List.of(all.getFirst()) : ours;
        var asked = chosen.stream()
                .map(o -> reading.of(o, chosen.size() == 1, common))
                .toList();
        boolean together = asked.size() > 1
                && body.resource() instanceof Bundle bundle
                && bundle.getType() == Bundle.BundleType.TRANSACTION;
        return new Read(body.canonical(), together, numberedApart(asked));
    }

    /** Two orders under one number: which of them it names cannot be told. */
    private static List<Asked> numberedApart(List<Asked> asked) {
        var seen = new HashSet<String>();
        var twice = asked.stream()
                .map(a -> a.number().externalId())
                .filter(id -> !seen.add(id))
                .collect(Collectors.toSet());
        return asked.stream()
                .map(a -> twice.contains(a.number().externalId())
                        ? a.with(new Fault(
                                "identifier-twice",
                                "REF-1",
                                a.placeOf("/externalId"),
                                "Two ServiceRequests have this identifier. Give each its own."))
                        : a)
                .toList();
    }
}
