package org.communitysupport.billing.process;

import java.util.List;
import org.communitysupport.billing.application.ClaimDesk;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.claim.DayClaimsCommand;
import org.communitysupport.billing.domain.claim.Fact;
import org.communitysupport.billing.domain.claim.ReleasedLine;
import org.communitysupport.billing.inbound.Heard;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Reaction;

/** Released lines become claims; corrected ones change them as long as they are here. */
public final class BuildClaims {
    private BuildClaims() {}

    public static Reaction reaction(ClaimDesk desk) {
        return Published.restIgnored(Reaction.named("WhenReleasedThenBuildClaims")
                .on("encounter.EncounterReleasedForBilling", Heard.Released.class, (event, context) -> {
                    var e = event.data();
                    String tenant = event.envelope().tenant();
                    context.run(
                            Aggregates.DAY_CLAIMS,
                            Aggregates.day(tenant, e.person(), e.date()),
                            new DayClaimsCommand.BuildClaims(
                                    e.person(),
                                    e.date(),
                                    e.payer(),
                                    e.program(),
                                    e.episode(),
                                    e.release(),
                                    lines(e.lines()),
                                    facts(e.facts())),
                            desk.facts(tenant, e.person(), e.program(), e.payer(), e.date()));
                })
                .on("encounter.EncounterReleaseCorrected", Heard.ReleaseCorrected.class, (event, context) -> {
                    var e = event.data();
                    String tenant = event.envelope().tenant();
                    context.run(
                            Aggregates.DAY_CLAIMS,
                            Aggregates.day(tenant, e.person(), e.date()),
                            new DayClaimsCommand.CorrectRelease(
                                    e.person(),
                                    e.date(),
                                    e.payer(),
                                    e.program(),
                                    e.episode(),
                                    e.release(),
                                    e.codes(),
                                    lines(e.lines()),
                                    facts(e.facts())),
                            desk.facts(tenant, e.person(), e.program(), e.payer(), e.date()));
                }));
    }

    private static List<ReleasedLine> lines(List<Heard.Line> lines) {
        return lines.stream()
                .map(l -> new ReleasedLine(
                        l.line(),
                        l.staff(),
                        l.staffNpi(),
                        // No event tells it yet: a payer that wants it holds the claim, see Scrub.
                        null,
                        l.code(),
                        l.modifiers(),
                        l.place(),
                        l.minutes(),
                        l.units(),
                        l.authorization(),
                        l.authorizationNumber(),
                        l.authorizationKind(),
                        l.encounters()))
                .toList();
    }

    private static List<Fact> facts(List<Heard.Fact> facts) {
        if (facts == null) return List.of();
        return facts.stream()
                .map(f -> new Fact(f.name(), f.value(), f.position()))
                .toList();
    }
}
