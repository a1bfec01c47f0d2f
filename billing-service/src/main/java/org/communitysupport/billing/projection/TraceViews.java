package org.communitysupport.billing.projection;

import java.util.List;
import java.util.function.Function;
import org.communitysupport.billing.inbound.Published;
import org.communitysupport.billing.inbound.Trail;
import org.communitysupport.kernel.Event;
import org.communitysupport.kernel.View;

/**
 * From referral to dollar, over all five topics: what is about the person as a whole in one view, what is about one day in another, so that
 * neither row grows with every visit.
 */
public final class TraceViews {

    /** By person: referral, coverage, assessment, necessity, order, plan, authorizations, episode. */
    public static final View<TraceRow> PERSON = Published.restIgnored(person());

    /** By person and date: contacts, units, holds, release, and the day's claims. Key {@code person.date}. */
    public static final View<TraceRow> DAY = Published.restIgnored(day());

    private TraceViews() {}

    private static View<TraceRow> person() {
        var view = View.of("trace-person", 4, TraceRow.class);
        Function<Event<Trail>, String> key = e -> e.data().person();
        all(
                view,
                key,
                Published.types(
                        "referral",
                        "ReferralReceived ReferralIdentified ReferralAccepted ReferralDeclined ReferralWithdrawn"
                                + " ReferralOutcomeCorrected EpisodeOpened EpisodeClosed EpisodeReopened"));
        all(
                view,
                key,
                Published.types(
                        "eligibility",
                        "CoverageVerified CoverageNotFound CoverageEnded PayerChanged ClinicalAssessmentRecorded"
                                + " MedicalNecessityConfirmed MedicalNecessityNotMet PassThroughNotified PassThroughOpened"
                                + " AuthorizationRequested AuthorizationPended AuthorizationReturned AuthorizationGranted"
                                + " AuthorizationPartiallyGranted AuthorizationDenied AuthorizationNotRequired"
                                + " AuthorizationEnded AuthorizationRestored AuthorizationExpired"));
        all(
                view,
                key,
                Published.types(
                        "care-plan",
                        "PlanDrafted PlanSigned ServiceOrdered CrisisPlanCompleted PlanActivated PlanRevised"));
        return view;
    }

    private static View<TraceRow> day() {
        var view = View.of("trace-day", 3, TraceRow.class);
        Function<Event<Trail>, String> byDate =
                e -> e.data().date() == null || e.data().person() == null
                        ? null
                        : e.data().person() + '.' + e.data().date();
        all(
                view,
                byDate,
                Published.types("eligibility", "UnitsReserved UnitsCommitted UnitsReleased UnitReservationRejected"));
        all(
                view,
                byDate,
                Published.types(
                        "encounter",
                        "EncounterScheduled EncounterLogged ContactCounted ContactSigned ContactRemoved"
                                + " EncounterOverlapDetected BillableContactChosen DailyUnitsComputed DailyUnitsRecomputed"
                                + " UnitsAnswered EncounterHeld EncounterHoldLifted EncounterMarkedNonBillable"
                                + " EncounterReleasedForBilling EncounterReleaseCorrected"));
        all(
                view,
                e -> dayOf(e.data().claim()),
                Published.types(
                        "billing",
                        "ClaimBuilt ClaimHeld ClaimScrubPassed ClaimScrubFailed ClaimSubjectRenewed ClaimSuperseded"
                                + " ClaimCorrectionDue ClaimBatched ClaimSubmitted ClaimStatusReported"
                                + " ClaimAcceptedByPayer ClaimRejectedByPayer ClaimPaid ClaimPartiallyPaid ClaimDenied"
                                + " PaymentReversed DenialAssigned DenialResolved ClaimAdjudicated PaymentTakenUp"
                                + " PaymentUnposted ProviderAdjustmentNoted ClaimCorrected ClaimCoverageDoubted"
                                + " ClaimReplaced ClaimTookOver ClaimVoided ClaimReinstated ClaimCancelled ClaimClosed"));
        return view;
    }

    private static void all(View<TraceRow> view, Function<Event<Trail>, String> key, List<String> types) {
        for (String type : types) view.on(type, Trail.class, key, TraceViews::fold);
    }

    private static TraceRow fold(TraceRow row, Event<Trail> event) {
        var by = event.envelope();
        var trail = event.data();
        var start = row == null ? new TraceRow(by.tenant(), trail.person(), List.of()) : row;
        var basis = trail.basis();
        var facts = trail.facts();
        if (trail.claim() != null) facts.put("claim", trail.claim());
        return start.plus(new TraceRow.Step(
                by.service(),
                by.type().substring(by.type().indexOf('.') + 1),
                by.position().toString(),
                by.at(),
                by.recordedAt(),
                by.actor(),
                basis == null ? null : basis.pack(),
                basis == null ? null : basis.version(),
                basis == null ? List.of() : basis.rules(),
                facts));
    }

    /** {@code <person>.<date>-<n>} without the number. */
    static String dayOf(String claim) {
        return claim == null ? null : claim.substring(0, claim.lastIndexOf('-'));
    }
}
