package org.communitysupport.eligibility.process;

import java.time.LocalDate;
import org.communitysupport.eligibility.domain.AuthorizationsCommand;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportAssessment;
import org.communitysupport.eligibility.domain.AuthorizationsCommand.ReportNecessity;
import org.communitysupport.eligibility.domain.DeterminationEvent.ClinicalAssessmentRecorded;
import org.communitysupport.eligibility.domain.DeterminationEvent.MedicalNecessityConfirmed;
import org.communitysupport.eligibility.domain.DeterminationEvent.MedicalNecessityNotMet;
import org.communitysupport.eligibility.domain.InProgram;
import org.communitysupport.eligibility.domain.LevelOfCare;
import org.communitysupport.eligibility.inbound.Published;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.Personal;
import org.communitysupport.kernel.Reaction;

/** What a licensed person found is a fact for the requests of the same person and program. */
public final class WhenDeterminedThenReport {
    private WhenDeterminedThenReport() {}

    public static Reaction reaction() {
        return Published.restIgnored(Reaction.named("WhenDeterminedThenReport")
                .on(
                        "eligibility.ClinicalAssessmentRecorded",
                        ClinicalAssessmentRecorded.class,
                        (event, context) -> report(event, assessment(event.data()), context))
                .on("eligibility.MedicalNecessityConfirmed", MedicalNecessityConfirmed.class, (event, context) -> {
                    var e = event.data();
                    report(event, necessity(e, e.episode(), true, e.determinedOn()), context);
                })
                .on("eligibility.MedicalNecessityNotMet", MedicalNecessityNotMet.class, (event, context) -> {
                    var e = event.data();
                    report(event, necessity(e, e.episode(), false, e.determinedOn()), context);
                }));
    }

    private static ReportAssessment assessment(ClinicalAssessmentRecorded e) {
        return new ReportAssessment(
                e.person(),
                e.program(),
                e.episode(),
                e.assessment(),
                e.kind(),
                e.assessedOn(),
                e.recommendsProgram(),
                e.findings()
                        .value()
                        .map(f -> Personal.of(e.person(), "level-of-care", LevelOfCare.of(f)))
                        .orElseGet(() -> Personal.erased(e.person(), "level-of-care")));
    }

    private static ReportNecessity necessity(InProgram who, String episode, boolean confirmed, LocalDate on) {
        return new ReportNecessity(who.person(), who.program(), episode, confirmed, on);
    }

    private static void report(
            Event<? extends InProgram> event, AuthorizationsCommand command, Reaction.Context context) {
        ToAuthorizations.tell(event, event.data().person(), event.data().program(), command, context);
    }
}
