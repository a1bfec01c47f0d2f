package org.communitysupport.billing.process;

import java.util.LinkedHashSet;
import java.util.List;
import org.communitysupport.billing.domain.Aggregates;
import org.communitysupport.billing.domain.NoFacts;
import org.communitysupport.billing.domain.account.AccountCommand;
import org.communitysupport.billing.domain.account.Demographics;
import org.communitysupport.billing.domain.account.Diagnoses;
import org.communitysupport.billing.inbound.Heard;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;

/** Facts of other services into the person's account. */
public final class NoteFacts {
    private NoteFacts() {}

    public static Reaction whenReferralAccepted() {
        return Published.restIgnored(Reaction.named("WhenReferralAcceptedThenOpenAccount")
                .on(
                        "referral.ReferralAccepted",
                        Heard.ReferralAccepted.class,
                        (event, context) -> note(
                                event,
                                context,
                                new AccountCommand.NotePerson(
                                        event.data().person(),
                                        demographics(event.data().demographics()))))
                .on("referral.DemographicsCorrected", Heard.DemographicsCorrected.class, (event, context) -> {
                    var e = event.data();
                    if (e.episode() != null)
                        note(event, context, new AccountCommand.NotePerson(e.person(), demographics(e.demographics())));
                }));
    }

    public static Reaction whenEligibilitySpeaks() {
        return Published.restIgnored(Reaction.named("WhenEligibilitySpeaksThenNoteFacts")
                .on("eligibility.CoverageVerified", Heard.CoverageVerified.class, (event, context) -> {
                    var e = event.data();
                    note(
                            event,
                            context,
                            new AccountCommand.NoteInsurance(
                                    e.person(),
                                    e.payer(),
                                    e.planName(),
                                    e.from(),
                                    e.to(),
                                    e.verifiedFrom(),
                                    e.verifiedTo(),
                                    e.memberId(),
                                    at(event)));
                })
                .on(
                        "eligibility.CoverageEnded",
                        Heard.CoverageEnded.class,
                        (event, context) -> note(
                                event,
                                context,
                                new AccountCommand.NoteInsuranceEnd(
                                        event.data().person(),
                                        event.data().payer(),
                                        event.data().endedOn(),
                                        at(event))))
                .on(
                        "eligibility.ClinicalAssessmentRecorded",
                        Heard.ClinicalAssessmentRecorded.class,
                        (event, context) -> {
                            var e = event.data();
                            note(
                                    event,
                                    context,
                                    new AccountCommand.NoteDiagnoses(
                                            e.person(), e.assessedOn(), e.part2(), diagnoses(e.findings()), at(event)));
                        })
                .on(
                        "eligibility.PassThroughOpened",
                        Heard.Authorization.class,
                        (event, context) -> note(event, context, authorization(event, "PASS_THROUGH")))
                .on(
                        "eligibility.AuthorizationGranted",
                        Heard.Authorization.class,
                        (event, context) -> note(event, context, authorization(event, "AUTHORIZATION")))
                .on(
                        "eligibility.AuthorizationPartiallyGranted",
                        Heard.Authorization.class,
                        (event, context) -> note(event, context, authorization(event, "AUTHORIZATION"))));
    }

    private static AccountCommand authorization(Event<Heard.Authorization> event, String kind) {
        var e = event.data();
        return new AccountCommand.NoteAuthorization(
                e.person(),
                e.authorization(),
                kind,
                e.number(),
                e.program(),
                e.payer(),
                e.units(),
                e.from(),
                e.to(),
                at(event));
    }

    private static Personal<Demographics> demographics(Personal<Heard.Demographics> heard) {
        return heard.value()
                .map(d -> Personal.of(
                        heard.person(),
                        "demographics",
                        new Demographics(
                                d.familyName(),
                                d.givenName(),
                                d.birthDate(),
                                d.sex(),
                                d.addressLine(),
                                d.city(),
                                d.state(),
                                d.zip())))
                .orElseGet(() -> Personal.erased(heard.person(), "demographics"));
    }

    /** The principal diagnosis first: a claim names it so. */
    private static Personal<Diagnoses> diagnoses(Personal<Heard.Findings> heard) {
        return heard.value()
                .map(f -> {
                    var codes = new LinkedHashSet<String>();
                    if (f.principalDiagnosis() != null) codes.add(f.principalDiagnosis());
                    if (f.diagnoses() != null) codes.addAll(f.diagnoses());
                    return Personal.of(heard.person(), "diagnoses", new Diagnoses(List.copyOf(codes)));
                })
                .orElseGet(() -> Personal.erased(heard.person(), "diagnoses"));
    }

    static void note(Event<?> event, Reaction.Context context, AccountCommand command) {
        context.run(
                Aggregates.MEMBER_ACCOUNT,
                Aggregates.account(event.envelope().tenant(), command.person()),
                command,
                NoFacts.NONE);
    }

    private static String at(Event<?> event) {
        return event.envelope().position().toString();
    }
}
