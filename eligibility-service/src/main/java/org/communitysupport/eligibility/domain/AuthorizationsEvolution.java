package org.communitysupport.eligibility.domain;

import org.communitysupport.eligibility.domain.AuthorizationsEvent.*;
import org.communitysupport.eligibility.domain.Codes.AuthorizationStatus;

/** What each event makes of the authorisations. */
final class AuthorizationsEvolution {
    private AuthorizationsEvolution() {}

    static AuthorizationsState after(AuthorizationsState state, AuthorizationsEvent event) {
        return switch (event) {
            case EligibilityStarted e -> state.with(e);
            case DemographicsNoted e ->
                state.with(state.episodes().get(e.episode()).about(e.demographics()));
            case AssessmentReported e -> state.reported(e, e.episode(), r -> r.with(e));
            case NecessityReported e -> state.reported(e, e.episode(), r -> r.with(e));
            case PlanReported e -> state.reported(e, e.episode(), r -> r.with(e));
            case ServiceOrderReported e -> state.reported(e, e.episode(), r -> r.with(e));
            case PassThroughNotified e -> state;
            case PassThroughOpened e -> state.with(Authorization.of(e));
            case AuthorizationRequested e -> state.with(Authorization.of(e));
            case AuthorizationNotRequired e -> state.with(Authorization.of(e));
            case AuthorizationPended e -> at(state, e.authorization(), AuthorizationStatus.PENDED);
            case AuthorizationReturned e -> at(state, e.authorization(), AuthorizationStatus.RETURNED);
            case AuthorizationDenied e -> at(state, e.authorization(), AuthorizationStatus.DENIED);
            case AuthorizationDeemedDenied e -> at(state, e.authorization(), AuthorizationStatus.DEEMED_DENIED);
            case AuthorizationRequestCancelled e -> at(state, e.authorization(), AuthorizationStatus.CANCELLED);
            case AuthorizationDecisionExtended e ->
                state.with(authorization(state, e.authorization()).dueOn(e.decisionDueOn()));
            case AuthorizationResubmitted e ->
                state.with(authorization(state, e.authorization())
                        .at(AuthorizationStatus.REQUESTED)
                        .dueOn(e.decisionDueOn()));
            case AuthorizationGranted e ->
                state.with(authorization(state, e.authorization()).granted(e.number(), e.units(), e.from(), e.to()));
            case AuthorizationPartiallyGranted e ->
                state.with(authorization(state, e.authorization()).granted(e.number(), e.units(), e.from(), e.to()));
            case AuthorizationEnded e ->
                state.with(authorization(state, e.authorization()).endingOn(e.endedOn(), e.reason()));
            case AuthorizationRestored e ->
                state.with(authorization(state, e.authorization()).restored(e.status(), e.to()));
            case AuthorizationExpired e -> at(state, e.authorization(), AuthorizationStatus.EXPIRED);
            case UnitsReserved e -> state.of(e).with(Line.of(e));
            case UnitsCommitted e -> state.of(e).with(Line.of(e));
            case UnitsReleased e -> state.of(e).with(Line.of(e));
            case UnitReservationRejected e -> state.of(e).with(Line.of(e));
        };
    }

    private static AuthorizationsState at(AuthorizationsState state, String id, AuthorizationStatus status) {
        return state.with(authorization(state, id).at(status));
    }

    private static Authorization authorization(AuthorizationsState state, String id) {
        return state.authorizations().get(id);
    }
}
